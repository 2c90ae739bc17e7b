/// The body of a chat completion: the model, the messages and what was asked for, and nothing else.
package struct RequestBody: Sendable {
  package let bytes: [UInt8]
  /// Nil where no schema was asked for.
  package let rung: StructuredRung?
  package let isStreamed: Bool
  /// Settings that were asked for and are not in it, or not as asked.
  package let notes: [String]
  /// The members that it could do without or with another name; not the model, the messages and the stream.
  package let optional: [String]
  /// Tokens whose probabilities are asked for in each place: as many as there are grades, and as servers allow.
  private static let alternatives = 5

  package init(
    _ request: ChatRequest, profile: EndpointProfile, server: KnownServer,
    abilities: EndpointAbilities
  ) {
    var notes: [String] = []
    var optional: [String] = []
    let rung = Self.rung(for: request, abilities, &notes)
    isStreamed = abilities.streams != .never
    self.rung = rung

    let telling = rung?.tellsSchemaInPrompt == true ? SchemaTelling.words(for: request.schema) : nil
    let messages = WireMessages.messages(
      request.messages, telling: telling, foldsSystem: abilities.foldsSystem)
    let schema = rung.map { Self.schema($0, request) } ?? ""
    let prepared = messages.map { message in
      message.role == .system ? EscapedTexts.shared.bytes(of: message.content) : nil
    }
    // Hundreds of bodies are in flight at once: one that grew would hold twice what it needs.
    var capacity = 1024 + schema.utf8.count
    for (message, escaped) in zip(messages, prepared) {
      capacity += escaped?.count ?? (message.content.utf8.count * 17 / 16)
    }
    var json = JSONBytes(capacity: capacity)
    // Members of the user's own count before ours.
    let extra = profile.extraBody
    func isFree(_ key: String) -> Bool { extra.isEmpty || extra[key] == nil }
    func isTaken(_ key: String) -> Bool { !abilities.dropped.contains(key) }

    json.open("{")
    json.key("model")
    json.string(profile.model)
    json.key("messages")
    json.open("[")
    for (message, escaped) in zip(messages, prepared) {
      json.open("{")
      json.key("role")
      json.string(message.role.rawValue)
      json.key("content")
      if let escaped { json.escaped(escaped) } else { json.string(message.content) }
      json.close("}")
    }
    json.close("]")
    if let cap = request.maxReplyTokens, isFree("max_tokens"), isFree("max_completion_tokens") {
      optional.append(abilities.cap.rawValue)
      json.key(abilities.cap.rawValue)
      json.raw(String(cap))
    }
    if let temperature = request.temperature, isFree("temperature") {
      if isTaken("temperature") {
        optional.append("temperature")
        json.key("temperature")
        json.raw(JSONWriter.text(of: temperature))
      } else {
        notes.append("temperature \(JSONWriter.text(of: temperature)) not applied: not taken")
      }
    }
    if request.wantsOdds, isFree("logprobs"), isFree("top_logprobs") {
      if isTaken("logprobs"), isTaken("top_logprobs") {
        optional += ["logprobs", "top_logprobs"]
        json.key("logprobs")
        json.raw("true")
        json.key("top_logprobs")
        json.raw(String(Self.alternatives))
      } else {
        notes.append("probabilities of grades not applied: logprobs not taken")
      }
    }
    if let rung {
      Self.write(rung, schema, request, to: &json)
      if rung.typeWord != nil { optional.append("response_format") }
    }
    if isStreamed {
      json.key("stream")
      json.raw("true")
      if abilities.takesStreamOptions, isFree("stream_options") {
        optional.append("stream_options")
        json.key("stream_options")
        json.raw(#"{"include_usage":true}"#)
      }
    }
    if let key = Self.write(profile.thinking, server, abilities, isFree, to: &json, &notes) {
      optional.append(key)
    }
    for member in extra.members {
      if isTaken(member.key) {
        optional.append(member.key)
        json.key(member.key)
        json.value(member.value)
      } else {
        notes.append("\(member.key) not applied: not taken")
      }
    }
    json.close("}")
    bytes = json.bytes
    self.notes = notes
    self.optional = optional
  }

  /// Whether a repair is about something that stands in it: an endpoint that names anything else speaks of other things.
  package func isChanged(by repair: Repair) -> Bool {
    switch repair {
    case .renameCap:
      EndpointAbilities.Cap.allCases.contains { optional.contains($0.rawValue) }
    case .drop(let parameter):
      parameter == "stream" ? isStreamed : optional.contains(parameter)
    case .lowerRung: rung != nil
    case .foldSystem: true
    case .onlyStreams: !isStreamed
    case .neverStreams: isStreamed
    case .dropStreamOptions: optional.contains("stream_options")
    }
  }

  /// The rung to stand on; a schema that strict servers would turn down is asked for without `strict`.
  private static func rung(
    for request: ChatRequest, _ abilities: EndpointAbilities, _ notes: inout [String]
  ) -> StructuredRung? {
    guard !request.schema.isNull else { return nil }
    guard abilities.rung == .strictSchema,
      let objection = SchemaTelling.objection(to: request.schema)
    else { return abilities.rung }
    notes.append("schema '\(request.schemaName)' sent without strict: \(objection)")
    return .schema
  }

  /// The schema as it stands in the body on that rung; blank where it does not.
  private static func schema(_ rung: StructuredRung, _ request: ChatRequest) -> String {
    rung.tellsSchemaInPrompt ? "" : TextDigests.shared.schema(request.schema).text
  }

  private static func write(
    _ rung: StructuredRung, _ schema: String, _ request: ChatRequest, to json: inout JSONBytes
  ) {
    guard let word = rung.typeWord else { return }
    json.key("response_format")
    json.open("{")
    json.key("type")
    json.string(word)
    switch rung {
    case .strictSchema, .schema:
      json.key("json_schema")
      json.open("{")
      json.key("name")
      json.string(SchemaTelling.name(request.schemaName))
      if rung == .strictSchema {
        json.key("strict")
        json.raw("true")
      }
      json.key("schema")
      json.raw(schema)
      json.close("}")
    case .objectWithSchema:
      json.key("schema")
      json.raw(schema)
    case .grammar:
      json.key("value")
      json.raw(schema)
    case .object, .prompt: break
    }
    json.close("}")
  }

  /// Returns the member that was written.
  private static func write(
    _ thinking: EndpointProfile.Thinking, _ server: KnownServer, _ abilities: EndpointAbilities,
    _ isFree: (String) -> Bool, to json: inout JSONBytes, _ notes: inout [String]
  ) -> String? {
    guard thinking != .standard else { return nil }
    guard let form = server.thinking, let member = form.member(for: thinking) else {
      notes.append("thinking '\(thinking.rawValue)' not applied: not known how to ask for it")
      return nil
    }
    guard isFree(member.key) else { return nil }
    guard !abilities.dropped.contains(member.key) else {
      notes.append("thinking '\(thinking.rawValue)' not applied: \(member.key) not taken")
      return nil
    }
    if !form.hasLevels, thinking == .low || thinking == .medium {
      notes.append("thinking '\(thinking.rawValue)' sent as on: there are no levels")
    }
    json.key(member.key)
    json.value(member.value)
    return member.key
  }
}

/// The messages as endpoints take them: at most one of the system, in front, and the others in turn.
enum WireMessages {
  /// - Parameters:
  ///   - telling: words about the form of the reply, for the system to say.
  ///   - foldsSystem: whether the system's text opens the first message of the user.
  static func messages(_ messages: [ChatMessage], telling: String?, foldsSystem: Bool)
    -> [ChatMessage]
  {
    if telling == nil, !foldsSystem, isInTurn(messages) { return messages }
    var system = messages.filter { $0.role == .system }.map(\.content)
    if let telling { system.append(telling) }
    var result: [ChatMessage] = []
    if !system.isEmpty {
      result.append(ChatMessage(foldsSystem ? .user : .system, system.joined(separator: "\n\n")))
    }
    for message in messages where message.role != .system {
      if let last = result.indices.last, result[last].role == message.role {
        result[last].content += "\n\n" + message.content
      } else {
        result.append(message)
      }
    }
    return result
  }

  private static func isInTurn(_ messages: [ChatMessage]) -> Bool {
    for (index, message) in messages.enumerated() where index > 0 {
      if message.role == .system || message.role == messages[index - 1].role { return false }
    }
    return true
  }
}
