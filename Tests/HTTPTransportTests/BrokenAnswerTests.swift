import HTTPTransport
import TestSupport
import Testing

struct BrokenAnswerTests {
  @Test func tellsATruncatedAnswerFromAWholeOne() async throws {
    let server = LoopbackServer(.lying(length: 100, "short"))
    let error = try await failure(of: HTTPRequest(.get, server.url), over: makeTransport())
    #expect(error.code == .brokenAnswer)
    #expect(error.head?.status == 200)
    #expect(error.received > 5)
    #expect(error.detail.hasPrefix("the answer of 127.0.0.1:\(server.port) is broken, after "))
  }

  @Test func takesNoMoreThanTheLengthThatWasSaid() async throws {
    let server = LoopbackServer(.lying(length: 5, "hello, and what does not belong"), .text("next"))
    let transport = try makeTransport()
    #expect(try await transport.send(HTTPRequest(.get, server.url)).text == "hello")
    #expect(try await transport.send(HTTPRequest(.get, server.url)).text == "next")
    #expect(server.connections == 2)
  }

  @Test(arguments: [
    LoopbackAnswer.json("{\"a\":\"0123456789\"}").cut(after: 80),
    .sse(["one", "two", "three"]).cut(after: 90),
    .gzip([UInt8](repeating: 65, count: 5000)).cut(after: 100),
    [.status(200, [HTTPField("Content-Length", "10")]), .text("abc"), .reset],
    [.status(200, [HTTPField("Transfer-Encoding", "chunked")]), .text("zz\r\nabc"), .close],
    [.status(200, [HTTPField("Content-Encoding", "gzip")]), .text("no gzip at all"), .close],
    [.text("HTTP/1.1 200 OK\r\nContent-Le"), .close],
    [.text("<html>what is this</html>\r\n"), .close],
  ])
  func callsAnAnswerThatEndsOrMakesNoSenseBroken(answer: LoopbackAnswer) async throws {
    let server = LoopbackServer(answer)
    let error = try await failure(of: HTTPRequest(.get, server.url), over: makeTransport())
    #expect(error.code == .brokenAnswer, "\(error)")
    #expect(error.detail.contains("127.0.0.1:\(server.port)"))
  }

  @Test(arguments: [LoopbackAnswer([.reset]), [.close]])
  func triesNoSecondTimeOnAConnectionOfItsOwn(answer: LoopbackAnswer) async throws {
    let server = LoopbackServer(answer)
    let error = try await failure(of: HTTPRequest(.post, server.url), over: makeTransport())
    #expect(error.code == .connectionLost, "\(error)")
    #expect(error.received == 0)
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [LoopbackAnswer([.reset]), [.close]])
  func triesAgainWhereAKeptConnectionHadDied(ending: LoopbackAnswer) async throws {
    let server = LoopbackServer(.text("first"), ending, .text("again"))
    let transport = try makeTransport()

    #expect(try await transport.send(HTTPRequest(.post, server.url, body: [1])).text == "first")
    #expect(try await transport.send(HTTPRequest(.post, server.url, body: [2])).text == "again")

    #expect(server.requests.map(\.connection) == [0, 0, 1])
    #expect(server.requests.map(\.body) == [[1], [2], [2]])
  }

  @Test func triesAgainOnAFreshConnectionWhereAllKeptOnesHadDied() async throws {
    let gate = LoopbackGate()
    let count = 10
    let server = LoopbackServer { request in
      if request.connection >= count { return .text("fresh") }
      return request.indexOnConnection == 0
        ? LoopbackAnswer([.wait(gate)] + LoopbackAnswer.text("kept").steps) : [.reset]
    }
    let transport = try makeTransport()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask { _ = try await transport.send(HTTPRequest(.get, server.url)) }
      }
      await server.untilRequests(count)
      gate.open()
      try await group.waitForAll()
    }

    #expect(try await transport.send(HTTPRequest(.get, server.url)).text == "fresh")
    #expect(server.connections == count + 1)
  }

  @Test func givesUpWhereTheSecondTryFailsToo() async throws {
    let server = LoopbackServer(.text("first"), [.reset])
    let transport = try makeTransport()
    _ = try await transport.send(HTTPRequest(.get, server.url))
    let error = try await failure(of: HTTPRequest(.get, server.url), over: transport)
    #expect(error.code == .connectionLost)
    #expect(server.requests.count == 3)
  }

  @Test func doesNotTryAgainOnceBytesHaveCome() async throws {
    let server = LoopbackServer(.text("first"), [.text("HTTP/1.1 200 OK\r\nA: b\r\n"), .reset])
    let transport = try makeTransport()
    _ = try await transport.send(HTTPRequest(.get, server.url))
    let error = try await failure(of: HTTPRequest(.get, server.url), over: transport)
    #expect(error.code == .brokenAnswer, "\(error)")
    #expect(server.requests.count == 2)
  }

  @Test func saysWhereNothingListens() async throws {
    let server = LoopbackServer(.text(""))
    server.stop()
    let error = try await failure(of: HTTPRequest(.get, server.url), over: makeTransport())
    #expect(error.code == .connectionRefused)
    #expect(
      error.detail
        == "no connection to 127.0.0.1:\(server.port): Connection refused; does the server run there?"
    )
  }

  @Test func saysWhereNoAddressIsKnown() async throws {
    // A label of more than 63 letters is no name: nobody is asked.
    let host = String(repeating: "a", count: 64) + ".invalid"
    let error = try await failure(of: HTTPRequest(.get, "http://\(host)/v1"), over: makeTransport())
    #expect(error.code == .nameNotFound)
    #expect(error.detail == "no address is known for \(host)")
  }
}

