/// Tells the text in a file's bytes, or what they are instead.
enum InputText {
  /// The text without its byte order mark. Throws `FileError` that names the encoding or the kind of file found.
  static func decode(_ bytes: consuming [UInt8], path: String) throws(FileError) -> [UInt8] {
    func fail(_ detail: String) -> FileError {
      FileError(code: .notText, path: path, detail: detail)
    }
    if let kind = magic(bytes) { throw fail("is \(kind); text was expected") }
    if let name = TextDecoding.wide(bytes) {
      throw fail("is \(name) text; UTF-8 was expected: convert it with 'iconv -f \(name) -t UTF-8'")
    }
    if bytes.contains(0) { throw fail("is a binary file; text was expected") }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if let place = firstInvalid(bytes) {
      let line = 1 + bytes[..<place].count { $0 == 0x0A }
      if GB18030.isLikely(bytes) {
        throw fail(
          "is Chinese text in GBK, not in UTF-8 (line \(line)): convert it with 'iconv -f GB18030 -t UTF-8'"
        )
      }
      let hex = String(bytes[place], radix: 16, uppercase: true)
      throw fail(
        "is not UTF-8 text: byte 0x\(hex) in line \(line); if it is Western text, convert it with 'iconv -f WINDOWS-1252 -t UTF-8'"
      )
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw fail("is empty; questions were expected")
    }
    return bytes
  }

  private static func magic(_ bytes: [UInt8]) -> String? {
    let kinds: [([UInt8], String)] = [
      (Array("%PDF".utf8), "a PDF; paste or convert its text"),
      (
        [0x50, 0x4B, 0x03, 0x04],
        "a ZIP archive (perhaps a Word or Excel file: save it as text or CSV)"
      ),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Word or Excel file (save it as text or CSV)"),
      (Array("SQLite format 3".utf8), "an SQLite database"), ([0x1F, 0x8B], "a gzip archive"),
      ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
      (Array("PAR1".utf8), "a Parquet file"),
      (Array("{\\rtf".utf8), "an RTF document (save it as text)"),
    ]
    return kinds.first { bytes.starts(with: $0.0) }?.1
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { firstInvalid($0) }
  }

  private static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let count = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      guard byte >= 0xC2, byte <= 0xF4, index + count <= bytes.count,
        isSecond(bytes[index + 1], behind: byte),
        count < 3 || bytes[index + 2] & 0xC0 == 0x80, count < 4 || bytes[index + 3] & 0xC0 == 0x80
      else { return index }
      index += count
    }
    return nil
  }

  /// Whether the byte may follow the first one: neither overlong forms nor halves of pairs nor what lies beyond U+10FFFF.
  @inline(__always)
  private static func isSecond(_ byte: UInt8, behind first: UInt8) -> Bool {
    switch first {
    case 0xE0: (0xA0...0xBF).contains(byte)
    case 0xED: (0x80...0x9F).contains(byte)
    case 0xF0: (0x90...0xBF).contains(byte)
    case 0xF4: (0x80...0x8F).contains(byte)
    default: byte & 0xC0 == 0x80
    }
  }
}
