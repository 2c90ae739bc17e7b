import QuestionPipeline
import TestSupport
import Testing

@testable import viva

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct ExportCommandTests {
  private let folder = TemporaryDirectory()

  private func list(_ items: [Item]) throws -> String {
    let path = folder.path + "/list.jsonl"
    try FileSystem.write(JSONWriter.lines(items.map(\.json)), to: path)
    return path
  }

  private func item(_ kind: QuestionKind = .open) -> Item {
    var item = Item(
      id: "q-\(kind.rawValue)", cell: 1, topic: ["Storage"], kind: kind, language: .english,
      draft: Draft(question: "Why are indexes trees?", answer: "Because pages are read whole."))
    item.draft.keyPoints = ["pages"]
    return item
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.read(path), as: UTF8.self)
  }

  @Test(arguments: [
    (["--format", "html", "--bom"], "'--bom' means nothing to html; formats that take it: csv."),
    (
      ["--format", "gift", "--no-answers"],
      "'--no-answers' means nothing to gift; formats that take it: markdown, html, interview-kit."
    ),
    (
      ["--format", "csv", "--title", "T"],
      "'--title' means nothing to csv; formats that take it: markdown, html, huggingface, interview-kit, "
        + "gift, moodle-xml, anki-apkg, anki-tsv, qti21, lm-eval."
    ),
    (
      ["--format", "anki-tsv", "--source", "x"],
      "'--source' means nothing to anki-tsv; formats that take it: lm-eval, beir, ragas."
    ),
    (["--format", "html", "--title", " "], "'--title' needs a text that is not blank, not ' '."),
  ]) func whatAFormatWouldPassOverIsAnError(words: [String], error: String) async throws {
    let result = await Session.run(["export", try list([item()])] + words)
    #expect(result.code == .badInput)
    #expect(result.error.hasPrefix("Error: \(error)\n"))
  }

  @Test func documentsThatAreReadAreNotWrittenOver() async throws {
    let documents = folder.path + "/documents"
    try FileSystem.makeFolder(documents + "/deep")
    let document = documents + "/deep/trees.md"
    try FileSystem.write(Array("# Trees\n\nIndexes are trees.\n".utf8), to: document)
    for source in [documents, document] {
      let result = await Session.run(
        "export", try list([item()]), "--format", "ragas", "--source", source, "--to", document)
      #expect(result.code == .badInput)
      #expect(try text(document) == "# Trees\n\nIndexes are trees.\n")
    }
  }

  @Test func aDocumentIsNotReachedThroughALinkEither() async throws {
    let documents = folder.path + "/docs"
    try FileSystem.makeFolder(documents + "/sub")
    let document = documents + "/sub/notes.md"
    try FileSystem.write(Array("# Notes\n\nPages are read whole.\n".utf8), to: document)
    try #require(symlink(documents + "/sub", folder.path + "/link") == 0)
    let result = await Session.run(
      "export", try list([item()]), "--format", "ragas", "--source", documents, "--to",
      folder.path + "/link/notes.md")
    #expect(result.code == .badInput)
    #expect(try text(document).hasPrefix("# Notes"))
  }

  @Test func aTitleStandsOnPaper() async throws {
    let target = folder.path + "/paper.html"
    let result = await Session.run(
      "export", try list([item()]), "--format", "html", "--title", " Mid-term:\n数据 ", "--to", target
    )
    #expect(result.code == .done)
    #expect(try text(target).contains("<h1>Mid-term: 数据</h1>"))
  }

  @Test func whatReadersLoseIsToldFirst() async throws {
    let path = try list([item()])
    func told(_ format: String, _ options: String...) async -> String {
      await Session.run(["export", path, "--format", format, "--to", "-"] + options).error
    }
    #expect(
      await told("alpaca") == """
        Left out, as alpaca has no place for it: key points (1 item).
        Also left out, of what describes the items: identifiers, cell numbers, topics, kinds, languages.

        """)
    #expect(
      await told("csv") == "Left out, of what describes the items: cell numbers.\n")
    #expect(await told("jsonl") == "")
    // What was asked for is no loss.
    let plain = await told("html")
    #expect(plain == "Left out, of what describes the items: cell numbers.\n")
    #expect(await told("html", "--no-answers") == plain)
  }

  @Test func aFolderOfOthersIsLeftAlone() async throws {
    let foreign = folder.path + "/mine"
    try FileSystem.makeFolder(foreign)
    try FileSystem.write(Array("my own card".utf8), to: foreign + "/README.md")
    let path = try list([item()])
    let refused = await Session.run("export", path, "--format", "huggingface", "--to", foreign)
    #expect(
      refused.error
        == "Error: \(foreign): holds files that no earlier export wrote; choose a new folder with --to\n"
    )
    #expect(refused.code == .badInput)
    #expect(try text(foreign + "/README.md") == "my own card")
  }

  @Test func anEarlierExportIsReplacedWhole() async throws {
    let target = folder.path + "/tasks"
    func export(_ items: [Item], _ format: String = "lm-eval") async throws -> Session.Result {
      await Session.run(
        "export", try list(items), "--format", format, "--title", "T", "--to", target)
    }
    var cloze = item(.cloze)
    cloze.draft.question = "Indexes are ____."
    #expect(try await export([item(), cloze]).code == .done)
    #expect(FileSystem.exists(target + "/viva_t_gaps.yaml"))
    #expect(try await export([item()]).code == .done)
    #expect(!FileSystem.exists(target + "/viva_t_gaps.yaml"))
    #expect(FileSystem.exists(target + "/viva_t_answers.yaml"))
    let other = try await export([item()], "huggingface")
    #expect(other.error.contains("holds an export in another format"))
    try FileSystem.write([0x41], to: target + "/notes.txt")
    #expect(try await export([item()]).error.contains("holds files that no earlier export wrote"))
  }

  @Test func documentsGiveTheCorpusItsOtherPassages() async throws {
    try FileSystem.makeFolder(folder.path + "/docs")
    try FileSystem.write(
      Array("# Storage\n\nAn index is a tree, because pages are read whole.\n".utf8),
      to: folder.path + "/docs/a.md")
    try FileSystem.write(
      Array("# Logs\n\nA log is written before the page that it is about.\n".utf8),
      to: folder.path + "/docs/b.md")
    var asked = item()
    asked.draft.sources = [
      Citation(document: "a.md", quote: "pages are read whole", start: -1, end: -1)
    ]
    let target = folder.path + "/beir"
    let result = await Session.run(
      "export", try list([asked]), "--format", "beir", "--source", folder.path + "/docs", "--to",
      target)
    #expect(result.code == .done, "\(result.error)")
    #expect(!result.error.contains("quotes"))
    let corpus = try text(target + "/corpus.jsonl").split(separator: "\n")
    #expect(corpus.count == 2 && corpus[0].contains("An index is a tree"))
    #expect(try text(target + "/qrels/test.tsv").split(separator: "\n").count == 2)
  }
}
