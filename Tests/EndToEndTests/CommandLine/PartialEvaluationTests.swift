import QuestionPipeline
import Synchronization
import TestSupport
import Testing

@testable import viva

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An evaluation that is ended by a signal, in a process of its own.
struct PartialEvaluationTests {
  private let folder = TemporaryDirectory()
  private let count = 9

  /// A judge that answers so many requests and lets the others wait for ever.
  private final class Judge: Sendable {
    private let free: Int
    private let asked = Mutex(0)
    private let isClosed = LoopbackGate()
    /// Hears of each request that waits.
    let waiting: AsyncStream<Void>
    private let heard: AsyncStream<Void>.Continuation

    init(free: Int) {
      self.free = free
      (waiting, heard) = AsyncStream.makeStream()
    }

    var requests: Int { asked.withLock { $0 } }

    func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
      guard request.target.hasSuffix("/chat/completions") else { return .json(404, "{}") }
      let number = asked.withLock { asked in
        asked += 1
        return asked
      }
      guard number <= free else {
        heard.yield()
        return [.wait(isClosed)]
      }
      guard let content = try? Self.grades(request) else { return .json(400, "{}") }
      return .completion(content)
    }

    private static func grades(_ request: LoopbackRequest) throws -> String {
      let inputs = JSONReader(.object(try request.promptInputs()))
      return JSONWriter.text([
        "scores": .array(
          try inputs.array("dimensions").map {
            ["name": .string(try $0.string("name")), "reason": "plain", "score": 4]
          })
      ])
    }
  }

  private func words(_ server: LoopbackServer) throws -> [String] {
    let input = folder.file("input.jsonl")
    let items = (1...count).map { number in
      #"{"question": "Why does part \#(number) slow a system down?", "answer": "Requests wait for step \#(number)."}"#
    }
    try FileSystem.write(Array(items.joined(separator: "\n").utf8), to: input)
    let config = folder.file("config.json5")
    let text = "{evaluator: {samples: 1, solverSamples: 0}, interruption: {wait: 0}}"
    try FileSystem.write(Array(text.utf8), to: config)
    return [
      "evaluate", input, "--base-url", "\(server.url)/v1", "--model", "m", "--config", config,
      "--concurrency", "2", "--quiet", "--out", folder.file("out"),
    ]
  }

  private func report() throws -> JSONValue {
    try JSONParser.parse(
      String(decoding: FileSystem.read(folder.file("out/report.json")), as: UTF8.self))
  }

  @Test(.enabled(if: Process.program != nil), arguments: [SIGINT, SIGTERM])
  func whatWasJudgedIsReportedAndTheRestIsAskedLater(signal: Int32) async throws {
    let program = try #require(Process.program)
    let slow = Judge(free: 4)
    let server = LoopbackServer { slow.answer($0) }
    let words = try words(server)
    let process = try Process(
      ["env", "XDG_CACHE_HOME=\(folder.file("cache"))", program] + words)
    // Two at a time: when two wait, all that were answered have been judged.
    var waiting = slow.waiting.makeAsyncIterator()
    for _ in 0..<2 { await waiting.next() }
    process.send(signal)
    #expect(try await blocking { process.wait() } == 130)
    let part = try report()
    #expect(part["items"]?.arrayValue?.count == 4)
    #expect(part["ending"] == .string("interrupted; 4 of \(count) items were judged"))
    for name in ["report.md", "report.html"] {
      let text = String(decoding: try FileSystem.read(folder.file("out/\(name)")), as: UTF8.self)
      #expect(text.contains("interrupted; 4 of \(count) items were judged"))
    }

    let quick = Judge(free: .max)
    let other = LoopbackServer { quick.answer($0) }
    // An endpoint may move: its URL is nothing that a result depends on.
    let again = words.map { $0 == "\(server.url)/v1" ? "\(other.url)/v1" : $0 }
    let result = await Session.run(
      again, environment: ["XDG_CACHE_HOME": folder.file("cache"), "HOME": folder.file("home")])
    #expect(result.code == .done, "\(result.error)")
    #expect(quick.requests == count - 4)
    let whole = try report()
    #expect(whole["items"]?.arrayValue?.count == count)
    #expect(whole["ending"] == nil || whole["ending"] == .null)
  }

  @Test func nothingJudgedLeavesNoReport() async throws {
    let judge = Judge(free: 0)
    let server = LoopbackServer { judge.answer($0) }
    let interruption = Interruption()
    interruption.trigger()
    let result = await Session.run(try words(server), interruption: interruption)
    #expect(result.code == .interrupted)
    #expect(
      result.error
        == "Interrupted; 0 of \(count) items were judged; there is no report yet.\n"
        + "The replies so far are kept in \(folder.file("out")); the same command goes on from here.\n"
    )
    #expect(judge.requests == 0)
    #expect(!FileSystem.exists(folder.file("out/report.json")))
  }
}
