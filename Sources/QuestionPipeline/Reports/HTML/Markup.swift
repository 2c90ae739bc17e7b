/// HTML whose parts are trusted by how they got in: what is written in the source stands as it is, and every string
/// put into it is escaped, for text and for quoted attributes alike.
///
/// No string ever goes into an unquoted attribute, a style, a script, a comment or an address: those hold numbers and
/// words of ours alone.
package struct Markup: Sendable, ExpressibleByStringInterpolation {
  /// In UTF-8: pages are put together of hundreds of thousands of pieces, which bytes are joined faster for than strings.
  package private(set) var bytes: [UInt8]

  package var source: String { String(decoding: bytes, as: UTF8.self) }

  package var isEmpty: Bool { bytes.isEmpty }

  package init(stringLiteral value: String) { bytes = Array(value.utf8) }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  package init(_ text: String) {
    bytes = []
    Self.escape(text, into: &bytes)
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 32 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { Markup.append(literal, to: &bytes) }
    package mutating func appendInterpolation(_ text: String) { Markup.escape(text, into: &bytes) }
    package mutating func appendInterpolation(_ markup: Markup) { bytes += markup.bytes }
    package mutating func appendInterpolation(_ markup: Markup?) {
      if let markup { bytes += markup.bytes }
    }
    package mutating func appendInterpolation(_ number: Int) {
      Markup.append(String(number), to: &bytes)
    }
    package mutating func appendInterpolation(_ parts: [Markup]) {
      for part in parts { bytes += part.bytes }
    }
  }

  package static func += (left: inout Markup, right: Markup) { left.bytes += right.bytes }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  package static let empty: Markup = ""

  /// Whether the byte stands for itself, whatever is before and behind it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2: false
    default: byte >= 0x20
    }
  }

  /// Control characters, which HTML does not allow, become replacement characters; every end of line becomes LF.
  private static func escape(_ text: String, into result: inout [UInt8]) {
    var text = text
    text.withUTF8 { escape($0, into: &result) }
  }

  private static func escape(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    let plain = text.firstIndex { !isPlain($0) } ?? text.count
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<plain]))
    var previous: UInt8 = 0
    for byte in text[plain...] {
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
