import Testing

@testable import QuestionPipeline

/// What the journal keeps in memory beside its file.
struct JournalTablesTests {
  private func key(_ number: Int) -> RecordKey { RecordKey(SHA256.hex("\(number)")) }

  @Test func aKeyIsTheFirstBytesOfItsDigest() {
    let digest = "0123456789abcdeffedcba9876543210" + String(repeating: "7", count: 32)
    var bytes: [UInt8] = []
    RecordKey(digest).append(to: &bytes)
    #expect(
      bytes == [
        0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32,
        0x10,
      ])
    #expect(bytes.withUnsafeBytes { RecordKey($0, at: 0) } == RecordKey(digest))
    #expect(RecordKey("ab") != RecordKey("abc"))
  }

  @Test func ofEachKeyTheLatestRowIsFound() {
    var table = RowTable()
    #expect(table[key(0)] == nil)
    table.reserve(100)
    for number in 0..<5000 { table.set(Int64(number), for: key(number)) }
    for number in stride(from: 0, to: 5000, by: 7) { table.set(Int64(-number), for: key(number)) }
    for number in 0..<5000 {
      #expect(table[key(number)] == Int64(number % 7 == 0 ? -number : number))
    }
    #expect(table[key(5000)] == nil)
  }

  @Test func aTextOfEveryRequestStaysKnownAndOthersAreForgotten() {
    var texts = LatestTexts()
    var known = texts.isKnown(key(0))
    #expect(!known)
    for number in 1...20_000 {
      known = texts.isKnown(key(number))
      #expect(!known)
      known = texts.isKnown(key(0))
      #expect(known)
    }
    known = texts.isKnown(key(20_000))
    #expect(known)
    known = texts.isKnown(key(1))
    #expect(!known)
    texts.forget([key(0)])
    known = texts.isKnown(key(0))
    #expect(!known)
  }

  /// As many as fill the list that comes before the table, and one more.
  @Test(arguments: [1, 64, 128, 129, 200]) func ofFewTextsNoneIsForgotten(count: Int) {
    var texts = LatestTexts()
    for number in 0..<count {
      let isKnown = texts.isKnown(key(number))
      #expect(!isKnown)
    }
    for number in 0..<count {
      let isKnown = texts.isKnown(key(number))
      #expect(isKnown)
    }
    texts.forget([key(0)])
    let isKnown = texts.isKnown(key(0))
    #expect(!isKnown)
  }

  @Test func textsThatLookAlikeHaveTheirOwnDigests() {
    let (composed, decomposed) = ("caf\u{E9} and more text", "cafe\u{301} and more text")
    #expect(composed == decomposed)
    for text in [composed, decomposed, composed] {
      let digested = TextDigests.shared.digested(text)
      #expect(digested.digest == SHA256.hex(text))
      #expect(Array(digested.text.utf8) == Array(text.utf8))
    }
  }
}
