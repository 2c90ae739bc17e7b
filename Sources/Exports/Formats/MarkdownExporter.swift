import QuestionPipeline

/// Questions to read, print or keep beside code: headings, lists and code as GitHub shows them, with the answer below
/// each question or without. What is written with answers can be taken back.
package struct MarkdownExporter: SetExporter {
  private let hasAnswers: Bool

  package var carried: Set<ItemField> {
    let unshown: Set<ItemField> = [.cell, .scores, .flaws, .made, .review]
    let answers: Set<ItemField> = [
      .answer, .keyPoints, .mistakes, .followUps, .choiceReasons, .solution, .tests, .sources,
      .unanswerable,
    ]
    return Set(ItemField.allCases).subtracting(hasAnswers ? unshown : unshown.union(answers))
  }

  package init(_ options: ExportOptions) { hasAnswers = options.hasAnswers }

  package func export(_ set: ExportSet) -> Export {
    var lines = [MarkdownSheet.opening, "", "# " + MarkdownText.inline(set.title), ""]
    for (index, item) in set.items.enumerated() {
      lines += MarkdownItem(item: item, number: index + 1, hasAnswers: hasAnswers).lines
    }
    var bytes = Array(lines.joined(separator: "\n").utf8)
    let nulls = NullCharacters.replace(in: &bytes)
    return Export(.file(bytes), remarks: nulls.map { [$0] } ?? [])
  }
}

/// One item of a sheet.
private struct MarkdownItem {
  let item: Item
  let number: Int
  let hasAnswers: Bool
  private let words: ReportWords

  init(item: Item, number: Int, hasAnswers: Bool) {
    self.item = item
    self.number = number
    self.hasAnswers = hasAnswers
    words = ReportWords(isChinese: item.language.isChinese)
  }

  var lines: [String] {
    let draft = item.draft
    var lines = [
      "## \(number). \(words.kind(item.kind).sentenceCased) \(MarkdownSheet.mark(.item, facts))",
      "",
    ]
    func part(
      _ label: String, _ part: MarkdownSheet.Part, _ content: [String],
      _ facts: JSONObject = JSONObject()
    ) {
      lines +=
        [(label.isEmpty ? "" : label + " ") + MarkdownSheet.mark(part, facts), ""] + content + [""]
    }
    func text(_ english: String, _ chinese: String, _ name: MarkdownSheet.Part, _ text: String) {
      if !text.isEmpty {
        part("**\(words(english, chinese))**", name, MarkdownProse.lines(of: text))
      }
    }
    func list(_ english: String, _ chinese: String, _ name: MarkdownSheet.Part, _ texts: [String]) {
      guard !texts.isEmpty else { return }
      part("**\(words(english, chinese))**", name, texts.flatMap { MarkdownSheet.entry($0) })
    }
    part(shownFacts, .question, MarkdownProse.lines(of: draft.question))
    if !draft.choices.isEmpty { part("", .choices, choices) }
    guard hasAnswers else { return lines }
    let correct = draft.choices.indices.filter { draft.choices[$0].isCorrect }.map(Choice.letter)
    if !draft.answer.isEmpty || !correct.isEmpty {
      let key = correct.isEmpty ? "" : words(": ", "：") + correct.joined(separator: ", ")
      part("**\(words("Answer", "答案"))\(key)**", .answer, MarkdownProse.lines(of: draft.answer))
    }
    let reasons = draft.choices.enumerated().filter { $0.element.why != nil }.flatMap {
      MarkdownSheet.entry($0.element.why ?? "", sign: "- **\(Choice.letter(at: $0.offset)).** ")
    }
    if !reasons.isEmpty { part("**\(words("Why", "理由"))**", .reasons, reasons) }
    list("Key points", "要点", .keyPoints, draft.keyPoints)
    list("Common mistakes", "常见错误", .mistakes, draft.mistakes)
    if let code = draft.code {
      part(
        "**\(words("Solution", "参考实现"))**", .solution,
        MarkdownProse.fenced(code.solution, language: code.language))
      if !code.tests.isEmpty {
        part(
          "**\(words("Tests", "测试"))**", .tests,
          MarkdownProse.fenced(code.tests, language: code.language))
      }
    }
    for next in draft.followUps {
      part("**\(words("Follow-up", "追问"))**", .followUp, MarkdownProse.lines(of: next.question))
      text("What it probes", "考查", .probes, next.probes)
      text("A strong answer", "好的回答", .strong, next.strong)
      text("A weak answer", "差的回答", .weak, next.weak)
    }
    for source in draft.sources {
      let facts = JSONObject([
        ("document", .string(source.document)), ("start", .integer(source.start)),
        ("end", .integer(source.end)),
      ])
      part(
        "**\(words("Source: ", "出处："))\(MarkdownText.inline(source.document))**", .source,
        MarkdownProse.lines(of: source.quote), facts)
    }
    return lines
  }

  private var choices: [String] {
    item.draft.choices.enumerated().flatMap { index, choice in
      let tick = hasAnswers && choice.isCorrect ? "x" : " "
      return MarkdownSheet.entry(choice.text, sign: "- [\(tick)] **\(Choice.letter(at: index)).** ")
    }
  }

  /// "Transformers › Self-attention · analyze · difficulty 3/5", below the heading.
  private var shownFacts: String {
    var facts: [String] = []
    if !item.topic.isEmpty {
      facts.append(item.topic.map(MarkdownText.inline).joined(separator: " › "))
    }
    if let level = item.level { facts.append(words.level(level)) }
    if let difficulty = item.difficulty {
      facts.append(words("difficulty \(difficulty)/5", "难度 \(difficulty)/5"))
    }
    if let audience = item.audience { facts.append(MarkdownText.inline(audience)) }
    return facts.joined(separator: " · ")
  }

  /// What the comment tells a reader of ours.
  private var facts: JSONObject {
    var object = JSONObject()
    object["id"] = .string(item.id)
    object["topic"] = .strings(item.topic)
    object["kind"] = .string(item.kind.rawValue)
    object["language"] = .string(item.language.tag)
    object["audience"] = item.audience.map(JSONValue.string)
    object["level"] = item.level.map { .string($0.rawValue) }
    object["difficulty"] = item.difficulty.map(JSONValue.integer)
    if hasAnswers { object["unanswerable"] = item.unanswerable.map { .string($0.rawValue) } }
    if let code = item.draft.code {
      object["code"] = ["language": .string(code.language), "checked": .string(code.checked)]
    }
    return object
  }
}
