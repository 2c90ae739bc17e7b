/// Tokens without a tokeniser: about four Latin letters, or one Han character and a half, to a token.
package enum TokenEstimate {
  package static func tokens(in text: String) -> Int {
    var wide = 0
    var narrow = 0
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x2E80 { wide += 1 } else { narrow += 1 }
    }
    return (wide * 2 + 2) / 3 + (narrow + 3) / 4
  }
}
