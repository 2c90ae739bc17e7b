/// What a sentence of a document states, as far as its pattern tells.
struct DocumentFact: Sendable, Hashable {
  enum Pattern: String, Sendable, Hashable {
    case definition, cause, contrast, unlike, purpose, enumeration, steps, quantity
  }

  let pattern: Pattern
  let sentence: PassageSentence
  /// What is defined, or the clause that is explained; for quantities the text of the number.
  let subject: String
  /// The definition, the reason, the other side, or the entries of the list.
  let rest: [String]

  /// The number in its sentence, for quantities.
  var number: FoundNumber?
  /// Whether the first letter of the subject is known to be as it has to be in mid-sentence.
  var isCaseSure = true
  /// Whether the sentence says what something is without defining it: "the ferry is the first …".
  var isDescription = false
}

/// A number in a sentence.
struct FoundNumber: Sendable, Hashable {
  /// Numbers of one sort can stand for one another.
  enum Sort: Sendable, Hashable {
    case percent, year, whole, decimal
  }

  let text: String
  let sort: Sort
  /// In Unicode scalars of the shown sentence.
  let start: Int
  /// Whether it names something and counts nothing: "RFC 2119", "room 302", "14 May", 第3章, "6:15".
  var isName = false

  /// The numbers of a text, in order; digits within names ("GPT-2", "k1") do not count.
  static func all(in text: String) -> [FoundNumber] {
    let scalars = Array(text.unicodeScalars)
    var result: [FoundNumber] = []
    var index = 0
    while index < scalars.count {
      guard isDigit(scalars[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < scalars.count,
        isDigit(scalars[index])
          || (scalars[index] == "." || scalars[index] == ",") && index + 1 < scalars.count
            && isDigit(scalars[index + 1])
      { index += 1 }
      var end = index
      if end < scalars.count, scalars[end] == "%" || scalars[end] == "％" { end += 1 }
      let before = start > 0 ? scalars[start - 1] : " "
      let after = end < scalars.count ? scalars[end] : " "
      index = max(end, index)
      guard !joins(before), !joins(after) else { continue }
      let text = String(scalars: scalars[start..<end])
      let sort = sort(text, measures: isMeasure(scalars, behind: end))
      result.append(
        FoundNumber(
          text: text, sort: sort, start: start,
          isName: NumberNames.isName(start..<end, in: scalars, isYear: sort == .year)))
    }
    return result
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && Text.isWordByte(UInt8(scalar.value))
      || "-_/^–×*+=·".unicodeScalars.contains(scalar)
  }

  /// Whether a unit or a measure word follows, so that what looks like a year is none: "1800 metres", 1800 米.
  private static func isMeasure(_ scalars: [Unicode.Scalar], behind end: Int) -> Bool {
    var start = end
    if start < scalars.count, scalars[start] == " " { start += 1 }
    guard start < scalars.count else { return false }
    if Fold.isHan(scalars[start]) { return scalars[start] != "年" }
    let word = scalars[start...].prefix { $0.properties.isAlphabetic }
    return QuantityUnit.named(String(scalars: word).lowercased()) != nil
  }

  private static func sort(_ text: String, measures: Bool) -> Sort {
    if text.hasSuffix("%") || text.hasSuffix("％") { return .percent }
    if !measures, text.utf8.count == 4, let year = Int(text), (1800...2099).contains(year) {
      return .year
    }
    return text.utf8.contains(0x2E) ? .decimal : .whole
  }

  /// Those that count or measure something.
  static func quantities(in text: String) -> [FoundNumber] {
    all(in: text).filter { !$0.isName }
  }

  var value: Double { Double(text.filter { $0.isNumber || $0 == "." }) ?? 0 }

  /// How many times as large the larger of the two is.
  func ratio(to other: FoundNumber) -> Double {
    let (small, large) = (min(value, other.value), max(value, other.value))
    return small > 0 ? large / small : .greatestFiniteMagnitude
  }

  /// Another number of the sort, when the passage has none to swap with.
  var twisted: String {
    let digits = text.filter { $0 != "," && $0 != "%" && $0 != "％" }
    let suffix = text.hasSuffix("%") ? "%" : text.hasSuffix("％") ? "％" : ""
    switch sort {
    case .year: return String((Int(digits) ?? 2000) - 7)
    case .percent, .whole:
      guard let value = Int(digits) else { return otherDecimal(digits) + suffix }
      let other = value >= 50 && sort == .percent ? value / 2 : value * 2 + (value == 0 ? 3 : 0)
      return (text.contains(",") ? other.grouped : String(other)) + suffix
    case .decimal: return otherDecimal(digits)
    }
  }

  /// About twice as much with as many places; of a share over a half, about half.
  private func otherDecimal(_ digits: String) -> String {
    let parts = digits.split(separator: ".")
    guard parts.count == 2, let whole = Int(parts[0]) else { return digits + "0" }
    let other = sort == .percent && whole >= 49 ? whole / 2 : whole * 2 + 1
    return "\(other).\(parts[1])"
  }
}
