import HTTPTransport
import TestSupport
import Testing

struct CancellationTests {
  @Test func sendsNothingForATaskThatIsCancelledAlready() async throws {
    let server = LoopbackServer(.text("no"))
    let transport = try makeTransport()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await transport.send(HTTPRequest(.get, server.url))
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(server.connections == 0)
  }

  @Test func leavesTheServerWhenCancelledBeforeTheAnswer() async throws {
    let server = LoopbackServer([.waitUntilClientLeaves])
    let transport = try makeTransport()
    let task = Task { try await transport.send(HTTPRequest(.get, server.url)) }
    await server.untilRequests(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await server.untilDepartures(1)
    #expect(server.departures == 1)
  }

  @Test func leavesTheServerWhenCancelledWithinTheAnswer() async throws {
    let server = LoopbackServer([.status(200), .text("some"), .flush, .waitUntilClientLeaves])
    let transport = try makeTransport()
    let receiver = KeepingReceiver()
    let task = Task { try await transport.send(HTTPRequest(.get, server.url), to: receiver) }
    await receiver.untilPiece()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await server.untilDepartures(1)
    #expect(receiver.body == Array("some".utf8))
  }

  @Test func leavesTheServerWhenCancelledWhileConnecting() async throws {
    let port = SilentPort()
    let transport = try makeTransport()
    let task = Task {
      try await transport.send(HTTPRequest(.get, "https://127.0.0.1:\(port.port)"))
    }
    while transport.census.running == 0 { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func keepsTheAnswerWhenCancelledAfterIt() async throws {
    let server = LoopbackServer(.text("whole"))
    let transport = try makeTransport()
    let task = Task { try await transport.send(HTTPRequest(.get, server.url)) }
    let answer = try await task.value
    task.cancel()
    #expect(answer.text == "whole")
    #expect(try await transport.send(HTTPRequest(.get, server.url)).text == "whole")
    #expect(server.connections == 1)
  }

  @Test func sendsNothingForATaskThatIsCancelledWhileItWaitsItsTurn() async throws {
    let gate = LoopbackGate()
    let server = LoopbackServer(
      LoopbackAnswer([.wait(gate)] + LoopbackAnswer.text("first").steps), .text("third"))
    let transport = try makeTransport(maxConnections: 1)
    let first = Task { try await transport.send(HTTPRequest(.get, server.url + "/1")) }
    await server.untilRequests(1)
    let second = Task { try await transport.send(HTTPRequest(.get, server.url + "/2")) }
    while transport.census.waiting == 0 { await Task.yield() }
    let third = Task { try await transport.send(HTTPRequest(.get, server.url + "/3")) }
    while transport.census.waiting == 1 { await Task.yield() }

    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    gate.open()

    #expect(try await first.value.text == "first")
    #expect(try await third.value.text == "third")
    #expect(server.requests.map(\.target) == ["/1", "/3"])
    #expect(server.connections == 1)
  }

  @Test func endsEachTransferOnceWhateverTheMomentOfCancelling() async throws {
    let server = LoopbackServer(.text("whole"))
    let transport = try makeTransport()
    var whole = 0
    for round in 0..<300 {
      let task = Task { try await transport.send(HTTPRequest(.get, server.url)) }
      for _ in 0..<(round % 60) { await Task.yield() }
      task.cancel()
      do {
        #expect(try await task.value.text == "whole")
        whole += 1
      } catch {
        #expect(error is CancellationError)
      }
    }
    await transport.shutDown()
    #expect(transport.census == CurlTransport.Census())
  }

  @Test func endsWhatIsInFlightWhenItIsShutDown() async throws {
    let server = LoopbackServer([.waitUntilClientLeaves])
    let transport = try makeTransport(maxConnections: 2)
    let tasks = (0..<3).map { _ in Task { try await transport.send(HTTPRequest(.get, server.url)) }
    }
    await server.untilRequests(2)
    await transport.shutDown()
    for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
    await #expect(throws: CancellationError.self) {
      try await transport.send(HTTPRequest(.get, server.url))
    }
    await server.untilDepartures(2)
  }

  @Test func closesItsConnectionsWhenItIsLetGo() async throws {
    let server = LoopbackServer(.text("ok"))
    do {
      let transport = try makeTransport()
      _ = try await transport.send(HTTPRequest(.get, server.url))
    }
    await server.untilDepartures(1)
    #expect(server.departures == 1)
  }
}
