import Exports
import QuestionPipeline
import TestSupport
import Testing

@Suite struct JSONLinesExportTests {
  private let set = ExportSet(items: HostileItems.all, title: "Hostile")

  @Test func everyItemComesBackEqual() throws {
    guard case .file(let bytes) = JSONLinesExporter().export(set).content else {
      Issue.record("a file was expected")
      return
    }
    let folder = TemporaryDirectory()
    let path = folder.path + "/set.jsonl"
    try FileSystem.write(bytes, to: path)
    #expect(try SetReader.read(path).items == set.items)
  }

  @Test func nothingIsLeftOut() {
    #expect(JSONLinesExporter().omissions(of: set.items).isEmpty)
  }

  @Test(arguments: ItemField.allCases) func hostileItemsFill(field: ItemField) {
    let unfilled: Set<ItemField> = [.unanswerable, .scores, .flaws, .made, .review]
    #expect(set.items.contains { field.isPresent(in: $0) } != unfilled.contains(field))
  }
}

@Suite struct ExportFormatTests {
  private let set = ExportSet(items: HostileItems.all, title: "Hostile: {}=~#:")

  @Test(arguments: ExportFormat.allCases) func equalSetsGiveEqualBytes(format: ExportFormat) throws
  {
    let first = try format.exporter(ExportOptions()).export(set)
    let second = try format.exporter(ExportOptions()).export(set)
    #expect(first.content == second.content)
  }

  @Test(arguments: ExportFormat.allCases) func everyFormatTakesASetOfOnePlainItem(
    format: ExportFormat
  ) throws {
    let item = Item(
      id: "q-1", cell: nil, topic: [], kind: .open, language: .english,
      draft: Draft(question: "Why?", answer: "Because."))
    let export = try format.exporter(ExportOptions()).export(
      ExportSet(items: [item], title: "One"))
    switch export.content {
    case .file(let bytes): #expect(!bytes.isEmpty)
    case .folder(let files): #expect(!files.isEmpty && files.allSatisfy { !$0.bytes.isEmpty })
    }
  }

  @Test(arguments: ExportFormat.allCases) func theLabelOfAnUnanswerableQuestionTravelsOrIsMissed(
    format: ExportFormat
  ) throws {
    var item = Item(
      id: "q-1", cell: nil, topic: [], kind: .open, language: .english,
      draft: Draft(question: "Why is it 12?", answer: "The document does not say so."))
    item.unanswerable = .falsePremise
    let exporter = format.exporter(ExportOptions())
    let export = try exporter.export(ExportSet(items: [item], title: "One"))
    let bytes: [UInt8] =
      switch export.content {
      case .file where format == .ankiPackage: try Exported.bytes("collection.anki2", of: export)
      case .file(let bytes): bytes
      case .folder(let files): files.flatMap(\.bytes)
      }
    let text = String(decoding: bytes, as: UTF8.self)
    let isTold =
      text.contains("falsePremise") || text.contains("unanswerable: false premise")
    let isMissed = exporter.omissions(of: [item]).contains { $0.field == .unanswerable }
    #expect(isTold != isMissed, "\(format.rawValue)")
  }

  @Test func theNamesOfTheFormatsDoNotChange() {
    #expect(
      ExportFormat.allCases.map(\.rawValue) == [
        "jsonl", "csv", "markdown", "html", "alpaca", "sharegpt", "openai-finetune", "huggingface",
        "interview-kit", "gift", "moodle-xml", "anki-apkg", "anki-tsv", "qti21", "lm-eval", "beir",
        "ragas",
      ])
  }
}
