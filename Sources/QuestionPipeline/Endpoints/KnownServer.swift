/// What is known of a service or a kind of server before it is asked: where to start, never more. Every row can be
/// overridden by an endpoint's settings, and gives way to what the server itself says.
package struct KnownServer: Sendable, Hashable {
  package var name: String
  /// Hosts whose name is one of these, or ends in one of those that begin with a point.
  package var hosts: [String]
  package var rung: StructuredRung
  package var cap: EndpointAbilities.Cap
  /// Whether models that reason take the newer name of the cap.
  package var renamesCapForReasoning: Bool
  package var streams: EndpointAbilities.Streams
  package var takesStreamOptions: Bool
  package var thinking: ThinkingForm?

  package init(
    name: String, hosts: [String] = [], rung: StructuredRung = .strictSchema,
    cap: EndpointAbilities.Cap = .maxTokens, renamesCapForReasoning: Bool = false,
    streams: EndpointAbilities.Streams = .either, takesStreamOptions: Bool = true,
    thinking: ThinkingForm? = nil
  ) {
    self.name = name
    self.hosts = hosts
    self.rung = rung
    self.cap = cap
    self.renamesCapForReasoning = renamesCapForReasoning
    self.streams = streams
    self.takesStreamOptions = takesStreamOptions
    self.thinking = thinking
  }

  /// The abilities that a model starts from.
  package func abilities(of model: String) -> EndpointAbilities {
    EndpointAbilities(
      cap: renamesCapForReasoning && Self.reasons(model) ? .maxCompletionTokens : cap, rung: rung,
      streams: streams, takesStreamOptions: takesStreamOptions)
  }

  /// Whether a name is one of OpenAI's reasoning models: "o3-mini", "gpt-5".
  private static func reasons(_ model: String) -> Bool {
    let name = model.split(separator: "/").last ?? Substring(model)
    func number(after prefix: String) -> Int? {
      guard name.hasPrefix(prefix) else { return nil }
      return Int(name.dropFirst(prefix.count).prefix { ("0"..."9").contains($0) })
    }
    return number(after: "o") != nil || number(after: "gpt-").map { $0 >= 5 } == true
  }
}

extension KnownServer {
  /// The row for an endpoint: the one that it names, else that of its host, else the plain case.
  package static func row(named name: String?, host: String) -> KnownServer {
    if let name, let row = all.first(where: { $0.name == name }) { return row }
    let found = all.first { row in
      row.hosts.contains { $0.hasPrefix(".") ? host.hasSuffix($0) : host == $0 }
    }
    return found ?? KnownServer(name: "unknown")
  }

  package static let all: [KnownServer] = [
    KnownServer(
      name: "openai", hosts: ["api.openai.com", "eu.api.openai.com", "us.api.openai.com"],
      renamesCapForReasoning: true, thinking: .effort),
    KnownServer(
      name: "azure", hosts: [".openai.azure.com", ".cognitiveservices.azure.com"],
      renamesCapForReasoning: true, thinking: .effort),
    KnownServer(name: "openrouter", hosts: ["openrouter.ai"], thinking: .reasoning),
    KnownServer(name: "deepseek", hosts: ["api.deepseek.com"], rung: .object, thinking: .type),
    KnownServer(name: "dashscope", hosts: [".aliyuncs.com"], rung: .object, thinking: .flag),
    // No streaming beside a response format.
    KnownServer(name: "groq", hosts: ["api.groq.com"], streams: .never, thinking: .effort),
    // Unknown fields are refused; usage comes without being asked for.
    KnownServer(name: "mistral", hosts: ["api.mistral.ai"], takesStreamOptions: false),
    KnownServer(
      name: "gemini", hosts: ["generativelanguage.googleapis.com"], thinking: .effort),
    KnownServer(
      name: "together", hosts: ["api.together.xyz", "api.together.ai"], rung: .schema,
      thinking: .reasoning),
    KnownServer(name: "fireworks", hosts: ["api.fireworks.ai"], rung: .objectWithSchema),
    KnownServer(
      name: "moonshot", hosts: ["api.moonshot.cn", "api.moonshot.ai"], rung: .object,
      thinking: .type),
    KnownServer(
      name: "zai", hosts: ["api.z.ai", "open.bigmodel.cn"], rung: .object, thinking: .type),
    KnownServer(name: "anthropic", hosts: ["api.anthropic.com"]),
    KnownServer(name: "ollama", rung: .schema, thinking: .effort),
    KnownServer(name: "llama.cpp", rung: .objectWithSchema, thinking: .template),
    KnownServer(name: "vllm", thinking: .template),
    KnownServer(name: "sglang", thinking: .template),
    KnownServer(name: "lm-studio"),
    KnownServer(name: "tgi", rung: .grammar),
  ]
}
