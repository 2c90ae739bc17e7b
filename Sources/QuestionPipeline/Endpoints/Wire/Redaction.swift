/// Takes keys out of texts before they are shown, kept or sent on: those that are known, and what looks like one.
package struct Redaction: Sendable, Hashable {
  /// What is known to be secret, longest first, so that a key within another leaves no rest.
  private let secrets: [[UInt8]]

  /// - Parameter secrets: keys in use. Those of fewer than four bytes hide nothing and would tear every text.
  package init(_ secrets: [String] = []) {
    self.secrets = secrets.map { Array($0.utf8) }.filter { $0.count >= 4 }
      .sorted { $0.count > $1.count }
  }

  /// How keys of the known kinds begin, and how many bytes must follow.
  private static let prefixes: [(text: StaticString, rest: Int)] = [
    ("sk-", 6), ("pk-", 12), ("gsk_", 12), ("xai-", 12), ("hf_", 12), ("aiza", 20), ("nvapi-", 12),
    ("fw_", 16),
  ]

  /// Words before a value that is a key.
  private static let names: [StaticString] = [
    "api-key", "api_key", "apikey", "api key", "authorization", "access_token", "access-token",
    "auth_token", "secret", "password",
  ]

  /// The text with each key replaced by "[key]".
  package func text(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 4 else { return text }
    let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    var isChanged = false
    while index < bytes.count {
      if let secret = secrets.first(where: { Self.matches($0, bytes, at: index) }) {
        result += Array("[key]".utf8)
        index += secret.count
        isChanged = true
      } else if let value = Self.key(lower, at: index) {
        result += bytes[index..<value.lowerBound]
        result += Array("[key]".utf8)
        index = value.upperBound
        isChanged = true
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return isChanged ? String(decoding: result, as: UTF8.self) : text
  }

  private static func matches(_ word: [UInt8], _ bytes: [UInt8], at index: Int) -> Bool {
    guard index + word.count <= bytes.count, bytes[index] == word[0] else { return false }
    for offset in 0..<word.count where bytes[index + offset] != word[offset] { return false }
    return true
  }

  private static func matches(_ word: StaticString, _ bytes: [UInt8], at index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount
    where bytes[index + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// Where the key stands that begins here, or behind the word that begins here.
  private static func key(_ text: [UInt8], at index: Int) -> Range<Int>? {
    // Only at the start of a word: "task-" is no key.
    if index > 0, isWord(text[index - 1]) { return nil }
    switch text[index] {
    case 0x61, 0x62, 0x66, 0x67, 0x68, 0x6B, 0x6E, 0x70, 0x73, 0x78: break
    default: return nil
    }
    for prefix in prefixes where matches(prefix.text, text, at: index) {
      let end = self.end(text, from: index + prefix.text.utf8CodeUnitCount)
      if end - index - prefix.text.utf8CodeUnitCount >= prefix.rest { return index..<end }
    }
    if matches("bearer ", text, at: index) {
      let end = self.end(text, from: index + 7)
      return end - index - 7 >= 8 ? index + 7..<end : nil
    }
    if matches("key=", text, at: index) {
      let end = self.end(text, from: index + 4)
      return end > index + 4 ? index + 4..<end : nil
    }
    for name in names where matches(name, text, at: index) {
      return value(text, behind: index + name.utf8CodeUnitCount)
    }
    return nil
  }

  /// The value behind a name: a colon or an equals sign, quotes and blanks around it.
  private static func value(_ text: [UInt8], behind name: Int) -> Range<Int>? {
    var index = name
    while index < text.count, isQuote(text[index]) || text[index] == 0x20 { index += 1 }
    guard index < text.count, text[index] == 0x3A || text[index] == 0x3D else { return nil }
    index += 1
    while index < text.count, isQuote(text[index]) || text[index] == 0x20 { index += 1 }
    for scheme in ["bearer ", "basic "] as [StaticString] where matches(scheme, text, at: index) {
      index += scheme.utf8CodeUnitCount
    }
    let end = self.end(text, from: index)
    return end - index >= 4 ? index..<end : nil
  }

  private static func end(_ text: [UInt8], from start: Int) -> Int {
    var index = start
    while index < text.count, isOfKey(text[index]) { index += 1 }
    // A full stop ends the sentence, not the key.
    while index > start, text[index - 1] == 0x2E { index -= 1 }
    return index
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x27 || byte == 0x5C
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func isOfKey(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x2A || byte == 0x2B
      || byte == 0x2F || byte == 0x3D || byte == 0x7E
  }
}
