import QuestionPipeline
import Synchronization
import TestSupport
import Testing

@testable import viva

@Suite struct MCPServerTests {
  private let folder = TemporaryDirectory()

  /// What the server answers to lines, in the order of answering.
  private func answers(
    _ lines: [String], settings: [(name: String, word: String)] = []
  ) async throws -> [JSONReader] {
    let sent = Mutex<[JSONValue]>([])
    let server = MCPServer(
      sets: folder.path, settings: settings,
      workplace: Workplace(
        console: Console(write: { _ in }, writeError: { _ in }), clock: SteppingClock(),
        environment: { _ in nil })
    ) { message in sent.withLock { $0.append(message) } }
    let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
    for line in lines { continuation.yield(Array(line.utf8)) }
    // The input stays open until each request has its answer: its end would end them.
    let wanted = lines.count { $0.contains("\"id\"") || !$0.hasPrefix("{") }
    async let serving: Void = server.serve(stream)
    while sent.withLock({ $0.count { Self.isAnswer($0) } }) < wanted { await Task.yield() }
    continuation.finish()
    await serving
    return sent.withLock { $0 }.map { JSONReader($0) }
  }

  private static func isAnswer(_ message: JSONValue) -> Bool {
    guard case .object(let object) = message else { return false }
    return object["id"] != nil
  }

  private func call(_ id: Int, _ tool: String, _ arguments: String, meta: String = "") -> String {
    "{\"jsonrpc\": \"2.0\", \"id\": \(id), \"method\": \"tools/call\", "
      + "\"params\": {\"name\": \"\(tool)\", \"arguments\": \(arguments)\(meta)}}"
  }

  @Test(arguments: [("2025-06-18", "2025-06-18"), ("1999-01-01", "2025-11-25")])
  func theVersionIsAgreedOn(asked: String, agreed: String) async throws {
    let answer = try await answers([
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"\(asked)\"}}"
    ])[0]
    let result = try answer.required("result")
    #expect(try result.string("protocolVersion") == agreed)
    #expect(try result.required("serverInfo").string("version") == Version.number)
  }

