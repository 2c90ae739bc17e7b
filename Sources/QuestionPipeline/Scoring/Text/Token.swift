/// A word, a number, or one ideograph of a text, folded.
struct Token: Sendable, Hashable {
  enum Kind: Sendable { case word, number, ideograph }

  var text: String
  var kind: Kind
  /// Whether punctuation, not only a space or hyphen, separates it from the token before.
  var followsBreak: Bool
  /// Where it stands, in Unicode scalars of the text.
  var range: Range<Int>
  /// The text's stable hash. Lists of words and phrases know tokens by it: comparing and hashing texts that are not
  /// ASCII costs many times as much.
  var key: UInt64

  var isIdeograph: Bool { kind == .ideograph }
}

/// Cuts texts into tokens: words and numbers at letters and digits, ideographs one by one.
///
/// "d_k", "don't", "c++" and "0.5" stay whole; "self-attention" is two words without a break
/// between them, so that it matches "self attention"; "32GB" is a number and a word.
enum Tokenizer {
  static func tokens(of text: String) -> [Token] { tokens(of: text.scalarArray) }

  static func tokens(of scalars: [Unicode.Scalar]) -> [Token] {
    scalars.withUnsafeBufferPointer { tokens(of: $0) }
  }

  private typealias Scalars = UnsafeBufferPointer<Unicode.Scalar>

  private static func tokens(of scalars: Scalars) -> [Token] {
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
      result.append(token(scalars, start..<position, kind, broken))
      broken = false
    }
    return result
  }

  @inline(__always)
  private static func kind(of scalar: Unicode.Scalar) -> Token.Kind? {
    let value = scalar.value
    if value < 0x80 {
      return value &- 0x30 < 10 ? .number : (value | 0x20) &- 0x61 < 26 ? .word : nil
    }
    return Script.isHan(scalar) ? .ideograph : kindBeyond(scalar)
  }

  /// The kind of a scalar that is neither ASCII nor an ideograph.
  private static func kindBeyond(_ scalar: Unicode.Scalar) -> Token.Kind? {
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

  private static func endOfNumber(_ scalars: Scalars, _ start: Int) -> Int {
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

  private static func endOfWord(_ scalars: Scalars, _ start: Int) -> Int {
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
  private static func isSoft(_ scalars: Scalars, _ position: Int) -> Bool {
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

  @inline(__always)
  private static func token(
    _ scalars: Scalars, _ range: Range<Int>, _ kind: Token.Kind, _ followsBreak: Bool
  ) -> Token {
    var capacity = 0
    // What a scalar is folded to takes at most four bytes.
    for index in range { capacity &+= scalars[index].value < 0x80 ? 1 : 4 }
    var hash = StableHash()
    let text = String(unsafeUninitializedCapacity: capacity) { bytes in
      var count = 0
      for index in range {
        TextFolding.fold(scalars[index]) { folded in
          folded.withUTF8Bytes { byte in
            bytes[count] = byte
            count &+= 1
            hash.add(byte)
          }
        }
      }
      return count
    }
    return Token(
      text: text, kind: kind, followsBreak: followsBreak, range: range, key: hash.value)
  }
}
