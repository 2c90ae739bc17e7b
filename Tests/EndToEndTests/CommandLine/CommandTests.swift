import QuestionPipeline
import TestSupport
import Testing

@testable import viva

/// Whole calls of the program on the offline backend.
struct CommandTests {
  private let folder = TemporaryDirectory()

  private func generate(_ words: String..., into name: String = "set") async -> Session.Result {
    await Session.run(
      ["generate", "--topic", "Transformers", "--out", folder.file(name)] + words)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.read(folder.file(path)), as: UTF8.self)
  }

  @Test func aSetIsWrittenAndSummedUp() async throws {
    let result = await generate("--count", "6", "--kinds", "open,cloze", "--languages", "en,zh")
    #expect(result.code == .done)
    #expect(result.output.hasPrefix("6 of 6 items accepted"))
    #expect(result.output.hasSuffix("\nReport: \(folder.file("set"))/report.html\n"))
    #expect(result.error == "")
    #expect(try text("set/items.jsonl").split(separator: "\n").count == 6)
  }

  @Test func theSummaryIsAnObjectOnRequest() async throws {
    let result = await generate("--count", "3", "--json")
    let summary = try JSONReader(JSONParser.parse(result.output))
    #expect(
      summary.value.objectValue?.keys == [
        "set", "requested", "accepted", "refused", "notAttempted", "reasons", "ending", "report",
        "files", "usage",
      ])
    #expect(try summary.int("accepted") == 3)
    #expect(try summary.string("ending") == "met")
    let roles = try summary.array("usage").map { try $0.string("role") }
    #expect(roles == ["critic", "generator", "judge", "planner", "solver"])
    for name in try summary.strings("files") {
      #expect(FileSystem.exists(folder.file("set/\(name)")), "\(name)")
    }
  }

  @Test func aDoubledTopicCountsOnceAndSaysSo() async throws {
    let result = await generate(
      "--topic", "transformers", "--topic", "large language models", "--count", "2")
    #expect(
      result.error == """
        Notice: topic 'transformers' is given twice and counts once.
        Notice: topic 'large language models' means the same as 'Transformers' and counts once.

        """)
    #expect(result.code == .done)
    let quiet = await generate("--topic", "transformers", "--count", "2", "--quiet", into: "other")
    #expect(quiet.error == "" && quiet.code == .done)
  }

  @Test func otherSettingsInTheSameFolderAreListedAndChangeNothing() async throws {
    #expect(await generate("--count", "2").code == .done)
    let before = try timelessFiles(folder.file("set"))
    let result = await generate("--count", "2", "--seed", "9")
    let path = folder.file("set")
    #expect(
      result.error == """
        Error: \(path): holds a run with other settings; give them again, or choose a new folder:
          seed: was 1, is 9

        """)
    #expect(result.code == .badInput)
    #expect(try timelessFiles(path) == before)
  }

  @Test func anInterruptedRunExitsWith130AndGoesOn() async throws {
    let interruption = Interruption()
    interruption.trigger()
    let words = [
      "generate", "--topic", "RAG", "--count", "20", "--out", folder.file("set"),
    ]
    let first = await Session.run(words, interruption: interruption)
    #expect(first.code == .interrupted)
    #expect(first.error == "Interrupted; the same command goes on from here.\n")
    #expect(FileSystem.exists(folder.file("set/manifest.json")))
    let second = await Session.run(words)
    #expect(second.code == .done)
    await Session.run(words.dropLast() + [folder.file("undisturbed")])
    #expect(
      try timelessFiles(folder.file("set")) == timelessFiles(folder.file("undisturbed")))
  }

  @Test func aTopicThatRunsDryEndsShort() async throws {
    let result = await Session.run(
      "generate", "--topic", "self-attention", "--count", "400", "--kinds", "cloze", "--out",
      folder.file("set"))
    #expect(result.code == .short)
    #expect(
      result.error
        == "The run ended short: nothing new can be had on these topics, kinds and levels.\n")
  }

  @Test func documentsAreAskedAboutInTheirOwnLanguages() async throws {
    let result = await Session.run(
      "generate", "--source", FixturePath.path("Documents"), "--kinds", "open,cloze", "--count",
      "12", "--out", folder.file("set"), "--quiet")
    #expect(result.code == .done)
    let items = try SetReader.read(folder.file("set")).items
    #expect(Set(items.map(\.language)) == [.english, .chinese])
    #expect(!items.contains { $0.draft.question.contains(",?") })
  }

  @Test func anAudienceThatNamesNothingAskedAboutIsTold() async throws {
    let told = await generate("--count", "2", "--audience", "a gardener with a love of tulips")
    #expect(told.error.contains("the audience text names none of the concepts asked about"))
    let silent = await generate(
      "--count", "2", "--audience", "We run LoRA and a KV cache.", into: "other")
    #expect(silent.error == "")
    let role = await generate("--count", "2", "--audience", "Senior engineer", into: "third")
    #expect(role.error == "")
  }

  @Test func documentsOfOneTitleAreOneTopic() async throws {
    for (name, subject) in [("a", "page is written"), ("b", "log is flushed")] {
      try FileSystem.write(
        Array("# Notes\n\nThe \(subject) 40 times a second by the storage engine.\n".utf8),
        to: folder.file("\(name).md"))
    }
    let result = await Session.run(
      "plan", "--source", folder.file("a.md"), "--source", folder.file("b.md"), "--count", "2")
    #expect(result.error.contains("Notice: 2 documents are titled 'Notes'; they are one topic.\n"))
    #expect(!result.error.contains("given twice"))
  }

  @Test func anItemThatMustBeDroppedFailsTheGate() async throws {
    #expect(await generate("--count", "4").code == .done)
    let lines = try text("set/items.jsonl").split(separator: "\n")
    try FileSystem.write(
      Array((lines + lines).joined(separator: "\n").utf8), to: folder.file("twice.jsonl"))
    let result = await Session.run(
      "evaluate", folder.file("twice.jsonl"), "--fail-under", "0.8", "--out", folder.file("e"),
      "--quiet")
    #expect(result.code == .gateFailed)
  }

  @Test func aReplayWritesTheSameSetWithoutTheModel() async throws {
    #expect(await generate("--count", "8").code == .done)
    let replay = await generate(
      "--count", "8", "--backend", "replay", "--journal", folder.file("set/journal.sqlite"),
      into: "again")
    #expect(replay.code == .done)
    #expect(try timelessFiles(folder.file("set")) == timelessFiles(folder.file("again")))
  }

  @Test func aReplayStopsAtARequestThatItDoesNotHold() async throws {
    #expect(await generate("--count", "2").code == .done)
    let replay = await generate(
      "--count", "60", "--backend", "replay", "--journal", folder.file("set/journal.sqlite"),
      into: "again")
    #expect(replay.code == .failed)
    #expect(replay.error.hasPrefix("Error: offline: the journal holds no reply to the request"))
  }

  @Test func aReplayOfAnotherRunIsRefusedBeforeAnythingIsWritten() async throws {
    #expect(await generate("--count", "2").code == .done)
    let journal = folder.file("set/journal.sqlite")
    let replay = await generate(
      "--count", "2", "--seed", "2", "--backend", "replay", "--journal", journal, into: "again")
    #expect(replay.code == .badInput)
    #expect(
      replay.error == """
        Error: \(journal): holds a run with other settings, and a replay knows no other:
          seed: was 1, is 2

        """)
    #expect(!FileSystem.exists(folder.file("again")))
  }

  @Test func aPlanWithOneAngleForTwoSquaresIsRefused() async throws {
    let plan = await Session.run("plan", "--topic", "RAG", "--count", "2", "--json")
    var object = try #require(try JSONParser.parse(plan.output).objectValue)
    let squares = try #require(object["squares"]?.arrayValue).map { square in
      var changed = square.objectValue ?? JSONObject()
      changed["angle"] = "chunk size"
      return JSONValue.object(changed)
    }
    object["squares"] = .array(squares)
    try FileSystem.write(JSONWriter.bytes(.object(object)), to: folder.file("plan.json"))
    let result = await Session.run(
      "generate", "--plan", folder.file("plan.json"), "--out", folder.file("set"))
    #expect(result.code == .badInput)
    #expect(
      result.error.hasSuffix(
        "squares[1].angle: 'chunk size' is given twice; each cell needs its own\n"))
    #expect(!FileSystem.exists(folder.file("set")))
  }

  @Test func aReportWaitsForNoRunInItsFolder() async throws {
    #expect(await generate("--count", "2").code == .done)
    let lock = try FolderLock(folder: folder.file("set"))
    let result = await Session.run("report", folder.file("set"))
    #expect(result.code == .failed)
    #expect(result.error.contains("another process is writing here"))
    withExtendedLifetime(lock) {}
  }

  @Test func anEditedPlanIsFilled() async throws {
    let plan = await Session.run(
      "plan", "--topic", "Transformers", "--topic", "RAG", "--count", "8", "--json")
    var object = try #require(try JSONParser.parse(plan.output).objectValue)
    var squares = try #require(object["squares"]?.arrayValue)
    #expect(squares.count == 8)
    #expect(squares.allSatisfy { $0["angle"] == .null })
    squares = Array(squares.prefix(5))
    var last = try #require(squares[4].objectValue)
    last["kind"] = "coding"
    last["level"] = "create"
    squares[4] = .object(last)
    object["squares"] = .array(squares)
    try FileSystem.write(JSONWriter.bytes(.object(object)), to: folder.file("plan.json"))
    let result = await Session.run(
      "generate", "--plan", folder.file("plan.json"), "--out", folder.file("set"))
    #expect(result.code == .done)
    let items = try SetReader.read(folder.file("set")).items
    let wanted = try squares.map { try PlannedSquare(JSONReader($0)).square }
    let got = items.map { "\($0.topic[0]) \($0.kind) \($0.level?.rawValue ?? "")" }
    #expect(got.sorted() == wanted.map { "\($0.topic) \($0.kind) \($0.level)" }.sorted())
  }

  @Test func aPlanShowsSquaresAndCalls() async throws {
    let result = await Session.run(
      "plan", "--topic", "RAG", "--count", "4", "--kinds", "open,cloze", "--languages", "zh")
    #expect(result.code == .done)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "4 cells in 1 wave")
    #expect(lines.contains { $0.hasPrefix("RAG    zh-Hans   cloze      2  remember") })
    #expect(lines.contains { $0.hasPrefix("generator      4") })
    #expect(lines.last?.hasPrefix("At most 4 cells are worked on at once") == true)
  }

  @Test func aReportWithoutItsJournalLacksOnlyTheTrails() async throws {
    let words = ["--topic", "RAG", "--count", "24", "--seed", "1", "--kinds", "interview,open"]
    #expect(await Session.run(["generate", "--out", folder.file("set")] + words).code == .done)
    try #require(try text("set/report.json").contains("\"trail\""), "no item was revised")
    try FileSystem.write(Array("no journal".utf8), to: folder.file("set/journal.sqlite"))
    let result = await Session.run("report", folder.file("set"))
    #expect(result.code == .done)
    #expect(result.error.hasPrefix("Notice: the drafts of revised items are left out: "))
    #expect(try !text("set/report.json").contains("\"trail\""))
  }

  @Test func aReportIsRebuiltByteForByte() async throws {
    let words = ["--topic", "RAG", "--count", "24", "--seed", "1", "--kinds", "interview,open"]
    #expect(await Session.run(["generate", "--out", folder.file("set")] + words).code == .done)
    let names = ["report.json", "report.md", "report.html"]
    let before = try names.map { try text("set/\($0)") }
    for name in names { FileSystem.remove(folder.file("set/\(name)")) }
    let result = await Session.run("report", folder.file("set"))
    #expect(result.output == "Report: \(folder.file("set"))/report.html\n")
    #expect(result.code == .done)
    #expect(try names.map { try text("set/\($0)") } == before)
  }

  @Test func anEvaluationFindsWhatIsWrongAndLeavesTheSetAlone() async throws {
    #expect(await generate("--count", "5").code == .done)
    let items = try text("set/items.jsonl")
    let first = try #require(items.split(separator: "\n").first)
    let copy = first.replacing("\"id\":\"q-", with: "\"id\":\"q-copy")
    let list = items + "no item\n" + copy + "\n"
    try FileSystem.write(Array(list.utf8), to: folder.file("list.jsonl"))
    let result = await Session.run(
      "evaluate", folder.file("list.jsonl"), "--out", folder.file("report"), "--json")
    #expect(result.code == .done)
    #expect(result.error.hasPrefix("Notice: line 6 is left out: "))
    let report = try JSONReader(JSONParser.parse(result.output))
    let last = try #require(try report.array("items").last)
    #expect(try last.int("line") == 7 && last.int("index") == 6)
    #expect(try last.string("verdict") == "drop")
    #expect(try last.array("flaws").map { try $0.string("name") }.contains("exact-duplicate"))
    #expect(try report.array("duplicates").count == 1)
    #expect(try report.array("unread").first?.int("line") == 6)
    #expect(try text("list.jsonl") == list)
    #expect(result.output == (try text("report/report.json")))
  }

  @Test func theGateFailsBelowItsScore() async throws {
    #expect(await generate("--count", "3").code == .done)
    let out = folder.file("report")
    let set = folder.file("set")
    let low = await Session.run("evaluate", set, "--out", out, "--fail-under", "0.1", "--quiet")
    #expect(low.code == .done)
    try FileSystem.write(
      Array("{\"id\":\"q-1\",\"question\":\"Why?\",\"answer\":\"\"}\n".utf8),
      to: folder.file("bad.jsonl"))
    let high = await Session.run(
      "evaluate", folder.file("bad.jsonl"), "--out", folder.file("other"), "--fail-under", "1")
    #expect(high.code == .gateFailed)
    #expect(high.error.contains("lies below 1"))
  }

  @Test func aDryRunWritesNothing() async throws {
    #expect(await generate("--count", "3").code == .done)
    let result = await Session.run(
      "evaluate", folder.file("set"), "--out", folder.file("report"), "--dry-run")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(
      lines.first == "\(folder.file("set")): items as Viva writes them, JSON lines, 3 items")
    #expect(
      lines.last
        == "3 items, 6 requests to the offline backend; the report would go to "
        + "\(folder.file("report")).")
    #expect(!FileSystem.exists(folder.file("report")))
  }

  @Test func aSourceAloneIsABrief() async throws {
    let note = """
      # Caches

      A write-back cache is a cache that stores changes first and writes them to memory later.
      A write-through cache writes to memory at once, because a crash must lose nothing.

      ## Eviction

      LRU is a policy that evicts the entry which was used least recently.
      It needs O(1) time per access when a linked list and a hash table are combined.

      """
    try FileSystem.write(Array(note.utf8), to: folder.file("caches.md"))
    let result = await Session.run(
      "generate", "--source", folder.file("caches.md"), "--count", "2", "--out",
      folder.file("set"))
    #expect(result.code == .done, "\(result.error)")
    let items = try SetReader.read(folder.file("set")).items
    #expect(items.allSatisfy { $0.topic.first == "Caches" })
    let scalars = Array(note.unicodeScalars)
    for citation in items.flatMap(\.draft.sources) {
      #expect(citation.document == "caches.md")
      let found = scalars[citation.start..<citation.end]
      #expect(found.elementsEqual(citation.quote.unicodeScalars))
    }
  }
}
