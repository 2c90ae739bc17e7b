import HTTPTransport
import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Raises the limit of open files as far as it goes, and returns it.
private func raiseFileLimit() -> Int {
  var limit = rlimit()
  #if canImport(Darwin)
    let files = RLIMIT_NOFILE
  #else
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #endif
  getrlimit(files, &limit)
  limit.rlim_cur = min(limit.rlim_max, 10_240)
  setrlimit(files, &limit)
  getrlimit(files, &limit)
  return Int(clamping: limit.rlim_cur)
}

struct CrowdTests {
  @Test(.enabled(if: raiseFileLimit() > 5000, "needs 5,000 open files"))
  func carriesTwoThousandAtOnceAndLosesNoHandle() async throws {
    let count = 2000
    let gate = LoopbackGate()
    let server = LoopbackServer { request in
      LoopbackAnswer([.wait(gate)] + LoopbackAnswer.text(request.text).steps)
    }
    let transport = try makeTransport()

    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<count {
        group.addTask {
          let request = HTTPRequest(.post, server.url, body: Array("\(index)".utf8))
          return Int(try await transport.send(request).text) ?? -1
        }
      }
      await server.untilRequests(count)
      #expect(transport.census.running == count)
      #expect(transport.census.handles == count)
      gate.open()
      return try await group.reduce(0, +)
    }

    #expect(sum == count * (count - 1) / 2)
    #expect(server.connections == count)
    while transport.census.running > 0 { await Task.yield() }
    #expect(transport.census.handles <= 1024)
    await transport.shutDown()
    #expect(transport.census == CurlTransport.Census())
    await server.untilDepartures(count)
  }

  @Test func opensNoMoreConnectionsThanItMay() async throws {
    let server = LoopbackServer(.text("ok"))
    let transport = try makeTransport(maxConnections: 3)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask { _ = try await transport.send(HTTPRequest(.get, server.url)) }
      }
      try await group.waitForAll()
    }
    #expect(server.requests.count == 200)
    #expect(server.connections <= 3)
    #expect(transport.census.handles <= 3)
  }

  @Test func keepsHostsApart() async throws {
    let servers = (0..<5).map { number in LoopbackServer(.text("\(number)")) }
    let transport = try makeTransport()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<200 {
        let number = index % servers.count
        let url = servers[number].url
        group.addTask { try await transport.send(HTTPRequest(.get, url)).text == "\(number)" }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }
}
