import QuestionPipeline

/// The body of a request for a chat completion, read strictly: what would be passed over is refused instead.
struct ChatQuery: Sendable, Hashable {
  /// Any name: the same writer answers to all, by that name.
  var model = ""
  var messages: [ChatMessage] = []
  var isStreamed = false
  /// Whether a stream ends with the usage.
  var tellsUsage = false
  /// The cap of the reply.
  var maxTokens: Int?
  /// Texts before which the reply ends.
  var stops: [String] = []

  init(_ body: [UInt8]) throws(ServedError) {
    let value: JSONValue
    do {
      value = try JSONParser.parse(body)
    } catch {
      throw ServedError(400, "The body is not JSON: \(error).", code: "invalid_json")
    }
    do {
      for (name, member) in try JSONReader(value).members() where member.value != .null {
        try read(name, member)
      }
      _ = try JSONReader(value).required("model")
      _ = try JSONReader(value).required("messages")
    } catch let error as JSONError {
      throw ServedError(error)
    } catch let error as ServedError {
      throw error
    } catch {
      throw ServedError(500, "The request could not be read.")
    }
    guard isStreamed || value["stream_options"] ?? .null == .null else {
      throw ServedError(
        400, "'stream_options' may only be given where 'stream' is true.",
        parameter: "stream_options", code: "invalid_value")
    }
    let caps = ["max_tokens", "max_completion_tokens"]
    guard caps.contains(where: { value[$0] ?? .null == .null }) else {
      throw ServedError(
        400, "'max_tokens' and 'max_completion_tokens' exclude each other.",
        parameter: "max_tokens", code: "invalid_value")
    }
  }

  private mutating func read(_ name: String, _ member: JSONReader) throws {
    switch name {
    case "model":
      model = try member.string()
      guard model.contains(where: { !$0.isWhitespace }) else {
        throw member.invalid("a model's name is not blank")
      }
    case "messages":
      messages = try member.array().map(Self.message)
      guard !messages.isEmpty else { throw member.invalid("there is no message") }
    case "stream": isStreamed = try member.bool()
    case "stream_options":
      try member.allowOnly(["include_usage"])
      tellsUsage = try member.optional("include_usage")?.bool() ?? false
    case "max_tokens", "max_completion_tokens": maxTokens = try member.int(in: 1...Int.max)
    case "stop": stops = try Self.stops(member)
    case "response_format": try Self.checkFormat(member)
    case "n":
      guard try member.int() == 1 else {
        throw ServedError(
          400,
          "Unsupported value: this server writes one choice; send as many requests as you want.",
          parameter: "n", code: "unsupported_value")
      }
    // Accepted, since they ask for nothing that a writer without chance could do otherwise.
    case "temperature": _ = try member.double(in: 0...2)
    case "top_p": _ = try member.double(in: 0...1)
    case "presence_penalty", "frequency_penalty": _ = try member.double(in: -2...2)
    case "seed": _ = try member.int()
    case "user", "safety_identifier", "prompt_cache_key": _ = try member.string()
    case "metadata": _ = try member.members()
    case "store", "logprobs":
      if try member.bool() { throw Self.unsupported(name) }
    default:
      if Self.unsupported.contains(name) { throw Self.unsupported(name) }
      // Throws, with the name that was perhaps meant.
      try JSONReader([name: .null]).allowOnly(Self.known)
    }
  }

  /// Parameters of OpenAI's that change replies, and that this server has not.
  private static let unsupported: Set<String> = [
    "tools", "tool_choice", "parallel_tool_calls", "functions", "function_call", "logit_bias",
    "top_logprobs", "modalities", "audio", "prediction", "reasoning_effort", "verbosity",
    "web_search_options", "service_tier",
  ]

  private static let known: Set<String> = [
    "model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens", "stop",
    "response_format", "n", "temperature", "top_p", "presence_penalty", "frequency_penalty",
    "seed", "user", "safety_identifier", "prompt_cache_key", "metadata", "store", "logprobs",
  ]

  private static func unsupported(_ name: String) -> ServedError {
    ServedError(
      400, "Unsupported parameter: '\(name)' is not supported by this server.", parameter: name,
      code: "unsupported_parameter")
  }

  private static func message(_ reader: JSONReader) throws -> ChatMessage {
    try reader.allowOnly(["role", "content", "name", "refusal"])
    _ = try reader.optional("name")?.string()
    _ = try reader.optional("refusal")?.string()
    let role: ChatMessage.Role
    switch try reader.string("role") {
    case "system", "developer": role = .system
    case "user": role = .user
    case "assistant": role = .assistant
    case let word:
      throw try reader.required("role").invalid(
        "'\(word)' is none of system, developer, user, assistant")
    }
    return ChatMessage(role, try content(reader.required("content")))
  }

  /// A text, or parts that are texts.
  private static func content(_ reader: JSONReader) throws -> String {
    guard case .array = reader.value else { return try reader.string() }
    return try reader.array().map { part in
      guard try part.string("type") == "text" else {
        throw try part.required("type").invalid("this server reads parts of type 'text' alone")
      }
      try part.allowOnly(["type", "text"])
      return try part.string("text")
    }.joined()
  }

  private static func stops(_ reader: JSONReader) throws -> [String] {
    let stops = if case .string(let stop) = reader.value { [stop] } else { try reader.strings() }
    guard (1...4).contains(stops.count), stops.allSatisfy({ !$0.isEmpty }) else {
      throw reader.invalid("one to four texts are expected, none of them empty")
    }
    return stops
  }

  /// The form is checked, and what is written follows rules of its own: those of the stage that asks.
  private static func checkFormat(_ reader: JSONReader) throws {
    switch try reader.string("type") {
    case "text", "json_object": try reader.allowOnly(["type"])
    case "json_schema":
      try reader.allowOnly(["type", "json_schema"])
      let format = try reader.required("json_schema")
      try format.allowOnly(["name", "description", "schema", "strict"])
      let name = try format.string("name")
      guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(isNameByte) else {
        throw try format.required("name").invalid(
          "a name has one to 64 letters, digits, '_' and '-'")
      }
      _ = try format.optional("description")?.string()
      _ = try format.optional("schema")?.members()
      _ = try format.optional("strict")?.bool()
    case let type:
      throw try reader.required("type").invalid(
        "'\(type)' is none of text, json_object, json_schema")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }
}
