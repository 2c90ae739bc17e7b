package import HTTPTransport
import Synchronization

/// A model behind an endpoint that turns texts into vectors.
///
/// Texts go in batches, which are halved where the endpoint finds them too large; what was learned holds for the rest.
package final class EmbeddingsModel: Sendable {
  package struct Reply: Sendable, Hashable {
    /// Of length 1, in the order of the texts.
    package var vectors: [[Float]]
    package var usage: TokenUsage
    package var wire: WireRecord
  }

  private struct Limits {
    var batch: Int
    var asksForFloats = true
  }

  package var profile: EndpointProfile { contact.profile }
  private let contact: EndpointContact
  private let transport: any Transport
  private let reader: EmbeddingsReader
  private let errors: WireReader
  private let dimensions: Int?
  private let clock: any WallClock
  private let now: @Sendable () -> UnixTime
  private let limits: Mutex<Limits>

  /// - Parameters:
  ///   - dimensions: sent only if set, and then expected of every vector.
  ///   - batch: texts of one request, at most.
  /// - Throws: `ConfigurationError`.
  package init(
    profile: EndpointProfile, key: EndpointKey?, transport: any Transport, dimensions: Int? = nil,
    batch: Int = 64, clock: any WallClock, now: @escaping @Sendable () -> UnixTime
  ) throws {
    precondition(batch > 0)
    contact = try EndpointContact(profile: profile, key: key)
    self.transport = transport
    self.dimensions = dimensions
    self.clock = clock
    self.now = now
    reader = EmbeddingsReader(
      model: profile.model, endpoint: profile.name, baseURL: contact.url.description,
      redaction: contact.redaction)
    errors = contact.reader(model: profile.model)
    limits = Mutex(Limits(batch: batch))
  }

  /// Throws `ModelError`, with the record of all requests in it; `CancellationError`.
  package func vectors(for texts: [String]) async throws -> Reply {
    var reply = Reply(
      vectors: [], usage: TokenUsage(prompt: 0, completion: 0, isReported: true), wire: WireRecord()
    )
    while reply.vectors.count < texts.count {
      let start = reply.vectors.count
      let (size, asksForFloats) = limits.withLock { ($0.batch, $0.asksForFloats) }
      let batch = texts[start..<min(start + size, texts.count)]
      do {
        let answer = try await exchange(batch, asksForFloats: asksForFloats, &reply.wire)
        try check(answer.vectors, against: reply.vectors.first)
        reply.vectors += answer.vectors
        let estimate = batch.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
        reply.usage.prompt += answer.usage?.prompt ?? estimate
        if answer.usage == nil { reply.usage.isReported = false }
      } catch var error as ModelError {
        if limits.withLock({ Self.learn(from: error, batch.count, asksForFloats, &$0) }) {
          continue
        }
        error = contact.explained(error, service: "embeddings")
        error.wire = reply.wire
        throw error
      }
    }
    return reply
  }

  /// Whether another try makes sense, with the limits as they are then.
  private static func learn(
    from error: ModelError, _ count: Int, _ askedForFloats: Bool, _ limits: inout Limits
  ) -> Bool {
    if case .drop("encoding_format") = error.repair, askedForFloats {
      limits.asksForFloats = false
      return true
    }
    guard count > 1, isAboutSize(error) else { return false }
    limits.batch = min(limits.batch, count / 2)
    return true
  }

  private static func isAboutSize(_ error: ModelError) -> Bool {
    if error.code == .tooLong || error.status == 413 || error.status == 422 { return true }
    let detail = error.detail.lowercased()
    return error.status == 400
      && ["batch", "array", "inputs"].contains { word in detail.contains(word) }
  }

  private func exchange(
    _ texts: ArraySlice<String>, asksForFloats: Bool, _ record: inout WireRecord
  ) async throws -> EmbeddingsReader.Reply {
    let body = body(texts, asksForFloats: asksForFloats)
    var attempt = WireRecord.Attempt(endpoint: profile.name, body: SHA256.hex(body))
    let start = clock.now
    let result: Result<EmbeddingsReader.Reply, any Error>
    do {
      let answer = try await transport.send(contact.post("embeddings", body))
      attempt.status = answer.head.status
      result = Result {
        guard (200..<300).contains(answer.head.status) else {
          throw errors.error(answer.head, answer.body, now: now())
        }
        return try reader.reply(answer.head, answer.body, count: texts.count, now: now())
      }
    } catch let error as TransportError {
      result = .failure(errors.error(error))
    }
    attempt.took = (clock.now - start).milliseconds
    if case .failure(let error as ModelError) = result { attempt.failure = error.code.rawValue }
    record.attempts.append(attempt)
    return try result.get()
  }

  private func body(_ texts: ArraySlice<String>, asksForFloats: Bool) -> [UInt8] {
    var json = JSONBytes(capacity: 256 + texts.reduce(0) { $0 + $1.utf8.count * 9 / 8 })
    json.open("{")
    json.key("model")
    json.string(profile.model)
    json.key("input")
    json.open("[")
    for text in texts { json.string(text) }
    json.close("]")
    if asksForFloats {
      json.key("encoding_format")
      json.string("float")
    }
    if let dimensions {
      json.key("dimensions")
      json.raw(String(dimensions))
    }
    for member in profile.extraBody.members {
      json.key(member.key)
      json.value(member.value)
    }
    json.close("}")
    return json.bytes
  }

  private func check(_ vectors: [[Float]], against first: [Float]?) throws {
    let expected = dimensions ?? first?.count ?? vectors.first?.count ?? 0
    guard let odd = vectors.first(where: { $0.count != expected }) else { return }
    throw ModelError(
      code: .invalidResponse, model: profile.model,
      detail: "a vector has \(odd.count) dimensions; \(expected) were expected", status: 200,
      mayBeBilled: true)
  }
}
