import QuestionPipeline
import TestSupport
import Testing

@testable import viva

struct CalibrateTests {
  private let folder = TemporaryDirectory()

  /// Forty items whose judge is too kind by a rising amount, and what people say of them.
  private func write(_ name: String, _ rows: [JSONValue]) throws -> String {
    let text = rows.map { JSONWriter.text($0) + "\n" }.joined()
    try FileSystem.write(Array(text.utf8), to: folder.file(name))
    return folder.file(name)
  }

  private func set() throws -> String {
    try write(
      "items.jsonl",
      (0..<40).map { index in
        let share = Double(index % 10) / 9
        return [
          "id": .string("q\(index)"), "topic": ["T"], "kind": "open", "language": "en",
          "question": .string("What is \(index)?"),
          "answer": index % 2 == 0
            ? "It is slow because it copies every row, which costs 5 ms." : "That is all.",
          "scores": [
            "clarity": ["value": .number((0.5 + share / 2).roundedScore), "by": "m"],
            "depth": ["unscored": "no judge"],
          ],
        ]
      })
  }

  private func labels(_ count: Int = 40, top: Double = 5) throws -> String {
    try write(
      "labels.jsonl",
      (0..<count).map { index in
        let share = Double(index % 10) / 9
        return [
          "id": .string("q\(index)"),
          "labels": [
            "clarity": [.number(1 + (top - 1) * share), .number(1 + (top - 1) * share)],
            "depth": 3,
          ],
        ]
      })
  }

