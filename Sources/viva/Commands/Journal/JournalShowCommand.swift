import QuestionPipeline

/// `viva journal show`: the kept replies, one by one.
struct JournalShowCommand: Command {
  private static let role = Option.optional(
    "role", "role", ValueType<ModelRole>.name("role"), "Only those of one role.")
  private static let cell = Option.optional(
    "cell", "n", ValueType.number(0...Int.max), "Only those of one cell.")
  private static let outcome = Option.optional(
    "outcome", "outcome", ValueType<ReplyOutcome>.name("outcome"), "Only those that ended so.")
  private static let key = Option.optional(
    "key", "key", ValueType.text,
    "Only the one of that key, or of that beginning of a key, with its messages and its text.")

  private static let json = Option.flag("json", "Print a JSON object for each, a line each.")

  static let spec = CommandSpec(
    "journal show", "List the replies that a journal holds",
    positionals: [JournalFile.positional],
    sections: [
      CommandSpec.Section(
        "Options", role.spec, cell.spec, outcome.spec, key.spec, json.spec)
    ],
    notes: [
      CommandSpec.Note(
        "With --json", "each object holds key, role, cell, sample, attempt, model, answeredBy,",
        "outcome, cap (of a truncated reply), detail, finish, usage, and wire: the HTTP",
        "requests behind it, each with the SHA-256 of its body. With --key also messages, schema and content."
      ),
      CommandSpec.Note(
        "Examples", "viva journal show Outputs/transformers --outcome invalid",
        "viva journal show Outputs/transformers --cell 7 --json"),
    ])

  private let arguments: Arguments
  private let console: Console
  private let journal: Journal

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    self.arguments = arguments
    console = workplace.console
    journal = try await JournalFile.open(arguments.positionals[0])
  }

  func run() async throws -> ExitCode {
    let filter = ReplyFilter(
      role: arguments[Self.role], cell: arguments[Self.cell], outcome: arguments[Self.outcome],
      key: arguments[Self.key])
    let isWhole = filter.key != nil
    let isJSON = arguments[Self.json]
    if !isJSON, !isWhole { console.print(Self.columns(Self.head)) }
    var count = 0
    try await journal.replies(filter) { kept in
      count += 1
      if isJSON {
        console.print(JSONWriter.text(try await Self.json(kept, isWhole ? journal : nil)))
      } else if isWhole {
        try await tell(kept)
      } else {
        console.print(Self.columns(Self.row(kept)))
      }
    }
    if let key = filter.key, count == 0 {
      console.note("Error: the journal holds no reply whose key begins with '\(key)'")
      return .failed
    }
    return .done
  }

  private static let head = [
    "Key", "Role", "Cell", "Sample", "Attempt", "Outcome", "Prompt", "Reply", "Model",
  ]

  private static func row(_ kept: KeptReply) -> [String] {
    let usage = kept.entry.reply?.usage
    return [
      String(kept.entry.key.prefix(12)), kept.role, String(kept.cell), String(kept.sample),
      String(kept.attempt), kept.entry.outcome.rawValue, usage.map { String($0.prompt) } ?? "",
      usage.map { String($0.completion) } ?? "", kept.entry.reply?.model ?? kept.model,
    ]
  }

  /// Columns of fixed widths: a journal may be long, so that none is read twice.
  private static func columns(_ cells: [String]) -> String {
    let widths = [12, 9, 7, 6, 7, 9, 7, 7, 0]
    var line = ""
    for (cell, width) in zip(cells, widths) {
      line += cell
      line += String(repeating: " ", count: max(0, width - cell.unicodeScalars.count)) + "  "
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func tell(_ kept: KeptReply) async throws {
    console.print("key      \(kept.entry.key)")
    console.print(
      "request  \(kept.role), cell \(kept.cell), sample \(kept.sample), attempt \(kept.attempt), "
        + "to \(kept.model)")
    console.print(
      "outcome  \(kept.entry.outcome.rawValue)\(kept.entry.detail.map { ": " + $0 } ?? "")")
    for message in kept.messages {
      console.print("\n--- \(message.role)")
      console.print(try await journal.text(message.hash) ?? "(pruned)")
    }
    console.print("\n--- reply")
    console.print(kept.entry.reply?.content ?? "(none)")
  }

  /// - Parameter texts: where the messages' texts are read from, if they are wanted.
  static func json(_ kept: KeptReply, _ texts: Journal?) async throws -> JSONValue {
    let entry = kept.entry
    var object = JSONObject()
    object["key"] = .string(entry.key)
    object["role"] = .string(kept.role)
    object["cell"] = .integer(kept.cell)
    object["sample"] = .integer(kept.sample)
    object["attempt"] = .integer(kept.attempt)
    object["model"] = .string(kept.model)
    object["answeredBy"] = entry.reply.map { .string($0.model) }
    object["outcome"] = .string(entry.outcome.rawValue)
    object["cap"] = entry.cap.map(JSONValue.integer)
    object["detail"] = entry.detail.map(JSONValue.string)
    object["finish"] = entry.reply.map { .string($0.finishReason.rawValue) }
    object["usage"] = entry.reply.map { reply in
      var usage = JSONObject()
      usage["prompt"] = .integer(reply.usage.prompt)
      usage["completion"] = .integer(reply.usage.completion)
      usage["reported"] = .bool(reply.usage.isReported)
      usage["cached"] = .integer(reply.usage.cached)
      usage["reasoning"] = .integer(reply.usage.reasoning)
      usage["costNanoDollars"] = reply.usage.cost.map(JSONValue.integer)
      return .object(usage)
    }
    object["wire"] = entry.wire?.json ?? ["attempts": [], "streamed": false]
    guard let texts else { return .object(object) }
    var messages: [JSONValue] = []
    for message in kept.messages {
      messages.append([
        "role": .string(message.role),
        "content": try await texts.text(message.hash).map(JSONValue.string) ?? .null,
      ])
    }
    object["messages"] = .array(messages)
    object["schema"] = try await texts.text(kept.schema).map { try JSONParser.parse($0) } ?? .null
    object["content"] = entry.reply.map { .string($0.content) } ?? .null
    return .object(object)
  }
}
