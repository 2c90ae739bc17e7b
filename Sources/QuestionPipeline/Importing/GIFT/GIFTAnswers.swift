/// What stands between GIFT's braces.
enum GIFTAnswers {
  private struct Part {
    var isCorrect: Bool
    /// In percent; nil where none is given.
    var weight: Double?
    var text: ArraySlice<Unicode.Scalar>
    var feedback: String
  }

  static func read(_ content: ArraySlice<Unicode.Scalar>, into item: inout RawItem) {
    var text = content.trimmed
    if let general = general(in: text) {
      item.explanation = GIFTReader.plain(text[(general + 4)...])
      text = text[..<general].trimmed
    }
    if text.isEmpty {
      item.kind = .open
    } else if text.first == "#" {
      number(text.dropFirst().trimmed, into: &item)
    } else if let isTrue = truth(text) {
      item.key = isTrue ? "True" : "False"
      item.kind = .trueFalse
      let feedback = text.split(separator: "#").dropFirst().map { GIFTReader.plain($0) }
      if item.explanation.isEmpty {
        item.explanation = feedback.filter { !$0.isEmpty }.joined(separator: "\n")
      }
    } else {
      choices(parts(text), into: &item)
    }
  }

  private static func general(in text: ArraySlice<Unicode.Scalar>) -> Int? {
    var start = text.startIndex
    while let place = GIFTReader.place(of: "#", in: text, from: start) {
      if text.has("####".unicodeScalars, at: place) { return place }
      start = place + 1
    }
    return nil
  }

  private static func truth(_ text: ArraySlice<Unicode.Scalar>) -> Bool? {
    switch text.prefix(while: { $0 != "#" }).trimmed.string.uppercased() {
    case "T", "TRUE": true
    case "F", "FALSE": false
    default: nil
    }
  }

  /// Answers by their "=" and "~", with weight and feedback.
  private static func parts(_ text: ArraySlice<Unicode.Scalar>) -> [Part] {
    var marks: [Int] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "\\" {
        index += 2
        continue
      }
      if text[index] == "=" || text[index] == "~" { marks.append(index) }
      index += 1
    }
    return marks.indices.map { place in
      let end = place + 1 < marks.count ? marks[place + 1] : text.endIndex
      var rest = text[(marks[place] + 1)..<end].trimmed
      var weight: Double?
      if rest.first == "%", let close = rest.dropFirst().firstIndex(of: "%") {
        weight = Double(rest[(rest.startIndex + 1)..<close].string)
        rest = rest[(close + 1)...].trimmed
      }
      var feedback = ""
      if let mark = GIFTReader.place(of: "#", in: rest, from: rest.startIndex) {
        feedback = GIFTReader.plain(rest[(mark + 1)...])
        rest = rest[..<mark].trimmed
      }
      return Part(
        isCorrect: text[marks[place]] == "=", weight: weight, text: rest, feedback: feedback)
    }
  }

  private static func choices(_ parts: [Part], into item: inout RawItem) {
    if parts.isEmpty { return }
    let pairs = parts.compactMap { part -> (String, String)? in
      guard part.isCorrect, let arrow = part.text.place(of: ["-", ">"], from: part.text.startIndex)
      else { return nil }
      return (GIFTReader.plain(part.text[..<arrow]), GIFTReader.plain(part.text[(arrow + 2)...]))
    }
    if pairs.count == parts.count, pairs.count >= 2 {
      item.answer = pairs.map { $0.0.isEmpty ? "– → \($0.1)" : "\($0.0) → \($0.1)" }.joined(
        separator: "\n")
      item.question +=
        "\n" + pairs.map(\.0).filter { !$0.isEmpty }.map { "- \($0)" }.joined(separator: "\n")
      item.kind = .open
    } else if parts.contains(where: { !$0.isCorrect }) {
      let hasKey = parts.contains { $0.isCorrect }
      item.options = parts.map { part in
        RawItem.Option(
          text: GIFTReader.plain(part.text),
          isCorrect: part.isCorrect || !hasKey && (part.weight ?? 0) > 0,
          why: part.feedback.isEmpty ? nil : part.feedback)
      }
    } else {
      // Short answers: each is accepted; those with less weight are worth less.
      item.answer = parts.map { part in
        let text = GIFTReader.plain(part.text)
        return part.weight.map { $0 < 100 ? "\(text) (\(JSONWriter.text(of: $0)) %)" : text }
          ?? text
      }.joined(separator: "\n")
      if item.explanation.isEmpty {
        item.explanation = parts.map(\.feedback).filter { !$0.isEmpty }.joined(separator: "\n")
      }
    }
  }

  /// "3.14:0.01", "1..5", "=1822:0 =%50%1822:2".
  private static func number(_ text: ArraySlice<Unicode.Scalar>, into item: inout RawItem) {
    let several = parts(text)
    let list =
      several.isEmpty
      ? [Part(isCorrect: true, text: text.prefix { $0 != "#" }.trimmed, feedback: "")]
      : several.filter { $0.isCorrect && !$0.text.isEmpty }
    item.answer = list.map { part in
      let words = part.text.split(separator: ":", maxSplits: 1).map { $0.trimmed.string }
      var value = words.first ?? ""
      if words.count == 2, words[1] != "0" { value += " ± \(words[1])" }
      if let weight = part.weight, weight < 100 { value += " (\(JSONWriter.text(of: weight)) %)" }
      return value
    }.joined(separator: "\n")
    item.kind = .open
  }
}
