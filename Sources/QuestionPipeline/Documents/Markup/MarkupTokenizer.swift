/// A start tag with its attributes.
struct MarkupTag {
  var name: String
  var attributes: [(name: String, value: String)] = []
  /// `<br/>`
  var isEmpty = false

  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// Cuts HTML and XML into tags and text, whatever their faults: what is no tag is text.
struct MarkupTokenizer {
  enum Token {
    case open(MarkupTag)
    case close(String)
    /// Undecoded; `isVerbatim` for sections in which entities mean nothing.
    case text(Range<Int>, isVerbatim: Bool)
    case comment
  }

  private let text: Slice<UnsafeBufferPointer<UInt8>>
  private let isHTML: Bool
  /// Behind the latest token.
  private(set) var index: Int
  /// The element whose content is text up to its end tag.
  private var raw: String?
  /// Bytes that were read as tags and proved none: where they are many, the rest is text.
  private var wasted = 0

  /// - Parameter isHTML: whether names fold case and scripts hold no tags.
  init(_ text: Slice<UnsafeBufferPointer<UInt8>>, isHTML: Bool) {
    self.text = text
    self.isHTML = isHTML
    index = text.startIndex
  }

  mutating func next() -> Token? {
    guard index < text.endIndex else { return nil }
    if let name = raw {
      raw = nil
      let start = index
      let end = endTag(name, from: index)
      index = end
      if start < end {
        return .text(start..<end, isVerbatim: name != "title" && name != "textarea")
      }
    }
    let start = index
    while index < text.endIndex {
      if text[index] == 0x3C {
        let place = index
        if let token = tag() {
          guard place > start else { return token }
          // The text before it comes first; the tag is read again, which costs little.
          index = place
          raw = nil
          return .text(start..<place, isVerbatim: false)
        }
        index = place + 1
      } else {
        index += 1
      }
    }
    return start < index ? .text(start..<index, isVerbatim: false) : nil
  }

  // MARK: Tags

  /// The token that opens with `<` here; nil if there is none.
  private mutating func tag() -> Token? {
    let start = index
    guard start + 1 < text.endIndex else { return nil }
    switch text[start + 1] {
    case 0x21:
      if has([0x2D, 0x2D], at: start + 2) {
        index = place(of: [0x2D, 0x2D, 0x3E], from: start + 4).map { $0 + 3 } ?? text.endIndex
        return .comment
      }
      if has(Array("[CDATA[".utf8), at: start + 2) {
        let end = place(of: [0x5D, 0x5D, 0x3E], from: start + 9) ?? text.endIndex
        index = min(end + 3, text.endIndex)
        return .text(start + 9..<end, isVerbatim: true)
      }
      return skip()
    case 0x3F: return skip()
    case 0x2F:
      let nameStart = start + 2
      guard nameStart < text.endIndex, Self.isLetter(text[nameStart]) else { return nil }
      index = nameStart
      let name = self.name()
      while index < text.endIndex, text[index] != 0x3E { index += 1 }
      index = min(index + 1, text.endIndex)
      return .close(name)
    case let byte where Self.isLetter(byte):
      guard wasted <= 4 * text.count else { return nil }
      index = start + 1
      guard let token = open() else {
        wasted += index - start
        return nil
      }
      return token
    default: return nil
    }
  }

  private mutating func skip() -> Token {
    while index < text.endIndex, text[index] != 0x3E { index += 1 }
    index = min(index + 1, text.endIndex)
    return .comment
  }

  private mutating func open() -> Token? {
    var tag = MarkupTag(name: name())
    while index < text.endIndex {
      let byte = text[index]
      if byte == 0x3E {
        index += 1
        if isHTML, !tag.isEmpty, Self.rawNames.contains(tag.name) { raw = tag.name }
        return .open(tag)
      }
      if byte == 0x2F {
        index += 1
        tag.isEmpty = index < text.endIndex && text[index] == 0x3E
      } else if byte <= 0x20 || byte == 0x3D || byte == 0x22 || byte == 0x27 {
        index += 1
      } else if byte == 0x3C {
        return nil
      } else {
        tag.attributes.append(attribute())
      }
    }
    return nil
  }

  private mutating func attribute() -> (name: String, value: String) {
    let name = self.name()
    func skipBlanks() { while index < text.endIndex, text[index] <= 0x20 { index += 1 } }
    skipBlanks()
    guard index < text.endIndex, text[index] == 0x3D else { return (name, "") }
    index += 1
    skipBlanks()
    guard index < text.endIndex else { return (name, "") }
    let quote = text[index]
    var start = index
    if quote == 0x22 || quote == 0x27 {
      index += 1
      start = index
      while index < text.endIndex, text[index] != quote { index += 1 }
      defer { index = min(index + 1, text.endIndex) }
      return (name, decoded(start..<index))
    }
    while index < text.endIndex, text[index] > 0x20, text[index] != 0x3E { index += 1 }
    return (name, decoded(start..<index))
  }

  private mutating func name() -> String {
    let start = index
    while index < text.endIndex, text[index] > 0x20,
      text[index] != 0x3E && text[index] != 0x2F && text[index] != 0x3D && text[index] != 0x3C
    {
      index += 1
    }
    // An attribute without a name would not move on.
    if index == start { index += 1 }
    let bytes = UnsafeBufferPointer(rebasing: text[start..<index])
    return isHTML
      ? String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
      : String(decoding: bytes, as: UTF8.self)
  }

  private func decoded(_ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    MarkupEntities.append(text[range], to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Places

  private func has(_ mark: [UInt8], at place: Int) -> Bool {
    place <= text.endIndex && text[place...].starts(with: mark)
  }

  private func place(of mark: [UInt8], from start: Int) -> Int? {
    var place = start
    while place + mark.count <= text.endIndex {
      if text[place] == mark[0], has(mark, at: place) { return place }
      place += 1
    }
    return nil
  }

  private func endTag(_ name: String, from start: Int) -> Int {
    let bytes = Array(name.utf8)
    var place = start
    while place + bytes.count + 2 <= text.endIndex {
      if text[place] == 0x3C, text[place + 1] == 0x2F,
        zip(text[(place + 2)...], bytes).allSatisfy({ $0 | 0x20 == $1 })
      {
        return place
      }
      place += 1
    }
    return text.endIndex
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static let rawNames: Set<String> = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
  ]
}
