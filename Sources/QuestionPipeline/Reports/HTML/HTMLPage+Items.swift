extension HTMLPage {
  /// The items to show, in their order.
  var shownItems: [ReportedItem] {
    guard report.items.count > limits.full else { return report.items }
    let flagged = report.items.filter { $0.advice != .keep }.prefix(limits.flagged)
    let kept = report.items.filter { $0.advice == .keep }
    // Evenly spaced, so that the sample is the same each time and spans the set.
    let size = min(limits.sample, kept.count)
    let sample = (0..<size).map { kept[$0 * kept.count / size] }
    return (flagged + sample).sorted { $0.index < $1.index }
  }

  /// What is said of them all, then each.
  var items: [Markup] {
    let shown = shownItems
    guard !shown.isEmpty else {
      return [note(words("The set holds no items.", "题集中没有题目。"))]
    }
    var result: [Markup] = []
    if shown.count < report.items.count {
      let flagged = shown.count { $0.advice != .keep }
      result.append(
        note(
          words(
            "The set holds \(report.items.count.grouped) items, too many for one page: shown are \(flagged.grouped) of the \((report.count(.fix) + report.count(.drop)).grouped) flagged ones and an evenly spaced sample of \((shown.count - flagged).grouped) others. All stand in items.jsonl.",
            "题集共 \(report.items.count.grouped) 道题，一页放不下：这里列出 \((report.count(.fix) + report.count(.drop)).grouped) 道需处理题中的 \(flagged.grouped) 道，以及其余题目的等距抽样 \((shown.count - flagged).grouped) 道。全部见 items.jsonl。"
          )))
    }
    result.append(filter(shown))
    let opens = shown.count <= 30
    for entry in shown { result.append(article(entry, opens: opens)) }
    return result
  }

  /// Search and filters, shown by the script that serves them.
  private func filter(_ shown: [ReportedItem]) -> Markup {
    func options(_ values: [(name: String, label: String)]) -> [Markup] {
      values.map { "<option value=\"\($0.name)\">\($0.label)</option>" }
    }
    let advice = Advice.allCases.filter { advice in shown.contains { $0.advice == advice } }
    let kinds = QuestionKind.allCases.filter { kind in shown.contains { $0.item.kind == kind } }
    let all = words("all", "全部")
    return """
      <form id="filter" class="filter" role="search" hidden data-count="\(words("{n} shown", "显示 {n} 题"))">
      <label>\(words("Search", "搜索")) <input type="search" name="q" autocomplete="off"></label>
      <label>\(words("Verdict", "结论")) <select name="verdict"><option value="">\(all)</option>\
      \(options(advice.map { ($0.rawValue, words.advice($0)) }))</select></label>
      <label>\(words("Kind", "题型")) <select name="kind"><option value="">\(all)</option>\
      \(options(kinds.map { ($0.rawValue, words.kind($0)) }))</select></label>
      <output aria-live="polite"></output>
      </form>

      """
  }

  // MARK: One item

  private func article(_ entry: ReportedItem, opens: Bool) -> Markup {
    let item = entry.item
    let tag = item.language.tag
    let advice = Markup(stringLiteral: entry.advice.rawValue)
    let path: [Markup] = item.topic.prefix(6).map { "<bdi>\($0.clipped(120))</bdi>" }
    let score: Markup? = item.score.map {
      "<span class=\"score\" title=\"\(words("score", "得分"))\">\($0.fixed(2))</span>"
    }
    let reasons: Markup =
      entry.reasons.isEmpty
        || entry.reasons.allSatisfy { name in entry.flaws.contains { $0.name == name } }
      ? ""
      : """
      <p class="why">\(words("Because:", "原因：")) \
      \(entry.reasons.filter { name in !entry.flaws.contains { $0.name == name } }.map(words.reason).joined(separator: words(", ", "、")))</p>
      """
    return """
      <article class="item \(advice)" id="item-\(entry.index)" aria-labelledby="item-\(entry.index)-title" \
      data-verdict="\(advice)" data-kind="\(item.kind.rawValue)">
      <header><h3 id="item-\(entry.index)-title"><a href="#item-\(entry.index)">\(entry.index)</a> \
      <span dir="auto">\(path.joined(" › "))</span></h3>\
      <span class="badge \(advice)">\(words.advice(entry.advice))</span>\(score)</header>
      <p class="meta">\(facts(entry).joined(" · "))</p>
      <div class="question" lang="\(tag)">\(RichText.markup(item.draft.question))</div>
      \(choices(item))\(reasons)\(flaws(entry.flaws, language: tag))
      <details\(opens ? Markup(" open") : "")><summary>\(words("Answer and scores", "答案与得分"))</summary>
      \(body(item))
      </details>
      </article>

      """
  }

  private func facts(_ entry: ReportedItem) -> [Markup] {
    let item = entry.item
    var facts: [Markup] = [Markup(words.kind(item.kind))]
    if let level = item.level { facts.append(Markup(words.level(level))) }
    if let difficulty = item.difficulty {
      facts.append("\(words("difficulty", "难度")) \(difficulty)/5")
    }
    facts.append(Markup(words.language(item.language.tag)))
    if let drafts = item.made?.drafts, drafts > 1 {
      facts.append(Markup(words("draft \(drafts)", "第 \(drafts) 稿")))
    }
    if let line = entry.line { facts.append("\(words("line", "行")) \(line)") }
    facts.append("<code>\(item.id.clipped(60))</code>")
    return facts
  }

  private func choices(_ item: Item) -> Markup {
    let choices = item.draft.choices
    guard !choices.isEmpty else { return .empty }
    let rows: [Markup] = choices.map { choice in
      let why: Markup? = choice.why.map { "<span class=\"muted\" dir=\"auto\">\($0)</span>" }
      return choice.isCorrect
        ? """
        <li class="key"><span class="text" dir="auto">\(RichText.inline(choice.text))</span> \
        <span class="tick" lang="\(words("en", "zh-Hans"))">✓ \(words("key", "答案"))</span>\(why)</li>
        """
        : "<li><span class=\"text\" dir=\"auto\">\(RichText.inline(choice.text))</span>\(why)</li>"
    }
    return "<ol class=\"choices\" type=\"A\" lang=\"\(item.language.tag)\">\(rows)</ol>"
  }

  private func body(_ item: Item) -> Markup {
    let draft = item.draft
    let tag = item.language.tag
    var parts = Markup.empty
    func part(_ title: String, _ markup: Markup) {
      parts += "<h4>\(title)</h4><div lang=\"\(tag)\">\(markup)</div>"
    }
    func list(_ title: String, _ texts: [String]) {
      guard !texts.isEmpty else { return }
      let rows: [Markup] = texts.map { "<li dir=\"auto\">\(RichText.inline($0))</li>" }
      part(title, "<ul>\(rows)</ul>")
    }
    if !draft.answer.isBlank {
      part(words("Reference answer", "参考答案"), RichText.markup(draft.answer))
    }
    list(words("Key points", "要点"), draft.keyPoints)
    list(words("Common mistakes", "常见错误"), draft.mistakes)
    if let code = draft.code { part(words("Code", "代码"), self.code(code)) }
    if !draft.followUps.isEmpty {
      part(words("Follow-ups", "追问"), "<ol class=\"follow\">\(draft.followUps.map(followUp))</ol>")
    }
    if !draft.sources.isEmpty {
      part(words("Sources", "出处"), "<ul class=\"plain\">\(draft.sources.map(source))</ul>")
    }
    guard !item.scores.entries.isEmpty else { return "<div>\(parts)</div>" }
    return """
      <div class="body"><div>\(parts)</div>
      <div><h4>\(words("Scores", "得分"))</h4>\(scoreTable(item.scores))</div></div>
      """
  }

  private func followUp(_ next: FollowUp) -> Markup {
    func line(_ name: String, _ text: String) -> Markup {
      text.isBlank
        ? ""
        : "<div><dt lang=\"\(words("en", "zh-Hans"))\">\(name)</dt><dd dir=\"auto\">\(RichText.inline(text))</dd></div>"
    }
    return """
      <li><p dir="auto">\(RichText.inline(next.question))</p><dl class="facts">\
      \(line(words("Probes", "考查"), next.probes))\(line(words("Strong", "好的回答"), next.strong))\
      \(line(words("Weak", "差的回答"), next.weak))</dl></li>
      """
  }

  private func code(_ task: CodeTask) -> Markup {
    let checked =
      task.checked == "ran"
      ? words("the tests ran and passed", "测试已运行并通过") : words("not run", "未运行")
    func block(_ name: String, _ text: String) -> Markup {
      text.isBlank
        ? ""
        : """
        <p class="small" lang="\(words("en", "zh-Hans"))">\(name)</p>\
        <pre tabindex="0"><code dir="ltr" lang="zxx">\(text)</code></pre>
        """
    }
    return """
      <p class="small" lang="\(words("en", "zh-Hans"))"><bdi>\(task.language.clipped(40))</bdi> · \(checked)</p>\
      \(block(words("Solution", "参考实现"), task.solution))\(block(words("Tests", "测试"), task.tests))
      """
  }

  private func source(_ citation: Citation) -> Markup {
    let place: Markup =
      citation.start >= 0
      ? " <span class=\"muted\">\(citation.start.grouped)–\(citation.end.grouped)</span>" : ""
    return """
      <li><blockquote dir="auto">\(citation.quote)</blockquote><p class="small"><bdi>\(citation.document.clipped(200))</bdi>\
      \(place)</p></li>
      """
  }

  /// The scored dimensions, by whom, and the others by why they are not.
  private func scoreTable(_ scores: Scores) -> Markup {
    let isSpread = scores.entries.contains { _, score in
      guard case .scored(_, let low, let high, _) = score else { return false }
      return low.fixed(2) != high.fixed(2)
    }
    var rows = Markup.empty
    var judges: [String] = []
    var unscored: [(why: String, names: [String])] = []
    for (name, score) in scores.entries {
      switch score {
      case .scored(let value, let low, let high, let by):
        let (from, to) = (low.fixed(2), high.fixed(2))
        let share = Int((min(max(value, 0), 1) * 100).rounded())
        let spread: Markup? =
          isSpread ? "<td class=\"spread\">\(from == to ? "" : "\(from)–\(to)")</td>" : nil
        rows += """
          <tr><th scope="row"><bdi>\(words.dimension(name))</bdi></th><td class="num">\(value.fixed(2))</td>\
          <td class="bar" aria-hidden="true"><span class="good" style="width:\(share)%"></span></td>\(spread)</tr>
          """
        let judge = by == "rules" ? words("rules", "规则") : by.clipped(60)
        if !by.isEmpty, !judges.contains(judge) { judges.append(judge) }
      case .unscored(let why):
        if let place = unscored.firstIndex(where: { $0.why == why }) {
          unscored[place].names.append(words.dimension(name))
        } else {
          unscored.append((why, [words.dimension(name)]))
        }
      }
    }
    var result = Markup.empty
    if !rows.source.isEmpty {
      let spreadHead: Markup? = isSpread ? "<th scope=\"col\">\(words("Spread", "区间"))</th>" : nil
      result += """
        <table class="flow scores"><thead class="hidden"><tr><th scope="col">\(words("Dimension", "维度"))</th>\
        <th scope="col">\(words("Score", "得分"))</th><td></td>\(spreadHead)</tr></thead>\
        <tbody>\(rows)</tbody></table>
        """
    }
    if !judges.isEmpty {
      let names: [Markup] = judges.prefix(6).map { "<bdi>\($0)</bdi>" }
      let list = names.joined(Markup(words(", ", "、")))
      result += "<p class=\"small\">\(words("Scored by", "打分："))\(words(" ", ""))\(list)</p>"
    }
    for entry in unscored {
      let names = entry.names.joined(separator: words(", ", "、"))
      result += """
        <p class="small">\(words("Unscored:", "未打分："))\(words(" ", ""))<bdi>\(names)</bdi> · \
        <bdi>\(entry.why.clipped(200))</bdi></p>
        """
    }
    return result
  }
}
