extension StringProtocol {
  /// The columns that a terminal or a grid of equal letters gives to the text.
  package var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension Character {
  /// Two for Han characters and their like and for emoji, however many signs are joined in them; none for marks that
  /// stand alone and for what is not seen.
  package var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.value < 0x300 {
      // A digit or sign that a selector makes an emoji.
      return unicodeScalars.contains { $0.value == 0xFE0F } ? 2 : first.value == 0xAD ? 0 : 1
    }
    if Self.isWide(first.value) || first.properties.isEmojiPresentation { return 2 }
    if unicodeScalars.contains(where: { $0.value == 0xFE0F }), first.properties.isEmoji {
      return 2
    }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  /// East Asian Width W or F, the emoji aside.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
