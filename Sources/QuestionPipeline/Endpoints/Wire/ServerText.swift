/// Words of a server made fit to be shown: one line, no keys, nothing that a terminal obeys, and not too many.
package enum ServerText {
  /// - Parameter limit: scalars, the mark of omission included.
  package static func shown(_ text: String, limit: Int = 200, redaction: Redaction = Redaction())
    -> String
  {
    // Keys go first: one that is cut in half is no longer known.
    let start = String(decoding: text.utf8.prefix(4 * limit + 4096), as: UTF8.self)
    let lead = redaction.text(plain(start))
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in lead.unicodeScalars {
      if count == limit - 1, lead.unicodeScalars.count > limit {
        result.append("…")
        break
      }
      result.append(scalar)
      count += 1
    }
    return String(result)
  }

  /// The text on one line, without control characters, terminal sequences and marks of direction.
  private static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isBlank = true
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      if scalar == "\u{1B}" {
        next = skippedSequence(next, &scalars)
        continue
      }
      if scalar.properties.isWhitespace {
        if !isBlank { result.append(" ") }
        isBlank = true
      } else if !isHidden(scalar) {
        result.append(scalar)
        isBlank = false
      }
    }
    if isBlank, result.last == " " { result.removeLast() }
    return String(result)
  }

  /// Passes over a terminal sequence: up to its final letter, or for one that carries text up to its end mark.
  private static func skippedSequence(
    _ first: Unicode.Scalar?, _ scalars: inout String.UnicodeScalarView.Iterator
  ) -> Unicode.Scalar? {
    switch first {
    case "[":
      while let scalar = scalars.next() {
        if (0x40...0x7E).contains(scalar.value) { return scalars.next() }
      }
      return nil
    case "]", "P", "X", "^", "_":
      while let scalar = scalars.next() {
        if scalar == "\u{07}" || scalar == "\u{9C}" { return scalars.next() }
        if scalar == "\u{1B}" {
          _ = scalars.next()
          return scalars.next()
        }
      }
      return nil
    default: return scalars.next()
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF,
      0xE0000...0xE007F:
      true
    default: false
    }
  }
}
