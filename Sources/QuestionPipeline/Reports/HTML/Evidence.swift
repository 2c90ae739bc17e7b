/// The words by which flaws were found, to be marked where they stand.
struct Evidence: Sendable {
  private struct Needle: Sendable {
    var bytes: [UInt8]
    var isError: Bool
  }
  private let needles: [Needle]

  static let none = Evidence([])

  /// Words that are quoted in the evidence count if the whole of it is not found; those of repeats stand in another item.
  init(_ flaws: [Flaw]) {
    var needles: [Needle] = []
    for flaw in flaws where flaw.with.isEmpty {
      let whole = flaw.evidence.trimmed
      for text in [whole] + Self.quoted(whole) {
        let bytes = Array(text.utf8)
        guard bytes.count > 1, bytes.count <= 2_000,
          !needles.contains(where: { $0.bytes == bytes })
        else { continue }
        needles.append(Needle(bytes: bytes, isError: flaw.severity == .error))
      }
    }
    self.needles = Array(needles.prefix(24))
  }

  /// What stands between quotation marks.
  private static func quoted(_ text: String) -> [String] {
    var found: [String] = []
    for (open, close) in [("“", "”"), ("「", "」"), ("\"", "\""), ("《", "》")] {
      var rest = Substring(text)
      while found.count < 8, let start = rest.firstRange(of: open)?.upperBound,
        let end = rest[start...].firstRange(of: close)
      {
        found.append(String(rest[start..<end.lowerBound]).trimmed)
        rest = rest[end.upperBound...]
      }
    }
    return found
  }

  /// The text, escaped, with each place of the evidence in a mark; places that overlap go to the earlier one.
  func marked(_ text: String) -> Markup {
    guard !needles.isEmpty else { return Markup(text) }
    let bytes = Array(text.utf8)
    var places: [(start: Int, end: Int, isError: Bool)] = []
    for needle in needles {
      for start in Self.places(of: needle.bytes, in: bytes) {
        places.append((start, start + needle.bytes.count, needle.isError))
      }
    }
    guard !places.isEmpty else { return Markup(text) }
    places.sort { ($0.start, -$0.end) < ($1.start, -$1.end) }
    func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var result = Markup.empty
    var position = 0
    for place in places where place.start >= position {
      result += Markup(slice(position..<place.start))
      result += """
        <mark class="\(place.isError ? Markup("drop") : Markup("fix"))">\(slice(place.start..<place.end))</mark>
        """
      position = place.end
    }
    return result + Markup(slice(position..<bytes.count))
  }

  /// Where the needle begins, as whole words if it begins or ends with letters of a word.
  private static func places(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
    guard needle.count <= bytes.count else { return [] }
    func isLetter(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    var found: [Int] = []
    var start = 0
    while start <= bytes.count - needle.count, found.count < 20 {
      let end = start + needle.count
      if bytes[start] == needle[0], bytes[start..<end].elementsEqual(needle),
        !(start > 0 && isLetter(needle[0]) && isLetter(bytes[start - 1])),
        !(end < bytes.count && isLetter(needle[needle.count - 1]) && isLetter(bytes[end]))
      {
        found.append(start)
        start = end
      } else {
        start += 1
      }
    }
    return found
  }
}

extension String {
  /// Without white space and ellipses around it.
  fileprivate var trimmed: String {
    func isOuter(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "…"
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isOuter($0) }),
      let last = scalars.lastIndex(where: { !isOuter($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
