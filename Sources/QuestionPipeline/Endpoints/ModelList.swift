package import HTTPTransport
import Synchronization

/// The models that an endpoint lists under `/models`: of use to advice and to the doctor, needed by nothing.
package final class ModelList: Sendable {
  private let contact: EndpointContact
  private let transport: any Transport
  /// What was found by the first who asked.
  private let found = Mutex<[String]?>(nil)
  /// Of the body: some list thousands of models.
  private static let limit = 8 << 20

  package init(contact: EndpointContact, transport: any Transport) {
    self.contact = contact
    self.transport = transport
  }

  /// The identifiers in the server's order, at most 10,000.
  /// - Throws: `ModelError`; `CancellationError`.
  package func identifiers() async throws -> [String] {
    let reader = contact.reader(model: contact.profile.model)
    let request = contact.get(
      "models",
      timeouts: HTTPRequest.Timeouts(
        connect: contact.profile.connectTimeout, idle: .seconds(15), total: .seconds(30)),
      limit: Self.limit)
    do {
      let answer = try await transport.send(request)
      guard answer.head.status == 200 else {
        throw contact.explained(
          reader.error(answer.head, answer.body, now: UnixTime(0)), service: "models")
      }
      guard let found = Self.identifiers(in: answer.body) else {
        throw ModelError(
          code: .invalidResponse, model: contact.profile.model,
          detail: "\(contact.url)/models answered with something else than a list of models",
          status: answer.head.status)
      }
      return found.map { Self.plain(contact.redaction.text($0)) }
    } catch let error as TransportError {
      throw reader.error(error)
    }
  }

  /// Names that may have been meant, for an error about an unknown model; nil where there is no list to be had.
  package func advice(for model: String) async -> String? {
    let known: [String]
    if let found = found.withLock({ $0 }) {
      known = found
    } else {
      known = (try? await identifiers()) ?? []
      found.withLock { $0 = known }
    }
    guard !known.isEmpty else { return nil }
    let near =
      known.contains(model)
      ? nil : Suggestion.nearest(to: model, among: known).map { "did you mean '\($0)'? " }
    let some = known.prefix(5).joined(separator: ", ") + (known.count > 5 ? " …" : "")
    return "; \(near ?? "")the endpoint lists \(some)"
  }

  /// `{"data": [{"id"}]}`, a bare list, or `{"models": [{"id" or "name"}]}`.
  package static func identifiers(in body: [UInt8]) -> [String]? {
    guard let document = try? JSONParser.parse(body),
      let list = document.arrayValue ?? document["data"]?.arrayValue
        ?? document["models"]?.arrayValue
    else { return nil }
    return list.prefix(10_000).compactMap {
      $0.stringValue ?? $0["id"]?.stringValue ?? $0["name"]?.stringValue
        ?? $0["model"]?.stringValue
    }
  }

  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(120).map { $0.properties.generalCategory == .control ? "?" : $0 }
      ))
  }
}
