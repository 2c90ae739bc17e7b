/// Puts questions to the models for a stage: through the journal, with further attempts after replies that cannot be used.
///
/// A reply is held against the request's schema. One that does not meet it goes back with what was wrong; where that
/// does not help, the next attempt asks afresh, and so on in turn.
package struct ModelDesk: Sendable {
  package let cast: ModelCast
  package let journal: (any ReplyKeeper)?
  /// Attempts at one reply, at least 1.
  package let attempts: Int
  /// Whether anything may still be asked.
  private let inFlight: InFlight

  package init(
    cast: ModelCast, journal: (any ReplyKeeper)?, attempts: Int, inFlight: InFlight = InFlight()
  ) {
    self.cast = cast
    self.journal = journal
    self.attempts = attempts
    self.inFlight = inFlight
  }

  /// What came of a question: an answer, or why there is none; and every request that it took.
  package struct Answer<Value: Sendable>: Sendable {
    package var value: Value?
    /// Of the last attempt, where there is no value.
    package var failure: (outcome: ReplyOutcome, detail: String)?
    package var calls: [ModelCall]
    /// The reply that holds the value.
    package var reply: ChatReply?
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
  ///   - role: whose model is asked.
  ///   - judge: the judge's place, for that role.
  ///   - first: the number of the first attempt; later ones count on.
  ///   - stopsAtOutage: whether an endpoint that cannot be had throws, so that the question is put again another time;
  ///     else that is the answer, and kept.
  ///   - request: makes the request of an attempt.
  ///   - read: reads the answer; what it throws makes the reply invalid.
  package func ask<Value: Sendable>(
    _ role: ModelRole, judge: Int = 0, firstAttempt first: Int = 0,
    stopsAtOutage: Bool = false,
    request: (_ attempt: Int, _ correction: Correction?) throws -> ChatRequest,
    read: (JSONReader) throws -> Value
  ) async throws -> Answer<Value> {
    let model = cast.model(for: role, judge: judge)
    var answer = Answer<Value>(value: nil, failure: nil, calls: [])
    var correction: Correction?
    for attempt in first..<first + attempts {
      let request = try request(attempt, correction)
      let schema = try SchemaCache.shared.schema(request.schema)
      var value: Value?
      var coercions = 0
      let entry = try await reply(of: model, to: request, stopsAtOutage: stopsAtOutage) {
        reply in
        do {
          let found = try ReplyReader.find(in: reply.content, tags: [])
          let fitted = try ReplyCoercion.fit(found.value, to: schema)
          coercions = found.mended + fitted.count
          value = try read(JSONReader(fitted.value))
          return nil
        } catch {
          return "\(error)"
        }
      }
      answer.calls.append(
        ModelCall(
          key: entry.key, role: request.role, model: model.name, sample: request.sample,
          attempt: attempt, outcome: entry.outcome, usage: entry.reply?.usage,
          isCorrection: correction != nil, isFreshSample: attempt > first && correction == nil,
          coercions: coercions, wire: entry.wire))
      if entry.outcome == .good, let value {
        answer.value = value
        answer.failure = nil
        answer.reply = entry.reply
        return answer
      }
      answer.failure = (entry.outcome, entry.detail ?? entry.outcome.rawValue)
      guard entry.outcome.isWorthAnotherAttempt else { return answer }
      correction = correction == nil ? Self.correction(of: entry) : nil
    }
    return answer
  }

  /// What to say to a reply that does not meet the schema; nil where there is nothing to point at.
  private static func correction(of entry: JournalEntry) -> Correction? {
    guard entry.outcome == .invalid, let content = entry.reply?.content,
      content.contains(where: { !$0.isWhitespace })
    else { return nil }
    return Correction(reply: content, problem: entry.detail ?? entry.outcome.rawValue)
  }

  /// Errors that are as good as a reply: kept, and not to be had otherwise.
  private static let outcomes: [ModelError.Code: ReplyOutcome] = [
    .filtered: .filtered, .refused: .refused, .truncated: .truncated, .tooLong: .tooLong,
    .invalidResponse: .invalid, .unavailable: .gaveUp,
  ]

  /// The kept entry, or a new one that is durable before it is returned.
  /// - Parameter check: says what is wrong with a reply that arrived whole, or nil.
  private func reply(
    of model: any LanguageModel, to request: ChatRequest, stopsAtOutage: Bool,
    check: (ChatReply) throws -> String?
  ) async throws -> JournalEntry {
    let key = request.journalKey(model: model.name)
    if let kept = try await kept(key, request, stopsAtOutage: stopsAtOutage) {
      if kept.outcome == .good, let reply = kept.reply { _ = try check(reply) }
      return kept
    }
    // Kept replies may still lead somewhere; what is not kept is not asked for any more once the run is to end.
    try await inFlight.pass()
    let entry = try await asked(
      model, request, key: key, stopsAtOutage: stopsAtOutage, check: check)
    try await journal?.record(entry, of: request, model: model.name)
    return entry
  }

  // Each step has a function of its own, and so have those that do not wait: while hundreds of requests are on their way,
  // the frame of each holds what it still needs and no more.

  /// What the journal has, if it still counts.
  @inline(never)
  private func kept(_ key: String, _ request: ChatRequest, stopsAtOutage: Bool) async throws
    -> JournalEntry?
  {
    guard let kept = try await journal?.entry(key),
      !kept.isCutShorter(than: request.maxReplyTokens),
      !stopsAtOutage || kept.outcome != .gaveUp
    else { return nil }
    return kept
  }

  /// What comes of asking the model.
  @inline(never)
  private func asked(
    _ model: any LanguageModel, _ request: ChatRequest, key: String, stopsAtOutage: Bool,
    check: (ChatReply) throws -> String?
  ) async throws -> JournalEntry {
    let traced = SpanScope.current?.begin(key, request, model: model.name)
    var entry: JournalEntry
    do {
      entry = try Self.entry(key, of: try await model.respond(to: request), check: check)
    } catch {
      guard let kept = Self.entry(key, of: error, stopsAtOutage: stopsAtOutage) else {
        traced?.fail(error)
        throw error
      }
      entry = kept
    }
    traced?.end(entry)
    if entry.outcome == .truncated { entry.cap = request.maxReplyTokens }
    return entry
  }

  @inline(never)
  private static func entry(
    _ key: String, of reply: ChatReply, check: (ChatReply) throws -> String?
  ) throws -> JournalEntry {
    var entry = JournalEntry(key: key, outcome: .good, reply: reply, detail: nil, wire: reply.wire)
    switch reply.finishReason {
    case .length: entry.outcome = .truncated
    case .contentFilter: entry.outcome = .filtered
    case .stop, .other:
      if let problem = try check(reply) {
        entry.outcome = .invalid
        entry.detail = problem
      }
    }
    return entry
  }

  /// Nil where the error is nothing to be kept.
  @inline(never)
  private static func entry(_ key: String, of error: any Error, stopsAtOutage: Bool)
    -> JournalEntry?
  {
    guard let error = error as? ModelError, let outcome = outcomes[error.code],
      !stopsAtOutage || outcome != .gaveUp
    else { return nil }
    return JournalEntry(
      key: key, outcome: outcome, reply: nil, detail: error.detail, wire: error.wire)
  }
}
