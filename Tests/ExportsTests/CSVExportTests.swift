import Exports
import QuestionPipeline
import TestSupport
import Testing

@Suite struct CSVExportTests {
  private let set = ExportSet(items: HostileItems.all, title: "Hostile")

  private func csv(_ items: [Item], _ change: (inout ExportOptions) -> Void = { _ in }) -> (
    bytes: [UInt8], export: Export
  ) {
    var options = ExportOptions()
    change(&options)
    let export = CSVExporter(options).export(ExportSet(items: items, title: "Set"))
    return (Exported.bytes(export), export)
  }

  @Test(arguments: [false, true]) func everyItemComesBackEqual(withMark: Bool) throws {
    let bytes = csv(set.items) { $0.hasByteOrderMark = withMark }.bytes
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) == withMark)
    var wanted = set.items
    // Cell numbers are left out.
    for index in wanted.indices { wanted[index].cell = nil }
    #expect(try Exported.read(bytes, "set.csv").items == wanted)
  }

  @Test func theHeaderHasAColumnForEveryChoiceAndFollowUp() {
    let header = String(decoding: csv(set.items).bytes.prefix { $0 != 0x0D }, as: UTF8.self)
    #expect(
      header
        == "id,topic,kind,language,level,difficulty,audience,question,choiceA,choiceB,choiceC,choiceD,correct,answer,"
        + "keyPoints,mistakes,whyA,whyB,whyC,whyD,followUp1,followUp1Probes,followUp1Strong,followUp1Weak,followUp2,"
        + "followUp2Probes,followUp2Strong,followUp2Weak,codeLanguage,solution,tests,checked,source1,source1Quote,"
        + "source1Start,source1End")
  }

  @Test(
    arguments: [
      "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", " =1", "\u{FEFF}=1", "＝1", "'quoted'",
      "''",
    ])
  func whatCouldBeAFormulaBeginsWithAnApostrophe(text: String) throws {
    let item = plain(text)
    let (bytes, export) = csv([item])
    let row = String(decoding: bytes, as: UTF8.self)
    #expect(row.contains(",'" + text) || row.contains(",\"'" + text))
    #expect(export.remarks.count == 1)
    #expect(try Exported.read(bytes, "set.csv").items[0].draft.question == text)
  }

  @Test func otherTextsStandAsTheyAre() {
    let (bytes, export) = csv([plain("What is 1 + 1 = 2, \"really\"?")])
    #expect(
      String(decoding: bytes, as: UTF8.self).contains(",\"What is 1 + 1 = 2, \"\"really\"\"?\","))
    #expect(export.remarks.isEmpty)
  }

  @Test func aQuoteBeforeACombiningMarkIsDoubled() throws {
    let text = "a\"\u{301},b"
    let bytes = csv([plain(text)]).bytes
    #expect(bytes.count { $0 == 0x22 } == 4)
    #expect(try Exported.read(bytes, "set.csv").items[0].draft.question == text)
  }

  @Test func aSpreadsheetMayMoveColumnsAndUseSemicolons() throws {
    let table =
      "answer;question;id;my notes;language;kind;keyPoints;difficulty\r\n"
      + "'=A1;Why?;q-1;seen;zh-Hans;open;\"one\n  and more\ntwo\";3\r\n"
    let found = try Exported.read(Array(table.utf8), "set.csv")
    let item = try #require(found.items.first)
    #expect(item.draft.answer == "=A1")
    #expect(item.draft.keyPoints == ["one\nand more", "two"])
    #expect(item.language == .chinese && item.difficulty == 3 && item.id == "q-1")
  }

  @Test func faultsInACellAreToldWithTheirLine() throws {
    let table =
      "id,kind,language,question,choiceA,choiceB,correct,answer,keyPoints\n"
      + "q-1,multipleChoice,en,Which?,x,y,C,x,\nq-2,quiz,en,Which?,,,,x,\nq-3,open,en,Why?,,,,x,\n"
    let found = try Exported.read(Array(table.utf8), "set.csv")
    #expect(found.items.map(\.id) == ["q-3"])
    #expect(found.unread.map(\.line) == [2, 3])
    #expect(found.unread[0].why == "'correct' names 'C', which is none of the choices")
  }

  @Test func nullCharactersAreTold() {
    let (bytes, export) = csv([plain("a\0b")])
    #expect(!bytes.contains(0))
    #expect(
      export.remarks == ["a null character, which texts cannot hold, became U+FFFD"])
  }

  private func plain(_ question: String) -> Item {
    Item(
      id: "q-1", cell: nil, topic: [], kind: .open, language: .english,
      draft: Draft(question: question, answer: "x"))
  }
}
