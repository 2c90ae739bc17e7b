/// Hides what varies in a template, so that questions stamped from one mould become equal.
///
/// Concept terms, quoted spans and numbers are masked; case, width, punctuation and a/an are
/// folded. Terms match as whole words, in the plural too; Chinese terms match anywhere.
package struct TemplateMask: Sendable {
  /// The words before the last, and the last in singular and plural.
  private struct Term: Sendable {
    var head: [String]
    var lastForms: [String]
  }

  private let byFirst: [String: [Term]]

  package init(terms: [String]) {
    var byFirst: [String: [Term]] = [:]
    for text in terms {
      let tokens = Tokenizer.tokens(of: text).map(\.text)
      guard let first = tokens.first, let last = tokens.last else { continue }
      let term = Term(head: Array(tokens.dropLast()), lastForms: Self.forms(of: last))
      for key in tokens.count == 1 ? term.lastForms : [first] {
        byFirst[key, default: []].append(term)
      }
    }
    for key in Array(byFirst.keys) { byFirst[key]?.sort { $0.head.count > $1.head.count } }
    self.byFirst = byFirst
  }

  private static func forms(of word: String) -> [String] {
    guard word.unicodeScalars.allSatisfy(Script.isLatin) else { return [word] }
    let plurals = [word + "s", word + "es"]
    return word.hasSuffix("y") ? [word] + plurals + [word.dropLast() + "ies"] : [word] + plurals
  }

  /// The template of the question: "what does ‹term› do with ‹number› gpus".
  package func template(of question: String) -> String {
    var words: [String] = []
    for (index, part) in QuotedSpans.parts(of: question).enumerated() {
      if index % 2 == 1 { words.append("‹quote›") } else { words += masked(part) }
    }
    return words.joined(separator: " ")
  }

  /// The share of the questions that the commonest template covers, with one that has it.
  package func largestShare(of questions: [String]) -> (share: Double, example: String)? {
    var counts: [String: Int] = [:]
    var best: (count: Int, example: String) = (0, "")
    for question in questions {
      let template = template(of: question)
      let count = counts[template, default: 0] + 1
      counts[template] = count
      if count > best.count { best = (count, question) }
    }
    guard best.count > 0 else { return nil }
    return ((Double(best.count) / Double(questions.count)).roundedScore, best.example)
  }

  private func masked(_ scalars: [Unicode.Scalar]) -> [String] {
    let tokens = Tokenizer.tokens(of: scalars)
    var words: [String] = []
    var position = 0
    while position < tokens.count {
      if let length = term(in: tokens, at: position) {
        words.append("‹term›")
        position += length
        continue
      }
      let token = tokens[position]
      words.append(
        token.kind == .number ? "‹number›" : token.text == "an" ? "a" : token.text)
      position += 1
    }
    return words
  }

  /// The number of tokens of the longest term that starts there.
  private func term(in tokens: [Token], at start: Int) -> Int? {
    for term in byFirst[tokens[start].text] ?? [] {
      let last = start + term.head.count
      guard last < tokens.count, term.lastForms.contains(tokens[last].text) else { continue }
      if term.head.indices.allSatisfy({ tokens[start + $0].text == term.head[$0] }) {
        return term.head.count + 1
      }
    }
    return nil
  }
}

/// Cuts a text at quotation marks and backticks.
enum QuotedSpans {
  /// What is outside, inside, outside … in turn: an odd number of parts. A mark that is never
  /// closed is text.
  static func parts(of text: String) -> [[Unicode.Scalar]] {
    let scalars = Array(text.unicodeScalars)
    var parts: [[Unicode.Scalar]] = []
    var current: [Unicode.Scalar] = []
    var position = 0
    while position < scalars.count {
      if let closing = closing(of: scalars[position]),
        let end = scalars[(position + 1)...].firstIndex(of: closing)
      {
        parts.append(current)
        parts.append(Array(scalars[(position + 1)..<end]))
        current = []
        position = end + 1
      } else {
        current.append(scalars[position])
        position += 1
      }
    }
    return parts + [current]
  }

  static func closing(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "\u{201C}": "\u{201D}"
    case "\"": "\""
    case "「": "」"
    case "『": "』"
    case "`": "`"
    case "＂": "＂"
    default: nil
    }
  }
}
