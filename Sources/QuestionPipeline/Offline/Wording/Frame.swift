/// A sentence with holes in braces, written by hand in one language.
struct Frame: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Text, then hole, then text …: the odd parts name holes.
  private let parts: [String]

  init(stringLiteral value: String) { self.init(value) }

  init(_ value: String) {
    parts = value.split(omittingEmptySubsequences: false) { $0 == "{" || $0 == "}" }.map(
      String.init)
  }

  /// Whether what fills the hole opens a sentence of its own there, behind a colon or a quotation mark.
  func opensSentence(with hole: String) -> Bool {
    guard let place = parts.firstIndex(of: hole), place % 2 == 1 else { return false }
    return parts[place - 1].hasSuffix(": ") || parts[place - 1].hasSuffix("“")
  }

  /// The frame with its holes filled. Between Chinese and Latin text a space is set where none stands.
  func filled(_ values: [(hole: String, text: String)], _ tongue: Tongue) -> String {
    var result = ""
    for (index, part) in parts.enumerated() {
      let piece: String
      if index % 2 == 0 {
        piece = part
      } else {
        guard let value = values.first(where: { $0.hole == part }) else { continue }
        let isQuoted = result.unicodeScalars.last == "“"
        piece = isQuoted ? Self.innerQuotes(value.text) : value.text
      }
      if tongue == .chinese, let left = result.unicodeScalars.last,
        let right = piece.unicodeScalars.first, Self.needsSpace(left, right)
      {
        result += " "
      }
      result += piece
    }
    return result
  }

  /// Quotes within quotes are single ones.
  private static func innerQuotes(_ text: String) -> String {
    guard text.unicodeScalars.contains("“") else { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      view.append(scalar == "“" ? "‘" : scalar == "”" ? "’" : scalar)
    }
    return String(view)
  }

  private static func needsSpace(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    Fold.isHan(left) && isLatin(right) || isLatin(left) && Fold.isHan(right)
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && Text.isWordByte(UInt8(scalar.value))
      || scalar == "_" || (0x370...0x3FF).contains(scalar.value)
  }
}

/// Terms as sentences need them.
struct NounPhrase {
  /// With its article: "a decision tree", "the GIL", "dropout".
  let phrase: String
  let isPlural: Bool

  init(_ term: String, in text: ConceptText, _ tongue: Tongue) {
    phrase = Self.of(term, in: text, tongue)
    isPlural = tongue == .english && Self.isPlural(term, in: text)
  }

  /// Fills for the holes of frames that speak of the term.
  var values: [(hole: String, text: String)] {
    [
      ("x", phrase), ("is", isPlural ? "are" : "is"), ("it", isPlural ? "they" : "it"),
      ("does", isPlural ? "do" : "does"), ("matters", isPlural ? "matter" : "matters"),
    ]
  }

  /// Whether the concept's own sentences treat the term as a plural.
  private static func isPlural(_ term: String, in text: ConceptText) -> Bool {
    let wanted = term.lowercased()
    guard wanted.hasSuffix("s") || Text.contains(wanted, " and ") else { return false }
    var (plural, singular) = (0, Text.contains(wanted, " and ") ? -1 : 0)
    for fact in text.facts {
      for sentence in fact.ask + [fact.answer, fact.weak] {
        let lowered = sentence.lowercased()
        for range in Text.occurrences(of: wanted, in: lowered) {
          let rest = lowered[range.upperBound...].drop { $0 == " " }.prefix { $0.isLetter }
          switch rest {
          case "are", "were", "have", "do": plural += 1
          case "is", "was", "has", "does": singular += 1
          default: break
          }
        }
      }
    }
    return plural > singular
  }

  /// The term with the article that the concept's own sentences give it.
  static func of(_ term: String, in text: ConceptText, _ tongue: Tongue) -> String {
    guard tongue == .english else { return term }
    let wanted = term.lowercased()
    var counts = (bare: 0, indefinite: 0, definite: 0)
    var article = "a"
    for fact in text.facts {
      for sentence in fact.ask + [fact.answer, fact.weak] {
        let lowered = sentence.lowercased()
        for range in Text.occurrences(of: wanted, in: lowered) {
          guard isSingular(range, in: lowered) else { continue }
          switch word(before: range.lowerBound, in: lowered) {
          case "a": counts.indefinite += 1
          case "an":
            counts.indefinite += 1
            article = "an"
          case "the": counts.definite += 1
          default: counts.bare += 1
          }
        }
      }
    }
    if counts.indefinite > 0, counts.indefinite * 3 >= counts.bare {
      return "\(article) \(term)"
    }
    let head = wanted.split(separator: " ").last.map(String.init) ?? wanted
    let isNamed = head != wanted && Self.namedHeads.contains(head)
    return isNamed || counts.definite > counts.bare ? "the \(term)" : term
  }

  /// A term followed by another noun ("self-attention layer") says nothing about its own article.
  private static func isSingular(_ range: Range<String.Index>, in text: String) -> Bool {
    let rest = text[range.upperBound...]
    guard let next = rest.utf8.first else { return true }
    if next == 0x73 || next == 0x2D { return false }
    guard next == 0x20 else { return true }
    let word = rest.dropFirst().prefix { $0.isLetter }
    // "An AUC of 0.8" is a value of AUC, which itself has no article.
    if word == "of", rest.dropFirst(4).first?.isNumber == true { return false }
    return Self.after.contains(String(word))
  }

  /// Nouns that a name in front of them makes definite: "the Adam optimizer".
  private static let namedHeads: Set<String> = [
    "optimizer", "optimiser", "algorithm", "transform", "theorem", "trick", "test", "bound", "rule",
  ]

  private static let after: Set<String> = [
    "", "is", "was", "are", "has", "does", "do", "can", "cannot", "with", "of", "in", "on", "for",
    "to", "and", "or", "over", "from", "as", "at", "by", "than", "that", "which", "when", "while",
    "if", "so", "because", "but", "into", "without", "will", "may", "must", "should", "needs",
    "keeps", "makes", "gives", "lets", "turns", "takes", "uses", "returns", "behaves", "instead",
    "rather", "before", "after", "during", "against", "between", "through", "differ", "pays",
  ]

  private static func word(before index: String.Index, in text: String) -> Substring {
    var head = text[..<index]
    guard head.last == " " else { return "" }
    head.removeLast()
    guard let last = head.utf8.last, Text.isWordByte(last) || last == 0x29 else { return "" }
    return head.suffix(
      from: head.lastIndex(of: " ").map { head.index(after: $0) } ?? head.startIndex)
  }
}
