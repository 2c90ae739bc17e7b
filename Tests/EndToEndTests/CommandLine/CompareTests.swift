import QuestionPipeline
import TestSupport
import Testing

@testable import viva

struct CompareTests {
  private let folder = TemporaryDirectory()

  private func item(
    _ id: String, _ score: Double, question: String? = nil, kind: String = "open",
    level: String = "apply", by: String = "m", topic: String = "T"
  ) -> JSONValue {
    [
      "id": .string(id), "topic": [.string(topic)], "kind": .string(kind), "language": "en",
      "level": .string(level), "question": .string(question ?? "What is \(id)?"), "answer": "That.",
      "scores": ["clarity": ["value": .number(score), "by": .string(by)]],
      "score": .number(score),
    ]
  }

  private func write(_ items: [JSONValue], _ name: String) throws -> String {
    let text = items.map { JSONWriter.text($0) + "\n" }.joined()
    try FileSystem.write(Array(text.utf8), to: folder.file(name))
    return folder.file(name)
  }

  private func compared(_ a: [JSONValue], _ b: [JSONValue]) async throws -> JSONReader {
    let result = await Session.run(
      "compare", try write(a, "a.jsonl"), try write(b, "b.jsonl"), "--json")
    #expect(result.code == .done)
    #expect(result.error == "")
    return try JSONReader(JSONParser.parse(result.output))
  }

  @Test func pairsItemsThatBothSetsHave() async throws {
    let a = (0..<30).map { item("q\($0)", 0.5 + Double($0 % 3) / 10) }
    let b = (0..<30).map { item("q\($0)", 0.6 + Double($0 % 3) / 10) }
    let found = try await compared(a, b)
    #expect(try found.string("winner") == "b")
    #expect(try found.int("sharedItems") == 30)
    let score = try found.array("scores")[0]
    #expect(try score.string("name") == "score")
    #expect(try score.bool("paired"))
    #expect(try score.required("difference").double("value") == 0.1)
    #expect(try score.double("p") < 0.01)
    #expect(try score.double("adjustedP") >= score.double("p"))
  }

  @Test func pairsByQuestionWhereIdentifiersDiffer() async throws {
    let a = (0..<12).map { item("a\($0)", 0.5, question: "Question \($0)?") }
    let b = (0..<12).map { item("b\($0)", 0.5, question: "Question \($0)?") }
    let found = try await compared(a, b)
    #expect(try found.int("sharedItems") == 12)
    #expect(try found.string("winner") == "neither")
  }

  @Test func callsShuffledNoiseNoDifference() async throws {
    var generator = SplitMix64(seed: 11)
    let a = (0..<40).map { item("a\($0)", (generator.unit() * 100).rounded() / 100) }
    let b = (0..<40).map { item("b\($0)", (generator.unit() * 100).rounded() / 100) }
    let found = try await compared(a, b)
    #expect(try found.string("winner") == "neither")
    #expect(try found.array("scores")[0].bool("paired") == false)
    #expect(try found.array("scores")[0].double("p") > 0.05)
  }

