/// What stands between GIFT's braces.
struct GIFTAnswers {
  /// Of the question, and of every text that names no other.
  let format: GIFTText

  private struct Part {
    var isCorrect: Bool
    /// In percent; nil where none is given.
    var weight: Double?
    var text: ArraySlice<Unicode.Scalar>
    var feedback: String
  }

  func read(_ content: ArraySlice<Unicode.Scalar>, into item: inout RawItem) {
    var text = content.trimmed
    if let general = Self.general(in: text) {
      item.explanation = format.read(text[(general + 4)...])
      text = text[..<general].trimmed
    }
    if text.isEmpty {
      item.kind = item.kind ?? .open
    } else if text.first == "#" {
      number(text.dropFirst().trimmed, into: &item)
    } else if let isTrue = Self.truth(text) {
      item.key = isTrue ? "True" : "False"
      item.kind = .trueFalse
      let feedback = Self.pieces(text).dropFirst().map { format.read($0) }
      if item.explanation.isEmpty {
        item.explanation = feedback.filter { !$0.isEmpty }.joined(separator: "\n")
      } else {
        // Of the wrong answer first.
        let reasons = (feedback + ["", ""]).map { $0.isEmpty ? nil : $0 }
        item.truthReasons = (
          ifTrue: reasons[isTrue ? 1 : 0], ifFalse: reasons[isTrue ? 0 : 1]
        )
        item.statesKey = AnswerLetters.truth(item.explanation)?.isTrue == isTrue
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

  /// What stands between marks of feedback.
  private static func pieces(_ text: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>] {
    var result: [ArraySlice<Unicode.Scalar>] = []
    var start = text.startIndex
    while let place = GIFTReader.place(of: "#", in: text, from: start) {
      result.append(text[start..<place])
      start = place + 1
    }
    return result + [text[start...]]
  }

  private static func truth(_ text: ArraySlice<Unicode.Scalar>) -> Bool? {
    switch text.prefix(while: { $0 != "#" }).trimmed.string.uppercased() {
    case "T", "TRUE": true
    case "F", "FALSE": false
    default: nil
    }
  }

  /// Answers by their "=" and "~", with weight and feedback.
  private func parts(_ text: ArraySlice<Unicode.Scalar>) -> [Part] {
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
        feedback = format.read(rest[(mark + 1)...])
        rest = rest[..<mark].trimmed
      }
      return Part(
        isCorrect: text[marks[place]] == "=", weight: weight, text: rest, feedback: feedback)
    }
  }

  private func choices(_ parts: [Part], into item: inout RawItem) {
    if parts.isEmpty { return }
    let pairs = parts.compactMap { part -> (String, String)? in
      guard part.isCorrect, let arrow = part.text.place(of: ["-", ">"], from: part.text.startIndex)
      else { return nil }
      return (format.read(part.text[..<arrow]), format.read(part.text[(arrow + 2)...]))
    }
    if pairs.count == parts.count, pairs.count >= 2 {
      item.answer = pairs.map { $0.0.isEmpty ? "– → \($0.1)" : "\($0.0) → \($0.1)" }.joined(
        separator: "\n")
      item.question +=
        "\n" + pairs.map(\.0).filter { !$0.isEmpty }.map { "- \($0)" }.joined(separator: "\n")
      item.kind = .open
    } else if parts.contains(where: { !$0.isCorrect }) {
      item.kind = nil
      let hasKey = parts.contains { $0.isCorrect }
      item.options = parts.map { part in
        RawItem.Option(
          text: format.read(part.text),
          isCorrect: part.isCorrect || !hasKey && (part.weight ?? 0) > 0,
          why: part.feedback.isEmpty ? nil : part.feedback)
      }
      item.statesKey = item.options.contains { option in
        option.isCorrect == true && Self.opens(item.explanation, with: option.text)
      }
    } else {
      // Feedback that opens with the answer is the answer as it is meant to be read.
      if let first = parts.first, Self.opens(item.explanation, with: format.read(first.text)) {
        item.answer = item.explanation
        item.explanation = ""
        return
      }
      // Short answers: each is accepted; those with less weight are worth less.
      item.answer = parts.map { part in
        let text = format.read(part.text)
        return part.weight.map { $0 < 100 ? "\(text) (\(JSONWriter.text(of: $0)) %)" : text }
          ?? text
      }.joined(separator: "\n")
      if item.explanation.isEmpty {
        item.explanation = parts.map(\.feedback).filter { !$0.isEmpty }.joined(separator: "\n")
      }
    }
  }

  /// Whether a text begins with some words, and not with the beginning of longer ones.
  private static func opens(_ text: String, with words: String) -> Bool {
    guard !words.isEmpty, text.hasPrefix(words) else { return false }
    guard let next = text.dropFirst(words.count).first else { return true }
    return !next.isLetter && !next.isNumber || next.unicodeScalars.first.map(Script.isHan) ?? false
  }

  /// "3.14:0.01", "1..5", "=1822:0 =%50%1822:2".
  private func number(_ text: ArraySlice<Unicode.Scalar>, into item: inout RawItem) {
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
