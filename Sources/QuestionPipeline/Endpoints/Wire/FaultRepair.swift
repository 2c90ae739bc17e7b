extension Repair {
  /// What would make the endpoint take the request, judging by what it says is wrong with it; nil where it does not say.
  static func read(_ signs: FaultSigns) -> Repair? {
    guard [200, 400, 404, 405, 415, 422, 500, 501].contains(signs.status) else { return nil }
    let named = signs.parameters.map { $0.lowercased() } + quoted(signs.text)
    let top = named.map(topLevel)
    let complains = complaint(signs)
    if let repair = streaming(signs, top, complains: complains) { return repair }
    if let repair = cap(signs, top, complains: complains) { return repair }
    if signs.says(
      "response_format", "json_schema", "guided_json", "structured output", "structured_output",
      "json mode", "grammar", "invalid schema", "invalid_json_schema")
    {
      return .lowerRung(only: types(signs.text))
    }
    if rejectsSystem(signs, named) { return .foldSystem }
    // A server that broke down has not looked at the request: names in its words are those of its own code.
    guard signs.status < 500 else { return nil }
    return parameter(signs, top, complains: complains)
  }

  private static func complaint(_ signs: FaultSigns) -> Bool {
    signs.isCode(
      "unsupported_parameter", "unsupported_value", "extra_forbidden", "unknown_parameter",
      "unrecognized_parameter", "value_error.extra")
      || signs.says(
        "unsupported", "not support", "unrecognized", "unknown parameter", "unexpected keyword",
        "extra_forbidden", "extra inputs", "extra fields", "not permitted", "not allowed",
        "only the default", "is deprecated", "unknown field", "unknown name", "isn't supported",
        "does not accept", "not available for", "incompatible", "cannot be used",
        "only 1 is allowed",
        "additional properties")
  }

  private static func streaming(_ signs: FaultSigns, _ top: [String], complains: Bool) -> Repair? {
    if signs.says("stream_options"), !signs.says("only allowed when stream") {
      return .dropStreamOptions
    }
    if signs.says(
      "false for non-streaming", "only support stream", "only supports stream", "enable the stream",
      "stream must be true", "stream must be set to true", "requires streaming",
      "streaming is required", "must be streamed")
    {
      return .onlyStreams
    }
    let isRefused = signs.says(
      "streaming is not supported", "streaming not supported", "does not support stream",
      "stream is not supported", "stream not supported", "stream is unsupported",
      "streaming is unsupported", "stream must be false", "'stream' is not supported",
      "response_format is not supported with stream", "streaming is not available",
      "not supported with streaming", "not supported in streaming", "not support streaming",
      "cannot stream", "can't stream")
    return isRefused || complains && top.first == "stream" ? .neverStreams : nil
  }

  /// A cap that goes by another name. One that is merely too large is not renamed.
  private static func cap(_ signs: FaultSigns, _ top: [String], complains: Bool) -> Repair? {
    let old = "max_tokens"
    let new = "max_completion_tokens"
    if signs.says(
      "use 'max_completion_tokens'", "use `max_completion_tokens`", "use max_completion_tokens")
    {
      return .renameCap(to: new)
    }
    if signs.says("use 'max_tokens'", "use `max_tokens`", "use max_tokens") {
      return .renameCap(to: old)
    }
    guard complains, !signs.says("too large", "less than or equal") else { return nil }
    switch top.first(where: { $0 == old || $0 == new }) {
    case old: return .renameCap(to: new)
    case new: return .renameCap(to: old)
    default:
      return signs.says(new) ? .renameCap(to: old) : signs.says(old) ? .renameCap(to: new) : nil
    }
  }

  /// The types of structured output that the text names as those to choose from.
  private static func types(_ text: String) -> [String] {
    guard
      ["must be", "should be", "one of", "expected", "only", "supported"].contains(
        where: text.contains)
    else { return [] }
    var found: [String] = []
    for word in quoted(text)
    where ["text", "json_object", "json_schema", "json", "regex", "grammar"].contains(word)
      && !found.contains(word)
    {
      found.append(word)
    }
    // "'json_object' is not supported" names what is refused, not what is taken.
    return text.contains("must be") || text.contains("should be") || text.contains("one of")
      || text.contains("expected") || found.count > 1 ? found : []
  }

  private static func rejectsSystem(_ signs: FaultSigns, _ named: [String]) -> Bool {
    if signs.says(
      "system role not supported", "system role is not supported", "does not support system",
      "does not support 'system'", "system messages are not supported", "developer instruction",
      "system prompt is not supported", "system message is not supported", "roles must alternate",
      "system message must be at the beginning", "does not support 'developer'",
      "only user and assistant roles")
    {
      return true
    }
    return named.contains { $0.hasPrefix("messages") && $0.hasSuffix("role") }
      && signs.says("system", "developer")
  }

  /// Settings that change how a model writes: an endpoint that names one in a refusal can do without it.
  private static let settings: Set<String> = [
    "temperature", "top_p", "top_k", "min_p", "seed", "presence_penalty", "frequency_penalty",
    "repetition_penalty", "logprobs", "top_logprobs", "logit_bias", "stop", "n", "reasoning_effort",
    "reasoning", "thinking", "enable_thinking", "thinking_budget", "chat_template_kwargs", "user",
    "store", "metadata", "service_tier", "strict", "parallel_tool_calls", "verbosity",
    "prompt_cache_key",
  ]

  /// What no request can do without, or what has a repair of its own.
  private static let vital: Set<String> = [
    "model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens",
    "response_format", "body", "input", "prompt", "role", "content", "user_message",
  ]

  private static func parameter(_ signs: FaultSigns, _ top: [String], complains: Bool) -> Repair? {
    let explicit = signs.parameters.map { topLevel($0.lowercased()) }
    if let name = explicit.first(where: { settings.contains($0) }) { return .drop(parameter: name) }
    guard complains || signs.says("invalid temperature", "must be", "should be", "only ") else {
      return nil
    }
    if let name = top.first(where: { settings.contains($0) }) { return .drop(parameter: name) }
    // Without quotes: "invalid temperature: only 1 is allowed for this model".
    let words = Set(signs.text.split { !isOfName($0) }.map(String.init))
    if let name = [
      "temperature", "top_p", "reasoning_effort", "enable_thinking", "chat_template_kwargs",
      "logprobs", "presence_penalty", "frequency_penalty", "seed",
    ]
    .first(where: words.contains) {
      return .drop(parameter: name)
    }
    guard complains else { return nil }
    if let name = (explicit + afterColon(signs.text) + top)
      .first(where: { !vital.contains($0) && isName($0) && !isWord($0) })
    {
      return .drop(parameter: name)
    }
    return nil
  }

  /// "unrecognized request argument supplied: foo", "unknown field: foo".
  private static func afterColon(_ text: String) -> [String] {
    text.split(separator: "\n").flatMap { line in
      line.split(separator: ":").dropFirst().compactMap { part in
        part.split { !isOfName($0) }.first.map(String.init)
      }
    }.filter {
      text.contains("argument") || text.contains("field")
        || text.contains("parameter") && $0.contains("_")
    }
  }

  /// Words of prose and of error codes that stand in quotes or behind colons without being parameters.
  private static func isWord(_ text: String) -> Bool {
    [
      "system", "developer", "assistant", "user", "text", "json_object", "json_schema", "json",
      "true",
      "false", "null", "none", "error", "invalid_request_error", "unsupported_parameter",
      "unsupported_value", "extra_forbidden", "unknown_parameter", "the", "this", "extra", "only",
      "bad", "input", "invalid", "default", "value",
    ].contains(text)
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 60 && text.allSatisfy(isOfName)
      && text.first?.isLetter == true
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_")
  }

  /// The member of the request that a path leads into: "messages" for "messages.0.name", "messages[0].role".
  private static func topLevel(_ path: String) -> String {
    var parts = path.split { $0 == "." || $0 == "[" || $0 == "]" || $0 == "/" }.map(String.init)
    while parts.count > 1, parts[0] == "body" || Int(parts[0]) != nil { parts.removeFirst() }
    return parts.first ?? path
  }

  /// What stands in quotes of any kind.
  static func quoted(_ text: String) -> [String] {
    var found: [String] = []
    for quote in ["'", "\"", "`"] as [Character] {
      let parts = text.split(separator: quote, omittingEmptySubsequences: false)
      guard parts.count > 2 else { continue }
      // An apostrophe shifts the count: every part that could be a name is taken.
      for part in parts.dropFirst().dropLast()
      where !part.isEmpty && part.utf8.count <= 60
        && part.allSatisfy({ isOfName($0) || ".[]-/".contains($0) })
      {
        found.append(String(part))
      }
    }
    return found
  }
}
