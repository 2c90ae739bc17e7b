/// Tokens without a tokeniser: about four Latin letters, or one Han character and a half, to a token.
package enum TokenEstimate {
  package static func tokens(in text: String) -> Int {
    var count = Count()
    for scalar in text.unicodeScalars { count.add(scalar) }
    return count.tokens
  }

  /// The longest start of a text that has no more tokens than that.
  package static func prefix(of text: String, tokens: Int) -> Substring {
    var count = Count()
    for index in text.unicodeScalars.indices {
      count.add(text.unicodeScalars[index])
      if count.tokens > tokens { return text[..<index] }
    }
    return text[...]
  }

  private struct Count {
    var wide = 0
    var narrow = 0

    var tokens: Int { (wide * 2 + 2) / 3 + (narrow + 3) / 4 }

    mutating func add(_ scalar: Unicode.Scalar) {
      if scalar.value >= 0x2E80 { wide += 1 } else { narrow += 1 }
    }
  }
}
