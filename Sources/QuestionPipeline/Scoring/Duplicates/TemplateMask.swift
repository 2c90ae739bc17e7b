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
    for (index, part) in QuotedSpans.parts(of: question.scalarArray).enumerated() {
      if index % 2 == 1 {
        words.append(Self.quote)
      } else {
        eachWord(of: Tokenizer.tokens(of: part)) { text, _ in words.append(text) }
      }
    }
    return words.joined(separator: " ")
  }

  private static let quote = "‹quote›"
  private static let term = "‹term›"
  private static let number = "‹number›"
  private static let quoteKey = quote.stableHash
  private static let termKey = term.stableHash
  private static let numberKey = number.stableHash
  private static let articleKey = "a".stableHash

  /// The share of the questions that the commonest template covers, with one that has it.
  package func largestShare(of questions: [String]) -> (share: Double, example: String)? {
    var counts = Counts(self)
    for question in questions {
      let scalars = question.scalarArray
      counts.add(question, scalars, Tokenizer.tokens(of: scalars))
    }
    return counts.largest
  }

  /// How many of the questions seen so far have each template, which is known by its key alone.
  struct Counts {
    private let mask: TemplateMask
    private var counts: [UInt64: Int] = [:]
    private var total = 0
    private var best: (count: Int, example: String) = (0, "")

    init(_ mask: TemplateMask) { self.mask = mask }

    /// - Parameter tokens: of the scalars.
    mutating func add(_ question: String, _ scalars: [Unicode.Scalar], _ tokens: [Token]) {
      total += 1
      let key = mask.key(scalars, tokens)
      let count = counts[key, default: 0] + 1
      counts[key] = count
      if count > best.count { best = (count, question) }
    }

    var largest: (share: Double, example: String)? {
      guard best.count > 0 else { return nil }
      return ((Double(best.count) / Double(total)).roundedScore, best.example)
    }
  }

  /// Equal for questions of one template.
  private func key(_ scalars: [Unicode.Scalar], _ tokens: [Token]) -> UInt64 {
    var key: UInt64 = 0
    func add(_ word: UInt64) { key = (key ^ word) &* 0x9E37_79B9_7F4A_7C15 &+ key >> 29 }
    guard scalars.contains(where: { QuotedSpans.closing(of: $0) != nil }) else {
      eachWord(of: tokens) { add($1) }
      return key
    }
    for (index, part) in QuotedSpans.parts(of: scalars).enumerated() {
      if index % 2 == 1 {
        add(Self.quoteKey)
      } else {
        eachWord(of: Tokenizer.tokens(of: part)) { add($1) }
      }
    }
    return key
  }

  /// Calls `emit` with each word of the template and its key.
  private func eachWord(of tokens: [Token], _ emit: (String, UInt64) -> Void) {
    var position = 0
    while position < tokens.count {
      if !byFirst.isEmpty, let length = term(in: tokens, at: position) {
        emit(Self.term, Self.termKey)
        position += length
        continue
      }
      let token = tokens[position]
      if token.kind == .number {
        emit(Self.number, Self.numberKey)
      } else if token.text == "an" {
        emit("a", Self.articleKey)
      } else {
        emit(token.text, token.key)
      }
      position += 1
    }
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
  static func parts(of scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
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