  @Test func agreementIsToldBeforeAndAfterAndTheCurveKept() async throws {
    let file = folder.file("kept/calibration.json")
    let result = await Session.run(
      "calibrate", "--labels", try labels(), "--set", try set(), "--out", file, "--json")
    #expect(result.code == .done)
    let found = try JSONReader(JSONParser.parse(result.output))
    #expect(try found.int("matched") == 40)
    let entry = try #require(found.array("entries").first)
    #expect(try entry.string("judge") == "m")
    #expect(try entry.required("before").required("pearson").double("value") == 1)
    #expect(try entry.required("before").double("error") == 0.25)
    #expect(try entry.required("before").double("bias") == 0.25)
    #expect(try entry.required("after").double("error") < 0.05)
    #expect(try found.required("raters").required("clarity").double("alpha") == 1)
    #expect(
      try found.array("unscored").map { try $0.string("dimension") + $0.string("why") }
        == ["depthno judge"])
    let kept = try CalibrationFile.read(file)
    let curve = try #require(kept["m", "clarity"]?.curve)
    #expect(abs(curve[0.75] - 0.5) < 0.06)
  }

  @Test func whatWasKeptForOtherJudgesStays() async throws {
    let file = folder.file("calibration.json")
    let other = Calibration(
      entries: [
        Calibration.Entry(
          judge: "other", dimension: "clarity", labels: 12,
          before: Calibration.Agreement([0, 1], [0, 1], clusters: ["a", "b"], seed: 1),
          after: nil, curve: nil)
      ])
    _ = try CalibrationFile.add(other, to: file)
    let result = await Session.run(
      "calibrate", "--labels", try labels(), "--set", try set(), "--out", file)
    #expect(result.code == .done)
    #expect(try CalibrationFile.read(file).entries.map(\.judge) == ["m", "other"])
    #expect(try CalibrationFile.read(file)["other", "clarity"] == other.entries[0])
  }

  @Test func tooFewLabelsKeepNoCurve() async throws {
    let result = await Session.run(
      "calibrate", "--labels", try labels(6), "--set", try set(), "--dry-run")
    #expect(result.code == .done)
    #expect(result.output.contains("too few labels"))
    #expect(!result.output.contains("Kept in"))
  }

  @Test func evaluateUsesItAndSaysSo() async throws {
    let data = folder.file("data")
    let environment = ["XDG_DATA_HOME": data]
    let words = ["evaluate", try set(), "--out", folder.file("plain")]
    let plain = await Session.run(words, environment: environment)
    #expect(plain.error == "")
    let evaluated = try JSONReader(
      JSONParser.parse(try FileSystem.read(folder.file("plain/report.json"))))
    // People like most answers less than the rules do, and all the less the deeper they are not.
    let rows: [JSONValue] = try evaluated.array("items").map { item in
      let depth = try item.required("scores").required("depthCues").double("value")
      return [
        "id": .string(try item.string("id")), "labels": ["depthCues": .number(2 + 2 * depth)],
      ]
    }
    let labels = try write("depth.jsonl", rows)
    let calibrated = await Session.run(
      ["calibrate", "--labels", labels, "--set", folder.file("plain")], environment: environment)
    #expect(calibrated.code == .done)
    #expect(calibrated.output.contains("Kept in \(data)/viva/calibration.json"))
    let second = await Session.run(
      ["evaluate", try set(), "--out", folder.file("second")], environment: environment)
    #expect(
      second.error
        == "Notice: 40 scores were put on the scale of people's labels by "
        + "\(data)/viva/calibration.json; --calibration none leaves them as they were.\n")
    let report = try JSONParser.parse(try FileSystem.read(folder.file("second/report.json")))
    func depths(_ report: JSONValue) -> [Double] {
      (report["items"]?.arrayValue ?? []).compactMap {
        $0["scores"]?["depthCues"]?["value"]?.doubleValue
      }
    }
    let before = depths(evaluated.value)
    #expect(Set(before).count == 2 && before.count == 40)
    #expect(depths(report) == before.map { ((1 + 2 * $0) / 4).roundedScore })
    #expect(report["made"]?["calibratedScores"] == 40)
    let without = await Session.run(
      ["evaluate", try set(), "--out", folder.file("third"), "--calibration", "none"],
      environment: environment)
    #expect(without.error == "")
    #expect(
      try FileSystem.read(folder.file("third/report.json"))
        == FileSystem.read(folder.file("plain/report.json")))
    // A curve of a curve would be nonsense.
    let twice = await Session.run(
      ["calibrate", "--labels", labels, "--set", folder.file("second")], environment: environment)
    #expect(twice.code == .badInput)
    #expect(twice.error.contains("calibrated already"))
  }

  @Test(arguments: [
    (
      "{\"id\": \"q1\", \"labels\": {\"clarity\": 7}}",
      "line 1: labels.clarity: the label 7 lies outside the scale 1 to 5"
    ),
    (
      "{\"labels\": {\"clarity\": 4}}", "line 1: a row of labels has the item's id, or its question"
    ),
    ("{\"id\": \"q1\"}", "line 1: labels"), ("nonsense", "line 1"), ("", "holds no label"),
    ("{\"id\": \"zz\", \"labels\": {\"clarity\": 4}}", "none of its 1 rows names an item of"),
    (
      "{\"id\": \"q1\", \"labels\": {\"depth\": 4}}",
      "no labelled dimension has a score (depth: no judge)"
    ),
  ])
  func badLabelsAreNamed(text: String, complaint: String) async throws {
    let file = folder.file("bad.jsonl")
    try FileSystem.write(Array(text.utf8), to: file)
    let result = await Session.run("calibrate", "--labels", file, "--set", try set(), "--dry-run")
    #expect(result.code == .badInput)
    #expect(result.error.contains(complaint), "\(result.error)")
  }

  @Test func labelsAloneNeedTheirScores() async throws {
    let file = try labels()
    let result = await Session.run("calibrate", "--labels", file)
    #expect(result.code == .badInput)
    #expect(result.error.contains("have no 'scores'; name the scored set with '--set <path>'"))
    let none = await Session.run("calibrate")
    #expect(none.error.contains("'calibrate' needs '--labels <file>'"))
    let scale = await Session.run("calibrate", "--labels", file, "--scale", "5-1")
    #expect(scale.error.contains("'--scale' needs two rising numbers such as 1-5, not '5-1'"))
  }
}
