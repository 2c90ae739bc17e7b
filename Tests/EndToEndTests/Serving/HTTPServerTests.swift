import QuestionPipeline
import Synchronization
import TestSupport
import Testing

@testable import viva

struct HTTPServerTests {
  private let clock = SteppingClock()

  private static let health = "GET /health HTTP/1.1\r\nHost: h\r\n\r\n"

  private static func post(_ body: String, _ more: String = "") -> String {
    "POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n\(more)"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  private static let question =
    "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello!\"}]}"

  /// Serves the offline backend while the body runs, then stops.
  private func serving<T: Sendable>(
    _ limits: ServerLimits = ServerLimits(), parallelism: Int = 2,
    answer: (@Sendable (IncomingRequest) async -> OutgoingReply)? = nil,
    _ body: (HTTPServer) async throws -> T
  ) async throws -> T {
    let time = CalendarTime(start: 0, clock: clock)
    let service = ChatService(model: try ServedWriter.shared.get(), time: time)
    let server = try HTTPServer(
      host: "127.0.0.1", port: 0, limits: limits, time: time, parallelism: parallelism,
      answer: answer ?? { service.reply(to: $0) })
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await server.run() }
      defer { server.stop() }
      return try await body(server)
    }
  }

  @Test func oneConnectionServesManyRequests() async throws {
    try await serving { server in
      let port = server.port
      try await blocking {
        var client = try RawClient(port: port)
        for _ in 0..<50 {
          client.send(Self.health)
          let health = try client.reply()
          #expect(health.status == 200 && health.text == "{\"status\":\"ok\"}\n")
          client.send(Self.post(Self.question))
          let reply = try client.reply()
          #expect(reply.status == 200 && reply.head.contains("Connection: keep-alive"))
        }
      }
    }
  }

  @Test func requestsSentAtOnceAreAnsweredInTheirOrder() async throws {
    try await serving { server in
      let port = server.port
      try await blocking {
        var client = try RawClient(port: port)
        client.send(
          Self.post(Self.question) + Self.health + "GET /no HTTP/1.1\r\nHost: h\r\n\r\n"
            + "HEAD /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n" + Self.health)
        #expect(try client.reply().text.contains("chat.completion"))
        #expect(try client.reply().text == "{\"status\":\"ok\"}\n")
        #expect(try client.reply().status == 404)
        let last = String(decoding: client.rest(), as: UTF8.self)
        #expect(last.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(last.hasSuffix("Content-Length: 16\r\nConnection: close\r\n\r\n"))
      }
    }
  }

  @Test func aStreamArrivesInChunksOnAConnectionThatGoesOn() async throws {
    try await serving { server in
      let port = server.port
      try await blocking {
        var client = try RawClient(port: port)
        let body = Self.question.dropLast() + ", \"stream\": true}"
        for _ in 0..<3 {
          client.send(Self.post(String(body)))
          let reply = try client.reply()
          #expect(reply.head.contains("Content-Type: text/event-stream"))
          #expect(reply.text.hasSuffix("data: [DONE]\n\n"))
        }
      }
    }
  }

  @Test func aClientThatHasFinishedSendingIsAnsweredStill() async throws {
    try await serving { server in
      let port = server.port
      try await blocking {
        var client = try RawClient(port: port)
        client.send(Self.post(Self.question))
        client.finish()
        #expect(String(decoding: client.rest(), as: UTF8.self).hasPrefix("HTTP/1.1 200 OK\r\n"))
      }
    }
  }

  @Test func aBodyThatWaitsForItsCueAndComesInChunksIsRead() async throws {
    try await serving { server in
      let port = server.port
      try await blocking {
        var client = try RawClient(port: port)
        client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
            + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(try client.reply().status == 100)
        for byte in Self.question.utf8 { client.send([0x31, 13, 10, byte, 13, 10]) }
        client.send("0\r\n\r\n")
        #expect(try client.reply().status == 200)
      }
    }
  }

  @Test func refusalsReachAClientThatGoesOnSending() async throws {
    try await serving { server in
      let port = server.port
      try await blocking {
        for (text, status) in [
          ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n", 413),
          ("GET / HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "x", count: 20000))\r\n\r\n", 431),
          ("GET /\(String(repeating: "x", count: 9000)) HTTP/1.1\r\n", 414),
          (
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n", 400
          ),
          ("BREW / HTTP/1.1\r\nHost: h\r\n\r\n", 501), ("\u{16}\u{3}\u{1}\r\n\r\n", 400),
        ] {
          var client = try RawClient(port: port)
          client.send(text + "\r\n" + String(repeating: "y", count: 100_000))
          client.finish()
          let reply = try client.reply()
          #expect(reply.status == status)
          #expect(reply.head.contains("Connection: close"))
          let error = try JSONParser.parse(reply.text)["error"]
          #expect(error?["message"]?.stringValue?.isEmpty == false)
          #expect(client.rest().isEmpty)
        }
      }
    }
  }

  @Test func aClientThatDiesInTheMiddleHarmsNoOther() async throws {
    try await serving { server in
      let port = server.port
      try await blocking {
        let whole = Self.post(Self.question)
        var other = try RawClient(port: port)
        for length in stride(from: 1, to: whole.utf8.count, by: 37) {
          var client = try RawClient(port: port)
          client.send(String(whole.prefix(length)))
          if length % 2 == 0 { client.reset() } else { client.hangUp() }
        }
        for _ in 0..<20 {
          var client = try RawClient(port: port)
          client.send(whole)
          client.reset()
        }
        other.send(whole)
        #expect(try other.reply().status == 200)
      }
    }
  }

  @Test func sixHundredConnectionsAtOnceAreAllAnswered() async throws {
    try await serving { server in
      let port = server.port
      try #require(server.connectionLimit >= 600)
      let statuses = try await blocking {
        var clients = try (0..<600).map { _ in try RawClient(port: port) }
        for client in clients { client.send(Self.post(Self.question)) }
        return try clients.indices.map { try clients[$0].reply().status }
      }
      #expect(statuses == [Int](repeating: 200, count: 600))
    }
  }

  @Test func connectionsAboveTheLimitAreToldToComeAgain() async throws {
    try await serving(ServerLimits(connections: 3)) { server in
      let port = server.port
      try await blocking {
        var clients = try (0..<3).map { _ in try RawClient(port: port) }
        for index in clients.indices {
          clients[index].send(Self.health)
          #expect(try clients[index].reply().status == 200)
        }
        var fourth = try RawClient(port: port)
        let reply = try fourth.reply()
        #expect(reply.status == 503 && reply.head.contains("Retry-After: 1"))
        clients[0].send(Self.health)
        #expect(try clients[0].reply().status == 200)
      }
    }
  }

  @Test func bytesOfAllRequestsTogetherAreLimited() async throws {
    try await serving(ServerLimits(bodyBytes: 1 << 20, heldBytes: 2 << 20)) { server in
      let port = server.port
      try await blocking {
        let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n"
        var clients: [RawClient] = []
        var statuses: [Int] = []
        for _ in 0..<3 {
          let client = try RawClient(port: port)
          client.send(head + String(repeating: "x", count: 999_999))
          clients.append(client)
        }
        // Whichever was read last above the limit is refused; the others still wait for their last byte.
        for client in clients { client.send("x") }
        for index in clients.indices { statuses.append(try clients[index].reply().status) }
        #expect(statuses.sorted() == [404, 404, 503])
      }
    }
  }

  @Test func slowClientsAreShutOutWhenTheirTimeIsOver() async throws {
    let limits = ServerLimits(headTime: .seconds(10), idleTime: .seconds(20))
    try await serving(limits) { server in
      let port = server.port
      let clients = try await blocking {
        var clients = try (0..<3).map { _ in try RawClient(port: port) }
        clients[1].send("GET /hea")
        clients[2].send(Self.health)
        #expect(try clients[2].reply().status == 200)
        try Self.meetLoop(port)
        return clients
      }
      clock.advance(by: .seconds(11))
      server.wake()
      try await blocking {
        var (silent, dripping) = (clients[0], clients[1])
        #expect(silent.rest().isEmpty)
        let reply = try dripping.reply()
        #expect(reply.status == 408)
      }
      clock.advance(by: .seconds(10))
      server.wake()
      try await blocking {
        var idle = clients[2]
        #expect(idle.rest().isEmpty)
      }
    }
  }

  @Test func whatIsInFlightIsFinishedWhenTheServerStops() async throws {
    let (arrived, arrival) = AsyncStream<Void>.makeStream()
    let gate = Interruption()
    try await serving { request in
      arrival.yield()
      try? await gate.wait()
      return OutgoingReply(json: "done")
    } _: { server in
      let port = server.port
      async let late = blocking {
        var client = try RawClient(port: port)
        client.send(Self.health)
        return try client.reply()
      }
      for await _ in arrived { break }
      server.stop()
      gate.trigger()
      let reply = try await late
      #expect(reply.text == "\"done\"\n" && reply.head.contains("Connection: close"))
    }
  }

  @Test func requestsOfClientsThatAreGoneTakeNoWork() async throws {
    let answered = Mutex(0)
    let gate = Interruption()
    let (arrived, arrival) = AsyncStream<Void>.makeStream()
    try await serving(parallelism: 1) { _ in
      arrival.yield()
      try? await gate.wait()
      answered.withLock { $0 += 1 }
      return OutgoingReply(json: "done")
    } _: { server in
      let port = server.port
      let clients = Mutex<[RawClient]>([])
      try await blocking {
        for _ in 0..<20 {
          let client = try RawClient(port: port)
          client.send(Self.health)
          clients.withLock { $0.append(client) }
        }
        try Self.meetLoop(port)
      }
      // One is at work, as many as there may be; the others wait behind it.
      for await _ in arrived { break }
      try await blocking {
        clients.withLock { clients in
          for index in clients.indices { clients[index].reset() }
        }
        try Self.meetLoop(port)
      }
      gate.trigger()
    }
    #expect(answered.withLock { $0 } == 1)
  }

  /// Returns once the loop has met all that reached it before: it refuses such a request itself, after those.
  private static func meetLoop(_ port: Int) throws {
    var client = try RawClient(port: port)
    client.send("nonsense\r\n\r\n")
    let reply = try client.reply()
    #expect(reply.status == 400)
  }

  @Test func aPortThatIsTakenIsNamed() async throws {
    try await serving { server in
      let time = CalendarTime(start: 0, clock: clock)
      #expect {
        try HTTPServer(host: "127.0.0.1", port: server.port, time: time, parallelism: 1) { _ in
          OutgoingReply(json: 1)
        }
      } throws: { error in
        (error as? SocketError)?.code == .inUse
          && "\(error)"
            == "127.0.0.1:\(server.port): another program listens there; give another port, or 0 "
            + "for any that is free"
      }
    }
  }
}
