extension MarkdownPage {
  /// Above this many items the page shows the flagged ones and a sample: Markdown is read, not searched.
  static let fullLimit = 1_000

  var items: String? {
    guard !report.items.isEmpty else { return nil }
    var shown = report.items
    var lines: [String] = []
    if shown.count > Self.fullLimit {
      let kept = shown.filter { $0.advice == .keep }
      let size = min(100, kept.count)
      let sample = (0..<size).map { kept[$0 * kept.count / size] }
      shown = (shown.filter { $0.advice != .keep }.prefix(500) + sample)
        .sorted { $0.index < $1.index }
      lines = [
        words(
          "The set holds \(report.items.count.grouped) items; shown are \(shown.count.grouped): flagged ones and an evenly spaced sample of the others. All stand in report.json.",
          "题集共 \(report.items.count.grouped) 道题，这里列出其中 \(shown.count.grouped) 道：需处理的题与其余题目的等距抽样。全部见 report.json。"
        ), "",
      ]
    }
    lines.append(shown.map(item).joined(separator: "\n\n"))
    return "## \(words("Items", "题目"))\n\n" + lines.joined(separator: "\n")
  }

  private func item(_ entry: ReportedItem) -> String {
    let item = entry.item
    let draft = item.draft
    var facts = [words.kind(item.kind)]
    if let level = item.level { facts.append(words.level(level)) }
    if let difficulty = item.difficulty {
      facts.append("\(words("difficulty", "难度")) \(difficulty)/5")
    }
    if let reason = item.unanswerable { facts.append(words.unanswerable(reason)) }
    facts.append(words.language(item.language.tag))
    if let score = item.score { facts.append("\(words("score", "得分")) \(score.fixed(2))") }
    if let line = entry.line { facts.append("\(words("line", "行")) \(line)") }
    if let review = item.review { facts.append(words.review(review)) }
    facts.append(item.id)
    let path = item.topic.map { inline($0.clipped(120)) }.joined(separator: " › ")
    var blocks = [
      "### \(entry.index)\\. \(path) · \(words.advice(entry.advice))",
      facts.map(inline).joined(separator: " · "),
    ]
    blocks += text(draft.question)
    if !draft.choices.isEmpty {
      blocks.append(
        draft.choices.enumerated().map { offset, choice in
          let letter = Choice.letter(at: offset)
          let key = choice.isCorrect ? " **✓ \(words("key", "答案"))**" : ""
          let why = choice.why.map { " — \(inline($0))" } ?? ""
          return "- \(letter)\\. \(inline(choice.text))\(key)\(why)"
        }.joined(separator: "\n"))
    }
    if !draft.answer.isBlank {
      blocks.append("**\(words("Reference answer", "参考答案"))**")
      blocks += text(draft.answer)
    }
    func list(_ title: String, _ texts: [String]) {
      guard !texts.isEmpty else { return }
      blocks.append("**\(title)**\n\n" + texts.map { "- \(inline($0))" }.joined(separator: "\n"))
    }
    list(words("Key points", "要点"), draft.keyPoints)
    list(words("Common mistakes", "常见错误"), draft.mistakes)
    if let code = draft.code {
      let checked = code.checked == "ran" ? words("tests ran", "测试已运行") : words("not run", "未运行")
      blocks.append("**\(words("Code", "代码"))** (\(inline(code.language)), \(checked))")
      blocks.append(MarkdownText.fenced(code.solution, language: code.language))
      blocks.append(MarkdownText.fenced(code.tests, language: code.language))
    }
    for next in draft.followUps {
      blocks.append(
        [
          "- **\(words("Follow-up", "追问"))** \(inline(next.question))",
          "  - \(words("probes", "考查")): \(inline(next.probes))",
          "  - \(words("strong", "好的回答")): \(inline(next.strong))",
          "  - \(words("weak", "差的回答")): \(inline(next.weak))",
        ].joined(separator: "\n"))
    }
    for source in draft.sources {
      blocks.append(
        "**\(words("Source", "出处"))** \(inline(source.document))"
          + (source.start >= 0 ? " (\(source.start)–\(source.end))" : ""))
      blocks.append(MarkdownText.quote(source.quote))
    }
    let scores = item.scores.entries.map { name, score in
      let value = score.value?.fixed(2) ?? words("unscored", "未打分")
      return "\(inline(words.dimension(name))) \(value)"
    }
    if !scores.isEmpty {
      blocks.append("**\(words("Scores", "得分"))** " + scores.joined(separator: " · "))
    }
    let flaws = entry.flaws.map { flaw in
      let with = flaw.with.isEmpty ? "" : " → " + flaw.with.map(inline).joined(separator: ", ")
      let hint = flaw.suggestion.map { " → \(inline($0.clipped(600)))" } ?? ""
      return
        "- **\(words.severity(flaw.severity))** \(named(flaw.name))\(with)\(words(": ", "："))"
        + inline(flaw.evidence.clipped(600)) + hint
    }
    if !flaws.isEmpty { blocks.append(flaws.joined(separator: "\n")) }
    if let trail = item.cell.flatMap({ contents.trails[$0] }) { blocks.append(self.trail(trail)) }
    let others = entry.reasons.filter { name in !entry.flaws.contains { $0.name == name } }
    if !others.isEmpty {
      blocks.append(
        words("Because: ", "原因：") + others.map(named).joined(separator: words(", ", "、")))
    }
    return blocks.joined(separator: "\n\n")
  }

  /// The drafts in order: the first question, then what each revision changed, with what the critic found.
  private func trail(_ trail: Trail) -> String {
    var lines = ["**\(words("How it came about", "成稿过程"))**", ""]
    for (index, step) in trail.steps.prefix(8).enumerated() {
      let title = words("Draft \(index + 1)", "第 \(index + 1) 稿")
      lines.append("- \(title)\(words(": ", "："))\(inline(step.draft.question.clipped(600)))")
      lines += step.flaws.map {
        "  - \(named($0.name))\(words(": ", "："))\(inline($0.evidence.clipped(300)))"
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Text as quotations, with its fenced code as code.
  private func text(_ text: String) -> [String] {
    RichText.blocks(of: text).map { block in
      switch block {
      case .paragraph(let text): MarkdownText.quote(text)
      case .code(let text, _): MarkdownText.fenced(text, language: "")
      }
    }
  }
}
