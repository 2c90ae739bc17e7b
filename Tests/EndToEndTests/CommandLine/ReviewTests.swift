import QuestionPipeline
import TestSupport
import Testing

@testable import viva

/// Decisions downloaded from a report, applied to its set.
struct ReviewTests {
  private let folder = TemporaryDirectory()
  private let time = "2026-03-01T09:30:00Z"

  /// A set of four items and its items as they stand in the file.
  private func makeSet() async throws -> [Item] {
    let result = await Session.run(
      "generate", "--topic", "Transformers", "--count", "4", "--kinds", "open,multipleChoice",
      "--out", folder.file("set"), "--quiet")
    #expect(result.code == .done)
    return try SetReader.read(folder.file("set")).items
  }

  private func decision(_ item: Item, _ what: String, _ more: JSONObject = JSONObject())
    -> JSONValue
  {
    var object: JSONObject = [
      "id": .string(item.id), "revision": .string(item.draft.revision),
      "decision": .string(what), "at": .string(time),
    ]
    for member in more.members { object[member.key] = member.value }
    return .object(object)
  }

  private func write(
    _ decisions: [JSONValue], of items: [Item], by: String = "Ada", to name: String = "d.json"
  ) throws -> String {
    let file: JSONValue = [
      "format": "viva-decisions", "version": 1, "set": .string(items.fingerprint),
      "title": "Transformers", "by": .string(by), "at": .string(time),
      "decisions": .array(decisions),
    ]
    try FileSystem.write(JSONWriter.bytes(file), to: folder.file(name))
    return folder.file(name)
  }

  private func apply(_ file: String, _ words: String...) async -> Session.Result {
    await Session.run(
      ["review", "apply", file, "--set", folder.file("set"), "--out", folder.file("new")] + words)
  }

