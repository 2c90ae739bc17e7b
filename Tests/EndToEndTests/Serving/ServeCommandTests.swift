import Dispatch
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

struct ServeCommandTests {
  private let folder = TemporaryDirectory()

  /// What the program wrote until it listened, and then what came of it.
  private func serving(_ words: String..., body: (_ url: String, _ port: Int) async throws -> Void)
    async throws -> Session.Result
  {
    let (lines, line) = AsyncStream<String>.makeStream()
    let errors = Mutex("")
    let console = Console(
      write: { line.yield($0) }, writeError: { text in errors.withLock { $0 += text } })
    let interruption = Interruption()
    let viva = Viva(
      Workplace(console: console, interruption: interruption, clock: MonotonicClock()))
    async let code = viva.run(["serve", "--port", "0", "--json"] + words)
    var first = ""
    for await text in lines {
      first = text
      break
    }
    do {
      let url = try #require(try JSONParser.parse(first)["url"]?.stringValue)
      let port = url.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) }
      try await body(url, try #require(port))
    } catch {
      interruption.trigger()
      _ = await code
      throw error
    }
    interruption.trigger()
    return Session.Result(
      code: await code, output: first, error: errors.withLock { $0 })
  }

  @Test func theURLIsToldAndASignalEndsItWell() async throws {
    let result = try await serving { _, port in
      let status = try await blocking {
        var client = try RawClient(port: port)
        client.send("GET /health HTTP/1.1\r\nHost: h\r\n\r\n")
        return try client.reply().status
      }
      #expect(status == 200)
    }
    #expect(result.code == .done)
    let url = try #require(try JSONParser.parse(result.output)["url"]?.stringValue)
    #expect(url.hasPrefix("http://127.0.0.1:") && url.hasSuffix("/v1"))
    #expect(result.output == "{\"url\":\"\(url)\"}\n")
    #expect(result.error.hasSuffix("Serving the offline backend at \(url) (Ctrl-C ends it)\n"))
  }

  @Test func otherAddressesAreWarnedOf() async throws {
    let result = try await serving("--host", "0.0.0.0") { _, _ in }
    #expect(result.error.hasPrefix("Warning: other machines reach 0.0.0.0."))
    let loopback = try await serving("--host", "127.0.0.2") { _, _ in }
    #expect(!loopback.error.contains("Warning"))
  }

  @Test func aPortThatIsTakenEndsItAtOnce() async throws {
    _ = try await serving { _, port in
      let second = await Session.run("serve", "--port", String(port))
      #expect(second.code == .failed && second.output == "")
      #expect(
        second.error
          == "Error: 127.0.0.1:\(port): another program listens there; give another port, or 0 for "
          + "any that is free\n")
    }
  }

  @Test func badAddressesAndPacksAreFoundBeforeItListens() async throws {
    let host = await Session.run("serve", "--host", "localhost")
    #expect(host.code == .badInput)
    #expect(
      host.error.hasPrefix(
        "Error: '--host' needs an IP address such as 127.0.0.1, not 'localhost'.\n"))
    #expect(await Session.run("serve", "--port", "65536").code == .badInput)
    #expect(await Session.run("serve", "--knowledge", folder.file("none")).code == .badInput)
  }

  // MARK: Runs over HTTP

  /// A model at the other end of a socket that is told the messages, and nothing else of a request.
  private struct DistantModel: LanguageModel {
    let name = "distant"
    let port: Int
    let isStreamed: Bool

    func respond(to request: ChatRequest) async throws -> ChatReply {
      let body = JSONWriter.text([
        "model": "m", "messages": .array(request.messages.map(\.json)), "stream": .bool(isStreamed),
      ])
      let (port, isStreamed) = (port, isStreamed)
      let content = try await blocking {
        var client = try RawClient(port: port)
        client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        let text = try client.reply().text
        guard isStreamed else {
          let choice = try JSONParser.parse(text)["choices"]?.arrayValue?.first
          return try #require(choice?["message"]?["content"]?.stringValue)
        }
        return try text.split(separator: "\n").dropLast().map { line in
          try JSONParser.parse(String(line.dropFirst(6)))["choices"]?.arrayValue?.first?["delta"]?[
            "content"]?.stringValue ?? ""
        }.joined()
      }
      return ChatReply(
        content: content, finishReason: .stop,
        usage: TokenUsage(prompt: 0, completion: 0, isReported: false), model: "m")
    }
  }

  private let brief = Brief(
    topics: ["Transformers", "RAG"], count: 14, kinds: QuestionKind.allCases,
    languages: [.english, .chinese])

  /// The items of a run, without who made them.
  private func items(_ model: (any LanguageModel)?, _ name: String) async throws -> [String] {
    var (fixture, offline) = try RunFixture.offline(brief)
    fixture.model = model ?? offline
    fixture.settings.seed = 3
    let outcome = try await fixture.run(folder: folder.file(name))
    return try outcome.contents.items.map { item in
      guard case .object(var object) = item.json else { return "" }
      object["made"] = nil
      try #require(object["question"] != nil)
      return JSONWriter.text(.object(object))
    }
  }

  @Test(arguments: [false, true])
  func aRunOverHTTPWritesTheItemsOfTheOfflineBackend(isStreamed: Bool) async throws {
    let expected = try await items(nil, "here")
    #expect(expected.count == 14)
    _ = try await serving { _, port in
      let model = DistantModel(port: port, isStreamed: isStreamed)
      let found = try await items(model, "there")
      #expect(found == expected)
    }
  }

  // MARK: Other processes

  @Test(.enabled(if: Process.hasPython))
  func pythonsOwnClientIsServed() async throws {
    let script = """
      import json, sys, urllib.request
      url = sys.argv[1]
      def ask(body):
          request = urllib.request.Request(url + "/chat/completions", json.dumps(body).encode(),
              {"Content-Type": "application/json", "Authorization": "Bearer sk-any"})
          return urllib.request.urlopen(request, timeout=60).read().decode()
      assert json.load(urllib.request.urlopen(url + "/models"))["data"][0]["id"] == "offline"
      body = {"model": "offline", "messages": [{"role": "user", "content": "你好"}]}
      whole = json.loads(ask(body))["choices"][0]["message"]["content"]
      lines = ask(body | {"stream": True}).split("\\n\\n")
      assert lines[-2:] == ["data: [DONE]", ""], lines
      parts = [json.loads(line[6:])["choices"][0]["delta"].get("content", "") for line in lines[:-2]]
      assert "".join(parts) == whole and "离线后端" in whole
      try:
          ask(body | {"n": 2})
          assert False
      except urllib.error.HTTPError as error:
          assert error.code == 400 and json.load(error)["error"]["param"] == "n"
      """
    _ = try await serving { url, _ in
      let code = try await blocking { try Process(["python3", "-c", script, url]).wait() }
      #expect(code == 0)
    }
  }

  @Test(.enabled(if: Process.program != nil), arguments: [SIGINT, SIGTERM])
  func aProcessOfItsOwnServesUntilItIsSignalled(signal: Int32) async throws {
    let program = try #require(Process.program)
    let code = try await blocking {
      let process = try Process([program, "serve", "--port", "0", "--json"])
      let line = process.outputLine()
      let url = try #require(try JSONParser.parse(line)["url"]?.stringValue)
      let port = try #require(
        url.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) })
      var client = try RawClient(port: port)
      client.send("GET /health HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try client.reply().status == 200)
      process.send(signal)
      #expect(client.rest().isEmpty)
      return process.wait()
    }
    #expect(code == 0)
  }
}
