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

  @Test func documentQuestionsComeWithTheirPassages() throws {
    var item = BEIRExportTests.item("q-1", quotes: ["water boils at 90 degrees"])
    item.draft.keyPoints = ["90 degrees"]
    let bare = try #require(try Exported.rows(Self.files([item])["answers.jsonl"]).first)
    #expect(
      try bare.string("prompt")
        == "Passage:\n\nwater boils at 90 degrees\n\nQuestion: Why q-1?\nAnswer:")
    #expect(try bare.texts("keyPoints") == ["90 degrees"])
    item.language = .chinese
    let set = ExportSet(items: [item], title: "S", passages: BEIRExportTests.passages)
    let files = Exported.folder(LMEvalExporter().export(set))
    let whole = try #require(try Exported.rows(files["answers.jsonl"]).first)
    #expect(
      try whole.string("prompt")
        == "材料：\n\nUp here water boils at 90 degrees.\n\n问题：Why q-1?\n答案：")
  }

  @Test func answersInCodeAreNotCutAtBlankLines() throws {
    let files = Self.files(HostileItems.all)
    for task in ["answers", "gaps"] {
      let yaml = try #require(files["viva_my_quiz_\(task).yaml"])
      #expect(yaml.contains("- \"\\nQuestion:\"") && !yaml.contains("- \"\\n\\n"))
      #expect(!yaml.contains("- \"\\n\"\n"))
    }
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
  static let passages = [
    passage("p-1", ["Boiling"], "Up here water boils at 90 degrees."),
    passage("p-2", [], "Ice is lighter than water."),
  ]

  private static func passage(_ id: String, _ headings: [String], _ text: String) -> Passage {
    Passage(id: id, document: "d.md", headings: headings, text: text, start: 0)
  }

  static func item(_ id: String, quotes: [String]) -> Item {
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
    #expect(
      export.remarks == [
        "the quotes alone as passages; '--source' with the set's documents gives whole passages (2 items)"
      ])
  }

  @Test func withDocumentsTheCorpusHasPassagesThatAnswerNothing() throws {
    let items = [
      Self.item("q-1", quotes: ["water\nboils at 90 degrees"]),
      Self.item("q-2", quotes: ["steam is a gas"]),
    ]
    let export = BEIRExporter().export(
      ExportSet(items: items, title: "S", passages: Self.passages))
    let files = Exported.folder(export)
    let corpus = try Exported.rows(files["corpus.jsonl"])
    #expect(try corpus.map { try $0.string("title") } == ["Boiling", "d.md", "d.md"])
    #expect(
      try corpus.map { try $0.string("text") } == Self.passages.map(\.text) + ["steam is a gas"])
    let quote = try corpus[2].string("_id")
    #expect(
      files["qrels/test.tsv"] == "query-id\tcorpus-id\tscore\nq-1\tp-1\t1\nq-2\t\(quote)\t1\n")
    #expect(
      export.remarks == [
        "quotes as passages, where no passage of the documents holds them (1 item)"
      ])
  }

  @Test func aQuoteBelongsToThePassageWhereItStands() {
    let passages = [0, 100].map { start in
      var passage = Self.passages[0]
      passage.start = start
      return passage
    }
    let finder = PassageFinder(passages)
    func places(_ start: Int, _ document: String = "d.md") -> [Int] {
      finder.places(
        of: Citation(document: document, quote: "boils at 90", start: start, end: start + 11))
    }
    #expect(places(114) == [1] && places(14) == [0])
    #expect(places(-1) == [0, 1] && places(114, "elsewhere/d.md") == [0, 1])
    #expect(finder.places(of: Citation(document: "d.md", quote: "ice", start: 0, end: 3)) == [])
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

  @Test func withDocumentsContextsArePassages() throws {
    let item = BEIRExportTests.item("q-1", quotes: ["boils at 90", "water boils"])
    let export = RagasExporter().export(
      ExportSet(items: [item], title: "S", passages: BEIRExportTests.passages))
    #expect(
      try Exported.rows(Exported.text(export))[0].texts("reference_contexts")
        == ["Up here water boils at 90 degrees."])
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
