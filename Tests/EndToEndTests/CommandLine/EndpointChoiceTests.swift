import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

@testable import viva

/// What an endpoint of the command line or of a configuration brings with it, and what it does not.
struct EndpointChoiceTests {
  private let folder = TemporaryDirectory()
  private let reply = #"{"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}]}"#

  /// A server that answers nothing of use, and a configuration file.
  private func config(_ text: String) throws -> String {
    let path = folder.file("config.json5")
    try FileSystem.write(Array(text.utf8), to: path)
    return path
  }

  private func server() -> LoopbackServer {
    LoopbackServer { [reply] _ in .json(401, reply) }
  }

  private func generate(_ words: String..., environment: [String: String]) async -> Session.Result {
    await Session.run(
      ["generate", "--topic", "RAG", "--count", "1", "--quiet", "--out", folder.file("set")]
        + words, environment: environment)
  }

  private func keys(_ server: LoopbackServer) -> [String] {
    server.requests.flatMap { request in
      request.fields.filter { $0.name.lowercased() == "authorization" }.map(\.value)
    }
  }

  @Test func aKeyGoesToTheEndpointThatItWasConfiguredFor() async throws {
    let server = server()
    let path = try config(
      """
      {endpoints: {mine: {baseURL: "http://127.0.0.1:\(server.port)/v1", model: "m",
        key: {environment: "MINE_KEY"}}}}
      """)
    let result = await generate(
      "--endpoint", "mine", "--config", path, environment: ["MINE_KEY": "marker-key-1"])
    #expect(result.code == .failed)
    #expect(keys(server).first == "Bearer marker-key-1")
  }

  @Test(arguments: [nil, "no certificate here"])
  func aFileOfCertificatesThatIsOfNoUseIsNamedBeforeAnythingIsSent(text: String?) async throws {
    let file = folder.file("ca.pem")
    if let text { try FileSystem.write(Array(text.utf8), to: file) }
    let server = server()
    let result = await generate(
      "--base-url", "http://127.0.0.1:\(server.port)/v1", "--model", "m", "--ca-file", file,
      environment: [:])
    #expect(result.code == .badInput)
    #expect(
      result.error == "Error: \(file): "
        + (text == nil ? "there is no such file or folder" : "holds no certificate in PEM") + "\n")
    #expect(server.requests.isEmpty)
  }

  @Test func aPresetThatIsMovedToAnotherHostDoesNotTakeItsKeyAlong() async throws {
    let server = server()
    let path = try config(
      #"{endpoints: {openai: {baseURL: "http://127.0.0.1:\#(server.port)/v1", model: "m"}}}"#)
    _ = await generate(
      "--endpoint", "openai", "--config", path, environment: ["OPENAI_API_KEY": "marker-key-2"])
    #expect(!server.requests.isEmpty)
    #expect(keys(server).isEmpty)
  }

  @Test func aBaseURLOfTheCommandLineTakesNeitherKeyNorHeaderFieldsOfTheEndpoint() async throws {
    let server = server()
    let path = try config(
      """
      {endpoints: {mine: {baseURL: "https://example.invalid/v1", model: "m",
        key: {environment: "MINE_KEY"}, extraFields: {"X-Org": "secret-org"}}}}
      """)
    _ = await generate(
      "--endpoint", "mine", "--base-url", "http://127.0.0.1:\(server.port)/v1", "--config", path,
      environment: ["MINE_KEY": "marker-key-3", "VIVA_API_KEY": "marker-key-4"])
    #expect(keys(server).first == "Bearer marker-key-4")
    #expect(!server.requests.contains { $0.fields.contains { $0.value == "secret-org" } })
  }

  @Test func aPriceThatTheUserGivesCountsForThisMachineToo() async throws {
    let path = try config(
      """
      {endpoints: {proxy: {baseURL: "http://127.0.0.1:9/v1", model: "gpt-4.1"}},
       prices: {"gpt-4.1": {input: 2, cachedInput: 0.5, output: 8, date: "2026-01-01"}}}
      """)
    let result = await generate(
      "--endpoint", "proxy", "--config", path, "--max-cost", "0.0001", environment: [:])
    #expect(result.code == .badInput)
    #expect(result.error.contains("--max-cost"))
  }

  @Test func judgesStandAlone() async throws {
    let set = folder.file("items.jsonl")
    try FileSystem.write([], to: set)
    let result = await Session.run(
      "evaluate", set, "--judges", "openai", "--model", "m", "--out", folder.file("e"))
    #expect(result.code == .badInput)
    #expect(
      result.error.hasPrefix(
        "Error: '--judges' names who judges; '--model' cannot be given beside it.\n"))
  }

  @Test func whatShapesRepliesIsPartOfTheModelsName() {
    var profile = EndpointProfile(name: "e", baseURL: "http://127.0.0.1:1/v1", model: "m")
    #expect(profile.modelName == "m")
    profile.extraBody["top_p"] = .number(0.1)
    let name = profile.modelName
    #expect(name.hasPrefix("m+"))
    profile.extraBody["top_p"] = .number(0.2)
    #expect(profile.modelName != name && profile.modelName.hasPrefix("m+"))
  }
}
