import QuestionPipeline
import SQLiteStorage
import TestSupport
import Testing

@testable import Exports

@Suite struct AnkiPackageExportTests {
  private static func rows(
    _ items: [Item], title: String = "Quiz", _ query: String
  ) throws -> [[SQLiteValue]] {
    let export = try AnkiPackageExporter().export(ExportSet(items: items, title: title))
    let folder = TemporaryDirectory()
    let path = folder.path + "/collection.anki2"
    try FileSystem.write(Exported.bytes("collection.anki2", of: export), to: path)
    return try Connection(file: path, mode: .readOnly).rows(query)
  }

  private static func item(_ id: String, topic: [String] = [], kind: QuestionKind = .open) -> Item {
    Item(
      id: id, cell: nil, topic: topic, kind: kind, language: .english,
      draft: Draft(question: "It is ____.", answer: "this"))
  }

  private static func fields(_ item: Item) throws -> [Substring] {
    let row = try #require(try rows([item], "SELECT flds FROM notes").first?.first?.string)
    return row.split(separator: "\u{1F}", omittingEmptySubsequences: false)
  }

  @Test func everyItemIsANoteWithOneCardAndAllFieldsOfItsType() throws {
    let items = HostileItems.all
    let notes = try Self.rows(items, "SELECT mid, flds FROM notes")
    #expect(notes.count == items.count)
    for note in notes {
      let type = try #require(AnkiNoteType(rawValue: note[0].int ?? 0))
      let fields = note[1].string?.split(separator: "\u{1F}", omittingEmptySubsequences: false)
      #expect(fields?.count == type.fields.count)
    }
    #expect(try Self.rows(items, "SELECT count(*) FROM cards")[0][0].int == items.count)
    #expect(try Self.rows(items, "SELECT id FROM notes GROUP BY guid").count == items.count)
  }

  @Test func aQuestionOfOursIsTheSameNoteInEverySet() throws {
    let ours = Self.item("q-0123456789ab")
    let query = "SELECT guid FROM notes"
    #expect(
      try Self.rows([ours], title: "A", query) == Self.rows([ours], title: "B", query))
  }

  @Test func aForeignNumberIsTheSameNoteInItsOwnSetAlone() throws {
    let query = "SELECT guid FROM notes"
    let item = Self.item("1")
    #expect(
      try Self.rows([item], title: "A", query) != Self.rows([item], title: "B", query))
  }

  @Test func aGapIsACloze() throws {
    #expect(try Self.fields(Self.item("q", kind: .cloze))[0] == "<p>It is {{c1::this}}.</p>")
  }

  @Test func bracesAndColonsOfTextsStayOutOfTheGap() throws {
    var item = Self.item("q", kind: .cloze)
    item.draft = Draft(question: "{{c2::x}} ____", answer: "a::b}")
    #expect(
      try Self.fields(item)[0]
        == "<p>&#123;&#123;c2&#58;&#58;x&#125;&#125; {{c1::a&#58;&#58;b&#125;}}</p>")
  }

  @Test func severalGapsMakeAQuestionWithItsAnswer() throws {
    var item = Self.item("q", kind: .cloze)
    item.draft.question = "____ and ____"
    #expect(try Self.fields(item)[..<2] == ["<p>____ and ____</p>", "<p>this</p>"])
  }

  @Test func rightChoicesKeepTheirNumbers() throws {
    var item = Self.item("q", kind: .multipleChoice)
    item.draft.choices = [
      Choice(text: "a", isCorrect: false), Choice(text: "b", isCorrect: true, why: "as <b>"),
    ]
    let fields = try Self.fields(item)
    #expect(fields[1] == "<ol><li>a</li><li>b</li></ol>")
    #expect(fields[2] == "<ol><li value=\"2\">b</li></ol><p>this</p>")
    #expect(fields[3].contains("b: as &lt;b&gt;"))
  }

  @Test func topicsAreDecksInTheDeckOfTheSet() throws {
    let items = [
      Self.item("a", topic: ["X::Y:", "asyncio"]), Self.item("b", topic: ["X:Y", "Asyncio"]),
    ]
    let table = try #require(try Self.rows(items, "SELECT decks FROM col")[0][0].string)
    let decks = JSONReader(try JSONParser.parse(table))
    let names = try decks.members().map { try $0.reader.string("name") }
    #expect(names == ["Default", "Quiz", "Quiz::X:Y", "Quiz::X:Y::asyncio"])
    #expect(try Self.rows(items, "SELECT DISTINCT did FROM cards").count == 1)
  }
}

@Suite struct AnkiTableExportTests {
  private static func lines(_ items: [Item]) -> [Substring] {
    Exported.text(AnkiTableExporter().export(ExportSet(items: items, title: "Quiz")))
      .split(separator: "\n")
  }

  @Test func tabsAndQuotesStayInTheirCells() {
    let item = Item(
      id: "q", cell: nil, topic: [], kind: .open, language: .english,
      draft: Draft(question: "a\t\"b\"", answer: "c"))
    let row = Self.lines([item]).last
    #expect(
      row?.hasSuffix(
        "\"Quiz\"\t\"<p>a\t&quot;b&quot;</p>\"\t\"<p>c</p>\"\t\"kind::open language::en\"") ?? false
    )
  }

  @Test func decksComeBeforeTheDecksInThem() {
    let items = [["A", "B"], [], ["A"]].enumerated().map { index, topic in
      Item(
        id: "q-\(index)", cell: nil, topic: topic, kind: .open, language: .english,
        draft: Draft(question: "Why?", answer: "So."))
    }
    let decks = Self.lines(items).filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t")[1] }
    #expect(decks == ["\"Quiz\"", "\"Quiz::A\"", "\"Quiz::A::B\""])
  }
}
