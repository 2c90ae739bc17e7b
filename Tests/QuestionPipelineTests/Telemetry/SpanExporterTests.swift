import HTTPTransport
import TestSupport
import Testing

@testable import QuestionPipeline

struct SpanExporterTests {
  private let clock = SteppingClock()

  private func exporter(_ url: String, timeout: Int = 5000) throws -> SpanExporter {
    let variables = [
      "OTEL_EXPORTER_OTLP_ENDPOINT": url, "OTEL_EXPORTER_OTLP_TIMEOUT": String(timeout),
      "OTEL_EXPORTER_OTLP_HEADERS": "x-key=marker-key",
    ]
    let settings = try #require(
      try SpanSettings(allowsInsecureHTTP: false) { variables[$0] })
    return SpanExporter(settings, transport: try CurlTransport(), clock: clock)
  }

  /// Adds spans, and sends all before it returns.
  private func send(_ count: Int, with exporter: SpanExporter) async {
    for number in 0..<count { exporter.add(span(number)) }
    exporter.close()
    await exporter.keepSending()
  }

  private func span(_ number: Int) -> Span {
    Span(trace: "t", id: String(number), parent: nil, name: "s", start: 1, end: 2)
  }

  /// The ids of what a server got, request by request.
  private func received(_ server: LoopbackServer) throws -> [[String]] {
    try server.requests.map { request in
      let body = try JSONParser.parse(request.text)
      let scope = body["resourceSpans"]?.arrayValue?[0]["scopeSpans"]?.arrayValue?[0]
      return (scope?["spans"]?.arrayValue ?? []).compactMap { $0["spanId"]?.stringValue }
    }
  }

  @Test func sendsEachSpanOnceInBatches() async throws {
    let server = LoopbackServer(.json("{}"))
    let exporter = try exporter(server.url)
    await send(1200, with: exporter)
    #expect(try received(server).map(\.count) == [512, 512, 176])
    #expect(try received(server).flatMap(\.self) == (0..<1200).map(String.init))
    #expect(server.requests.allSatisfy { $0.target == "/v1/traces" && $0["x-key"] == "marker-key" })
    #expect(exporter.conclude() == nil)
  }

  @Test func triesAgainWhereThatMayHelpAndWaitsAsAsked() async throws {
    let server = LoopbackServer(
      .json(503, "{}"), .json(429, "{}", [HTTPField("Retry-After", "7")]), .json("{}"))
    let exporter = try exporter(server.url)
    await send(3, with: exporter)
    #expect(server.requests.count == 3)
    #expect(exporter.conclude() == nil)
    #expect(clock.now == .seconds(8))
  }

  @Test func doesNotRepeatWhatTheServerWillNeverTake() async throws {
    let server = LoopbackServer(.json(400, "marker-key"))
    let exporter = try exporter(server.url)
    await send(3, with: exporter)
    #expect(server.requests.count == 1)
    #expect(exporter.conclude() == "3 of 3 spans did not reach \(server.url): status 400")
  }

  @Test func givesUpAfterThreeBatches() async throws {
    let server = LoopbackServer(.json(500, "{}"))
    let exporter = try exporter(server.url)
    await send(512 * 5, with: exporter)
    #expect(server.requests.count == 3)
    exporter.add(span(0))
    #expect(exporter.conclude() == "2561 of 2561 spans did not reach \(server.url): status 500")
  }

  @Test func countsWhatTheServerTurnedDown() async throws {
    let server = LoopbackServer(
      .json(#"{"partialSuccess": {"rejectedSpans": "2", "errorMessage": "marker-key"}}"#))
    let exporter = try exporter(server.url)
    await send(5, with: exporter)
    #expect(
      exporter.conclude() == "2 of 5 spans did not reach \(server.url): the server turned them down"
    )
  }

  @Test func holdsNoMoreThanItsCapacity() async throws {
    let server = LoopbackServer(.json("{}"))
    let exporter = try exporter(server.url)
    await send(SpanExporter.capacity + 7, with: exporter)
    #expect(try received(server).flatMap(\.self).count == SpanExporter.capacity)
    #expect(exporter.conclude()?.hasPrefix("7 of \(SpanExporter.capacity + 7) spans") == true)
  }

  @Test func outlivesAServerThatIsNotThere() async throws {
    let server = LoopbackServer(.json("{}"))
    let url = server.url
    server.stop()
    let exporter = try exporter(url)
    await send(2, with: exporter)
    #expect(exporter.conclude()?.hasPrefix("2 of 2 spans did not reach \(url): ") == true)
    #expect(exporter.conclude()?.contains("marker-key") == false)
  }

  @Test func outlivesAServerThatStalls() async throws {
    let server = LoopbackServer([.waitUntilClientLeaves])
    let exporter = try exporter(server.url, timeout: 20)
    await send(2, with: exporter)
    #expect(exporter.conclude()?.hasPrefix("2 of 2 spans did not reach \(server.url): ") == true)
  }

  @Test func endsAtOnceWhenItIsCancelled() async throws {
    let server = LoopbackServer([.waitUntilClientLeaves])
    // Longer than any machine takes to get here.
    let exporter = try exporter(server.url, timeout: 600_000)
    exporter.add(span(0))
    exporter.close()
    let sending = Task { await exporter.keepSending() }
    await server.untilRequests(1)
    exporter.add(span(1))
    sending.cancel()
    await sending.value
    #expect(exporter.conclude() == "2 of 2 spans did not reach \(server.url): the time was up")
  }
}
