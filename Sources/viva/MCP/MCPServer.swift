import QuestionPipeline
import Synchronization

/// A server of the Model Context Protocol: messages come as lines, answers go as lines.
///
/// Tools run beside each other; each is a command of the program, called in this process. A call that is cancelled ends as
/// Ctrl-C would end it, and is not answered.
final class MCPServer: Sendable {
  /// Versions of the protocol that differ in nothing that is used here, the newest first.
  static let versions = ["2025-11-25", "2025-06-18", "2024-11-05"]

  private struct State: Sendable {
    /// What ends the calls that are under way, by the text of their ids.
    var calls: [String: Interruption] = [:]
    var cancelled: Set<String> = []
  }
  private let state = Mutex(State())
  private let resources: MCPResources
  /// Options of the server that its tools are told, too: the endpoint and the configuration.
  private let settings: [(name: String, word: String)]
  private let workplace: Workplace
  private let send: @Sendable (JSONValue) -> Void

  /// - Parameters:
  ///   - sets: the folder whose folders are sets.
  ///   - settings: options, each with its whole word, for the tools whose commands have them.
  ///   - send: takes one message.
  init(
    sets: String, settings: [(name: String, word: String)], workplace: Workplace,
    send: @escaping @Sendable (JSONValue) -> Void
  ) {
    resources = MCPResources(folder: sets)
    self.settings = settings
    self.workplace = workplace
    self.send = send
  }

