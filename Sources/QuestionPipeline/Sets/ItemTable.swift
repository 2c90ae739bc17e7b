/// Items as rows of a table for people: a field a column, lists one entry a line, choices and follow-ups in columns of
/// their own. The reader takes such a table back.
package enum ItemTable {
  /// By these a table is known as one of ours; others may be moved, added or taken out.
  private static let marks: Set<String> = [
    "id", "kind", "language", "question", "answer", "keyPoints",
  ]

  static func isOurs(_ names: [String]) -> Bool { marks.isSubset(of: names) }

  /// The columns that hold every field of the items but scores, flaws and how they were made.
  package static func columns(of items: [Item]) -> [String] {
    func most(_ count: (Draft) -> Int) -> Range<Int> {
      0..<(items.map { count($0.draft) }.max() ?? 0)
    }
    let choices = most(\.choices.count)
    var columns = [
      "id", "topic", "kind", "language", "level", "difficulty", "audience", "question",
    ]
    columns += choices.map { "choice" + Choice.letter(at: $0) }
    if !choices.isEmpty { columns.append("correct") }
    columns += ["answer", "keyPoints", "mistakes"]
    if items.contains(where: { $0.draft.choices.contains { $0.why != nil } }) {
      columns += choices.map { "why" + Choice.letter(at: $0) }
    }
    columns += most(\.followUps.count).flatMap { index in
      followUpParts.map { "followUp\(index + 1)\($0)" }
    }
    if items.contains(where: { $0.draft.code != nil }) { columns += codeColumns }
    if items.contains(where: { $0.unanswerable != nil }) { columns.append("unanswerable") }
    columns += most(\.sources.count).flatMap { index in
      sourceParts.map { "source\(index + 1)\($0)" }
    }
    return columns
  }

  /// What an item has in the columns; one that it has nothing in is absent.
  package static func cells(of item: Item) -> [String: String] {
    let draft = item.draft
    var cells = [
      "id": item.id, "topic": item.topic.joined(separator: pathMark), "kind": item.kind.rawValue,
      "language": item.language.tag, "question": draft.question, "answer": draft.answer,
      "keyPoints": lines(draft.keyPoints), "mistakes": lines(draft.mistakes),
    ]
    cells["level"] = item.level?.rawValue
    cells["difficulty"] = item.difficulty.map(String.init)
    cells["audience"] = item.audience
    cells["unanswerable"] = item.unanswerable?.rawValue
    for (index, choice) in draft.choices.enumerated() {
      cells["choice" + Choice.letter(at: index)] = choice.text
      cells["why" + Choice.letter(at: index)] = choice.why
    }
    let correct = draft.choices.indices.filter { draft.choices[$0].isCorrect }
    cells["correct"] = correct.map(Choice.letter).joined(separator: ", ")
    func put(_ name: String, _ parts: [String], _ values: [String]) {
      for (part, value) in zip(parts, values) { cells[name + part] = value }
    }
    for (index, next) in draft.followUps.enumerated() {
      put(
        "followUp\(index + 1)", followUpParts, [next.question, next.probes, next.strong, next.weak])
    }
    if let code = draft.code {
      put("", codeColumns, [code.language, code.solution, code.tests, code.checked])
    }
    for (index, source) in draft.sources.enumerated() {
      let place = source.start < 0 ? ["", ""] : [String(source.start), String(source.end)]
      put("source\(index + 1)", sourceParts, [source.document, source.quote] + place)
    }
    return cells
  }

  /// Takes an item back. Throws: `JSONError` that names the column.
  static func item(_ cells: [String: String]) throws -> Item {
    var object = JSONObject()
    func text(_ name: String) -> String { cells[name] ?? "" }
    for name in [
      "id", "kind", "language", "level", "audience", "unanswerable", "question", "answer",
    ] {
      if !text(name).isEmpty || name == "question" { object[name] = .string(text(name)) }
    }
    object["topic"] = .strings(text("topic").isEmpty ? [] : parts(text("topic"), at: pathMark))
    let difficulty = text("difficulty")
    if !difficulty.isEmpty {
      object["difficulty"] = Int(difficulty).map(JSONValue.integer) ?? .string(difficulty)
    }
    object["keyPoints"] = .strings(entries(text("keyPoints")))
    object["mistakes"] = .strings(entries(text("mistakes")))
    object["choices"] = .array(try choices(cells))
    object["followUps"] = .array(
      groups(cells, "followUp", followUpParts).map { values in
        FollowUp(question: values[0], probes: values[1], strong: values[2], weak: values[3]).json
      })
    let code = codeColumns.map(text)
    if !code.allSatisfy(\.isEmpty) {
      object["code"] =
        CodeTask(language: code[0], solution: code[1], tests: code[2], checked: code[3]).json
    }
    object["sources"] = .array(
      groups(cells, "source", sourceParts).map { values in
        Citation(
          document: values[0], quote: values[1], start: Int(values[2]) ?? -1,
          end: Int(values[3]) ?? -1
        ).json
      })
    return try Item(JSONReader(.object(object)))
  }

  private static let pathMark = " › "
  private static let followUpParts = ["", "Probes", "Strong", "Weak"]
  private static let sourceParts = ["", "Quote", "Start", "End"]
  private static let codeColumns = ["codeLanguage", "solution", "tests", "checked"]

  private static func choices(_ cells: [String: String]) throws -> [JSONValue] {
    var texts: [String] = []
    while let text = cells["choice" + Choice.letter(at: texts.count)] { texts.append(text) }
    while texts.last?.isEmpty == true { texts.removeLast() }
    let correct = parts(cells["correct"] ?? "", at: ",").map { $0.filter { $0 != " " } }.filter {
      !$0.isEmpty
    }
    let letters = texts.indices.map(Choice.letter)
    if let wrong = correct.first(where: { !letters.contains($0) }) {
      throw JSONError(.invalidValue, "'correct' names '\(wrong)', which is none of the choices")
    }
    return zip(letters, texts).map { letter, text in
      let why = cells["why" + letter] ?? ""
      return Choice(text: text, isCorrect: correct.contains(letter), why: why.isEmpty ? nil : why)
        .json
    }
  }

  /// The values of numbered columns, as long as one of a number holds anything.
  private static func groups(_ cells: [String: String], _ name: String, _ parts: [String])
    -> [[String]]
  {
    var result: [[String]] = []
    while true {
      let values = parts.map { cells["\(name)\(result.count + 1)\($0)"] ?? "" }
      guard values.contains(where: { !$0.isEmpty }) else { return result }
      result.append(values)
    }
  }

  /// Entries one a line; further lines of one are indented.
  private static func lines(_ entries: [String]) -> String {
    entries.map { parts($0, at: "\n").joined(separator: "\n  ") }.joined(separator: "\n")
  }

  private static func entries(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var result: [String] = []
    for line in parts(text, at: "\n") {
      let scalars = line.unicodeScalars
      if scalars.starts(with: "  ".unicodeScalars), !result.isEmpty {
        result[result.count - 1] += "\n" + String(scalars.dropFirst(2))
      } else {
        result.append(line)
      }
    }
    return result
  }

  /// Cuts by scalars: a carriage return and a line feed are one character.
  private static func parts(_ text: String, at mark: String) -> [String] {
    let (scalars, wanted) = (Array(text.unicodeScalars), Array(mark.unicodeScalars))
    var result: [String] = []
    var start = 0
    while let place = scalars.place(of: wanted, from: start) {
      result.append(scalars[start..<place].string)
      start = place + wanted.count
    }
    return result + [scalars[start...].string]
  }
}
