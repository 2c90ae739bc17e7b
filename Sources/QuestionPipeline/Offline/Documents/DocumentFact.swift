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
  /// Whether its sentence can be quoted without what its paragraph says before it.
  var standsAlone: Bool { number == nil || sentence.isFirst }
  /// What a question shows of it: the sentence behind its lead.
  var told: String { (sentence.lead ?? "") + " " + sentence.shown }
  /// Whether the sentence says what something is without defining it: "the ferry is the first …".
  var isDescription = false
  /// Whether its entries are kinds of its subject rather than parts.
  var isDivision = false
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
  /// Whether another number in its place may be right as well, or plainly wrong: a bound ("at least 5", 不超过 5) may
  /// follow from another, and next to a second number some are out of the question ("6 of 4", 15～10).
  var isTied = false
  /// Whether the text says of what it is so many.
  var isMeasured = true

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
      guard !joins(before), !joins(after), !isParted(start..<end, in: scalars) else { continue }
      let text = String(scalars: scalars[start..<end])
      let place = start..<end
      let sort = sort(text, at: place, in: scalars)
      let isName =
        NumberNames.isName(place, in: scalars, isYear: sort == .year)
        || result.last.map { $0.isName && NumberNames.goesOn(from: $0.end, to: place, in: scalars) }
          == true
      result.append(
        FoundNumber(
          text: text, sort: sort, start: start, isName: isName,
          isTied: NumberBounds.isBound(place, in: scalars),
          isMeasured: NumberMeasures.isMeasured(place, in: scalars, sort)))
    }
    // "on 20 and 27 May", 28、29 日
    for index in result.indices.dropLast().reversed()
    where result[index + 1].isName && !result[index].isName {
      let next = result[index + 1]
      result[index].isName = NumberNames.goesOn(
        from: result[index].end, to: next.start..<next.end, in: scalars)
    }
    return result
  }

  /// Behind its last digit, in Unicode scalars of the shown sentence.
  private var end: Int { start + text.unicodeScalars.count }

  /// Whether a gap in its place leaves something to know: not where the sentence or its lead tells the number again, and
  /// not where the singular behind it says that it is one.
  func canBeAsked(of sentence: String, behind lead: String, _ tongue: Tongue) -> Bool {
    let told =
      FoundNumber.all(in: lead) + FoundNumber.all(in: sentence).filter { $0.start != start }
    return isMeasured && !told.contains { $0.value == value || isNext(to: $0, in: sentence) }
      && !(tongue == .english && value == 1)
      && !sentence.contains("×") && !Self.hasFraction(sentence)
  }

  /// "155/182, or 85 per cent"
  private static func hasFraction(_ text: String) -> Bool {
    let characters = Array(text)
    return characters.indices.dropFirst().dropLast().contains {
      characters[$0] == "/" && characters[$0 - 1].isNumber && characters[$0 + 1].isNumber
    }
  }

  /// "3 or 4 points", "20 and 21": one gives the other away.
  private func isNext(to other: FoundNumber, in sentence: String) -> Bool {
    guard sort == .whole, abs(value - other.value) == 1 else { return false }
    let scalars = Array(sentence.unicodeScalars)
    let (first, second) = start < other.start ? (self, other) : (other, self)
    guard first.end <= second.start, second.start < scalars.count else { return false }
    let between = String(scalars: scalars[first.end..<second.start])
    return [" or ", " and ", " to ", "–", " – ", "-", ", ", "、", "或", "和", "到", "至"].contains(
      between)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && Text.isWordByte(UInt8(scalar.value))
      || "-_/^–×*+=·".unicodeScalars.contains(scalar)
  }

  /// "1 200": a number that spaces part into thousands.
  private static func isParted(_ place: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
    func isSpace(_ index: Int) -> Bool {
      scalars.indices.contains(index)
        && [" ", "\u{A0}", "\u{2009}", "\u{202F}"].contains(scalars[index])
    }
    func digits(from index: Int) -> Int {
      scalars.indices.contains(index) ? scalars[index...].prefix { isDigit($0) }.count : 0
    }
    if place.count <= 3, isSpace(place.upperBound), digits(from: place.upperBound + 1) == 3 {
      return true
    }
    return place.count >= 3 && digits(from: place.lowerBound) == 3 && isSpace(place.lowerBound - 1)
      && place.lowerBound > 1 && isDigit(scalars[place.lowerBound - 2])
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

  private static func sort(_ text: String, at place: Range<Int>, in scalars: [Unicode.Scalar])
    -> Sort
  {
    if text.hasSuffix("%") || text.hasSuffix("％") { return .percent }
    let behind = String(scalars: scalars[place.upperBound...].prefix(9))
    if [" %", " ％", " percent", " per cent", "个百分"].contains(where: { behind.hasPrefix($0) }) {
      return .percent
    }
    if text.utf8.count == 4, let year = Int(text), !isMeasure(scalars, behind: place.upperBound),
      (1800...2099).contains(year) || (1000...1799).contains(year) && isDated(place, in: scalars)
    {
      return .year
    }
    return text.utf8.contains(0x2E) ? .decimal : .whole
  }

  /// Whether a word before or behind it says that it is a year: "the winter of 1388", 1388 年.
  private static func isDated(_ place: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
    let behind = scalars[place.upperBound...].prefix(2).filter { $0 != " " }
    if behind.first == "年" { return true }
    let before = String(scalars: scalars[max(0, place.lowerBound - 12)..<place.lowerBound])
    let words = before.lowercased().split(separator: " ")
    guard words.last.map({ ["in", "since", "until", "of", "by", "from"].contains($0) }) == true
    else { return false }
    // "in 1731 by hand", but not "in 1731 houses"
    let rest = scalars[place.upperBound...].drop { $0 == " " }
    let next = String(scalars: rest.prefix { $0.properties.isAlphabetic })
    return next.isEmpty || particles.contains(next)
  }

  private static let particles: Set<String> = [
    "by", "and", "to", "it", "at", "with", "for", "when", "after", "as", "the", "was", "were", "is",
    "had", "has", "on", "of", "from", "until", "but", "or", "because", "while", "before", "under",
  ]

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
      guard let value = Int(digits), value < Self.most else { return otherDecimal(digits) + suffix }
      // A man of 51 is not 102.
      let more = sort == .whole && value > 20 ? value + value * 2 / 5 : value * 2
      let other = value >= 50 && sort == .percent ? value / 2 : more + (value == 0 ? 3 : 0)
      return (text.contains(",") ? other.grouped : String(other)) + suffix
    case .decimal: return otherDecimal(digits)
    }
  }

  private static let most = 1_000_000_000_000_000

  /// About twice as much with as many places; of a share over a half, about half.
  private func otherDecimal(_ digits: String) -> String {
    let parts = digits.split(separator: ".")
    // Doubled, the largest would not fit.
    guard parts.count == 2, let whole = Int(parts[0]), whole < Self.most else {
      return "1" + digits
    }
    let other = sort == .percent && whole >= 49 ? whole / 2 : whole * 2 + 1
    return "\(other).\(parts[1])"
  }
}
