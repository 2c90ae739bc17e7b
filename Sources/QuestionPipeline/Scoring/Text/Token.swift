/// A word, a number, or one ideograph of a text, folded.
struct Token: Sendable, Hashable {
  enum Kind: Sendable { case word, number, ideograph }

  var text: String
  var kind: Kind
  /// Whether punctuation, not only a space or hyphen, separates it from the token before.
  var followsBreak: Bool
  /// Where it stands, in Unicode scalars of the text.
  var range: Range<Int>
  /// A small number made of the text, by which phrases know most tokens that they do not have.
  var sieve: UInt16

  var isIdeograph: Bool { kind == .ideograph }
}

/// Cuts texts into tokens: words and numbers at letters and digits, ideographs one by one.
///
/// "d_k", "don't", "c++" and "0.5" stay whole; "self-attention" is two words without a break
/// between them, so that it matches "self attention"; "32GB" is a number and a word.
enum Tokenizer {
  static func tokens(of text: String) -> [Token] { tokens(of: Array(text.unicodeScalars)) }

  static func tokens(of scalars: [Unicode.Scalar]) -> [Token] {
    var result: [Token] = []
    result.reserveCapacity(scalars.count / 4)
    var position = 0
    var broken = false
    while position < scalars.count {
      let start = position
      guard let kind = kind(of: scalars[position]) else {
        if !isSoft(scalars, position) { broken = true }
        position += 1
        continue
      }
      position += 1
      switch kind {
      case .ideograph: break
      case .number: position = endOfNumber(scalars, position)
      case .word: position = endOfWord(scalars, position)
      }
      let text = folded(scalars[start..<position])
      result.append(
        Token(
          text: text, kind: kind, followsBreak: broken, range: start..<position,
          sieve: PhraseSieve.number(of: text)))
      broken = false
    }
    return result
  }

  private static func kind(of scalar: Unicode.Scalar) -> Token.Kind? {
    var kind: Token.Kind?
    TextFolding.fold(scalar) { folded in
      if Script.isDigit(folded) {
        kind = .number
      } else if Script.isUnspaced(folded) {
        kind = .ideograph
      } else if Script.isWordLetter(folded) {
        kind = .word
      }
    }
    return kind
  }

  private static func endOfNumber(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var end = start
    while end < scalars.count {
      if kind(of: scalars[end]) == .number {
        end += 1
      } else if scalars[end] == "." || scalars[end] == ",", end + 1 < scalars.count,
        kind(of: scalars[end + 1]) == .number
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  private static func endOfWord(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var end = start
    while end < scalars.count {
      let scalar = scalars[end]
      if let kind = kind(of: scalar), kind != .ideograph {
        end += 1
      } else if (0x0300...0x036F).contains(scalar.value) {
        end += 1
      } else if scalar == "_" || scalar == "'" || scalar == "\u{2019}", end + 1 < scalars.count,
        let next = kind(of: scalars[end + 1]), next != .ideograph
      {
        end += 2
      } else if scalar == "+", end + 1 < scalars.count, scalars[end + 1] == "+" {
        return end + 2  // c++
      } else if scalar == "#", end == start {
        return end + 1  // c#
      } else {
        break
      }
    }
    return end
  }

  /// Spaces, hyphens inside words, and what is invisible separate without breaking a phrase.
  private static func isSoft(_ scalars: [Unicode.Scalar], _ position: Int) -> Bool {
    let scalar = scalars[position]
    switch scalar.value {
    case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, 0x200B...0x200F, 0xFEFF: return true
    case 0x2D, 0x2010, 0x2011:
      let before = position > 0 ? kind(of: scalars[position - 1]) : nil
      let after = position + 1 < scalars.count ? kind(of: scalars[position + 1]) : nil
      return before != nil && after != nil
    default: return false
    }
  }

  private static func folded(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    if scalars.allSatisfy({ $0.value < 0x80 }) {
      return String(unsafeUninitializedCapacity: scalars.count) { bytes in
        for (index, scalar) in scalars.enumerated() {
          let value = UInt8(scalar.value)
          bytes[index] = value &- 0x41 < 26 ? value + 0x20 : value
        }
        return scalars.count
      }
    }
    var result = String.UnicodeScalarView()
    for scalar in scalars { TextFolding.fold(scalar) { result.append($0) } }
    return String(result)
  }
}