  @Test func toolsTellWhatTheirCommandsTake() async throws {
    let answer = try await answers(["{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/list\"}"]
    )[0]
    #expect(try answer.string("id") == "a")
    let tools = try answer.required("result").array("tools")
    #expect(
      try tools.map { try $0.string("name") }
        == ["plan", "generate", "evaluate", "search_memory", "read_set"])
    let generate = try tools[1].required("inputSchema").required("properties")
    #expect(try generate.required("count").string("type") == "number")
    #expect(try generate.required("topic").string("type") == "array")
    #expect(try generate.required("allow_repeats").string("type") == "boolean")
    #expect(
      try generate.required("kinds").required("items").strings("enum")
        == QuestionKind.allCases.map(\.rawValue))
    #expect(try tools[2].required("inputSchema").strings("required") == ["input"])
  }

  @Test func aSetIsWrittenWithProgressAndRead() async throws {
    let set = folder.path + "/rag"
    let written = try await answers([
      call(
        1, "generate", "{\"topic\": [\"RAG\"], \"count\": 4}",
        meta: ", \"_meta\": {\"progressToken\": 7}")
    ])
    let progress = written.dropLast()
    #expect(!progress.isEmpty)
    for message in progress {
      #expect(try message.string("method") == "notifications/progress")
      #expect(try message.required("params").int("progressToken") == 7)
    }
    let steps = try progress.map { try $0.required("params").int("progress") }
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 } && steps.last ?? 0 >= 4)
    let result = try #require(written.last).required("result")
    #expect(try result.required("structuredContent").int("accepted") == 4)
    #expect(try !result.bool("isError"))

    let read = try await answers([call(2, "read_set", "{\"set\": \"\(set)\", \"limit\": 3}")])[0]
    let items = try read.required("result").required("structuredContent").array("items")
    #expect(items.count == 3)

    let listed = try await answers(["{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"resources/list\"}"]
    )[0]
    let uris = try listed.required("result").array("resources").map { try $0.string("uri") }
    #expect(uris.contains("viva://sets/rag/items.jsonl"))
    let content = try await answers([
      "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"resources/read\",\"params\":{\"uri\":\"viva://sets/rag/items.jsonl\"}}"
    ])[0]
    let text = try content.required("result").array("contents")[0].string("text")
    #expect(Array(text.utf8) == (try FileSystem.read(set + "/items.jsonl")))
  }

  @Test func whatFailsIsToldToTheModel() async throws {
    let result = try await answers([call(1, "generate", "{\"topic\": [\"Gardening\"]}")])[0]
      .required("result")
    #expect(try result.bool("isError"))
    #expect(try result.array("content")[0].string("text").contains("Gardening"))
  }

  @Test(arguments: [
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nothing\"}", -32601),
    (
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"none\"}}",
      -32602
    ),
    (
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"plan\",\"arguments\":{\"topics\":[\"RAG\"]}}}",
      -32602
    ),
    (
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"evaluate\"}}",
      -32602
    ),
    (
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"viva://sets/../x/items.jsonl\"}}",
      -32002
    ),
    ("this is no JSON", -32700), ("[]", -32600), ("{\"jsonrpc\":\"1.0\",\"id\":1}", -32600),
    (
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"generate\",\"arguments\":{\"source\":[\"-\"]}}}",
      -32602
    ),
  ])
  func whatIsNoRequestGetsItsCode(line: String, code: Int) async throws {
    #expect(try await answers([line])[0].required("error").int("code") == code)
  }

  @Test func anIdInUseIsRefused() async throws {
    let found = try await answers([
      call(1, "generate", "{\"topic\": [\"RAG\"], \"count\": 4}"),
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
    ])
    #expect(try found.count { try $0.optional("error")?.int("code") == -32600 } == 1)
    #expect(try found.count { try $0.optional("result") != nil } == 1)
  }

  @Test func toolsAreToldTheServersConfiguration() async throws {
    let config = folder.file("own.json5")
    try FileSystem.write(
      Array("{memory: {path: \"\(folder.file("none.sqlite"))\"}}".utf8), to: config)
    let result = try await answers(
      [call(1, "search_memory", "{\"text\": \"x\"}")],
      settings: [("config", "--config=\(config)"), ("model", "--model=m")])[0].required("result")
    // The memory is named, though it is not there; the model is none of this tool's options.
    #expect(try result.array("content")[0].string("text").contains("none.sqlite"))
  }

  @Test func argumentsCannotBecomeOtherOptions() throws {
    let tool = try #require(MCPTool.all.first { $0.name == "evaluate" })
    let words = try tool.words(["input": "--out", "seed": 3])
    #expect(words == ["evaluate", "--seed=3", "--", "--out"])
    let topics = try #require(MCPTool.all.first { $0.name == "generate" })
      .words(["topic": ["--home=/", "b"]])
    #expect(topics == ["generate", "--topic=--home=/", "--topic=b"])
  }

  @Test func aCancelledCallEndsAndIsNotAnswered() async throws {
    let sent = Mutex<[JSONValue]>([])
    let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
    let server = MCPServer(
      sets: folder.path, settings: [],
      workplace: Workplace(
        console: Console(write: { _ in }, writeError: { _ in }), clock: SteppingClock(),
        environment: { _ in nil })
    ) { message in
      let isFirst = sent.withLock {
        $0.append(message)
        return $0.count == 1
      }
      // By its first sign of progress.
      guard isFirst else { return }
      continuation.yield(
        Array(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}"
            .utf8))
      continuation.finish()
    }
    continuation.yield(
      Array(
        call(
          1, "generate", "{\"topic\": [\"Machine learning\"], \"count\": 3000}",
          meta: ", \"_meta\": {\"progressToken\": \"p\"}"
        ).utf8))
    await server.serve(stream)
    #expect(sent.withLock { !$0.isEmpty && !$0.contains { Self.isAnswer($0) } })
    let items = try FileSystem.read(folder.path + "/machine-learning/items.jsonl")
    #expect(items.count { $0 == 0x0A } < 3000)
  }
}
