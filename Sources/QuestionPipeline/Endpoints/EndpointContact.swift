package import HTTPTransport

/// How an endpoint is spoken to: its URL, its header fields, its limits, and what must be covered in texts that come back.
///
/// The one place where a key meets a request.
package struct EndpointContact: Sendable {
  package let profile: EndpointProfile
  package let url: EndpointURL
  package let redaction: Redaction
  /// Whether a key goes along.
  package let hasKey: Bool
  private let fields: [HTTPField]
  private let secrets: [String]

  /// - Throws: `ConfigurationError` for a URL of no use, a key of another endpoint, or one that would cross the net in clear text.
  package init(profile: EndpointProfile, key: EndpointKey?) throws {
    let source = "endpoint '\(profile.name)'"
    let url = try profile.url(source: source)
    try url.check(
      hasKey: key != nil, allowsInsecureHTTP: profile.allowsInsecureHTTP, source: source)
    var fields = [
      HTTPField("Content-Type", "application/json"),
      HTTPField("User-Agent", "viva/\(Version.number)"),
    ]
    if let key { fields.append(try key.field(for: profile, url: url)) }
    fields += profile.extraFields.map { HTTPField($0.name, $0.value) }
    var secrets = profile.extraFields.filter { EndpointProfile.mayBeSecret($0.name) }.map(\.value)
    if let key { secrets.append(key.lend { $0 }) }
    self.profile = profile
    self.url = url
    self.fields = fields
    self.secrets = secrets
    hasKey = key != nil
    redaction = Redaction(secrets)
  }

  package func post(_ service: String, _ body: [UInt8]) -> HTTPRequest {
    request(.post, service, body, timeouts, profile.replyLimit)
  }

  package func get(_ service: String, timeouts: HTTPRequest.Timeouts? = nil, limit: Int)
    -> HTTPRequest
  { request(.get, service, [], timeouts ?? self.timeouts, limit) }

  private var timeouts: HTTPRequest.Timeouts {
    HTTPRequest.Timeouts(
      connect: profile.connectTimeout, idle: profile.idleTimeout, total: profile.totalTimeout)
  }

  private func request(
    _ method: HTTPRequest.Method, _ service: String, _ body: [UInt8],
    _ timeouts: HTTPRequest.Timeouts, _ limit: Int
  ) -> HTTPRequest {
    HTTPRequest(
      method, url.joined(service), fields: fields, body: body, timeouts: timeouts,
      bodyLimit: limit, caFile: profile.caFile)
  }

  /// What reads the endpoint's answers.
  package func reader(model: String) -> WireReader {
    WireReader(
      model: model, endpoint: profile.name, reasoningTags: profile.reasoningTags,
      takesAnswerFromReasoning: profile.takesAnswerFromReasoning, baseURL: url.description,
      redaction: redaction)
  }

  /// Covers known keys in a text that is otherwise kept as it is.
  package func covered(_ text: String) -> String {
    let isTainted = secrets.contains { Self.contains(text, $0) }
    return isTainted ? redaction.text(text) : text
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    var text = text
    var part = part
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard let first = part.first else { return false }
        var start = 0
        while start + part.count <= text.count {
          guard let at = text[start...].firstIndex(of: first), at + part.count <= text.count else {
            return false
          }
          if text[at..<at + part.count].elementsEqual(part) { return true }
          start = at + 1
        }
        return false
      }
    }
  }

  /// Adds to an error what only the sender knows: the host, the URL, and whether a key was sent.
  package func explained(_ error: ModelError, service: String) -> ModelError {
    var error = error
    switch error.code {
    case .unauthorized:
      let source = EndpointKey.source(of: profile)
      let words =
        if hasKey {
          "a key was sent, from \(source)"
        } else if case .environment = profile.key {
          "no key was sent: \(source) is not set, or blank"
        } else {
          "no key was sent: none is configured"
        }
      error.detail += " (host \(url.host); \(words))"
    case .invalidRequest, .unknownModel, .unavailable, .invalidResponse:
      let tried = shown(service)
      if error.status == 404 || error.status == 405, !error.detail.contains(tried) {
        error.detail += " (the URL tried: \(tried))"
      }
    default: break
    }
    return error
  }

  private func shown(_ service: String) -> String {
    let base = url.description
    let path = base.prefix { $0 != "?" }
    return path + "/" + service + base.dropFirst(path.count)
  }
}

extension EndpointContact: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  package var description: String { "[\(profile.name) at \(url)]" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["url": url.description]) }
}
