import QuestionPipeline
import TestSupport
import Testing

@testable import viva

struct MemoryCommandTests {
  private let folder = TemporaryDirectory()
  private var file: String { folder.file("memory.sqlite") }

  /// A memory of one set of six items in two languages.
  private func remember() async throws {
    let result = await Session.run(
      "generate", "--topic", "Transformers", "--languages", "en,zh", "--count", "6", "--out",
      folder.file("set"), "--memory", file, "--quiet")
    try #require(result.code == .done)
    try #require(result.output.contains("squares had a question before, 6 have one now."))
  }

  private func json(_ words: String...) async throws -> JSONValue {
    let result = await Session.run(["memory"] + words + ["--memory", file, "--json"])
    try #require(result.code == .done, "\(result.error)")
    return try JSONParser.parse(result.output)
  }

  @Test func showTellsOfSetsAndOfSquares() async throws {
    try await remember()
    let shown = try await json("show")
    #expect(shown["sets"]?.arrayValue?[0]["name"] == "set")
    #expect(shown["sets"]?.arrayValue?[0]["accepted"] == 6)
    let counts = shown["squares"]?.arrayValue?.compactMap { $0["count"]?.intValue } ?? []
    #expect(counts.reduce(0, +) == 6)
    let table = await Session.run("memory", "show", "--memory", file)
    #expect(table.output.contains("6 questions of 1 set"))
    #expect(table.output.contains("zh-Hans"))
  }