  /// Answers lines until there are no more; then ends what is under way.
  func serve(_ lines: some AsyncSequence<[UInt8], Never> & Sendable) async {
    await withTaskGroup { group in
      for await line in lines where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
        guard let message = read(line) else { continue }
        guard let id = message.id, let method = message.method else {
          if message.method == "notifications/cancelled" { cancel(message.params) }
          continue
        }
        let key = JSONWriter.text(id)
        let interruption = Interruption()
        let isNew = state.withLock { state in
          guard state.calls[key] == nil else { return false }
          state.calls[key] = interruption
          return true
        }
        guard isNew else {
          send(MCPMessage.error(.invalidRequest("The id \(key) is in use."), to: id))
          continue
        }
        group.addTask {
          let answer = await self.answer(method, message.params, id, interruption)
          let isWanted = self.state.withLock { state in
            state.calls[key] = nil
            return state.cancelled.remove(key) == nil
          }
          if isWanted { self.send(answer) }
        }
      }
      endAll()
    }
  }

  /// Ends what is under way.
  func endAll() {
    for call in state.withLock({ Array($0.calls.values) }) { call.trigger() }
  }

  private func read(_ line: [UInt8]) -> MCPMessage? {
    guard let value = try? JSONParser.parse(line) else {
      send(MCPMessage.error(.parse("The line is no JSON."), to: .null))
      return nil
    }
    do {
      return try MCPMessage(value)
    } catch {
      let id = (try? JSONReader(value).optional("id")?.value) ?? .null
      send(MCPMessage.error(.invalidRequest("\(error)"), to: id))
      return nil
    }
  }

  private func cancel(_ params: JSONValue) {
    guard let id = try? JSONReader(params).optional("requestId")?.value else { return }
    let key = JSONWriter.text(id)
    let call = state.withLock { state in
      if state.calls[key] != nil { state.cancelled.insert(key) }
      return state.calls[key]
    }
    call?.trigger()
  }

  private func answer(
    _ method: String, _ params: JSONValue, _ id: JSONValue, _ interruption: Interruption
  ) async -> JSONValue {
    do {
      return MCPMessage.result(try await result(method, params, interruption), to: id)
    } catch let error as MCPError {
      return MCPMessage.error(error, to: id)
    } catch let error as JSONError {
      return MCPMessage.error(.invalidParams("\(error)"), to: id)
    } catch {
      return MCPMessage.error(MCPError(code: -32603, message: "\(error)"), to: id)
    }
  }

  private func result(
    _ method: String, _ params: JSONValue, _ interruption: Interruption
  ) async throws -> JSONValue {
    let reader = JSONReader(params)
    switch method {
    case "initialize":
      let wanted = try reader.optional("protocolVersion")?.string()
      return [
        "protocolVersion": .string(Self.versions.first { $0 == wanted } ?? Self.versions[0]),
        "capabilities": ["tools": .object(JSONObject()), "resources": .object(JSONObject())],
        "serverInfo": [
          "name": "viva", "title": "Viva", "version": .string(Viva.program.version),
        ],
        "instructions":
          "Viva writes question-and-answer sets and says how good they are. Plan first to see what a set takes; generate writes it; evaluate judges any set; the sets and their reports are resources.",
      ]
    case "ping": return .object(JSONObject())
    case "tools/list": return ["tools": .array(MCPTool.all.map(\.json))]
    case "tools/call": return try await call(reader, interruption)
    case "resources/list": return try resources.list()
    case "resources/templates/list": return ["resourceTemplates": .array([])]
    case "resources/read": return try resources.read(reader.string("uri"))
    default: throw MCPError.unknownMethod(method)
    }
  }

  // MARK: Tools

  private func call(_ reader: JSONReader, _ interruption: Interruption) async throws -> JSONValue {
    let name = try reader.string("name")
    guard let tool = MCPTool.all.first(where: { $0.name == name }) else {
      throw MCPError.invalidParams("Unknown tool '\(name)'.")
    }
    let arguments = try reader.optional("arguments")?.value ?? .object(JSONObject())
    var words = try tool.words(arguments)
    let token = try reader.optional("_meta")?.optional("progressToken")?.value
    // Options stand before the words without names.
    let place = words.firstIndex(of: "--") ?? words.count
    words.insert(contentsOf: options(for: tool, words), at: place)
    let output = Mutex("")
    let notes = Mutex("")
    var inside = workplace
    inside.interruption = interruption
    inside.console = Console(
      write: { text in output.withLock { $0 += text } },
      writeError: { text in notes.withLock { $0 += text } })
    inside.advances = token.map { token in
      let pace = ProgressPace(clock: workplace.clock)
      return { done, wanted in
        guard pace.takes(done, of: wanted) else { return }
        self.send(
          MCPMessage.notification(
            "notifications/progress",
            [
              "progressToken": token, "progress": .integer(done),
              "total": .integer(max(done, wanted)),
            ]))
      }
    }
    let code = await Viva(inside).run(words)
    return MCPAnswer(
      tool: name, code: code, output: output.withLock { $0 }, notes: notes.withLock { $0 }
    ).json
  }

  /// What every call of a command is told besides its arguments.
  private func options(for tool: MCPTool, _ words: [String]) -> [String] {
    let names = Set(tool.command.options.map(\.name))
    let known = ["--json"] + (names.contains("quiet") ? ["--quiet"] : [])
    let told = known + settings.filter { names.contains($0.name) }.map(\.word)
    let hasPlace =
      !["generate", "evaluate"].contains(tool.name) || words.contains { $0.hasPrefix("--out=") }
    return told + (hasPlace ? [] : defaultOut(tool.name, words))
  }

  /// Where a set goes that was given no place: among the sets that are resources.
  private func defaultOut(_ tool: String, _ words: [String]) -> [String] {
    guard resources.folder != "Outputs" else { return [] }
    if tool == "evaluate" {
      return ["--out=\(resources.folder)/\(ResultFolder.name(of: words.last ?? ""))-evaluation"]
    }
    let named = words.filter { $0.hasPrefix("--topic=") || $0.hasPrefix("--source=") }
      .map { String($0.drop { $0 != "=" }.dropFirst()) }
    return ["--out=\(resources.folder)/\(Slug.of(named))"]
  }
}

/// Progress that is worth a message: it rises, and comes ten times a second at most, but for the end.
private final class ProgressPace: Sendable {
  private struct State: Sendable {
    var last: Duration?
    var done = 0
  }
  private let state = Mutex(State())
  private let clock: any WallClock

  init(clock: any WallClock) { self.clock = clock }

  func takes(_ done: Int, of wanted: Int) -> Bool {
    let now = clock.now
    return state.withLock { state in
      guard done > state.done else { return false }
      if done < wanted, let last = state.last, now - last < .milliseconds(100) { return false }
      state.last = now
      state.done = done
      return true
    }
  }
}
