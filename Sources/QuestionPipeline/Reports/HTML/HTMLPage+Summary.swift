extension HTMLPage {
  /// The head of the page: what the set is, how good it is, and what to do with it.
  var summary: Markup {
    let title = say(title)
    let sentences = say { words in
      report.verdictSentences(words).map(\.sentenceCased).joined(separator: words(" ", ""))
    }
    let headline = say(report.headline)
    return """
      <header class="top">
      <div class="masthead"><p class="eyebrow">Viva · \(say("quality report", "质量报告"))</p>\(tools)</div>
      <div class="lead">
      <h1 dir="auto"\(other: title)>\(title.shown)</h1>
      <p class="grade \(gradeClass)"\(other: headline)>\(headline.shown)</p>
      <p class="verdict"\(other: sentences)>\(sentences.shown)</p>
      \(ending)
      </div>
      \(scoreCard)
      \(adviceBar)
      </header>
      """
  }

  /// Language, theme and keys, shown by the script that serves them.
  private var tools: Markup {
    let theme = say("Theme", "主题色")
    let themes: [(Markup, Said)] = [
      ("", say("as the system", "跟随系统")), ("light", say("light", "浅色")),
      ("dark", say("dark", "深色")),
    ]
    let options: [Markup] = themes.map {
      "<option value=\"\($0)\"\(other: $1)>\($1.shown)</option>"
    }
    let language = Said(
      shown: say.shown("中文", "English"), other: say.shown("English", "中文"),
      language: say.shown("zh-Hans", "en"))
    return """
      <form id="tools" class="tools" hidden>\
      <button type="button" name="language"\(other: language)>\(language.shown)</button>\
      <select name="theme" \(label: theme)>\(options)</select>\
      <button type="button" name="keys">\(say("Keys", "键盘"))</button></form>
      """
  }

  private var gradeClass: Markup {
    switch report.grade {
    case .ready: "keep"
    case .mostlyReady, .needsWork: "fix"
    case .notReady, .empty: "drop"
    }
  }

  private var ending: Markup {
    guard let ending = contents.ending else { return .empty }
    return
      "<p class=\"ending\">\(say("The run ended short: ", "运行提前结束："))<bdi>\(ending.clipped(600))</bdi></p>"
  }

  private var scoreCard: Markup {
    let name = say("Mean score", "平均得分")
    guard let score = report.score else {
      return """
        <div class="score-card"><p class="label">\(name)</p>\
        <p class="big">–</p><p class="label">\(say("no item was scored", "没有已打分的题目"))</p></div>
        """
    }
    let spread: Markup? =
      score.low.fixed(2) == score.high.fixed(2)
      ? nil
      : """
      <p class="label">\(say("95% interval", "95% 区间")) \(score.low.fixed(2))–\(score.high.fixed(2))</p>
      """
    return """
      <div class="score-card"><p class="label">\(name)</p>
      <p class="big">\(score.value.fixed(2))</p>
      \(Figures.interval(score, say: say))
      \(spread)</div>
      """
  }

  /// How many items to keep, fix and drop, as one bar with its legend.
  private var adviceBar: Markup {
    guard !report.items.isEmpty else { return .empty }
    let total = report.items.count
    var parts = Markup.empty
    var legend = Markup.empty
    for advice in Advice.allCases {
      let count = report.count(advice)
      let share = Double(count) / Double(total)
      if count > 0 {
        parts += """
          <span class="\(Markup(stringLiteral: advice.rawValue))" style="flex-grow:\(count)"></span>
          """
      }
      legend += """
        <li><span class="dot \(Markup(stringLiteral: advice.rawValue))"></span><b>\(count.grouped)</b> \
        \(say { $0.advice(advice) }) <span class="muted">\((share * 100).fixed(0))%</span></li>
        """
    }
    return """
      <div class="advice"><div class="stack" aria-hidden="true">\(parts)</div>
      <ul class="legend">\(legend)</ul></div>
      """
  }

  // MARK: The brief and where its places went

  var askedAndMade: Markup? {
    guard contents.brief != nil || contents.ledger != nil || !report.items.isEmpty else {
      return nil
    }
    return "\(waterfall)<div class=\"columns uneven\">\(brief)\(ledger)</div>"
  }

  private var brief: Markup? {
    guard let brief = contents.brief else { return nil }
    var rows: [Markup] = []
    func fact(_ name: Said, _ values: [Markup]) {
      guard !values.isEmpty else { return }
      let rest = values.count - 40
      let more: Markup = rest > 0 ? " \(say("and \(rest) more", "等 \(values.count) 项"))" : ""
      rows.append(
        "<div><dt>\(name)</dt><dd>\(Array(values.prefix(40)).joined(", "))\(more)</dd></div>")
    }
    func row(_ name: Said, _ values: [String]) {
      fact(name, values.map { "<bdi>\($0.clipped(300))</bdi>" })
    }
    func row(_ name: Said, _ values: [Said]) { fact(name, values.map { "\($0)" }) }
    row(say("Items", "题数"), [brief.count.grouped])
    row(say("Topics", "主题"), brief.topics)
    row(say("Sources", "资料"), brief.sources)
    row(say("Kinds", "题型"), brief.kinds.map { kind in say { $0.kind(kind) } })
    row(say("Languages", "语言"), brief.languages.map { tag in say { $0.language(tag.tag) } })
    row(say("Levels", "层次"), brief.levels?.map { level in say { $0.level(level) } } ?? [])
    if let unanswerable = UnanswerableItems(report) {
      fact(say("Unanswerable", "无法作答"), ["\(say { unanswerable.sentence($0) })"])
    }
    row(say("Difficulty", "难度"), (brief.difficulties ?? []).map(String.init))
    var audience = Markup.empty
    if let text = brief.audience, !text.isBlank {
      let label = say("Audience", "对象")
      audience =
        text.utf8.count <= 300
        ? "<div><dt>\(label)</dt><dd dir=\"auto\">\(text)</dd></div>"
        : """
        <div><dt>\(label)</dt><dd><details><summary dir="auto">\(text.clipped(120))</summary>\
        \(RichText.markup(text.clipped(20_000)))</details></dd></div>
        """
    }
    return """
      <div class="panel"><h3>\(say("What was asked", "要求"))</h3><dl class="facts">\(rows)\(audience)</dl></div>
      """
  }

  private var ledger: Markup? {
    guard let ledger = contents.ledger else { return nil }
    let places = Figures.Flow(
      caption: say("Places asked for", "要求的题目"), total: ledger.places.total,
      totalName: say("asked for", "要求"),
      steps: [
        .init(say("accepted", "通过"), ledger.places.accepted, "good"),
        .init(say("refused", "未通过"), ledger.places.refused, "bad"),
        .init(say("not attempted", "未尝试"), ledger.places.notAttempted, "none"),
      ])
    let refusals = ledger.reasons.map { reason in
      Figures.Flow.Step(
        say { $0.reason(reason.name) }, reason.count, "bad", code: reason.name)
    }
    let cells = Figures.Flow(
      caption: say("Drafting cells, replacements included", "出题单元（含替补）"),
      total: ledger.cells.total, totalName: say("planned", "计划"),
      steps: [.init(say("accepted", "通过"), ledger.cells.accepted, "good")] + refusals
        + [.init(say("not attempted", "未尝试"), ledger.cells.notAttempted, "none")])
    return """
      <div class="panel"><h3>\(say("Where every item went", "每道题的去向"))</h3>
      \(Figures.flow(places, say: say))
      \(Figures.flow(cells, say: say))</div>
      """
  }
}
