extension HTMLPage {
  /// The items to show, in their order.
  static func shown(of items: [ReportedItem], _ limits: HTMLReport.Limits) -> [ReportedItem] {
    guard items.count > limits.full else { return items }
    // By their places: copies of all items would take as much again.
    let flagged = items.indices.lazy.filter { items[$0].advice != .keep }.prefix(limits.flagged)
    let kept = items.indices.filter { items[$0].advice == .keep }
    // Evenly spaced, so that the sample is the same each time and spans the set.
    let size = min(limits.sample, kept.count)
    let sample = (0..<size).map { kept[$0 * kept.count / size] }
    return (flagged + sample).map { items[$0] }.sorted { $0.index < $1.index }
  }

  /// What is said of them all, then each.
  func forEachItemPiece<Failure>(_ put: (Markup) throws(Failure) -> Void) throws(Failure) {
    let shown = shownItems
    guard !shown.isEmpty else {
      return try put(note(say("The set holds no items.", "题集中没有题目。")))
    }
    if shown.count < report.items.count {
      let flagged = shown.count { $0.advice != .keep }
      let wanted = (report.count(.fix) + report.count(.drop)).grouped
      let (all, rest) = (report.items.count.grouped, (shown.count - flagged).grouped)
      try put(
        note(
          say(
            "The set holds \(all) items, too many for one page: shown are \(flagged.grouped) of the \(wanted) flagged ones and an evenly spaced sample of \(rest) others. All stand in report.json.",
            "题集共 \(all) 道题，一页放不下：这里列出 \(wanted) 道需处理题中的 \(flagged.grouped) 道，以及其余题目的等距抽样 \(rest) 道。全部见 report.json。"
          )))
    }
    try put(filter(shown))
    try put(
      """
      <p id="nothing" class="note" hidden>\(say("No item fits.", "没有符合条件的题目。"))</p>
      <div id="list" data-set="\(report.fingerprint)" data-title="\(title(say.shown))">

      """)
    let opens = shown.count <= 30
    for entry in shown { try put(article(entry, opens: opens)) }
    try put("</div>")
  }

  // MARK: One item

  private func article(_ entry: ReportedItem, opens: Bool) -> Markup {
    let item = entry.item
    let tag = item.language.tag
    let advice = Markup(stringLiteral: entry.advice.rawValue)
    let path: [Markup] = item.topic.prefix(6).map { "<bdi>\($0.clipped(120))</bdi>" }
    // For the eye; the line below says it in words.
    let score: Markup? = item.score.map {
      "<span class=\"score\" aria-hidden=\"true\">\($0.fixed(2))</span>"
    }
    let facts = say { self.facts(entry, $0) }
    let verdict = say { $0.advice(entry.advice) }
    let more = say("Answer and scores", "答案与得分")
    let others = entry.reasons.filter { name in !entry.flaws.contains { $0.name == name } }
    let reasons: Markup =
      others.isEmpty
      ? ""
      : """
      <p class="why">\(say { words in words("Because: ", "原因：") + others.map(words.reason).joined(separator: words(", ", "、")) })</p>
      """
    let evidence = Evidence(entry.flaws)
    let names = entry.flaws.map(\.name).filter(FlawFilter.isOurs)
    return """
      <article class="item \(advice)" id="item-\(entry.index)" aria-labelledby="item-\(entry.index)-title" \
      data-id="\(item.id)" data-revision="\(item.draft.revision)" data-index="\(entry.index)" \
      data-verdict="\(advice)" data-kind="\(item.kind.rawValue)" data-language="\(tag)" \
      data-topic="\(item.topic.first ?? "")" data-level="\(item.level?.rawValue ?? "none")" \
      data-difficulty="\(item.difficulty.map(String.init) ?? "")" data-score="\(item.score?.fixed(4) ?? "")" \
      data-flaws="\(names.joined(separator: " "))">
      <header><h3 id="item-\(entry.index)-title"><a href="#item-\(entry.index)">\(entry.index)</a> \
      <span dir="auto">\(path.joined(" › "))</span></h3>\
      <span class="badge \(advice)"\(other: verdict)>\(verdict.shown)</span>\(score)</header>
      <p class="meta"><span\(other: facts)>\(facts.shown)</span> · <code>\(item.id.clipped(60))</code></p>
      <div class="question" lang="\(tag)" data-field="question">\(RichText.markup(item.draft.question, evidence: evidence))</div>
      \(choices(item, evidence))\(reasons)\(flaws(entry.flaws, language: tag))
      <details\(opens ? Markup(" open") : "")><summary\(other: more)>\(more.shown)</summary>
      \(body(item, evidence))
      </details>\(trail(item.cell.flatMap { contents.trails[$0] }, language: tag))
      </article>

      """
  }

