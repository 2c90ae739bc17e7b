import QuestionPipeline
import TestSupport
import Testing

@testable import viva

struct TelemetryTests {
  private let folder = TemporaryDirectory()

  /// Writes a small set offline.
  private func generate(_ name: String, _ environment: [String: String]) async throws
    -> Session.Result
  {
    let result = await Session.run(
      [
        "generate", "--topic", "Transformers", "--count", "6", "--kinds", "open", "--out",
        folder.file(name),
      ], environment: environment, clock: MonotonicClock())
    #expect(result.code == .done, "\(result.error)")
    #expect(!(result.error + result.output).contains("marker-key"))
    return result
  }

  private func collector(_ server: LoopbackServer) -> [String: String] {
    [
      "OTEL_EXPORTER_OTLP_ENDPOINT": server.url,
      "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20marker-key",
    ]
  }

  @Test func aRunSendsItsSpansAndKeepsItsBytes() async throws {
    let server = LoopbackServer(.json("{}"))
    _ = try await generate("plain", [:])
    #expect(server.connections == 0)
    let traced = try await generate("traced", collector(server))
    #expect(!traced.error.contains("did not reach"), "\(traced.error)")
    #expect(try timelessFiles(folder.file("traced")) == timelessFiles(folder.file("plain")))

    let requests = server.requests
    #expect(requests.allSatisfy { $0.target == "/v1/traces" && $0.method == "POST" })
    #expect(requests.allSatisfy { $0["authorization"] == "Bearer marker-key" })
    let text = requests.map(\.text).joined()
    #expect(text.contains(#""name":"invoke_workflow generate""#))
    #expect(text.contains(#""name":"chat offline""#))
    #expect(!text.contains("marker-key"))
  }

  @Test(arguments: [500, 404, 301]) func aServersRefusalIsANoticeAndNoMore(status: Int)
    async throws
  {
    let server = LoopbackServer(.json(status, "marker-key"))
    let result = try await generate("set", collector(server))
    #expect(result.error.contains(" did not reach \(server.url): status \(status).\n"))
    #expect(result.error.split(separator: "\n").count { $0.hasPrefix("Notice:") } == 1)
  }

  @Test func whatCannotBeSentIsSaidBeforeTheRun() async throws {
    let server = LoopbackServer(.json("{}"))
    var variables = collector(server)
    variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc"
    let result = try await generate("set", variables)
    #expect(
      result.error.contains(
        "Notice: no traces are sent: OTEL_EXPORTER_OTLP_PROTOCOL: asks for 'grpc'"))
    #expect(server.connections == 0)
  }

  @Test func anEvaluationByRulesSendsItsRunAlone() async throws {
    let server = LoopbackServer(.json("{}"))
    _ = try await generate("set", [:])
    let result = await Session.run(
      ["evaluate", folder.file("set"), "--out", folder.file("e")],
      environment: collector(server), clock: MonotonicClock())
    #expect(result.code == .done, "\(result.error)")
    #expect(server.requests.count == 1)
    #expect(server.requests.first?.text.contains(#""name":"invoke_workflow evaluate""#) == true)
  }
}
