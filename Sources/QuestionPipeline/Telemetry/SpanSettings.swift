import HTTPTransport

/// Where the traces of a run go, and with what, as OpenTelemetry's environment variables say.
package struct SpanSettings: Sendable {
  /// Where spans are posted to.
  package let url: String
  /// Scheme, host and port, as they may be shown.
  package let origin: String
  let fields: [HTTPField]
  package let resource: [Span.Attribute]
  /// How long one request may take.
  let timeout: Duration
  let caFile: String?
  /// What is done otherwise than the variables say, a clause each.
  package let notices: [String]

  /// Nil where no variable names a server, or one says that nothing is to be sent.
  ///
  /// - Parameters:
  ///   - allowsInsecureHTTP: whether header fields may cross the net in clear text.
  ///   - environment: the value of a variable.
  /// - Throws: `ConfigurationError` that names the variable, and never repeats its value.
  package init?(
    allowsInsecureHTTP: Bool, environment: (String) -> String?
  ) throws(ConfigurationError) {
    func value(_ name: String) -> (name: String, text: String)? {
      let text = environment(name) ?? ""
      return text.utf8.allSatisfy { $0 == 0x20 } ? nil : (name, text)
    }
    /// The one for traces goes before the one for all signals.
    func setting(_ name: String) -> (name: String, text: String)? {
      value("OTEL_EXPORTER_OTLP_TRACES_" + name) ?? value("OTEL_EXPORTER_OTLP_" + name)
    }
    guard let endpoint = setting("ENDPOINT"),
      value("OTEL_SDK_DISABLED")?.text.lowercased() != "true",
      value("OTEL_TRACES_EXPORTER")?.text != "none"
    else { return nil }
    let base = try EndpointURL(endpoint.text, source: endpoint.name)
    let isWhole = endpoint.name.contains("TRACES")
    url = isWhole ? endpoint.text.filter { $0 != " " } : base.joined("v1/traces")
    origin = base.origin

    let headers = setting("HEADERS")
    let given = try headers.map { (name, text) throws(ConfigurationError) in
      try Self.pairs(text, of: name)
    }
    try base.check(
      hasKey: given?.isEmpty == false, allowsInsecureHTTP: allowsInsecureHTTP,
      source: headers?.name ?? endpoint.name)
    fields =
      [
        HTTPField("Content-Type", "application/json"),
        HTTPField("User-Agent", "viva/\(Version.number)"),
      ] + (given ?? []).map { HTTPField($0.key, $0.value) }

    var notices: [String] = []
    if let setting = setting("PROTOCOL"), setting.text != "http/json" {
      guard setting.text == "http/protobuf" else {
        throw ConfigurationError(
          source: setting.name,
          detail: "asks for '\(setting.text.prefix(20))'; only http/json is spoken here, which "
            + "collectors take on port 4318")
      }
      notices.append(
        "\(setting.name) asks for http/protobuf; traces are sent as http/json, which the same "
          + "servers take")
    }
    var milliseconds = 10_000
    if let setting = setting("TIMEOUT") {
      if let number = Int(setting.text), number > 0 {
        milliseconds = min(number, 600_000)
      } else {
        notices.append("\(setting.name) is no number of milliseconds; 10000 are waited")
      }
    }
    timeout = .milliseconds(milliseconds)
    caFile = setting("CERTIFICATE")?.text
    var resource: [(key: String, value: String)] = []
    if let (name, text) = value("OTEL_RESOURCE_ATTRIBUTES") {
      resource = try Self.pairs(text, of: name)
    }
    if let service = value("OTEL_SERVICE_NAME")?.text {
      resource.removeAll { $0.key == "service.name" }
      resource.append(("service.name", service))
    } else if !resource.contains(where: { $0.key == "service.name" }) {
      resource.append(("service.name", "viva"))
    }
    if !resource.contains(where: { $0.key == "service.version" }) {
      resource.append(("service.version", Version.number))
    }
    resource += [
      ("telemetry.sdk.name", "viva"), ("telemetry.sdk.language", "swift"),
      ("telemetry.sdk.version", Version.number),
    ]
    self.resource = resource.map { Span.Attribute(key: $0.key, value: .text($0.value)) }
    self.notices = notices
  }

  /// The pairs of "a=b,c=d", with values in percent encoding.
  private static func pairs(
    _ text: String, of variable: String
  ) throws(ConfigurationError) -> [(key: String, value: String)] {
    var result: [(key: String, value: String)] = []
    for piece in text.split(separator: ",") {
      let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = parts[0].filter { $0 != " " }
      guard parts.count == 2, !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
        let value = decoded(parts[1])
      else {
        throw ConfigurationError(
          source: variable, detail: "is no list of names and values: name=value,name=value")
      }
      result.append((key, value))
    }
    return result
  }

  /// Without the blanks around it; nil where a percent sign stands alone or a control character comes of it.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let last = rest.last, last == 0x20 { rest.removeLast() }
    rest = rest.drop { $0 == 0x20 }
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        bytes.append(byte)
        continue
      }
      guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.count >= 2
      else { return nil }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// A request that carries these bytes.
  func request(_ body: [UInt8]) -> HTTPRequest {
    HTTPRequest(
      .post, url, fields: fields, body: body,
      timeouts: HTTPRequest.Timeouts(connect: timeout, idle: timeout, total: timeout),
      bodyLimit: 1 << 20, caFile: caFile)
  }
}
