extension EndpointProfile {
  private static let members: Set<String> = [
    "baseURL", "model", "server", "deployment", "apiVersion", "key", "authField", "authPrefix",
    "extraFields", "extraBody", "delivery", "rung", "cap", "thinking", "takesAnswerFromReasoning",
    "reasoningTags", "timeouts", "replyLimit", "caFile", "allowsInsecureHTTP", "rates", "attempts",
    "patience",
  ]

  /// Reads an entry of `endpoints`. What is absent or null stays as it is for a new profile.
  /// - Throws: `JSONError`, which never repeats a value that might be a key.
  package init(_ reader: JSONReader, name: String) throws {
    guard Self.isName(name) else {
      throw reader.invalid(
        "'\(name.prefix(80))' is no name for an endpoint; expected letters, digits, '.', '_' or '-'"
      )
    }
    for (key, _) in try reader.members() where Self.keyMembers.contains(key.lowercased()) {
      throw JSONError(.unknownKey, path: reader.path + "." + key, Self.keyAdvice)
    }
    try reader.allowOnly(Self.members)
    self.init(
      name: name, baseURL: try reader.optional("baseURL")?.string() ?? "",
      model: try reader.optional("model")?.string() ?? "")
    try readPlace(reader)
    try readKey(reader)
    try readRequest(reader)
    try readLimits(reader)
  }

  private mutating func readPlace(_ reader: JSONReader) throws {
    server = try reader.optional("server").map { reader in
      let name = try reader.string()
      let known = KnownServer.all.map(\.name)
      guard known.contains(name) else {
        throw reader.invalid(Suggestion.unknown(name, among: known))
      }
      return name
    }
    deployment = try reader.optional("deployment")?.plainText()
    apiVersion = try reader.optional("apiVersion")?.plainText()
    if let place = try reader.optional("baseURL") {
      do throws(ConfigurationError) {
        _ = try EndpointURL(baseURL, deployment: deployment, apiVersion: apiVersion)
      } catch {
        throw place.invalid(error.detail)
      }
    }
    if let place = try reader.optional("model"), model.isEmpty || model.hasControl {
      throw place.invalid("is empty or holds a control character; expected a model's name")
    }
    caFile = try reader.optional("caFile")?.plainText()
    allowsInsecureHTTP = try reader.optional("allowsInsecureHTTP")?.bool() ?? allowsInsecureHTTP
  }

  private mutating func readKey(_ reader: JSONReader) throws {
    if let place = try reader.optional("key") {
      guard place.value.stringValue == nil else { throw place.invalid(Self.keyAdvice) }
      try place.allowOnly(["environment", "file"])
      switch (try place.optional("environment"), try place.optional("file")) {
      case (let variable?, nil):
        let name = try variable.string()
        guard Self.isVariable(name), !Self.looksLikeKey(name) else {
          throw variable.invalid(
            "is no name of an environment variable (a key itself does not belong here)")
        }
        key = .environment(name)
      case (nil, let file?):
        let path = try file.plainText()
        guard !Self.looksLikeKey(path) else { throw file.invalid(Self.keyAdvice) }
        key = .file(path)
      default:
        throw place.invalid(
          "expected either 'environment' or 'file'; null takes away what a template says")
      }
    }
    if let place = try reader.optional("authField") {
      authField = try place.string()
      guard Self.isFieldName(authField), !Self.ownFields.contains(authField.lowercased()) else {
        throw place.invalid("is no name of a header field for a key")
      }
    }
    if let place = try reader.optional("authPrefix") {
      authPrefix = try place.string()
      guard authPrefix.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), authPrefix.utf8.count <= 32,
        !Self.looksLikeKey(authPrefix)
      else {
        throw place.invalid("is no prefix; expected a word such as \"Bearer \" or nothing")
      }
    }
  }

  private mutating func readRequest(_ reader: JSONReader) throws {
    extraFields =
      try reader.optional("extraFields")?.members().map { name, value in
        guard Self.isFieldName(name) else {
          throw value.invalid("the name is none of a header field")
        }
        let text = try value.string()
        let lower = name.lowercased()
        guard !Self.authFields.contains(lower), lower != authField.lowercased(),
          !Self.looksLikeKey(text)
        else {
          throw value.invalid(
            "a key goes into a header field of its own: name it with 'authField' and 'authPrefix', "
              + "and where the key is found with 'key'")
        }
        guard !Self.ownFields.contains(lower) else {
          throw value.invalid("is set by the program itself")
        }
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
          throw value.invalid("holds a character that header fields do not take")
        }
        return ExtraField(name: name, value: text)
      } ?? []
    for (name, value) in try reader.optional("extraBody")?.members() ?? [] {
      guard !Self.ownMembers.contains(name) else {
        throw value.invalid(
          "is written by the program itself"
            + (EndpointAbilities.Cap(rawValue: name) == nil ? "" : "; set 'maxReplyTokens'"))
      }
      extraBody[name] = value.value
    }
    delivery = try reader.optional("delivery")?.choice(of: Delivery.self) ?? delivery
    rung = try reader.optional("rung")?.choice(of: StructuredRung.self).rawValue
    cap = try reader.optional("cap")?.choice(of: EndpointAbilities.Cap.self)
    thinking = try reader.optional("thinking")?.choice(of: Thinking.self) ?? thinking
    takesAnswerFromReasoning =
      try reader.optional("takesAnswerFromReasoning")?.bool() ?? takesAnswerFromReasoning
    reasoningTags = try reader.optional("reasoningTags")?.strings() ?? reasoningTags
  }

  private mutating func readLimits(_ reader: JSONReader) throws {
    if let timeouts = try reader.optional("timeouts") {
      try timeouts.allowOnly(["connect", "idle", "total"])
      connectTimeout =
        try timeouts.optional("connect")?.seconds(in: 0.1...600) ?? connectTimeout
      idleTimeout = try timeouts.optional("idle")?.seconds(in: 1...7200) ?? idleTimeout
      totalTimeout = try timeouts.optional("total")?.seconds(in: 1...86_400) ?? totalTimeout
    }
    replyLimit =
      try reader.optional("replyLimit").map { try $0.int(in: 1...1024) << 20 } ?? replyLimit
    attempts = try reader.optional("attempts")?.int(in: 1...20) ?? attempts
    patience = try reader.optional("patience")?.seconds(in: 0...604_800) ?? patience
    guard let limits = try reader.optional("rates") else { return }
    try limits.allowOnly([
      "requestsPerMinute", "inputTokensPerMinute", "outputTokensPerMinute", "inFlight",
    ])
    let perMinute = 1...1_000_000_000
    rates = Rates(
      requestsPerMinute: try limits.optional("requestsPerMinute")?.int(in: perMinute),
      inputTokensPerMinute: try limits.optional("inputTokensPerMinute")?.int(in: perMinute),
      outputTokensPerMinute: try limits.optional("outputTokensPerMinute")?.int(in: perMinute),
      inFlight: try limits.optional("inFlight")?.int(in: 1...4096))
  }
}

