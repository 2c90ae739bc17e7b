import Synchronization

/// What was digested of a request, so that its key, the record of its reply and whoever else asks find it made. No part of
/// the request's value: copies share it, and a copy that was changed finds by its texts that this is another's.
final class RequestDigests: Sendable, Hashable {
  /// What a key is made of beside the texts.
  private struct Parts: Equatable {
    var model: String
    var role: ModelRole
    var cell: Int
    var sample: Int
    var attempt: Int
    var temperature: Double?
    var wantsOdds: Bool
    var schemaName: String
    /// Who says each text.
    var speakers: [ChatMessage.Role]

    init(_ request: ChatRequest, model: String) {
      self.model = model
      role = request.role
      (cell, sample, attempt) = (request.cell, request.sample, request.attempt)
      temperature = request.temperature
      wantsOdds = request.wantsOdds
      schemaName = request.schemaName
      speakers = request.messages.map(\.role)
    }
  }

  private struct State {
    var texts: [DigestedText] = []
    var key: (parts: Parts, text: String)?
  }

  private let state = Mutex(State())

  /// The request's texts: those of the messages, then the schema.
  func texts(of request: ChatRequest) -> [DigestedText] {
    let schema = TextDigests.shared.schema(request.schema)
    let known = state.withLock { $0.texts }
    if Self.are(known, of: request, schema) { return known }
    var made: [DigestedText] = []
    made.reserveCapacity(request.messages.count + 1)
    for message in request.messages { made.append(TextDigests.shared.digested(message.content)) }
    made.append(schema)
    let texts = made
    state.withLock { $0 = State(texts: texts) }
    return texts
  }

  /// The request's key in a journal.
  func key(of request: ChatRequest, model: String) -> String {
    let texts = texts(of: request)
    let parts = Parts(request, model: model)
    let known = state.withLock { state in
      // Of a copy with other texts there may be another key by now.
      state.key.flatMap { $0.parts == parts && Self.areSame(state.texts, texts) ? $0.text : nil }
    }
    if let known { return known }
    let key = request.madeKey(model: model, texts: texts)
    state.withLock { if Self.areSame($0.texts, texts) { $0.key = (parts, key) } }
    return key
  }

  private static func are(
    _ texts: [DigestedText], of request: ChatRequest, _ schema: DigestedText
  ) -> Bool {
    let messages = request.messages
    guard texts.count == messages.count + 1, texts[messages.count].digest == schema.digest else {
      return false
    }
    return messages.indices.allSatisfy { texts[$0].isText(messages[$0].content) }
  }

  private static func areSame(_ left: [DigestedText], _ right: [DigestedText]) -> Bool {
    left.count == right.count && left.indices.allSatisfy { left[$0] === right[$0] }
  }

  static func == (left: RequestDigests, right: RequestDigests) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
