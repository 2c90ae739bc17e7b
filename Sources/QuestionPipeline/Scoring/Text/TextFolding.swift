/// Folds width, case and typography by hand, so that texts that read the same compare equal.
///
/// What NFKC and case folding would do for the scalars that occur in questions: full-width forms,
/// ligatures, superscripts, curly quotes, dashes, accents. Invisible scalars vanish.
enum TextFolding {
  /// Calls `emit` with each scalar that the given one becomes: none, one, or (ligatures) several.
  @inline(__always)
  static func fold(_ scalar: Unicode.Scalar, _ emit: (Unicode.Scalar) -> Void) {
    let value = scalar.value
    if value < 0x80 {
      emit(value &- 0x41 < 26 ? Unicode.Scalar(UInt8(value + 0x20)) : scalar)
    } else if Script.isHan(scalar) || value &- 0x3001 < 0x3F {
      emit(scalar)  // Ideographs and their punctuation.
    } else if value &- 0xFF01 < 0x5E {
      let ascii = UInt8(truncatingIfNeeded: value - 0xFEE0)
      emit(Unicode.Scalar(ascii &- 0x41 < 26 ? ascii + 0x20 : ascii))
    } else {
      for folded in special(scalar) { emit(folded) }
    }
  }

  static func fold(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    let scalars = text.scalarArray
    result.reserveCapacity(scalars.count)
    for scalar in scalars { fold(scalar) { result.append($0) } }
    return result
  }

  private static func special(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let value = scalar.value
    switch value {
    case 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x205F: return [" "]
    case 0x0300...0x036F, 0x200B...0x200F, 0xFEFF, 0xAD, 0xFE00...0xFE0F: return []
    case 0x2018, 0x2019, 0x201B, 0x2BC, 0x60, 0xB4: return ["'"]
    case 0x201C, 0x201D, 0x201E, 0xAB, 0xBB: return ["\""]
    case 0x2010...0x2015, 0x2212: return ["-"]
    case 0xB2, 0xB3: return [Unicode.Scalar(UInt8(value - 0xB0 + 0x30))]
    case 0xB9: return ["1"]
    case 0x2070, 0x2074...0x2079: return [Unicode.Scalar(UInt8(value - 0x2070 + 0x30))]
    case 0x2080...0x2089: return [Unicode.Scalar(UInt8(value - 0x2080 + 0x30))]
    case 0xFB00...0xFB04:
      let ligatures: [[Unicode.Scalar]] = [
        ["f", "f"], ["f", "i"], ["f", "l"], ["f", "f", "i"], ["f", "f", "l"],
      ]
      return ligatures[Int(value - 0xFB00)]
    case 0xC0...0x17F:
      return accented[Int(value - 0xC0)].map { [$0] } ?? Array(lowercased(scalar))
    default: return Array(lowercased(scalar))
    }
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    scalar.properties.lowercaseMapping.unicodeScalars
  }

  /// The base letters of U+00C0 to U+017F; nil where there is none.
  private static let accented: [Unicode.Scalar?] = {
    let runs =
      "a6.1c1e4i4.1n1o5.1o1u4y1.1.1a6.1c1e4i4.1n1o5.1o1u4y1.1y1"
      + "a6c8d4e9e1g8h4i9i1.2j2k3l9l1n9o6.2r6s8t6u9u3w2y3z6s1"
    let units = Array(runs.unicodeScalars)
    var letters: [Unicode.Scalar?] = []
    for index in stride(from: 0, to: units.count, by: 2) {
      let letter: Unicode.Scalar? = units[index] == "." ? nil : units[index]
      let count = Int(units[index + 1].value) - 0x30
      letters.append(contentsOf: repeatElement(letter, count: count))
    }
    return letters
  }()
}

/// Which writing system a scalar belongs to.
enum Script {
  @inline(__always)
  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value)
      || (0x2_0000...0x2_FA1F).contains(value) || (0xF900...0xFAFF).contains(value)
      || value == 0x3007
  }

  static func isKana(_ scalar: Unicode.Scalar) -> Bool {
    (0x3041...0x30FA).contains(scalar.value) || (0xFF66...0xFF9D).contains(scalar.value)
  }

  static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    (0xAC00...0xD7A3).contains(scalar.value) || (0x1100...0x11FF).contains(scalar.value)
  }

  static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool {
    (0x400...0x52F).contains(scalar.value)
  }

  static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value | 0x20
    return (0x61...0x7A).contains(value)
      || (0xC0...0x24F).contains(scalar.value) && scalar.value != 0xD7 && scalar.value != 0xF7
  }

  @inline(__always)
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 0x30 < 10 }

  /// A letter of a script that puts spaces between words.
  @inline(__always)
  static func isWordLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? (scalar.value | 0x20) &- 0x61 < 26
      : scalar.properties.isAlphabetic && !isUnspaced(scalar)
  }

  /// Written without spaces, so that each scalar is a token of its own.
  @inline(__always)
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    isHan(scalar) || isKana(scalar) || isHangul(scalar)
  }
}

extension Unicode.Scalar {
  /// Whether it is white space; the standard library's table is asked only beyond ASCII and ideographs.
  @inline(__always)
  var isSpace: Bool {
    if value < 0x80 { return value == 0x20 || value &- 0x09 < 5 }
    return !Script.isHan(self) && properties.isWhitespace
  }

  /// Whether it is a sign of mathematics: +, <, =, ∑, ×.
  var isMathSign: Bool {
    switch value {
    case 0..<0x80: [0x2B, 0x3C, 0x3D, 0x3E, 0x5E, 0x7C, 0x7E].contains(value)
    default: !Script.isHan(self) && properties.isMath
    }
  }
}
