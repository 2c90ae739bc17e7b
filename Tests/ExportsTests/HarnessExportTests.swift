import QuestionPipeline
import TestSupport
import Testing

@testable import Exports

@Suite struct LMEvalExportTests {
  private static func files(_ items: [Item], title: String = "My Quiz") -> [String: String] {
    Exported.folder(LMEvalExporter().export(ExportSet(items: items, title: title)))
  }

  @Test func everyItemIsAskedByOneTask() throws {
    let items = HostileItems.all
    let files = Self.files(items)
    let ids = try ["choices", "gaps", "answers"].flatMap { task in
      try Exported.rows(files[task + ".jsonl"]).map { try $0.string("id") }
    }
    #expect(ids.sorted() == items.map(\.id).sorted())
    #expect(files["viva_my_quiz.yaml"]?.contains("  - viva_my_quiz_gaps\n") ?? false)
  }

  @Test func tasksWithoutItemsAreNotThere() {
    let item = Item(
      id: "q", cell: nil, topic: [], kind: .open, language: .english,
      draft: Draft(question: "Why?", answer: "So."))
    #expect(
      Self.files([item]).keys.sorted() == [
        "answers.jsonl", "viva_my_quiz.yaml", "viva_my_quiz_answers.yaml", "viva_tasks.py",
      ])
  }

  @Test func choicesAreAskedForByTheirLettersInTheItemsLanguage() throws {
    var item = Item(
      id: "q", cell: nil, topic: [], kind: .multipleChoice, language: .chinese,
      draft: Draft(question: "几？", answer: "二"))
    item.draft.choices = ["一", "二"].map { Choice(text: $0, isCorrect: $0 == "二") }
    let row = try #require(try Exported.rows(Self.files([item])["choices.jsonl"]).first)
    #expect(try row.string("prompt") == "问题：几？\n\nA. 一\nB. 二\n答案：")
    #expect(try row.int("answer") == 1)
    #expect(try row.texts("letters") == ["A", "B"])
  }

  @Test(arguments: [("Quiz 1", "quiz_1"), ("a", "a")]) func plainTitlesNameTheTasks(
    title: String, name: String
  ) {
    #expect(ExportNames.slug(title) == name)
  }

  @Test func otherTitlesAreToldApartByTheirDigest() {
    #expect(ExportNames.slug("题一") != ExportNames.slug("题二"))
    #expect(ExportNames.slug("题一").utf8.count == 8)
  }
}

@Suite struct BEIRExportTests {
  private static func item(_ id: String, quotes: [String]) -> Item {
    var item = Item(
      id: id, cell: nil, topic: [], kind: .open, language: .english,
      draft: Draft(question: "Why \(id)?", answer: "Because of \(id)."))
    item.draft.sources = quotes.map { Citation(document: "d.md", quote: $0, start: 0, end: 1) }
    return item
  }

  @Test func quotesArePassagesOnceHoweverManyItemsRestOnThem() throws {
    let export = BEIRExporter().export(
      ExportSet(
        items: [Self.item("q-1", quotes: ["x", "y", "x"]), Self.item("q-2", quotes: ["x"])],
        title: "S"))
    let files = Exported.folder(export)
    let corpus = try Exported.rows(files["corpus.jsonl"])
    #expect(try corpus.map { try $0.string("text") } == ["x", "y"])
    let ids = try corpus.map { try $0.string("_id") }
    #expect(
      files["qrels/test.tsv"]
        == "query-id\tcorpus-id\tscore\nq-1\t\(ids[0])\t1\nq-1\t\(ids[1])\t1\nq-2\t\(ids[0])\t1\n")
    #expect(export.remarks.isEmpty)
  }

  @Test func anItemWithoutSourcesIsAnsweredByItsReference() throws {
    let export = BEIRExporter().export(
      ExportSet(items: [Self.item("a\tb", quotes: [])], title: "S"))
    let files = Exported.folder(export)
    #expect(
      try Exported.rows(files["corpus.jsonl"])[0].string("text") == "Because of a\tb.")
    #expect(files["qrels/test.tsv"]?.split(separator: "\n")[1].hasPrefix("item_a_b\t") ?? false)
    #expect(
      export.remarks == [
        "reference answers as passages, where there are no sources (1 item)"
      ])
  }
}

@Suite struct RagasExportTests {
  @Test func samplesRestOnQuotesElseOnTheReference() throws {
    let items = HostileItems.all
    let export = RagasExporter().export(ExportSet(items: items, title: "S"))
    let rows = try Exported.rows(Exported.text(export))
    #expect(rows.count == items.count)
    for (row, item) in zip(rows, items) {
      let reference = try row.string("reference")
      #expect(reference.hasPrefix(item.draft.answer))
      let quotes = item.draft.sources.map(\.quote)
      #expect(try row.texts("reference_contexts") == (quotes.isEmpty ? [reference] : quotes))
    }
  }

  @Test func aReferenceIsNeverEmpty() {
    var item = Item(
      id: "q", cell: nil, topic: [], kind: .multipleChoice, language: .english,
      draft: Draft(question: "Which?", answer: " "))
    item.draft.choices = [
      Choice(text: "a", isCorrect: true), Choice(text: "b", isCorrect: false),
    ]
    #expect(item.reference == "a")
    item.draft.choices = []
    #expect(item.reference == "Which?")
  }
}
