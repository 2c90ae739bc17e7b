import QuestionPipeline
import Synchronization
import TestSupport
import Testing

@testable import viva_validity

struct ValidityTests {
  private let folder = TemporaryDirectory()

  private func write(_ name: String, _ lines: String...) throws {
    try FileSystem.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: folder.file(name))
  }

  /// The lines printed, and how many files were measured.
  private func run(predictions: String? = nil) throws -> (lines: [JSONValue], measured: Int) {
    let printed = Mutex<[String]>([])
    let validity = Validity(folder: folder.path, predictions: predictions) { line in
      printed.withLock { $0.append(line) }
    }
    let measured = try validity.run()
    return (try printed.withLock { $0 }.map { try JSONParser.parse($0) }, measured)
  }

  private let pairs = [
    #"{"id":"p1","a":"What is a heap?","b":"what is a heap","label":1}"#,
    #"{"id":"p2","a":"How does a mutex block?","b":"Which fruit keeps best?","label":0}"#,
    #"{"id":"p3","a":"Why do caches expire?","b":"Why does a cache expire?","label":1}"#,
  ]

  @Test func measuresPairsAndWritesWhatItPredicted() throws {
    try write("dup_en_mine.jsonl", pairs[0], pairs[1], pairs[2])
    let result = try run(predictions: folder.file("out"))
    #expect(result.measured == 1)
    #expect(result.lines.map { $0["figure"]?.stringValue } == ["auc", "duplicatePrecision"])
    #expect(result.lines[0]["task"] == "duplicates")
    #expect(result.lines[0]["value"]?.doubleValue == 1)
    #expect(result.lines[0]["rows"] == 3)
    let text = String(
      decoding: try FileSystem.read(folder.file("out/dup_en_mine.jsonl")), as: UTF8.self)
    let written = try text.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    #expect(written.map { $0["id"]?.stringValue } == ["p1", "p2", "p3"])
    #expect(written[0] == ["id": "p1", "value": 1])
    let similar = try #require(written[2]["value"]?.doubleValue)
    #expect(
      similar
        == QuestionSimilarity.similarity(
          "Why do caches expire?", "Why does a cache expire?", language: .english))
  }

  @Test func measuresBothShapesOfAnswers() throws {
    try write(
      "ans_facts.jsonl",
      #"{"id":"f1","question":"Who?","gold":["Grace Hopper"],"answer":"Grace Hopper","correct":true}"#,
      #"{"id":"f2","question":"Who?","gold":["Grace Hopper"],"answer":"Nobody","correct":false}"#,
      #"{"id":"f3","question":"Who?","gold":[],"answer":"Nobody","correct":false}"#)
    try write(
      "ans_school.jsonl",
      #"{"id":"s1","question":"Why?","references":[{"text":"Heat rises."}],"answer":"Heat rises","label":"correct"}"#,
      #"{"id":"s2","question":"Why?","references":[{"text":"Heat rises."}],"answer":"Heat sinks","label":"contradictory"}"#
    )
    let result = try run(predictions: folder.file("out"))
    #expect(result.lines.map { $0["value"]?.doubleValue } == [1, 1])
    #expect(result.lines[0]["unscoredRows"] == 1)
    let text = String(
      decoding: try FileSystem.read(folder.file("out/ans_facts.jsonl")), as: UTF8.self)
    #expect(text.hasSuffix("{\"id\":\"f3\",\"value\":null}\n"))
  }

  @Test func namesWhatItCannotMeasureAndLeavesOtherFilesAlone() throws {
    try write("dup_zh_odd.jsonl", #"{"id":"1","left":"甲","right":"乙"}"#)
    try write("judge_broken.jsonl", "{\"id\":")
    try write("ans_empty.jsonl", "")
    try write("notes.jsonl", pairs[0])
    let result = try run()
    #expect(result.measured == 0)
    #expect(
      result.lines.map { $0["file"]?.stringValue }
        == ["ans_empty.jsonl", "dup_zh_odd.jsonl", "judge_broken.jsonl"])
    #expect(result.lines.allSatisfy { $0["skipped"] != nil && $0["value"] == nil })
    #expect(
      result.lines[1]["skipped"]
        == "unknown shape; its first row has the fields id, left, right")
  }

  @Test func namesTheLineThatLacksAField() throws {
    try write("dup_en_a.jsonl", pairs[0], #"{"id":"p9","a":"What is a heap?","label":1}"#)
    let result = try run()
    #expect(result.lines.count == 1)
    #expect(result.lines[0]["skipped"]?.stringValue?.contains("line 2.b") == true)
  }

  @Test func saysWhatIsUndefinedInsteadOfANumber() throws {
    try write("dup_en_a.jsonl", pairs[0], pairs[2])
    let result = try run()
    #expect(result.lines[0]["value"] == .null)
    #expect(result.lines[0]["unscored"] != nil)
  }

  @Test func drawsTheSameIntervalsEveryTime() throws {
    try write("dup_en_mine.jsonl", pairs[0], pairs[1], pairs[2])
    #expect(try run().lines == run().lines)
  }

  @Test(arguments: [
    ([], "the folder of labelled files is missing"),
    (["a", "b"], "one folder is measured at a time; 'b' is another"),
    (["a", "--predictions"], "--predictions needs a folder"),
    (["a", "--fast"], "unknown option --fast"),
  ])
  func refusesOtherArguments(arguments: [String], why: String) {
    #expect { try ValidityOptions(arguments) } throws: { "\($0)" == why }
  }
}
