/// A journal that answers as the model did whose replies it holds, and nothing else.
package struct ReplayModel: LanguageModel {
  /// The recorded model's name, so that keys are equal.
  package let name: String
  private let journal: Journal

  package init(name: String, journal: Journal) {
    self.name = name
    self.journal = journal
  }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    let key = request.journalKey(model: name)
    guard let entry = try await journal.entry(key) else {
      throw ModelError(
        code: .notRecorded, model: name,
        detail:
          "the journal holds no reply to the request of the \(request.role.rawValue) for cell "
          + "\(request.cell), sample \(request.sample), attempt \(request.attempt) (key \(key))")
    }
    guard let reply = entry.reply else {
      let code: ModelError.Code =
        switch entry.outcome {
        case .filtered: .filtered
        case .refused: .refused
        case .tooLong: .tooLong
        case .truncated: .truncated
        case .invalid: .invalidResponse
        case .good, .gaveUp: .unavailable
        }
      throw ModelError(
        code: code, model: name,
        detail: entry.detail ?? "no reply was to be had when it was recorded", wire: entry.wire)
    }
    return reply
  }
}
