/// Puts questions to a model for a stage: through the journal, with further attempts after replies that cannot be used.
package struct ModelDesk: Sendable {
  package let model: any LanguageModel
  package let journal: Journal?
  /// Attempts at one reply, at least 1.
  package let attempts: Int

  package init(model: any LanguageModel, journal: Journal?, attempts: Int) {
    self.model = model
    self.journal = journal
    self.attempts = attempts
  }

  /// What came of a question: an answer, or why there is none; and every request that it took.
  package struct Answer<Value: Sendable>: Sendable {
    package var value: Value?
    /// Of the last attempt, where there is no value.
    package var failure: (outcome: ReplyOutcome, detail: String)?
    package var calls: [ModelCall]
  }

  /// A reply that could not be used, for the next attempt.
  package struct Correction: Sendable {
    package var reply: String
    package var problem: String

    package init(reply: String, problem: String) {
      self.reply = reply
      self.problem = problem
    }
  }

  /// - Parameters:
  ///   - first: the number of the first attempt; later ones count on.
  ///   - request: makes the request of an attempt.
  ///   - read: reads the answer; what it throws makes the reply invalid.
  package func ask<Value: Sendable>(
    firstAttempt first: Int = 0,
    request: (_ attempt: Int, _ correction: Correction?) throws -> ChatRequest,
    read: (JSONReader) throws -> Value
  ) async throws -> Answer<Value> {
    var answer = Answer<Value>(value: nil, failure: nil, calls: [])
    var correction: Correction?
    for attempt in first..<first + attempts {
      let request = try request(attempt, correction)
      var value: Value?
      let entry = try await reply(to: request) { reply in
        do {
          value = try read(JSONReader(ReplyReader.json(in: reply.content)))
          return nil
        } catch {
          return "\(error)"
        }
      }
      answer.calls.append(
        ModelCall(
          key: entry.key, role: request.role, model: model.name, sample: request.sample,
          attempt: attempt, outcome: entry.outcome, usage: entry.reply?.usage))
      if entry.outcome == .good, let value {
        answer.value = value
        answer.failure = nil
        return answer
      }
      answer.failure = (entry.outcome, entry.detail ?? entry.outcome.rawValue)
      if entry.outcome == .filtered || entry.outcome == .gaveUp { return answer }
      correction = entry.reply.map {
        Correction(reply: $0.content, problem: entry.detail ?? entry.outcome.rawValue)
      }
    }
    return answer
  }

  /// Errors that are as good as a reply: kept, and not to be had otherwise.
  private static let outcomes: [ModelError.Code: ReplyOutcome] = [
    .filtered: .filtered, .truncated: .truncated, .invalidResponse: .invalid,
  ]

  /// The kept entry, or a new one that is durable before it is returned.
  /// - Parameter check: says what is wrong with a reply that arrived whole, or nil.
  private func reply(to request: ChatRequest, check: (ChatReply) throws -> String?) async throws
    -> JournalEntry
  {
    let key = request.journalKey(model: model.name)
    if let kept = try await journal?.entry(key) {
      if kept.outcome == .good, let reply = kept.reply { _ = try check(reply) }
      return kept
    }
    var entry = JournalEntry(key: key, outcome: .good, reply: nil, detail: nil)
    do {
      let reply = try await model.respond(to: request)
      entry.reply = reply
      switch reply.finishReason {
      case .length: entry.outcome = .truncated
      case .contentFilter: entry.outcome = .filtered
      case .stop, .other:
        if let problem = try check(reply) {
          entry.outcome = .invalid
          entry.detail = problem
        }
      }
    } catch let error as ModelError where error.code == .unavailable {
      entry.outcome = .gaveUp
      entry.detail = error.detail
    } catch let error as ModelError where Self.outcomes[error.code] != nil {
      entry.outcome = Self.outcomes[error.code] ?? .invalid
      entry.detail = error.detail
    }
    try await journal?.record(entry, of: request, model: model.name)
    return entry
  }
}
