import Testing

@testable import QuestionPipeline

struct EncodingTests {
  private let text = "# 缓存\n\nCaches keep copies 缓存保存副本。\n"

  @Test(arguments: ["le", "be", "le-bare", "be-bare"])
  func utf16IsRead(form: String) throws {
    var bytes = text.utf16.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return form.hasPrefix("le") ? pair : pair.reversed()
    }
    if !form.hasSuffix("bare") { bytes = (form == "le" ? [0xFF, 0xFE] : [0xFE, 0xFF]) + bytes }
    #expect(try DocumentReading.document(bytes, "a.md").text == text)
  }

  @Test func aByteOrderMarkIsNoText() throws {
    #expect(
      try DocumentReading.document([0xEF, 0xBB, 0xBF] + Array(text.utf8), "a.md").text == text)
  }

  @Test func gb18030IsReadWithItsFourByteCodes() throws {
    // "中文,€" and U+3402, U+20000 in the four-byte form.
    let bytes: [UInt8] = [
      0xD6, 0xD0, 0xCE, 0xC4, 0x2C, 0xA2, 0xE3, 0xD6, 0xD0, 0xCE, 0xC4, 0xD6, 0xD0, 0xCE, 0xC4,
      0x81, 0x39, 0xEF, 0x31, 0x95, 0x32, 0x82, 0x36,
    ]
    let decoded = GB18030.decode(bytes).map { String(decoding: $0, as: UTF8.self) }
    #expect(decoded == "中文,€中文中文㐂𠀀")
    #expect(try DocumentReading.document(bytes, "a.txt").text == decoded)
    #expect(GB18030.decode([0x81]) == nil)
    #expect(GB18030.decode([0x81, 0x20]) == nil)
    #expect(GB18030.decode([0xFE, 0x39, 0xFE, 0x39]) == nil)
  }

  @Test func otherBytesAreNoText() {
    #expect(DocumentReading.refusal([0x63, 0x61, 0x66, 0xE9], "a.md") == "is not UTF-8 text")
    #expect(
      DocumentReading.refusal([0x63, 0, 0x66], "a.md") == "is a binary file; text was expected")
    #expect(DocumentReading.refusal([0x20, 0x0A], "a.md") == "is empty")
    #expect(DocumentReading.refusal(Array("# Only a heading".utf8), "a.md") == "holds no text")
  }

  @Test func aPageSaysItsEncoding() throws {
    let head = Array("<html><head><meta charset=windows-1252></head><body><p>caf".utf8)
    #expect(try DocumentReading.document(head + [0xE9, 0x97], "a.html").text == "café—")
    let japanese = Array("<html><meta charset=\"Shift_JIS\"><p>".utf8) + [0x82, 0xA0, 0x81, 0x42]
    #expect(
      DocumentReading.refusal(japanese, "a.html")
        == "is in the encoding shift_jis; convert it to UTF-8, with iconv say")
  }

  @Test func everyCharacterOfTheBasicPlaneHasACode() {
    var missing = Set((0x80...0xFFFF).filter { Unicode.Scalar(UInt32($0)) != nil })
    func take(_ code: [UInt8]) {
      guard let decoded = GB18030.decode(code) else { return }
      missing.remove(Int(String(decoding: decoded, as: UTF8.self).unicodeScalars.first!.value))
    }
    for first in UInt8(0x81)...0xFE {
      for second in UInt8(0x40)...0xFE where second != 0x7F { take([first, second]) }
    }
    for pointer in 0..<39_420 {
      let (upper, lower) = (pointer / 1260, pointer % 1260)
      take([
        UInt8(0x81 + upper / 10), UInt8(0x30 + upper % 10), UInt8(0x81 + lower / 10),
        UInt8(0x30 + lower % 10),
      ])
    }
    // Private ones that the standard of 2022 has given up for characters of Unicode.
    let given =
      Array(0xE78D...0xE796) + [
        0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864,
      ]
    #expect(missing == Set(given))
  }
}
