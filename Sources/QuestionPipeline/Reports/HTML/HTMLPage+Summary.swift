extension HTMLPage {
  /// The head of the page: what the set is, how good it is, and what to do with it.
  var summary: Markup {
    let sentences = report.verdictSentences.map(\.sentenceCased).joined(separator: words(" ", ""))
    return """
      <header class="top">
      <div class="lead">
      <p class="eyebrow">Viva · \(words("quality report", "质量报告"))</p>
      <h1 dir="auto">\(title)</h1>
      <p class="grade \(gradeClass)">\(report.headline)</p>
      <p class="verdict">\(sentences)</p>
      \(ending)
      </div>
      \(scoreCard)
      \(adviceBar)
      </header>
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
      "<p class=\"ending\">\(words("The run ended short:", "运行提前结束："))\(words(" ", ""))<bdi>\(ending.clipped(600))</bdi></p>"
  }

  private var scoreCard: Markup {
    guard let score = report.score else {
      return """
        <div class="score-card"><p class="label">\(words("Mean score", "平均得分"))</p>\
        <p class="big">–</p><p class="label">\(words("no item was scored", "没有已打分的题目"))</p></div>
        """
    }
    let spread: Markup? =
      score.low.fixed(2) == score.high.fixed(2)
      ? nil
      : """
      <p class="label">\(words("95% interval", "95% 区间")) \(score.low.fixed(2))–\(score.high.fixed(2))</p>
      """
    return """
      <div class="score-card"><p class="label">\(words("Mean score", "平均得分"))</p>
      <p class="big">\(score.value.fixed(2))</p>
      \(Figures.interval(score, words: words))
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
        \(words.advice(advice)) <span class="muted">\((share * 100).fixed(0))%</span></li>
        """
    }
    return """
      <div class="advice"><div class="stack" aria-hidden="true">\(parts)</div>
      <ul class="legend">\(legend)</ul></div>
      """
  }

  // MARK: The brief and where its places went

  var askedAndMade: Markup? {
    guard contents.brief != nil || contents.ledger != nil else { return nil }
    return "<div class=\"columns uneven\">\(brief)\(ledger)</div>"
  }

  private var brief: Markup? {
    guard let brief = contents.brief else { return nil }
    var rows: [Markup] = []
    func row(_ name: String, _ values: [String]) {
      guard !values.isEmpty else { return }
      let list: [Markup] = values.prefix(40).map { "<bdi>\($0.clipped(300))</bdi>" }
      let rest = values.count - list.count
      let more: Markup = rest > 0 ? " \(words("and \(rest) more", "等 \(values.count) 项"))" : ""
      rows.append(
        "<div><dt>\(name)</dt><dd>\(list.joined(Markup(words(", ", "、"))))\(more)</dd></div>")
    }
    row(words("Items", "题数"), [brief.count.grouped])
    row(words("Topics", "主题"), brief.topics)
    row(words("Sources", "资料"), brief.sources)
    row(words("Kinds", "题型"), brief.kinds.map(words.kind))
    row(words("Languages", "语言"), brief.languages.map { words.language($0.tag) })
    row(words("Levels", "层次"), brief.levels?.map { words.level($0) } ?? [])
    row(words("Difficulty", "难度"), brief.difficulties?.map(String.init) ?? [])
    var audience = Markup.empty
    if let text = brief.audience, !text.isBlank {
      let label = words("Audience", "对象")
      audience =
        text.utf8.count <= 300
        ? "<div><dt>\(label)</dt><dd dir=\"auto\">\(text)</dd></div>"
        : """
        <div><dt>\(label)</dt><dd><details><summary dir="auto">\(text.clipped(120))</summary>\
        \(RichText.markup(text.clipped(20_000)))</details></dd></div>
        """
    }
    return """
      <div class="panel"><h3>\(words("What was asked", "要求"))</h3><dl class="facts">\(rows)\(audience)</dl></div>
      """
  }

  private var ledger: Markup? {
    guard let ledger = contents.ledger else { return nil }
    let places = Figures.Flow(
      caption: words("Places asked for", "要求的题目"), total: ledger.places.total,
      totalName: words("asked for", "要求"),
      steps: [
        .init(words("accepted", "通过"), ledger.places.accepted, "good"),
        .init(words("refused", "未通过"), ledger.places.refused, "bad"),
        .init(words("not attempted", "未尝试"), ledger.places.notAttempted, "none"),
      ])
    let refusals = ledger.reasons.map {
      Figures.Flow.Step(words.reason($0.name), $0.count, "bad", code: $0.name)
    }
    let cells = Figures.Flow(
      caption: words("Drafting cells, replacements included", "出题单元（含替补）"),
      total: ledger.cells.total, totalName: words("planned", "计划"),
      steps: [.init(words("accepted", "通过"), ledger.cells.accepted, "good")] + refusals
        + [.init(words("not attempted", "未尝试"), ledger.cells.notAttempted, "none")])
    return """
      <div class="panel"><h3>\(words("Where every item went", "每道题的去向"))</h3>
      \(Figures.flow(places, words: words))
      \(Figures.flow(cells, words: words))</div>
      """
  }
}

extension String {
  /// With a capital first letter.
  fileprivate var sentenceCased: String { prefix(1).uppercased() + dropFirst() }
}
