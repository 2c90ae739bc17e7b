import QuestionPipeline

/// A part of an item and the field that holds it: "question=prompt".
struct FieldChoice: Hashable, Sendable {
  var part: ItemPart
  var field: String

  /// The fields by part, as they were given.
  static func table(_ choices: [FieldChoice]?) -> [ItemPart: [String]] {
    var result: [ItemPart: [String]] = [:]
    for choice in choices ?? [] { result[choice.part, default: []].append(choice.field) }
    return result
  }
}

extension ValueType where Value == FieldChoice {
  static let field = ValueType(
    noun: "field",
    expected: "a part and the field that holds it, as in question=prompt; the parts are "
      + ItemPart.allCases.map(\.rawValue).joined(separator: ", ")
  ) { word in
    let halves = word.split(separator: "=", maxSplits: 1).map { TextFile.trimmed(String($0)) }
    guard halves.count == 2, !halves[1].isEmpty,
      let part = ItemPart.allCases.first(where: {
        $0.rawValue.lowercased() == halves[0].lowercased()
      })
    else { return nil }
    return FieldChoice(part: part, field: halves[1])
  }
}

/// What was read of an input, told to somebody who wonders whether it was read rightly.
struct EvaluateInput {
  let path: String
  let found: FoundSet

  /// So many notices of unread lines are shown where a report follows that lists them all.
  private static let noticed = 10
  /// The columns that a question may take.
  private static let width = 64

  /// What to tell before the work: what was left out, and how fields were understood.
  var notices: [String] {
    var notices = found.unread.prefix(Self.noticed).map {
      "line \($0.line) is left out: \($0.why)"
    }
    if found.unread.count > Self.noticed {
      notices.append(
        "\(found.unread.count - Self.noticed) more lines are left out; --dry-run lists them")
    }
    if let mapping { notices.append("read as \(found.format): \(mapping)") }
    let around = found.leftOut.reduce(0) { $0 + $1.lines.count }
    if around > 0 {
      notices.append(
        "\(Self.lines(around)) around the questions \(around == 1 ? "is" : "are") left out; --dry-run shows "
          + (around == 1 ? "it" : "them"))
    }
    return notices
  }

  private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }

  /// "question from 'prompt', answer from 'completion'".
  private var mapping: String? {
    guard !found.mapping.isEmpty else { return nil }
    return found.mapping.map { field in
      let names = field.names.map { "'\($0)'" }.joined(separator: ", ")
      return "\(field.part.rawValue) from \(names)" + (field.isGiven ? "" : " (guessed)")
    }.joined(separator: ", ")
  }

  /// The report of a dry run as a person reads it.
  var text: [String] {
    var lines = ["\(path): \(found.format), \(found.items.count) items"]
    if let mapping { lines.append("Fields: \(mapping).") }
    lines.append("Kinds: \(Self.counts(found.items.map(\.kind.rawValue))).")
    lines.append("Languages: \(Self.counts(found.items.map(\.language.tag))).")
    let unanswered = found.items.count { !Self.hasAnswer($0) }
    if unanswered > 0 { lines.append("Without an answer: \(unanswered).") }
    lines.append("")
    lines += TextTable.rows(
      ["line", "kind", "language", "answer", "choices", "code", "question"],
      found.items.enumerated().map { index, item in
        [
          found.lines.map { String($0[index]) } ?? "–", item.kind.rawValue, item.language.tag,
          Self.hasAnswer(item) ? "yes" : "no",
          item.draft.choices.isEmpty ? "–" : String(item.draft.choices.count),
          Self.hasCode(item) ? "yes" : "–", Self.short(item.draft.question),
        ]
      }, numbers: [0, 4])
    if !found.leftOut.isEmpty {
      lines += ["", "Left out, since it belongs to no question:"]
      lines += found.leftOut.map { "  \(Self.range($0.lines)): \(Self.short($0.text))" }
    }
    if !found.unread.isEmpty {
      lines += ["", "Could not be read:"]
      lines += found.unread.map { "  line \($0.line): \($0.why)" }
    }
    return lines + [""]
  }

  var json: JSONObject {
    var object = JSONObject()
    object["format"] = .string(found.format)
    object["fields"] = .array(
      found.mapping.map {
        [
          "part": .string($0.part.rawValue), "fields": .strings($0.names),
          "given": .bool($0.isGiven),
        ]
      })
    object["items"] = .integer(found.items.count)
    object["kinds"] = Self.table(found.items.map(\.kind.rawValue))
    object["languages"] = Self.table(found.items.map(\.language.tag))
    object["found"] = .array(
      found.items.enumerated().map { index, item in
        var entry = JSONObject()
        entry["index"] = .integer(index + 1)
        entry["line"] = (found.lines?[index]).map(JSONValue.integer)
        entry["kind"] = .string(item.kind.rawValue)
        entry["language"] = .string(item.language.tag)
        entry["question"] = .string(item.draft.question)
        entry["answer"] = .bool(Self.hasAnswer(item))
        entry["choices"] = .integer(item.draft.choices.count)
        entry["code"] = .bool(Self.hasCode(item))
        return .object(entry)
      })
    object["unread"] = .array(
      found.unread.map { ["line": .integer($0.line), "why": .string($0.why)] })
    object["leftOut"] = .array(
      found.leftOut.map {
        [
          "line": .integer($0.lines.lowerBound), "end": .integer($0.lines.upperBound),
          "text": .string(Self.short($0.text)),
        ]
      })
    return object
  }

  private static func hasAnswer(_ item: Item) -> Bool {
    !item.draft.answer.isEmpty || item.draft.choices.contains(where: \.isCorrect)
      || item.draft.code.map { !$0.solution.isEmpty } ?? false
  }

  private static func hasCode(_ item: Item) -> Bool {
    item.draft.code != nil || item.draft.answer.contains("```")
      || item.draft.question.contains("```")
  }

  /// "18 open, 2 cloze": most frequent first, ties in the order of their first item.
  private static func counts(_ values: [String]) -> String {
    sorted(values).map { "\($0.count) \($0.name)" }.joined(separator: ", ")
  }

  private static func table(_ values: [String]) -> JSONValue {
    .object(JSONObject(sorted(values).map { (key: $0.name, value: .integer($0.count)) }))
  }

  private static func sorted(_ values: [String]) -> [(name: String, count: Int)] {
    var names: [String] = []
    var counts: [String: Int] = [:]
    for value in values {
      if counts[value] == nil { names.append(value) }
      counts[value, default: 0] += 1
    }
    return names.enumerated()
      .map { (offset: $0.offset, name: $0.element, count: counts[$0.element] ?? 0) }
      .sorted { ($1.count, $0.offset) < ($0.count, $1.offset) }.map { ($0.name, $0.count) }
  }

  private static func range(_ lines: ClosedRange<Int>) -> String {
    lines.count == 1
      ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound) to \(lines.upperBound)"
  }

  /// One line of a text, cut to the columns there are; nothing in it moves the terminal.
  static func short(_ text: String) -> String {
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    return TextPage.clipped(TextPage.inline(words), to: width)
  }
}