  @Test func decisionsMakeANewSetAndLeaveTheOldOneAlone() async throws {
    let items = try await makeSet()
    let before = try timelessFiles(folder.file("set"))
    let file = try write(
      [
        decision(items[0], "accept"), decision(items[1], "refuse"),
        decision(items[2], "edit", ["question": "Why does a model attend to itself?"]),
      ], of: items)
    let result = await apply(file)
    #expect(result.code == .done && result.error == "")
    #expect(
      result.output == """
        \(folder.file("set")), reviewed by Ada: 1 accepted, 1 refused, 1 edited, 1 left open.
        3 items: \(folder.file("new"))/items.jsonl
        Report: \(folder.file("new"))/report.html
        Score the edited items again: viva evaluate \(folder.file("new"))

        """)
    let after = try SetReader.read(folder.file("new")).items
    #expect(after.map(\.review?.decision) == [.accept, .edit, nil])
    #expect(after[0].review == Item.Review(.accept, by: "Ada", at: time))
    #expect(after[0].id == items[0].id && after[2] == items[3])
    for item in after {
      #expect(try FileSchema.item.schema().violations(in: item.json).isEmpty)
    }
    let report = try JSONParser.parse(FileSystem.read(folder.file("new/report.json")))
    #expect(try FileSchema.report.schema().violations(in: report).isEmpty)
    #expect(try timelessFiles(folder.file("set")) == before)
  }

  @Test func anEditGivesANewIdentifierAndDropsWhatWasSaidOfTheOldText() async throws {
    let items = try await makeSet()
    let text = "Why does a model attend to itself?"
    let file = try write([decision(items[2], "edit", ["question": .string(text)])], of: items)
    #expect(await apply(file).code == .done)
    let edited = try SetReader.read(folder.file("new")).items[2]
    #expect(
      edited.id
        == QuestionIdentity.id(
          topic: edited.topic, kind: edited.kind, language: edited.language, question: text))
    #expect(edited.score == nil && edited.flaws.isEmpty)
    #expect(
      edited.scores.entries.allSatisfy { $0.score == .unscored("edited after it was scored") })
    #expect(edited.draft.answer == items[2].draft.answer)
    let record = try JSONParser.parse(FileSystem.read(folder.file("new/review.json")))
    let before = try #require(record["edited"]?.arrayValue?.first?["before"])
    #expect(try JSONWriter.text(Item(JSONReader(before)).json) == JSONWriter.text(items[2].json))
    #expect(record["edited"]?.arrayValue?.first?["id"] == .string(edited.id))
  }

  @Test func anEditThatRepeatsAnotherQuestionGetsANumberBehindItsIdentifier() async throws {
    let items = try await makeSet()
    // A second item of the same topic, kind and language, which the edit makes equal to the first.
    var copy = items[0]
    copy.draft.question = "What else?"
    copy.id = QuestionIdentity.id(
      topic: copy.topic, kind: copy.kind, language: copy.language, question: "What else?")
    let list = [items[0], copy]
    var lines: [UInt8] = []
    for item in list { lines += JSONWriter.bytes(item.json) + [0x0A] }
    try FileSystem.write(lines, to: folder.file("two.jsonl"))
    let file = try write(
      [decision(copy, "edit", ["question": .string(items[0].draft.question)])], of: list)
    let result = await Session.run(
      "review", "apply", file, "--set", folder.file("two.jsonl"))
    #expect(result.code == .done)
    let after = try SetReader.read(folder.file("two-reviewed")).items
    #expect(after.map(\.id) == [items[0].id, items[0].id + "-2"])
  }

  @Test func refusedItemsAndEarlierReviewsAreKept() async throws {
    let items = try await makeSet()
    #expect(await apply(try write([decision(items[0], "refuse")], of: items)).code == .done)
    let rest = try SetReader.read(folder.file("new")).items
    let second = try write([decision(rest[0], "refuse")], of: rest, by: "Bo", to: "e.json")
    let result = await Session.run(
      "review", "apply", second, "--set", folder.file("new"), "--out", folder.file("newer"))
    #expect(result.code == .done)
    let record = try JSONParser.parse(FileSystem.read(folder.file("newer/review.json")))
    #expect(record["by"] == "Bo")
    #expect(record["refused"]?.arrayValue?.first?["id"] == .string(items[1].id))
    let earlier = try #require(record["earlier"]?.arrayValue)
    #expect(earlier.map { $0["by"] } == ["Ada"])
    #expect(earlier.first?["refused"]?.arrayValue?.first?["id"] == .string(items[0].id))
  }

  @Test func theSetBesideTheFileIsFoundByItsFingerprint() async throws {
    let items = try await makeSet()
    let file = try write([decision(items[0], "accept")], of: items, to: "set/d.json")
    let result = await Session.run("review", "apply", file, "--dry-run")
    #expect(
      result.output
        == "\(folder.file("set")), reviewed by Ada: 1 accepted, 0 refused, 0 edited, 3 left open.\n"
    )
    #expect(!FileSystem.exists(folder.file("set-reviewed")))
    let lost = try write([], of: [], to: "elsewhere.json")
    let unknown = await Session.run("review", "apply", lost)
    #expect(unknown.code == .badInput)
    #expect(
      unknown.error
        == "Error: \(lost): no set beside it or in Outputs/ is the one that was reviewed; "
        + "name it with --set, or the list that was evaluated\n")
  }

  @Test func decisionsThatDoNotFitAreListedAndNothingIsWritten() async throws {
    let items = try await makeSet()
    var other = items[1]
    other.draft.answer += " More."
    var stranger = items[0]
    stranger.id = "q-000000000000"
    let file = try write(
      [decision(other, "accept"), decision(stranger, "refuse"), decision(items[2], "accept")],
      of: items)
    let result = await apply(file)
    #expect(result.code == .badInput)
    #expect(
      result.error == """
        Error: \(file): does not fit the set; nothing was written:
          item '\(items[1].id)' has changed since the report was made
          item 'q-000000000000' is not in the set

        """)
    #expect(!FileSystem.exists(folder.file("new")))
  }

  @Test(arguments: [
    (#"{"format":"other"}"#, "it is no file of decisions"),
    (#"{"format":"viva-decisions","version":2}"#, "newer version"),
    (
      #"{"format":"viva-decisions","version":1,"set":"","by":" ","at":"2026-03-01T09:30:00Z","decisions":[]}"#,
      "the name of who decided is empty"
    ),
    (
      #"{"format":"viva-decisions","version":1,"set":"","by":"A","at":"yesterday","decisions":[]}"#,
      "no time in UTC"
    ),
    (
      #"{"format":"viva-decisions","version":1,"set":"","by":"A","at":"2026-03-01T09:30:00Z","decisions":[{"id":"q","revision":"r","decision":"edit","at":"2026-03-01T09:30:00Z"}]}"#,
      "an edit has a question, an answer or choices"
    ),
    (
      #"{"format":"viva-decisions","version":1,"set":"","by":"A","at":"2026-03-01T09:30:00Z","decisions":[{"id":"q","revision":"r","decision":"maybe","at":"2026-03-01T09:30:00Z"}]}"#,
      "decision"
    ),
  ]) func aFileThatIsNoneOfOursSaysWhy(text: String, why: String) async throws {
    try FileSystem.write(Array(text.utf8), to: folder.file("d.json"))
    let result = await Session.run("review", "apply", folder.file("d.json"))
    #expect(result.code == .badInput)
    #expect(result.error.contains(why), "\(result.error)")
  }

  @Test func aFolderWithOtherFilesIsLeftAlone() async throws {
    let items = try await makeSet()
    let file = try write([decision(items[0], "accept")], of: items)
    let result = await Session.run(
      "review", "apply", file, "--set", folder.file("set"), "--out", folder.file("set"))
    #expect(result.code == .badInput)
    #expect(result.error.contains("holds other files; choose a new folder with --out"))
  }
}