  /// Kind, level, difficulty, language, score: one label, since there are thousands of them.
  private func facts(_ entry: ReportedItem, _ words: ReportWords) -> String {
    let item = entry.item
    var facts = [words.kind(item.kind)]
    if let level = item.level { facts.append(words.level(level)) }
    if let difficulty = item.difficulty {
      facts.append(words("difficulty \(difficulty)/5", "难度 \(difficulty)/5"))
    }
    if let reason = item.unanswerable { facts.append(words.unanswerable(reason)) }
    facts.append(words.language(item.language.tag))
    if let score = item.score { facts.append(words("score ", "得分 ") + score.fixed(2)) }
    if let drafts = item.made?.drafts, drafts > 1 {
      facts.append(words("draft \(drafts)", "第 \(drafts) 稿"))
    }
    if let line = entry.line { facts.append(words("line \(line)", "第 \(line) 行")) }
    if let review = item.review { facts.append(words.review(review)) }
    return facts.joined(separator: " · ")
  }

  private func choices(_ item: Item, _ evidence: Evidence) -> Markup {
    let choices = item.draft.choices
    guard !choices.isEmpty else { return .empty }
    let key = say("✓ key", "✓ 答案")
    let rows: [Markup] = choices.map { choice in
      let text = RichText.inline(choice.text, evidence: evidence)
      let why: Markup? = choice.why.map { "<span class=\"muted\" dir=\"auto\">\($0)</span>" }
      return choice.isCorrect
        ? """
        <li class="key"><span class="text" dir="auto" data-field="choice">\(text)</span> \
        <span class="tick" lang="\(say.language)"\(other: key)>\(key.shown)</span>\(why)</li>
        """
        : "<li><span class=\"text\" dir=\"auto\" data-field=\"choice\">\(text)</span>\(why)</li>"
    }
    return "<ol class=\"choices\" type=\"A\" lang=\"\(item.language.tag)\">\(rows)</ol>"
  }

  private func body(_ item: Item, _ evidence: Evidence) -> Markup {
    let draft = item.draft
    let tag = item.language.tag
    var parts = Markup.empty
    func part(_ title: Said, _ markup: Markup, field: Markup = "") {
      parts += "<h4\(other: title)>\(title.shown)</h4><div lang=\"\(tag)\"\(field)>\(markup)</div>"
    }
    func list(_ title: Said, _ texts: [String]) {
      guard !texts.isEmpty else { return }
      let rows: [Markup] = texts.map {
        "<li dir=\"auto\">\(RichText.inline($0, evidence: evidence))</li>"
      }
      part(title, "<ul>\(rows)</ul>")
    }
    if !draft.answer.isBlank {
      part(
        say("Reference answer", "参考答案"), RichText.markup(draft.answer, evidence: evidence),
        field: " data-field=\"answer\"")
    }
    list(say("Key points", "要点"), draft.keyPoints)
    list(say("Common mistakes", "常见错误"), draft.mistakes)
    if let code = draft.code { part(say("Code", "代码"), self.code(code)) }
    if !draft.followUps.isEmpty {
      part(say("Follow-ups", "追问"), "<ol class=\"follow\">\(draft.followUps.map(followUp))</ol>")
    }
    if !draft.sources.isEmpty {
      part(say("Sources", "出处"), "<ul class=\"plain\">\(draft.sources.map(source))</ul>")
    }
    guard !item.scores.entries.isEmpty else { return "<div>\(parts)</div>" }
    return """
      <div class="body"><div>\(parts)</div>
      <div><h4>\(say("Scores", "得分"))</h4>\(scoreTable(item.scores))</div></div>
      """
  }

  private func followUp(_ next: FollowUp) -> Markup {
    func line(_ name: Said, _ text: String) -> Markup {
      text.isBlank
        ? ""
        : "<div><dt>\(name)</dt><dd dir=\"auto\">\(RichText.inline(text))</dd></div>"
    }
    return """
      <li><p dir="auto">\(RichText.inline(next.question))</p><dl class="facts">\
      \(line(say.inText("Probes", "考查"), next.probes))\(line(say.inText("Strong", "好的回答"), next.strong))\
      \(line(say.inText("Weak", "差的回答"), next.weak))</dl></li>
      """
  }

  private func code(_ task: CodeTask) -> Markup {
    let checked =
      task.checked == "ran"
      ? say.inText("the tests ran and passed", "测试已运行并通过") : say.inText("not run", "未运行")
    func block(_ name: Said, _ text: String) -> Markup {
      text.isBlank
        ? ""
        : """
        <p class="small">\(name)</p>\
        <pre tabindex="0"><code dir="ltr" lang="zxx">\(text)</code></pre>
        """
    }
    return """
      <p class="small"><bdi>\(task.language.clipped(40))</bdi> · \(checked)</p>\
      \(block(say.inText("Solution", "参考实现"), task.solution))\(block(say.inText("Tests", "测试"), task.tests))
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
}
