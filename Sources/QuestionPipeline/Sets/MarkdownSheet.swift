/// A set in Markdown for people, in which comments that nobody sees say what each part is: the words of labels, their
/// language and the layout may change, and the set can still be taken back.
package enum MarkdownSheet {
  /// The first line.
  package static let opening = "<!-- viva:questions 1 -->"

  /// What the lines hold that follow a line with its mark.
  package enum Part: String, Sendable, CaseIterable {
    /// Facts that are not asked: with the mark stand those that items are sorted by.
    case item
    case question, choices, answer, reasons, keyPoints, mistakes, followUp, probes, strong, weak
    case solution, tests, source
  }

  /// A comment that ends a line of ours. It holds neither "--" nor angle brackets, whatever the facts are.
  package static func mark(_ part: Part, _ facts: JSONObject = JSONObject()) -> String {
    guard !facts.members.isEmpty else { return "<!-- viva:\(part.rawValue) -->" }
    var text = ""
    var previous: Unicode.Scalar?
    for scalar in JSONWriter.text(.object(facts)).unicodeScalars {
      switch scalar {
      case "<": text += "\\u003c"
      case ">": text += "\\u003e"
      case "-" where previous == "-": text += "\\u002d"
      default: text.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return "<!-- viva:\(part.rawValue) \(text) -->"
  }

  /// An entry of a list: its sign, then its lines, those after the first below its words.
  package static func entry(_ text: String, sign: String = "- ") -> [String] {
    let lines = MarkdownProse.lines(of: text)
    func below(_ lines: ArraySlice<String>) -> [String] {
      lines.map { $0.isEmpty ? "" : "  " + $0 }
    }
    // A fence has to begin its line.
    guard let first = lines.first, !first.drop(while: { $0 == " " }).hasPrefix("```") else {
      return [sign] + below(lines[...])
    }
    return [sign + first] + below(lines.dropFirst())
  }

  /// Nil for a text that is no sheet of ours.
  static func read(_ bytes: [UInt8]) -> FoundSet? {
    guard bytes.drop(while: { $0 <= 0x20 }).starts(with: opening.utf8) else { return nil }
    var lines = MarkdownProse.cut(String(decoding: bytes, as: UTF8.self))
    if lines[0].last == "\r" {
      for index in lines.indices where lines[index].last == "\r" { lines[index].removeLast() }
    }
    var found = FoundSet(items: [], lines: [], unread: [], format: "Markdown as Viva writes it")
    for block in blocks(lines) {
      do {
        found.items.append(try item(block))
        found.lines?.append(block[0].line)
      } catch {
        found.unread.append(SetReport.Unread(line: block[0].line, why: "\(error)"))
      }
    }
    return found
  }

  private struct Section {
    var part: Part
    var facts: JSONObject
    var line: Int
    var content: [Scalars] = []

    var text: String { MarkdownProse.text(of: content) }
  }

  /// The sections of each item.
  private static func blocks(_ lines: [Scalars]) -> [[Section]] {
    var result: [[Section]] = []
    var fence = 0
    for (index, line) in lines.enumerated() {
      let ticks = line.drop { $0 == " " }.prefix { $0 == "`" }.count
      if fence > 0 || ticks >= 3 {
        fence = fence == 0 ? ticks : ticks >= fence ? 0 : fence
      } else if let (part, facts) = mark(in: line) {
        let section = Section(part: part, facts: facts, line: index + 1)
        if part == .item {
          result.append([section])
        } else if !result.isEmpty {
          result[result.count - 1].append(section)
        }
        continue
      }
      guard let last = result.indices.last else { continue }
      result[last][result[last].count - 1].content.append(line)
    }
    return result
  }

  private static func mark(in line: Scalars) -> (Part, JSONObject)? {
    let text = line.trimmed.string
    guard text.hasSuffix(" -->"), let start = text.firstRange(of: "<!-- viva:") else { return nil }
    let words = text[start.upperBound...].dropLast(4)
    let name = words.prefix { $0 != " " }
    guard let part = Part(rawValue: String(name)) else { return nil }
    let facts = try? JSONParser.parse(String(words.dropFirst(name.count + 1))).objectValue
    return (part, facts ?? JSONObject())
  }

  private static func item(_ sections: [Section]) throws -> Item {
    var object = sections[0].facts
    var (followUps, sources): ([FollowUp], [JSONValue]) = ([], [])
    var choices: [Choice] = []
    var code = object["code"]?.objectValue.flatMap { facts in
      CodeTask(
        language: facts["language"]?.stringValue ?? "", solution: "", tests: "",
        checked: facts["checked"]?.stringValue ?? "no")
    }
    for section in sections.dropFirst() {
      switch section.part {
      case .item: break
      case .question, .answer: object[section.part.rawValue] = .string(section.text)
      case .keyPoints, .mistakes:
        object[section.part.rawValue] = .strings(entries(section.content, sign: "- "))
      case .choices: choices = self.choices(section.content)
      case .reasons:
        for reason in reasons(section.content) where choices.indices.contains(reason.place) {
          choices[reason.place].why = reason.text
        }
      case .followUp:
        followUps.append(FollowUp(question: section.text, probes: "", strong: "", weak: ""))
      case .probes where !followUps.isEmpty: followUps[followUps.count - 1].probes = section.text
      case .strong where !followUps.isEmpty: followUps[followUps.count - 1].strong = section.text
      case .weak where !followUps.isEmpty: followUps[followUps.count - 1].weak = section.text
      case .probes, .strong, .weak: break
      case .solution: code?.solution = MarkdownProse.code(of: section.content)
      case .tests: code?.tests = MarkdownProse.code(of: section.content)
      case .source:
        var facts = section.facts
        facts["quote"] = .string(section.text)
        sources.append(.object(facts))
      }
    }
    object["choices"] = .array(choices.map(\.json))
    object["followUps"] = .array(followUps.map(\.json))
    object["code"] = code?.json
    object["sources"] = .array(sources)
    return try Item(JSONReader(.object(object)))
  }

  /// The texts of a list's entries.
  private static func entries(_ lines: [Scalars], sign: String) -> [String] {
    let sign = Array(sign.unicodeScalars)
    var result: [[Scalars]] = []
    for line in lines {
      if line.has(sign, at: 0) {
        result.append([Array(line.dropFirst(sign.count))])
      } else if !result.isEmpty {
        result[result.count - 1].append(
          Array(line.has([" ", " "], at: 0) ? line.dropFirst(2) : line[...]))
      }
    }
    return result.map(MarkdownProse.text)
  }

  /// "- [x] **A.** text"
  private static func choices(_ lines: [Scalars]) -> [Choice] {
    var isCorrect: [Bool] = []
    let plain = lines.map { line -> Scalars in
      guard line.has("- [".unicodeScalars, at: 0), line.count > 6 else { return line }
      isCorrect.append(line[3] != " ")
      return Array("- ".unicodeScalars) + unlettered(line[6...])
    }
    return zip(entries(plain, sign: "- "), isCorrect).map { Choice(text: $0, isCorrect: $1) }
  }

  /// "- **B.** why"
  private static func reasons(_ lines: [Scalars]) -> [(place: Int, text: String)] {
    var places: [Int] = []
    let plain = lines.map { line -> Scalars in
      guard line.has("- **".unicodeScalars, at: 0) else { return line }
      let letter = line[4...].prefix { $0 != "." }.string
      places.append((0..<100).first { Choice.letter(at: $0) == letter } ?? -1)
      return Array("- ".unicodeScalars) + unlettered(line[2...])
    }
    return zip(places, entries(plain, sign: "- ")).map { ($0, $1) }
  }

  /// What stands behind "**A.** ".
  private static func unlettered(_ text: ArraySlice<Unicode.Scalar>) -> Scalars {
    let end = Array(".**".unicodeScalars)
    guard text.has(["*", "*"], at: text.startIndex),
      let place = text.place(of: end, from: text.startIndex)
    else { return Array(text) }
    let rest = text[(place + 3)...]
    return Array(rest.first == " " ? rest.dropFirst() : rest)
  }
}
