/// HTML whose parts are trusted by how they got in: what is written in the source stands as it is, and every string
/// put into it is escaped, for text and for quoted attributes alike.
///
/// No string ever goes into an unquoted attribute, a style, a script, a comment or an address: those hold numbers and
/// words of ours alone.
package struct Markup: Sendable, ExpressibleByStringInterpolation {
  package private(set) var source: String

  package init(stringLiteral value: String) { source = value }

  package init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

  package init(_ text: String) {
    source = ""
    Self.escape(text, into: &source)
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    var source = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + 32 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { source += literal }
    package mutating func appendInterpolation(_ text: String) { Markup.escape(text, into: &source) }
    package mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
    package mutating func appendInterpolation(_ markup: Markup?) { source += markup?.source ?? "" }
    package mutating func appendInterpolation(_ number: Int) { source += String(number) }
    package mutating func appendInterpolation(_ parts: [Markup]) {
      for part in parts { source += part.source }
    }
  }

  package static func += (left: inout Markup, right: Markup) { left.source += right.source }

  package static let empty: Markup = ""

  /// Whether the byte stands for itself, whatever is before and behind it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2: false
    default: byte >= 0x20
    }
  }

  /// Control characters, which HTML does not allow, become replacement characters; every end of line becomes LF.
  private static func escape(_ text: String, into result: inout String) {
    var text = text
    if text.withUTF8({ $0.allSatisfy(isPlain) }) {
      result += text
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch (previous, byte) {
      // C1 controls are C2 80 … C2 9F in UTF-8.
      case (0xC2, 0x80..<0xA0): bytes.append(contentsOf: "\u{FFFD}".utf8)
      case (0xC2, _): bytes.append(contentsOf: [0xC2, byte])
      case (_, 0xC2), (0x0D, 0x0A): break
      case (_, 0x26): bytes.append(contentsOf: "&amp;".utf8)
      case (_, 0x3C): bytes.append(contentsOf: "&lt;".utf8)
      case (_, 0x3E): bytes.append(contentsOf: "&gt;".utf8)
      case (_, 0x22): bytes.append(contentsOf: "&quot;".utf8)
      case (_, 0x27): bytes.append(contentsOf: "&#39;".utf8)
      case (_, 0x0D): bytes.append(0x0A)
      case (_, 0x09), (_, 0x0A): bytes.append(byte)
      case (_, 0..<0x20), (_, 0x7F): bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(byte)
      }
      previous = byte
    }
    result += String(decoding: bytes, as: UTF8.self)
  }
}

extension [Markup] {
  package func joined(_ separator: Markup) -> Markup {
    var result = Markup.empty
    for (index, part) in enumerated() {
      if index > 0 { result += separator }
      result += part
    }
    return result
  }
}
