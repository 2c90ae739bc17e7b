/// Looks into texts byte by byte: Foundation's searching and `Regex` are too slow for every item.
enum Text {
  /// Where a text first holds another, exactly.
  static func range(of part: String, in whole: String) -> Range<String.Index>? {
    range(of: part, in: whole[...])
  }

  static func range(of part: String, in whole: Substring) -> Range<String.Index>? {
    let needle = part.utf8
    let hay = whole.utf8
    guard let first = needle.first else { return nil }
    var start = hay.startIndex
    while let at = hay[start...].firstIndex(of: first) {
      var (i, j) = (at, needle.startIndex)
      while j < needle.endIndex, i < hay.endIndex, hay[i] == needle[j] {
        i = hay.index(after: i)
        j = needle.index(after: j)
      }
      if j == needle.endIndex { return at..<i }
      start = hay.index(after: at)
    }
    return nil
  }

  static func contains(_ whole: String, _ part: String) -> Bool {
    range(of: part, in: whole) != nil
  }

  /// Whether a text names something: in any letter case, and for Latin letters as a whole word or its plural.
  static func names(_ whole: String, _ term: String) -> Bool {
    occurrences(of: term.lowercased(), in: whole.lowercased()).first != nil
  }

  /// Every place where a term stands as a word of its own; both in one letter case.
  static func occurrences(of term: String, in text: String) -> [Range<String.Index>] {
    var result: [Range<String.Index>] = []
    var rest = text[...]
    while let found = range(of: term, in: rest) {
      if isWord(found, in: text) { result.append(found) }
      rest = text[found.upperBound...]
    }
    return result
  }

  private static func isWord(_ range: Range<String.Index>, in text: String) -> Bool {
    let bytes = text.utf8
    if isWordByte(bytes[range.lowerBound]), range.lowerBound > bytes.startIndex,
      isWordByte(bytes[bytes.index(before: range.lowerBound)])
    {
      return false
    }
    let last = bytes[bytes.index(before: range.upperBound)]
    var end = range.upperBound
    guard isWordByte(last), end < bytes.endIndex else { return true }
    if bytes[end] == 0x73 { end = bytes.index(after: end) }
    return end == bytes.endIndex || !isWordByte(bytes[end])
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var view = Substring(text)
    while let first = view.unicodeScalars.first, isBlank(first) {
      view.unicodeScalars.removeFirst()
    }
    while let last = view.unicodeScalars.last, isBlank(last) { view.unicodeScalars.removeLast() }
    return String(view)
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0xA0 || scalar.value == 0x3000
  }

  /// Without the full stop, question mark, colon or comma at its end.
  static func unstopped(_ text: String) -> String {
    var view = text[...]
    while let last = view.unicodeScalars.last, ".。?？:：;；!！,，、 ".unicodeScalars.contains(last) {
      view.unicodeScalars.removeLast()
    }
    return String(view)
  }

  /// With a full stop at its end, if nothing ends it yet.
  static func stopped(_ text: String, _ tongue: Tongue) -> String {
    guard let last = text.unicodeScalars.last else { return text }
    if ".。?？!！…”".unicodeScalars.contains(last) { return text }
    return text + (tongue == .english ? "." : "。")
  }

  /// With a capital at its start, unless the first word is written in a way of its own (k-means, asyncio.run).
  static func capitalized(_ text: String) -> String {
    let word = text.prefix { $0 != " " && $0 != "," && $0 != ":" }
    guard let first = word.utf8.first, (0x61...0x7A).contains(first) else { return text }
    let isPlain = word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x27 }
    guard isPlain, word.utf8.dropFirst().first != 0x2D else { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// As it stands at the start of a sentence or option: in English with a capital.
  static func opening(_ text: String, _ tongue: Tongue) -> String {
    tongue == .english ? capitalized(text) : text
  }

  /// The sentences of a text, each with the punctuation that ends it.
  static func sentences(_ text: String) -> [String] {
    var result: [String] = []
    let scalars = Array(text.unicodeScalars)
    var start = 0
    for (index, scalar) in scalars.enumerated() where ends(scalars, at: index, scalar) {
      var end = index + 1
      while end < scalars.count, "”’」』）)\"".unicodeScalars.contains(scalars[end]) { end += 1 }
      guard end > start else { continue }
      add(scalars[start..<end], to: &result)
      start = end
    }
    if start < scalars.count { add(scalars[start...], to: &result) }
    return result
  }

  private static func add(_ scalars: ArraySlice<Unicode.Scalar>, to result: inout [String]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    let sentence = trimmed(String(view))
    if !sentence.isEmpty { result.append(sentence) }
  }

  private static func ends(_ scalars: [Unicode.Scalar], at index: Int, _ scalar: Unicode.Scalar)
    -> Bool
  {
    if "。！？".unicodeScalars.contains(scalar) { return true }
    guard scalar == "." || scalar == "!" || scalar == "?" else { return false }
    var next = index + 1
    while next < scalars.count, "”’)\"".unicodeScalars.contains(scalars[next]) { next += 1 }
    guard next < scalars.count else { return true }
    // Chinese that is typed with the stops of ASCII sets no space behind them.
    if index > 0, Fold.isHan(scalars[index - 1]), Fold.isHan(scalars[next]) { return true }
    guard scalars[next] == " " || scalars[next] == "\n" else { return false }
    while next < scalars.count, isBlank(scalars[next]) { next += 1 }
    guard next < scalars.count else { return true }
    if scalars[next].properties.isLowercase { return false }
    guard scalar == "." else { return true }
    var word = String.UnicodeScalarView()
    for scalar in scalars[..<index].reversed() {
      if isBlank(scalar) || scalar == "(" { break }
      word.insert(scalar, at: word.startIndex)
    }
    // "D. Owusu"
    if word.count == 1, word.first.map({ $0.properties.isUppercase }) == true { return false }
    return !["e.g", "i.e", "vs", "cf", "etc", "Fig", "Eq", "Dr", "approx", "No", "al"].contains(
      String(word))
  }

  /// The first sentences of a text, as many as fit, at least one.
  static func condensed(_ text: String, sentences limit: Int, _ tongue: Tongue) -> String {
    sentences(text).prefix(limit).joined(separator: tongue == .english ? " " : "")
  }

  /// Puts sentences behind one another as the language does.
  static func joined(_ parts: [String], _ tongue: Tongue) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: tongue == .english ? " " : "")
  }
}
