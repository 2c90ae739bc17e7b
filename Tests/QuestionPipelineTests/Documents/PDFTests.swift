import TestSupport
import Testing

@testable import QuestionPipeline

/// With the real pdftotext, where it is installed; `.ci/checks/documents` makes sure that it is.
@Suite(.enabled(if: DocumentPrograms.installed["pdftotext"] != nil))
struct PDFTests {
  private typealias Line = PDFWriter.Line

  private func rows(_ rows: [[String]], from y: Double) -> [Line] {
    rows.enumerated().flatMap { index, row in
      zip([72.0, 220, 350], row).map { Line($1, x: $0, y: y + 16 * Double(index)) }
    }
  }

  private func read(_ pages: [[Line]]) throws -> SourceDocument {
    try DocumentReading.document(PDFWriter.bytes(pages), "a.pdf")
  }

  @Test func headingsParagraphsAndListsAreTold() throws {
    let document = try read([
      [
        Line("Pumping water", y: 90, size: 20),
        Line("A pump moves water uphill by adding pres-", y: 130),
        Line("sure to it, and that is well-", y: 144), Line("known. 压力随着高度", y: 158),
        Line("而下降。", y: 172), Line("Kinds", y: 220, size: 15), Line("• one", y: 250),
        Line("• two", y: 264),
      ]
    ])
    #expect(
      document.outline == [
        "#1 Pumping water",
        "P A pump moves water uphill by adding pressure to it, and that is well-known. 压力随着高度而下降。",
        "#2 Kinds", "L - one\n- two",
      ])
    #expect(document.blocks.allSatisfy { $0.page == 1 })
  }

  @Test(arguments: [true, false])
  func aTableOverTwoPagesIsWhole(repeatsHeader: Bool) throws {
    let header = ["Name", "Power", "Head"]
    let document = try read([
      [Line("Some words stand before the table.", y: 100), Line("Table 1: Pumps", y: 130)]
        + rows([header, ["Alpha", "10 kW", "12 m"], ["Beta", "20 kW", "30 m"]], from: 150),
      rows((repeatsHeader ? [header] : []) + [["Gamma", "11 kW", "14 m"]], from: 100)
        + [Line("Some words stand behind it.", y: 200)],
    ])
    #expect(
      document.outline == [
        "P Some words stand before the table.",
        "T Table 1: Pumps\n| Name | Power | Head |\n| --- | --- | --- |\n| Alpha | 10 kW | 12 m |\n"
          + "| Beta | 20 kW | 30 m |\n| Gamma | 11 kW | 14 m |",
        "P Some words stand behind it.",
      ])
    #expect(document.blocks.map(\.page) == [1, 1, 2])
  }

  @Test func runningHeadsAndPageNumbersAreLeftOut() throws {
    let pages = (1...6).map { page in
      [
        Line("Handbook of pumps", y: 40, size: 9), Line("- \(page) -", x: 290, y: 810, size: 9),
        Line("Words that stand on page \(String(repeating: "x", count: page)).", y: 120),
      ]
    }
    let document = try read(pages)
    #expect(!document.text.contains("Handbook") && !document.text.contains("- 1 -"))
    #expect(document.blocks.map(\.page) == [1, 2, 3, 4, 5, 6])
  }

  @Test func columnsAreReadOneAfterTheOther() throws {
    let lines = (0..<8).flatMap { line in
      [
        Line("left words that fill the line \(line) up", y: 100 + 14 * Double(line), size: 10),
        Line(
          "right words that fill it as well \(line)", x: 320, y: 100 + 14 * Double(line), size: 10),
      ]
    }
    let words = try read([lines]).text.split { $0 == " " || $0 == "\n" }
    let left = try #require(words.lastIndex(of: "left"))
    let right = try #require(words.firstIndex(of: "right"))
    #expect(left < right && words.count { $0 == "left" } == 8 && !words.contains("|"))
  }

  @Test func aSentenceGoesOnOverThePageBreak() throws {
    let document = try read([
      [Line("A sentence that begins here goes", y: 100)], [Line("on over there.", y: 100)],
    ])
    #expect(document.outline == ["P A sentence that begins here goes on over there."])
  }

  @Test func anEmptyOneAndADamagedOneSaySo() {
    #expect(
      DocumentReading.refusal(PDFWriter.bytes([[], []]), "a.pdf")
        == "is an empty PDF: 2 pages without text or pictures")
    #expect(
      DocumentReading.refusal(Array("%PDF-1.4\nnothing".utf8), "a.pdf")
        == "is a damaged PDF: 'pdftotext' cannot open it")
    #expect(
      DocumentReading.refusal(Array("words".utf8), "a.pdf") == "is named as a PDF and is none")
  }

  @Test func aScanNamesWhatWouldReadIt() throws {
    let installed = DocumentPrograms.installed
    let programs = DocumentPrograms([
      "pdftotext": try #require(installed["pdftotext"]),
      "pdfimages": try #require(installed["pdfimages"]),
    ])
    #expect(
      DocumentReading.refusal(PDFWriter.scan(pages: 3), "a.pdf", programs: programs)
        == "is a scan: 3 pages of pictures without text; to read it, install poppler-utils, tesseract-ocr and tesseract-ocr-chi-sim"
    )
  }
}

struct ChildProcessTests {
  @Test func bytesGoInAndOutInAnyAmount() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
    let output = try ChildProcess.run(["/bin/cat"], input: bytes, seconds: 60, limit: 4_000_000)
    #expect(output.bytes == bytes && output.code == 0)
  }

  @Test func aProgramThatIsTooSlowOrSaysTooMuchIsKilled() {
    #expect(throws: ChildProcess.Failure.tooSlow) {
      try ChildProcess.run(["/bin/sleep", "600"], seconds: 0.05, limit: 10)
    }
    #expect(throws: ChildProcess.Failure.tooMuch) {
      try ChildProcess.run(
        ["/bin/cat"], input: Array(repeating: 0x20, count: 1_000_000), seconds: 60, limit: 1000)
    }
  }

  @Test func itsExitCodeAndErrorsAreTold() throws {
    let output = try ChildProcess.run(
      ["/bin/sh", "-c", "echo no >&2; exit 7"], seconds: 60, limit: 10)
    #expect(output.code == 7 && output.errors == "no\n" && output.bytes.isEmpty)
    #expect(throws: ChildProcess.Failure.self) {
      try ChildProcess.run(["/nowhere/program"], seconds: 60, limit: 10)
    }
  }

  @Test func aProgramThatDoesNotListenIsNoFault() throws {
    let output = try ChildProcess.run(
      ["/bin/sh", "-c", "exec 0<&-; echo done"], input: Array(repeating: 0, count: 1_000_000),
      seconds: 60, limit: 10)
    #expect(output.bytes == Array("done\n".utf8))
  }
}
