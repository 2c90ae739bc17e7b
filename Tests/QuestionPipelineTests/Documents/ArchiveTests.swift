import TestSupport
import Testing

@testable import QuestionPipeline

struct ArchiveTests {
  private func word(_ body: String) -> ZipWriter.Entry {
    ZipWriter.Entry("word/document.xml", "<w:document><w:body>\(body)</w:body></w:document>")
  }
  private let paragraph = "<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"

  @Test func storedAndPackedEntriesAreRead() throws {
    var entry = word(paragraph)
    #expect(try DocumentReading.document(ZipWriter.bytes([entry]), "a.docx").text == "Words.")
    entry.isPacked = false
    #expect(try DocumentReading.document(ZipWriter.bytes([entry]), "a.docx").text == "Words.")
  }

  @Test func aZipBombIsRefusedWhateverItSaysOfItsSize() {
    let zeros = [UInt8](repeating: 0x20, count: 8 << 20)
    let honest = ZipWriter.bytes([ZipWriter.Entry("word/document.xml", zeros)])
    let lying = ZipWriter.bytes([ZipWriter.Entry("word/document.xml", zeros, statedSize: 100)])
    let bomb =
      "is a zip bomb, it seems: its part 'word/document.xml' becomes more than 200 times as large ('documents.unpackedRatio' in the configuration)"
    #expect(DocumentReading.refusal(honest, "a.docx") == bomb)
    #expect(DocumentReading.refusal(lying, "a.docx") == bomb)
    let small = DocumentLimits(unpacked: 4 << 20, ratio: 1100)
    let large =
      "becomes larger than 4 MiB unpacked ('documents.unpackedLimit' in the configuration)"
    #expect(DocumentReading.refusal(honest, "a.docx", limits: small) == large)
    #expect(DocumentReading.refusal(lying, "a.docx", limits: small) == large)
  }

  @Test func whatIsUnpackedCountsTogether() throws {
    // Neither alone is too much.
    var generator = SplitMix64(seed: 1)
    let noise = (0..<1_500_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    var archive = try ZipArchive(
      ZipWriter.bytes([
        ZipWriter.Entry("a", noise, statedSize: 1), ZipWriter.Entry("b", noise, statedSize: 1),
      ]), limits: DocumentLimits(unpacked: 2 << 20))
    #expect(try archive.read("a")?.count == noise.count)
    #expect(throws: DocumentError.self) { try archive.read("b") }
    #expect(try archive.read("c") == nil)
  }

  @Test func encryptedEntriesAreNamed() {
    var entry = word(paragraph)
    entry.isEncrypted = true
    #expect(
      DocumentReading.refusal(ZipWriter.bytes([entry]), "a.docx")
        == "is encrypted: its part 'word/document.xml' needs a password")
    let office: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0] + "EncryptedPackage".utf16.flatMap { [UInt8($0), 0] }
    #expect(DocumentReading.refusal(office, "a.docx") == "is encrypted; a password is needed")
  }

  @Test func otherArchivesAreNamed() {
    let sheet = ZipWriter.bytes([ZipWriter.Entry("xl/workbook.xml", "<x/>")])
    #expect(
      DocumentReading.refusal(sheet, "a.docx") == "is an Excel file; save it as CSV")
    #expect(DocumentReading.refusal(sheet, "a.zip") == "is a ZIP archive; unpack it first")
    #expect(
      DocumentReading.refusal([0xD0, 0xCF, 0x11, 0xE0], "a.doc")
        == "is an old Word, Excel or PowerPoint file; save it as DOCX or PDF")
    #expect(
      DocumentReading.refusal(Array("words".utf8), "a.docx")
        == "is named as a document in a ZIP archive and is none")
  }

  @Test func damagedArchivesAreRefusedAtEveryCut() {
    let whole = ZipWriter.bytes([word(paragraph), ZipWriter.Entry("word/styles.xml", "<s/>")])
    for count in stride(from: 5, to: whole.count - 1, by: 3) {
      #expect(DocumentReading.refusal(Array(whole[..<count]), "a.docx") != nil)
    }
    var generator = SplitMix64(seed: 3)
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 4..<bytes.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      _ = DocumentReading.refusal(bytes, "a.docx")
    }
  }
}