extension EndpointProfile {
  private static let keyAdvice =
    "a key does not belong into a configuration file; name where it is found: "
    + "key: { environment: \"NAME\" } or key: { file: \"path\" }"
  private static let keyMembers: Set<String> = [
    "apikey", "api_key", "api-key", "token", "secret", "authorization", "bearer", "password",
  ]
  private static let authFields: Set<String> = [
    "authorization", "proxy-authorization", "api-key", "x-api-key", "cookie",
    "ocp-apim-subscription-key", "x-goog-api-key",
  ]
  private static let ownFields: Set<String> = [
    "content-type", "content-length", "content-encoding", "transfer-encoding", "host", "connection",
    "expect", "accept-encoding",
  ]
  private static let ownMembers: Set<String> = [
    "model", "messages", "stream", "n", "response_format", "max_tokens", "max_completion_tokens",
  ]

  /// Whether a header field of that name may carry something that is to stay unseen.
  static func mayBeSecret(_ field: String) -> Bool {
    let name = field.lowercased()
    return ["key", "token", "secret", "auth", "cookie", "password"].contains { name.contains($0) }
  }

  /// Whether a text begins as keys of well-known services do.
  static func looksLikeKey(_ text: String) -> Bool {
    guard text.utf8.count >= 16, !text.contains("/") else { return false }
    let prefixes = [
      "sk-", "sk_", "gsk_", "xai-", "AIza", "hf_", "nvapi-", "r8_", "fw_", "tgp_", "pplx-", "csk-",
      "Bearer ", "bearer ",
    ]
    return prefixes.contains { text.hasPrefix($0) }
  }

  private static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { isWordByte($0) || $0 == 0x2D || $0 == 0x2E }
  }

  private static func isVariable(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 128 else { return false }
    return !(0x30...0x39).contains(first) && name.utf8.allSatisfy(isWordByte)
  }

  private static func isFieldName(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count)
      && name.utf8.allSatisfy { isWordByte($0) || "!#$%&'*+-.^`|~".utf8.contains($0) }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F
  }
}

extension JSONReader {
  /// A text that is not empty and has no control characters.
  fileprivate func plainText() throws -> String {
    let text = try string()
    guard !text.isEmpty, !text.hasControl else {
      throw invalid("is empty or holds a control character")
    }
    return text
  }

  fileprivate func seconds(in range: ClosedRange<Double>) throws -> Duration {
    .seconds(try double(in: range))
  }
}

extension String {
  fileprivate var hasControl: Bool { utf8.contains { $0 < 0x20 || $0 == 0x7F } }
}
