import QuestionPipeline
import TestSupport
import Testing

@testable import viva

/// `viva memory embed` against a server on the loopback interface.
struct EmbedCommandTests {
  private let folder = TemporaryDirectory()
  private var file: String { folder.file("memory.sqlite") }

  /// A vector for each text: of what speaks of attention, in either language, and of the rest.
  private static func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
    let body = try? JSONParser.parse(request.text)
    let texts = body?["input"]?.arrayValue?.compactMap(\.stringValue) ?? []
    let rows = texts.enumerated().map { index, text in
      let isNear = text.contains("ttention") || text.contains("注意力") || text == "gaze"
      return #"{"index": \#(index), "embedding": \#(isNear ? "[1, 0.1]" : "[0.1, 1]")}"#
    }
    return .json(#"{"data": [\#(rows.joined(separator: ", "))]}"#)
  }

  private func configuration(_ server: LoopbackServer, model: String = "e") throws -> String {
    let path = folder.file("\(model).json5")
    try FileSystem.write(
      Array(
        "{ memory: { embeddings: { baseURL: '\(server.url)/v1', model: '\(model)' } } }".utf8),
      to: path)
    return path
  }

  private func remember() async throws {
    let result = await Session.run(
      "generate", "--topic", "self-attention", "--topic", "BM25", "--languages", "en,zh", "--count",
      "12", "--out",
      folder.file("set"), "--memory", file, "--quiet")
    try #require(result.code == .done)
  }

  @Test func whatAMemoryHoldsIsEmbeddedOnceAndFoundByItsMeaning() async throws {
    try await remember()
    let server = LoopbackServer { Self.answer($0) }
    let config = try configuration(server)
    let words = ["--memory", file, "--config", config]
    let first = await Session.run(["memory", "embed"] + words)
    #expect(
      first.output == "Added 12 vectors of e; 12 of 12 questions and passages have one.\n",
      "\(first.error)")
    let asked = server.requests.count
    let again = await Session.run(["memory", "embed", "--json"] + words)
    #expect(try JSONParser.parse(again.output)["added"] == 0)
    #expect(server.requests.count == asked)
    let shown = await Session.run(["memory", "show"] + words)
    #expect(
      shown.output.contains("12 of 12 questions and passages have a vector of e (2 dimensions)."))
    // No question has the word; the first ones found speak of what it means.
    let found = await Session.run(["memory", "search", "gaze", "--limit", "1", "--json"] + words)
    let question = try JSONParser.parse(found.output).arrayValue?.first?["question"]?.stringValue
    #expect(question?.contains("ttention") == true || question?.contains("注意力") == true, "\(found)")
    let without = await Session.run("memory", "search", "gaze", "--memory", file)
    #expect(without.error == "Nothing in the memory has these words.\n")
  }

  @Test func anotherModelIsAClearErrorUntilAllIsMadeAnew() async throws {
    try await remember()
    let server = LoopbackServer { Self.answer($0) }
    let (first, second) = (try configuration(server), try configuration(server, model: "f"))
    await Session.run(["memory", "embed", "--memory", file, "--config", first])
    for words in [["embed"], ["search", "gaze"]] {
      let result = await Session.run(
        ["memory"] + words + ["--memory", file, "--config", second])
      #expect(
        result.error.contains(
          "gives vectors of f with 2 dimensions, but those in \(file) are of e"),
        "\(result)")
    }
    let anew = await Session.run(
      ["memory", "embed", "--anew", "--memory", file, "--config", second])
    #expect(anew.output.hasPrefix("Added 12 vectors of f;"), "\(anew.error)")
  }

  @Test func aModelMustBeNamed() async throws {
    try await remember()
    let result = await Session.run("memory", "embed", "--memory", file)
    #expect(result.code == .badInput)
    #expect(result.error.contains("No model is named: set memory.embeddings"))
  }
}
