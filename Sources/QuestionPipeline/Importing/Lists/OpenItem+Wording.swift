/// Takes the marks out of what was read.
extension OpenItem {
  static let ticks: Set<Unicode.Scalar> = ["✓", "✔", "✅", "☑", "√", "\u{FE0F}"]
  static let correctWords: [Scalars] = [
    "(correct)", "(correct answer)", "(正确)", "(right)", "[correct]",
  ].map {
    Array($0.unicodeScalars)
  }

  /// An option without the marks that say it is the right one.
  static func option(_ text: Scalars, checked: Bool?) -> RawItem.Option {
    var words = text.trimmed
    var isCorrect = checked
    while let last = words.last, ticks.contains(last) || last.isBlank {
      if !last.isBlank { isCorrect = true }
      words = words.dropLast()
    }
    while let first = words.first, ticks.contains(first) || first.isBlank {
      if !first.isBlank { isCorrect = true }
      words = words.dropFirst()
    }
    let folded = Array(words).folded
    for mark in correctWords
    where folded.count >= mark.count && folded.suffix(mark.count).elementsEqual(mark) {
      words = words.dropLast(mark.count).trimmed
      isCorrect = true
    }
    if words.count > 4, words.has("**".unicodeScalars, at: words.startIndex),
      words.suffix(2).elementsEqual("**".unicodeScalars)
    {
      words = words.dropFirst(2).dropLast(2)
      if isCorrect == nil { isCorrect = true }
    }
    // "**A.** text" leaves the second half of a bold letter.
    let isHalf = words.has("**".unicodeScalars, at: words.startIndex)
    return RawItem.Option(
      text: (isHalf ? words.dropFirst(2) : words).trimmed.string, isCorrect: isCorrect)
  }

  /// A question without emphasis and without the quotes around what somebody said.
  static func clean(_ text: Scalars, isSpoken: Bool) -> String {
    var result = Scalars()
    var index = 0
    var isCode = false
    while index < text.count {
      if text[index] == "`" { isCode.toggle() }
      if !isCode, text[index] == "*", index + 1 < text.count, text[index + 1] == "*" {
        index += 2
        continue
      }
      result.append(text[index])
      index += 1
    }
    var words = result.trimmed
    while words.last == "#" { words = words.dropLast().trimmed }
    return plain(Array(words), isSpoken: isSpoken)
  }

  static func plain(_ text: Scalars, isSpoken: Bool) -> String {
    let words = text.trimmed
    // "**A.** text" leaves the second half of a bold label.
    var result = words
    if result.has("**".unicodeScalars, at: result.startIndex), result.count > 2,
      result.dropFirst(2).place(of: ["*", "*"], from: result.startIndex + 2) == nil
    {
      result = result.dropFirst(2).trimmed
    } else if result.suffix(2).elementsEqual("**".unicodeScalars), result.count > 2,
      result.dropLast(2).place(of: ["*", "*"], from: result.startIndex) == nil
    {
      result = result.dropLast(2).trimmed
    }
    guard isSpoken, let first = result.first, "“\"「『".unicodeScalars.contains(first) else {
      return result.string
    }
    let closing: Unicode.Scalar =
      first == "“" ? "”" : first == "「" ? "」" : first == "『" ? "』" : "\""
    let spoken = result.dropFirst()
    guard let end = spoken.firstIndex(of: closing) else { return result.string }
    return (Array(spoken[..<end]) + Array(spoken[(end + 1)...])).string
  }
}
