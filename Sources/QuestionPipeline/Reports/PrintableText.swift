extension String {
  /// Line separators as spaces, other control characters but tabs and line feeds as replacement characters: foreign text
  /// that neither moves a cursor nor ends a line of ours.
  package var withoutControls: String {
    guard unicodeScalars.contains(where: { Self.isControl($0) }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: result.append(" ")
      default: result.append(Self.isControl(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  /// What a text of one line cannot hold, or a screen should not get.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: false
    }
  }
}