struct SizeLimitTests {
  @Test func stopsABodyOf100MegabytesAtTheLimit() async throws {
    let server = LoopbackServer([.status(200), .fill(65, count: 100 << 20), .close])
    let error = try await failure(
      of: HTTPRequest(.get, server.url, bodyLimit: 1 << 20), over: makeTransport())
    #expect(error.code == .tooLarge)
    #expect(
      error.detail
        == "127.0.0.1:\(server.port) sent more than the 1048576 bytes that an answer may have")
    #expect(error.received < 2 << 20)
    await server.untilDepartures(1)
    #expect(server.bytesSent < 50 << 20)
  }

  @Test func believesALengthThatIsTooLarge() async throws {
    let server = LoopbackServer([
      .status(200, [HTTPField("Content-Length", "\(100 << 20)")]), .waitUntilClientLeaves,
    ])
    let error = try await failure(
      of: HTTPRequest(.get, server.url, bodyLimit: 1 << 20), over: makeTransport())
    #expect(error.code == .tooLarge)
  }

  @Test(arguments: [true, false])
  func stopsAGzipBombAtTheLimit(hasReceiver: Bool) async throws {
    let server = LoopbackServer(.gzipBomb(unpackingTo: 128 << 20))
    let receiver = hasReceiver ? KeepingReceiver() : nil
    let error = try await failure(
      of: HTTPRequest(.get, server.url, bodyLimit: 1 << 20), over: makeTransport(), to: receiver)
    #expect(error.code == .tooLarge)
    #expect(error.received < 2 << 20)
    if let receiver { #expect(receiver.body.count <= 1 << 20) }
  }

  @Test func takesABodyOfExactlyTheLimit() async throws {
    let server = LoopbackServer(.text(String(repeating: "x", count: 1000)))
    let transport = try makeTransport()
    let answer = try await transport.send(HTTPRequest(.get, server.url, bodyLimit: 1000))
    #expect(answer.body.count == 1000)
    let error = try await failure(
      of: HTTPRequest(.get, server.url, bodyLimit: 999), over: transport)
    #expect(error.code == .tooLarge)
  }

  @Test func limitsWhatComesWithAnErrorToAMegabyte() async throws {
    let server = LoopbackServer([.status(500), .fill(65, count: 4 << 20), .close])
    let error = try await failure(of: HTTPRequest(.get, server.url), over: makeTransport())
    #expect(error.code == .tooLarge)
    #expect(error.head?.status == 500)
  }

  @Test func limitsTheHead() async throws {
    let line = "X-Long: " + String(repeating: "a", count: 8000) + "\r\n"
    let server = LoopbackServer([
      .text("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 100)), .text("\r\n"), .close,
    ])
    let error = try await failure(of: HTTPRequest(.get, server.url), over: makeTransport())
    #expect(error.code == .tooLarge)
  }

  @Test func stopsWhereTheReceiverWantsNoMore() async throws {
    let server = LoopbackServer([
      .status(200), .text("enough"), .flush, .waitUntilClientLeaves,
    ])
    let receiver = KeepingReceiver(limit: 6)
    let error = try await failure(
      of: HTTPRequest(.get, server.url), over: makeTransport(), to: receiver)
    #expect(error.code == .stopped)
    #expect(receiver.body == Array("enough".utf8))
    await server.untilDepartures(1)
  }
}