  @Test func tellsDriftOfScoresKindsAndLevels() async throws {
    let a = (0..<40).map { item("a\($0)", 0.9, kind: "open", level: "apply") }
    let b = (0..<40).map {
      item("b\($0)", 0.2, kind: $0 % 2 == 0 ? "open" : "cloze", level: "create")
    }
    let found = try await compared(a, b)
    let score = try found.array("scores")[0]
    #expect(try score.required("ks").double("statistic") == 1)
    #expect(try score.double("psi") > 1)
    let mix = try found.required("mix")
    #expect(try mix.required("kind").double("psi") > 0.25)
    #expect(try mix.required("kind").required("counts").required("cloze").int("b") == 20)
    #expect(
      try mix.required("level").required("counts").members().map(\.key) == ["apply", "create"])
    #expect(try mix.required("language").double("psi") == 0)
  }

  @Test func saysWhereOtherJudgesSpoke() async throws {
    let a = try write([item("q1", 0.5), item("q2", 0.6)], "a.jsonl")
    let b = try write([item("q1", 0.5, by: "n"), item("q2", 0.6, by: "n")], "b.jsonl")
    let result = await Session.run("compare", a, b)
    #expect(result.output.contains("* judged by others, so not comparable: clarity (m / n)"))
  }

  @Test func comparesRunsWithTheirRefusalsStagesAndCost() async throws {
    for (name, seed) in [("a", "1"), ("b", "2")] {
      let run = await Session.run(
        "generate", "--topic", "Transformers", "--count", "8", "--kinds", "open,multipleChoice",
        "--seed", seed, "--out", folder.file(name), "--quiet")
      #expect(run.code == .done)
    }
    let result = await Session.run("compare", folder.file("a"), folder.file("b"), "--json")
    #expect(result.code == .done)
    let found = try JSONReader(JSONParser.parse(result.output))
    let stages = try found.array("stages")
    #expect(
      try stages.map { try $0.string("name") }
        == ["topic-planner", "generator", "critic", "evaluator"])
    for stage in stages {
      #expect(try stage.required("a").int("requests") > 0)
      #expect(try stage.required("b").int("nanoDollars") == 0)
    }
    #expect(try found.required("a").int("items") == 8)
    let text = await Session.run("compare", folder.file("a"), folder.file("b"))
    #expect(text.output.contains("Stage"))
    #expect(text.output.contains("By chance"))
    let again = await Session.run("compare", folder.file("a"), folder.file("b"))
    #expect(again.output == text.output)
  }

  @Test func namesWhatIsNoSet() async throws {
    let set = try write([item("q1", 0.5)], "a.jsonl")
    let none = await Session.run("compare", set, folder.file("nothing"))
    #expect(none.code == .badInput)
    #expect(none.error.contains(folder.file("nothing")))
    try FileSystem.makeFolder(folder.file("empty"))
    let empty = await Session.run("compare", set, folder.file("empty"))
    #expect(empty.code == .badInput)
    #expect(
      empty.error
        == "Error: \(folder.file("empty")): holds neither items.jsonl nor report.json: it is no set and no evaluation\n"
    )
    let one = await Session.run("compare", set)
    #expect(one.code == .badInput)
  }

  @Test func aSmallDifferenceThatCountsIsShownWithItsDigits() async throws {
    let a = (0..<40).map { item("q\($0)", 0.998) }
    let b = (0..<40).map { item("q\($0)", 0.999) }
    let result = await Session.run("compare", try write(a, "a.jsonl"), try write(b, "b.jsonl"))
    #expect(
      result.output.hasPrefix(
        "b scores higher: mean score 0.9980 and 0.9990, difference +0.0010 (95% interval +0.0010 to +0.0010)"
      ))
  }

  // MARK: Pairs before judges

  /// A judge who prefers the answer "That." and counts what it is asked.
  private func judge() -> LoopbackServer {
    LoopbackServer { request in
      guard request.target.hasSuffix("/chat/completions"),
        let inputs = try? request.promptInputs()
      else { return .json(404, "{}") }
      let isFirst = inputs["first"]?["answer"] == "That."
      let content = JSONWriter.text([
        "reason": "plain words", "verdict": isFirst ? "first" : "second", "by": .null,
      ])
      return .completion(content)
    }
  }

  private func sets(_ count: Int) throws -> (a: String, b: String) {
    let items = (0..<count).map { item("q\($0)", 0.5, topic: "T\($0 % 4)") }
    let others = items.map { item in
      var object = item.objectValue ?? JSONObject()
      object["answer"] = "Something else."
      return JSONValue.object(object)
    }
    return (try write(items, "a.jsonl"), try write(others, "b.jsonl"))
  }

  @Test func judgesSeeEachPairInBothOrdersAndNothingIsAskedTwice() async throws {
    let (a, b) = try sets(12)
    let server = judge()
    let out = folder.file("pairs")
    let words = [
      "compare", a, b, "--base-url", server.url + "/v1", "--model", "m", "--out", out, "--json",
    ]
    let result = await Session.run(words)
    #expect(result.code == .done)
    let asked = server.requests.count { $0.target.hasSuffix("/chat/completions") }
    #expect(asked == 24)
    let pairs = try JSONReader(JSONParser.parse(result.output)).required("pairs")
    #expect(try pairs.string("winner") == "a")
    #expect(try pairs.required("wins").int("a") == 12)
    #expect(try pairs.required("shareOfB").double("value") == 0)
    let file = try JSONReader(JSONParser.parse(FileSystem.read(out + "/comparison.json")))
    let decisions = try file.required("pairs").array("decisions")
    #expect(decisions.count == 12)
    #expect(try decisions[0].array("ballots")[0].string("bFirst") == "a")
    #expect(try decisions[0].array("ballots")[0].strings("reasons").first == "plain words")

    let again = await Session.run(words)
    #expect(again.output == result.output)
    #expect(server.requests.count { $0.target.hasSuffix("/chat/completions") } == asked)
    let text = await Session.run(Array(words.dropLast()))
    #expect(text.output.contains("Pairs: judges prefer a: of 12 pairs 12 for a, 0 for b"))
    #expect(text.output.contains("Every verdict with its reasons: \(out)/comparison.json"))
  }

  @Test func aBudgetEndsTheJudgingAndALargerOneGoesOn() async throws {
    let (a, b) = try sets(6)
    let server = judge()
    let words = [
      "compare", a, b, "--base-url", server.url + "/v1", "--model", "m", "--out",
      folder.file("pairs"), "--json", "--concurrency", "1", "--quiet",
    ]
    let short = await Session.run(words + ["--max-requests", "7"])
    #expect(short.code == .short)
    #expect(short.error.contains("of 6 pairs were judged"))
    let whole = await Session.run(words)
    #expect(whole.code == .done)
    #expect(server.requests.count { $0.target.hasSuffix("/chat/completions") } == 12)
  }

  @Test func whatNeedsJudgesSaysSo() async throws {
    let (a, b) = try sets(2)
    let result = await Session.run("compare", a, b, "--out", folder.file("pairs"))
    #expect(result.code == .badInput)
    #expect(result.error.contains("'--out' needs judges"))
    #expect(!FileSystem.exists(folder.file("pairs")))
  }

  @Test func setsWithNothingInCommonHaveNoPairs() async throws {
    let a = try write([item("x", 0.5)], "a.jsonl")
    let b = try write([item("y", 0.5, kind: "scenario")], "b.jsonl")
    let result = await Session.run(
      "compare", a, b, "--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--out",
      folder.file("pairs"))
    #expect(result.code == .badInput)
    #expect(result.error.contains("have no two items of one question"))
    #expect(!FileSystem.exists(folder.file("pairs")))
  }
}