  @Test(arguments: ["en", "zh"]) func searchFindsAnItemByItsOwnWords(language: String) async throws
  {
    try await remember()
    let items = try JSONLines.split(FileSystem.read(folder.file("set/items.jsonl"))).map {
      try JSONParser.parse($0.text, .json)
    }
    let wanted = try #require(
      items.first { $0["language"]?.stringValue?.hasPrefix(language) == true })
    let question = try #require(wanted["question"]?.stringValue)
    let found = try await json("search", question, "--language", language)
    #expect(found.arrayValue?.first?["id"] == wanted["id"])
    #expect(found.arrayValue?.first?["question"]?.stringValue == question)
    let shown = await Session.run("memory", "search", question, "--memory", file)
    #expect(shown.output.contains(question))
  }

  @Test func forgettingNeedsAChoiceAndCanBeTriedFirst() async throws {
    try await remember()
    let bare = await Session.run("memory", "forget", "--memory", file)
    #expect(bare.code == .badInput)
    #expect(bare.error.contains("Nothing is chosen"))
    let both = await Session.run("memory", "forget", "--all", "--set", "set", "--memory", file)
    #expect(both.code == .badInput)
    let dry = await Session.run(
      "memory", "forget", "--languages", "zh", "--dry-run", "--memory", file)
    #expect(dry.output == "Would forget 3 questions and 0 refused drafts.\n")
    #expect(try await json("forget", "--languages", "zh")["accepted"] == 3)
    #expect(try await json("show")["sets"]?.arrayValue?[0]["accepted"] == 3)
    let nothing = await Session.run("memory", "forget", "--languages", "zh", "--memory", file)
    #expect(nothing.output == "The memory holds nothing of that.\n")
  }

  @Test func anExportIsTakenInOnceAndANewMemoryIsMade() async throws {
    try await remember()
    let exported = await Session.run("memory", "export", "--memory", file)
    let lines = folder.file("memory.jsonl")
    try FileSystem.write(Array(exported.output.utf8), to: lines)
    let other = folder.file("other.sqlite")
    let first = await Session.run("memory", "import", lines, "--memory", other, "--json")
    #expect(
      try JSONParser.parse(first.output)
        == ["added": 6, "known": 0, "documents": 0, "knownDocuments": 0])
    let second = await Session.run("memory", "import", lines, "--memory", other)
    #expect(second.output == "Took in 0 cells; 6 were there already or are forgotten.\n")
    let again = await Session.run("memory", "export", "--memory", other)
    let cells = { (text: String) in text.split(separator: "\n").dropFirst() }
    #expect(cells(again.output) == cells(exported.output))
  }

  @Test(arguments: [
    ("", "is empty; an exported memory was expected"), ("no json", "memory.jsonl:1: "),
    ("{\"format\": 9}", "has a format that this version does not know"),
    ("{\"format\": 1}\n\n{\"writer\": 3}", "memory.jsonl:3: "),
  ]) func aFileThatIsNoExportChangesNothing(text: String, says: String) async throws {
    let lines = folder.file("memory.jsonl")
    try FileSystem.write(Array(text.utf8), to: lines)
    let result = await Session.run("memory", "import", lines, "--memory", file)
    #expect(result.code == .badInput)
    #expect(result.error.contains(says), "\(result.error)")
    #expect(!FileSystem.exists(file))
  }

  @Test(arguments: ["show", "lessons", "export"])
  func aMemoryMustBeNamedAndBeThere(command: String) async throws {
    let unnamed = await Session.run("memory", command)
    #expect(unnamed.code == .badInput)
    #expect(unnamed.error.contains("No memory is named"))
    let absent = await Session.run("memory", command, "--memory", file)
    #expect(absent.code == .badInput)
    #expect(absent.error.contains("there is no such memory"))
    #expect(!FileSystem.exists(file))
  }

  @Test func lessonsAreListedOnceThereAreAny() async throws {
    try await remember()
    let none = await Session.run("memory", "lessons", "--memory", file)
    #expect(none.error == "No flaw was named often enough to be a lesson.\n")
    let config = folder.file("mine.json5")
    try FileSystem.write(
      Array(
        "{ memory: { lessonAfter: 1 }, offline: { flawRate: 1, flawKinds: ['leakedAnswer'] } }".utf8
      ),
      to: config)
    let run = await Session.run(
      "generate", "--topic", "Python", "--count", "6", "--out", folder.file("flawed"),
      "--memory", file, "--config", config, "--quiet")
    try #require(run.code == .done || run.code == .short, "\(run.error)")
    let shown = await Session.run("memory", "lessons", "--memory", file, "--config", config)
    #expect(shown.output.hasPrefix("Flaw "), "\(shown.output)")
  }

  // MARK: Passages

  /// A memory of a set that was written from two documents.
  private func readDocuments() async throws {
    let texts = [
      (
        "caches.md",
        "# Caches\n\nA write-back cache is a cache that delays each write until eviction."
      ),
      ("队列.md", "# 队列\n\n有界队列是一种容量固定的队列，满时让发送方等待。"),
    ]
    for (name, text) in texts {
      try FileSystem.makeFolder(folder.file("notes"))
      try FileSystem.write(Array(text.utf8), to: folder.file("notes/" + name))
    }
    let result = await Session.run(
      "generate", "--source", folder.file("notes"), "--count", "2", "--languages", "en,zh", "--out",
      folder.file("set"), "--memory", file, "--quiet")
    try #require(result.code == .done || result.code == .short, "\(result.error)")
  }

  @Test(arguments: [("eviction", "caches.md"), ("容量", "队列.md")])
  func passagesOfSourcesAreFoundAndToldApartFromQuestions(text: String, document: String)
    async throws
  {
    try await readDocuments()
    let found = try await json("search", text, "--among", "passages")
    #expect(found.arrayValue?.map { $0["document"]?.stringValue } == [document])
    #expect(found.arrayValue?.first?["found"] == "passage")
    #expect(found.arrayValue?.first?["set"] == "set")
    let questions = try await json("search", text, "--among", "questions")
    #expect(questions.arrayValue?.allSatisfy { $0["found"] == "question" } == true)
    let shown = await Session.run("memory", "search", text, "--memory", file)
    #expect(shown.output.contains("Passage\n"))
    #expect(shown.output.contains("\(document) › "))
  }

  @Test func documentsAreShownForgottenExportedAndTakenIn() async throws {
    try await readDocuments()
    let shown = await Session.run("memory", "show", "--memory", file)
    #expect(shown.output.contains(", 2 passages of 2 documents."), "\(shown.output)")
    let exported = await Session.run("memory", "export", "--memory", file)
    let forgotten = try await json("forget", "--document", "caches.md")
    #expect(forgotten["passages"] == 1)
    #expect(try await json("show")["documents"]?.arrayValue?.map { $0["name"] } == ["队列.md"])
    #expect(try await json("search", "eviction").arrayValue == [])
    let lines = folder.file("memory.jsonl")
    try FileSystem.write(Array(exported.output.utf8), to: lines)
    let back = await Session.run("memory", "import", lines, "--memory", file, "--json")
    #expect(try JSONParser.parse(back.output)["documents"] == 0)
    let other = folder.file("other.sqlite")
    let fresh = await Session.run("memory", "import", lines, "--memory", other)
    #expect(
      fresh.output.contains("Took in 2 documents; 0 were there already or are forgotten."),
      "\(fresh.output)")
  }
}
