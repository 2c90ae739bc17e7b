import Testing

@testable import QuestionPipeline

/// Files that are no text are named for what they are.
struct InputTextTests {
  @Test func emptyFilesAreNamed() {
    #expect(Reading.error([]) == "input.txt: is empty; questions were expected")
    #expect(
      Reading.error(Array("\u{FEFF} \r\n\t".utf8)) == "input.txt: is empty; questions were expected"
    )
  }

  @Test(
    arguments: [
      [0xC1, 0x81], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xB8], [0x80],
    ] as [[UInt8]])
  func bytesThatAreNoUTF8AreRefused(_ bytes: [UInt8]) {
    #expect(throws: FileError.self) {
      try InputText.decode(Array("1. Why?\n".utf8) + bytes, path: "input.txt")
    }
  }

  @Test func everyWidthOfUTF8IsRead() throws {
    let bytes = Array("a\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}".utf8)
    #expect(try InputText.decode(bytes, path: "input.txt") == bytes)
  }

  @Test func binaryFilesAreNamedByTheirKind() {
    #expect(
      Reading.error([0x89, 0x50, 0x4E, 0x47, 0]) == "input.txt: is a PNG picture; text was expected"
    )
    #expect(Reading.error(Array("%PDF-1.7 x".utf8)).contains("is a PDF"))
    #expect(Reading.error([0x50, 0x4B, 3, 4, 0, 0]).contains("Word or Excel"))
    #expect(Reading.error([1, 2, 0, 3, 0x41]) == "input.txt: is a binary file; text was expected")
  }

  @Test func otherEncodingsAreNamedWithTheRemedy() {
    let text = Array("1. What is UTF?\nA code.\n".utf16)
    let little = text.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for (bytes, name) in [
      ([0xFF, 0xFE] + little, "UTF-16LE"), ([0xFE, 0xFF] + big, "UTF-16BE"), (little, "UTF-16LE"),
      (big, "UTF-16BE"),
    ] {
      #expect(
        Reading.error(bytes)
          == "input.txt: is \(name) text; UTF-8 was expected: convert it with 'iconv -f \(name) -t UTF-8'"
      )
    }
    // "1、什么是锁？" in GBK.
    let gbk: [UInt8] = [
      0x0A, 0x31, 0xA1, 0xA2, 0xCA, 0xB2, 0xC3, 0xB4, 0xCA, 0xC7, 0xCB, 0xF8, 0xA3, 0xBF, 0x0A,
    ]
    #expect(
      Reading.error(gbk)
        == "input.txt: is Chinese text in GBK, not in UTF-8 (line 2): convert it with 'iconv -f GB18030 -t UTF-8'"
    )
    #expect(
      Reading.error(Array("1. Was ist \n".utf8) + [0x63, 0x61, 0x66, 0xE9, 0x3F])
        == "input.txt: is not UTF-8 text: byte 0xE9 in line 2; if it is Western text, convert it with "
        + "'iconv -f WINDOWS-1252 -t UTF-8'")
  }
}
