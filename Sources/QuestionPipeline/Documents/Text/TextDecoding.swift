/// Turns the bytes of a text file into text, whichever of the known encodings they are in.
enum TextDecoding {
  /// The text as UTF-8 without a byte order mark. Throws: `DocumentError` where the bytes are no text that is known.
  /// - Parameter declared: what the file itself says of its encoding; believed only where the bytes do not tell.
  static func decode(_ bytes: [UInt8], declared: String? = nil) throws(DocumentError)
    -> String
  {
    if let name = wide(bytes) {
      guard let text = utf16(bytes, name) else {
        throw DocumentError(.notText, "is no valid \(name) text")
      }
      return text
    }
    guard !bytes.contains(0) else {
      throw DocumentError(.notText, "is a binary file; text was expected")
    }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    if let text = String(validating: bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self) {
      return text
    }
    switch declared?.lowercased() {
    case nil, "utf-8", "utf8": break
    case "gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "chinese":
      if let decoded = GB18030.decode(bytes) { return String(decoding: decoded, as: UTF8.self) }
    case "iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii", "iso-8859-15", "cp1252":
      return western(bytes)
    case let name?:
      throw DocumentError(
        .notText, "is in the encoding \(name.prefix(40)); convert it to UTF-8, with iconv say")
    }
    if GB18030.isLikely(bytes), let decoded = GB18030.decode(bytes) {
      return String(decoding: decoded, as: UTF8.self)
    }
    throw DocumentError(.notText, "is not UTF-8 text")
  }

  /// UTF-16 and UTF-32, by their mark or by the zeros that ASCII leaves in them.
  static func wide(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return "UTF-32LE" }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32BE" }
    if bytes.starts(with: [0xFF, 0xFE]), bytes.count % 2 == 0 { return "UTF-16LE" }
    if bytes.starts(with: [0xFE, 0xFF]), bytes.count % 2 == 0 { return "UTF-16BE" }
    let head = bytes.prefix(512)
    guard head.count >= 4, head.contains(0) else { return nil }
    let even = stride(from: 0, to: head.count, by: 2).count { head[$0] == 0 }
    let odd = stride(from: 1, to: head.count, by: 2).count { head[$0] == 0 }
    if odd * 10 >= head.count * 3, even == 0 { return "UTF-16LE" }
    if even * 10 >= head.count * 3, odd == 0 { return "UTF-16BE" }
    return nil
  }

  private static func utf16(_ bytes: [UInt8], _ name: String) -> String? {
    guard name.hasPrefix("UTF-16"), bytes.count % 2 == 0 else { return nil }
    let isLittle = name.hasSuffix("LE")
    var units = stride(from: 0, to: bytes.count, by: 2).map { index -> UInt16 in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? first | second << 8 : first << 8 | second
    }
    if units.first == 0xFEFF { units.removeFirst() }
    return String(validating: units, as: UTF16.self)
  }

  /// Windows-1252, which the web takes ISO 8859-1 for.
  private static func western(_ bytes: [UInt8]) -> String {
    var result = String.UnicodeScalarView()
    for byte in bytes {
      let value = (0x80..<0xA0).contains(byte) ? windows[Int(byte) - 0x80] : UInt32(byte)
      result.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(result)
  }

  private static let windows: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
