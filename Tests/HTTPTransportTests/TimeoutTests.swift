import HTTPTransport
import TestSupport
import Testing

/// Real time, since the kernel's is what is waited for; only what must be over soon is short.
struct TimeoutTests {
  private typealias Timeouts = HTTPRequest.Timeouts

  @Test func saysThatNoConnectionCameAbout() async throws {
    let port = SilentPort()  // The TLS handshake belongs to connecting, and nobody answers it.
    let request = HTTPRequest(
      .get, "https://127.0.0.1:\(port.port)/v1",
      timeouts: Timeouts(connect: .milliseconds(60), idle: .milliseconds(20)))
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.code == .connectTimeout)
    #expect(
      error.detail
        == "no connection to 127.0.0.1:\(port.port) within 60 ms (the connect timeout): "
        + "check the address and the network, or raise the connect timeout")
  }

  @Test func saysThatNothingCame() async throws {
    let server = LoopbackServer([.waitUntilClientLeaves])
    let request = HTTPRequest(
      .post, server.url + "/v1", body: [1], timeouts: Timeouts(idle: .milliseconds(50)))
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.code == .idleTimeout)
    #expect(
      error.detail
        == "nothing came from 127.0.0.1:\(server.port) for 50 ms (the idle timeout): "
        + "the model may simply be slow; raise the idle timeout")
    await server.untilDepartures(1)
  }

  @Test func saysThatNothingMoreCame() async throws {
    let server = LoopbackServer([
      .text("HTTP/1.1 200 OK\r\n\r\nhello"), .flush, .waitUntilClientLeaves,
    ])
    let request = HTTPRequest(.get, server.url, timeouts: Timeouts(idle: .seconds(1)))
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.code == .idleTimeout)
    #expect(error.received == 24)
    #expect(error.head?.status == 200)
    #expect(
      error.detail
        == "nothing came from 127.0.0.1:\(server.port) for 1 s (the idle timeout), "
        + "after 24 bytes of its answer: the model may simply be slow; raise the idle timeout")
  }

  @Test func saysThatTheAnswerTookTooLong() async throws {
    let server = LoopbackServer([.status(200), .drip(": wait\n\n", every: .milliseconds(4))])
    let request = HTTPRequest(
      .get, server.url, timeouts: Timeouts(idle: .seconds(60), total: .milliseconds(200)))
    let error = try await failure(of: request, over: makeTransport())
    #expect(error.code == .totalTimeout)
    #expect(
      error.detail.hasPrefix(
        "127.0.0.1:\(server.port) had not answered in full after 200 ms (the total timeout)"))
    #expect(error.detail.hasSuffix("the model may simply be slow; raise the total timeout"))
  }

  @Test(arguments: [
    LoopbackAnswer([.status(200), .drip(":", every: .milliseconds(25), count: 60), .close]),
    // Within one line of the head, of which libcurl says nothing.
    [
      .text("HTTP/1.1 200 OK\r\nX-Slow: "), .drip("x", every: .milliseconds(25), count: 60),
      .text("\r\n\r\n"), .close,
    ],
    // Between the parts of a chunk's size.
    [
      .status(200, [HTTPField("Transfer-Encoding", "chunked")]),
      .drip("0", every: .milliseconds(100), count: 15), .text("\r\n\r\n"),
    ],
  ])
  func letsASlowDripGoOnThoughItLastsLongerThanTheIdleTimeout(answer: LoopbackAnswer) async throws {
    let server = LoopbackServer(answer)
    let request = HTTPRequest(.get, server.url, timeouts: Timeouts(idle: .seconds(1)))
    let answer = try await makeTransport().send(request)
    #expect(answer.head.status == 200)
    #expect(answer.timing.total > .seconds(1))
  }

  @Test func countsNoTimeBeforeItsTurn() async throws {
    let gate = LoopbackGate()
    let server = LoopbackServer(
      LoopbackAnswer([.wait(gate)] + LoopbackAnswer.text("first").steps), .text("second"))
    let transport = try makeTransport(maxConnections: 1)
    let first = Task { try await transport.send(HTTPRequest(.get, server.url)) }
    await server.untilRequests(1)
    let timeouts = Timeouts(total: .seconds(1))
    let second = Task {
      try await transport.send(HTTPRequest(.get, server.url, timeouts: timeouts))
    }
    while transport.census.waiting == 0 { await Task.yield() }
    let silent = LoopbackServer([.waitUntilClientLeaves])  // As a clock of the same kind.
    let late = try await failure(
      of: HTTPRequest(.get, silent.url, timeouts: timeouts), over: makeTransport())
    #expect(late.code == .totalTimeout)
    gate.open()
    #expect(try await first.value.text == "first")
    #expect(try await second.value.text == "second")
  }

  @Test func keepsDeadlinesApartThatEndTogether() async throws {
    let server = LoopbackServer([.waitUntilClientLeaves])
    let transport = try makeTransport()
    let codes = try await withThrowingTaskGroup(of: TransportError.Code.self) { group in
      for index in 0..<60 {
        let timeouts =
          index.isMultiple(of: 2)
          ? Timeouts(idle: .milliseconds(80)) : Timeouts(total: .milliseconds(80))
        group.addTask {
          try await failure(
            of: HTTPRequest(.get, server.url, timeouts: timeouts), over: transport
          ).code
        }
      }
      return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(codes == [.idleTimeout: 30, .totalTimeout: 30])
    #expect(transport.census.running == 0)
  }
}
