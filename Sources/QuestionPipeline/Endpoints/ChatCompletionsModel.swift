package import HTTPTransport

/// A model behind an endpoint that speaks chat completions.
///
/// It sends as little as it can, and where the endpoint turns a request down over a parameter it changes that one,
/// remembers it, and sends again. Waiting, retries and budgets are the affair of the layers above.
package struct ChatCompletionsModel: LanguageModel {
  /// The model as it is asked for, unless the model was made under another name.
  package let name: String
  package var profile: EndpointProfile { contact.profile }
  private let contact: EndpointContact
  private let server: KnownServer
  private let shared: SharedAbilities
  private let transport: any Transport
  private let reader: WireReader
  private let clock: any WallClock
  private let now: @Sendable () -> UnixTime
  private let modelList: ModelList
  private let heard: @Sendable (HTTPHead) -> Void

  /// - Parameters:
  ///   - name: by which requests and journal keys know it; nil takes the profile's model.
  ///   - now: the time of day, for dates that servers send.
  ///   - heard: is told the head of each answer, which may tell rates.
  /// - Throws: `ConfigurationError`.
  package init(
    profile: EndpointProfile, key: EndpointKey?, transport: any Transport, cache: AbilityCache,
    clock: any WallClock, now: @escaping @Sendable () -> UnixTime, name: String? = nil,
    heard: @escaping @Sendable (HTTPHead) -> Void = { _ in }
  ) throws {
    guard !profile.model.isEmpty else {
      throw ConfigurationError(
        source: "endpoint '\(profile.name)'", detail: "names no model; give 'model' or --model")
    }
    self.name = name ?? profile.model
    contact = try EndpointContact(profile: profile, key: key)
    server = KnownServer.row(named: profile.server, host: contact.url.host)
    shared = cache.abilities(
      of: contact.url, model: profile.model,
      start: EndpointAbilities(profile: profile, server: server))
    reader = contact.reader(model: self.name)
    modelList = ModelList(contact: contact, transport: transport)
    self.transport = transport
    self.clock = clock
    self.now = now
    self.heard = heard
  }

  /// What the endpoint takes, as far as it is known by now.
  package var abilities: EndpointAbilities { shared.current.abilities }

  /// Where requests go, as it may be shown.
  package var url: EndpointURL { contact.url }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    var record = WireRecord()
    var changes = EndpointAbilities.Changes()
    var isExploring = false
    var isInVain = false
    defer { if isExploring { shared.endExploring(undo: isInVain) } }
    while true {
      let snapshot = isExploring ? shared.current : try await shared.settled()
      let body = RequestBody(
        request, profile: profile, server: server, abilities: snapshot.abilities)
      record.rung = body.rung?.rawValue
      record.isStreamed = body.isStreamed
      switch try await exchange(body, &record) {
      case .success(let reply):
        shared.confirm(snapshot)
        if body.isStreamed, reply.finishWord == nil {
          // A plain reply says whether it is whole.
          shared.avoidStreams(snapshot, isExploring: isExploring)
        }
        for note in body.notes where !record.notes.contains(note) { record.notes.append(note) }
        return try self.reply(reply, to: request, record)
      case .failure(let error):
        if let partial = error.partial, error.code == .invalidResponse, !Self.isBlank(partial) {
          return try self.reply(
            WireReply(content: partial, notes: ["the endpoint found the reply invalid"]),
            to: request, record)
        }
        let lesson = lesson(of: error, body, snapshot, isExploring: isExploring, &changes)
        guard lesson != .useless, changes.countAnother(following: lesson == .follow) else {
          isInVain = Self.isAboutTheRequest(error)
          throw await finished(error, record)
        }
        guard lesson != .follow else { continue }
        isExploring = true
        record.notes.append(
          lesson == .renew
            ? "what was known of the endpoint held no longer"
            : Self.words(for: error.repair, from: snapshot.abilities))
      }
    }
  }

  private func lesson(
    of error: ModelError, _ body: RequestBody, _ snapshot: SharedAbilities.Snapshot,
    isExploring: Bool, _ changes: inout EndpointAbilities.Changes
  ) -> SharedAbilities.Lesson {
    if let repair = error.repair, body.isChanged(by: repair) {
      return shared.learn(
        repair, from: snapshot, isExploring: isExploring,
        // A refusal of streams says so for good; one that merely ended with nothing does not.
        isPassing: error.status.map { (200..<300).contains($0) } ?? false, &changes)
    }
    guard Self.isAboutTheRequest(error) else { return .useless }
    return shared.doubt(snapshot, isExploring: isExploring)
  }

  /// Whether the endpoint found fault with the request, and so with what is known of its abilities.
  private static func isAboutTheRequest(_ error: ModelError) -> Bool {
    error.code == .invalidRequest && (error.status == 400 || error.status == 422)
  }

  /// Sends a body once, and adds to the record what came of it.
  private func exchange(_ body: RequestBody, _ record: inout WireRecord) async throws -> Result<
    WireReply, ModelError
  > {
    let collector = body.isStreamed ? StreamCollector(reader, now: now) : nil
    var attempt = WireRecord.Attempt(endpoint: profile.name, body: SHA256.hex(body.bytes))
    let start = clock.now
    let result: Result<WireReply, ModelError>
    var gaveUpWaiting = false
    do {
      let answer = try await transport.send(
        contact.post("chat/completions", body.bytes), to: collector)
      attempt.status = answer.head.status
      gaveUpWaiting = answer.head.status == 504 || answer.head.status == 524
      heard(answer.head)
      result = read(answer, collector)
    } catch let error as TransportError {
      attempt.status = error.head?.status
      gaveUpWaiting = error.code == .idleTimeout
      result = read(error, collector)
    }
    if !body.isStreamed, gaveUpWaiting { shared.streamAgain() }
    attempt.took = (clock.now - start).milliseconds
    if case .failure(let error) = result { attempt.failure = Self.failure(of: error) }
    record.attempts.append(attempt)
    return result
  }

  private func read(_ answer: HTTPResponse, _ collector: StreamCollector?) -> Result<
    WireReply, ModelError
  > {
    guard (200..<300).contains(answer.head.status) else {
      return .failure(reader.error(answer.head, answer.body, now: now()))
    }
    return Self.result(reader) {
      if let collector { return try collector.finish() }
      return try reader.reply(answer.head, answer.body, now: now())
    }
  }

  private func read(_ error: TransportError, _ collector: StreamCollector?) -> Result<
    WireReply, ModelError
  > {
    if let collector {
      // It wanted no more and knows why; or all that counts had arrived before the connection broke.
      if error.code == .stopped || collector.isComplete {
        return Self.result(reader) { try collector.finish() }
      }
      return .failure(collector.error(error))
    }
    return .failure(reader.error(error))
  }

  private static func result(_ reader: WireReader, _ read: () throws -> WireReply) -> Result<
    WireReply, ModelError
  > {
    do {
      return .success(try read())
    } catch let error as ModelError {
      return .failure(error)
    } catch {
      return .failure(
        ModelError(
          code: .invalidResponse, model: reader.model, detail: reader.redaction.text("\(error)")))
    }
  }

  /// What the stage gets. Throws `ModelError` where there is no answer in it.
  private func reply(_ reply: WireReply, to request: ChatRequest, _ record: WireRecord) throws
    -> ChatReply
  {
    var record = record
    record.notes += reply.notes.map(contact.redaction.text)
    record.odds = reply.odds
    if request.wantsOdds, reply.odds.isEmpty,
      !record.notes.contains(where: { $0.contains("logprobs") })
    {
      record.notes.append("no probabilities of grades told, or not of this text")
    }
    func error(_ code: ModelError.Code, _ detail: String) -> ModelError {
      ModelError(
        code: code, model: name, detail: contact.redaction.text(detail),
        status: record.attempts.last?.status, mayBeBilled: true, wire: record)
    }
    if let refusal = reply.refusal, !Self.isBlank(refusal) {
      throw error(.refused, "the model declined: \(reader.shown(refusal, limit: 300))")
    }
    if Self.isBlank(reply.content), reply.finish == .stop || reply.finish == .other {
      let thought = reply.reasoning.map { !Self.isBlank($0) } ?? false
      throw error(
        .invalidResponse,
        thought
          ? "the reply is blank: the model wrote only reasoning ('takesAnswerFromReasoning' takes "
            + "the answer from there)" : "the reply is blank")
    }
    if let doubt = PromptCut.note(request, reply.usage) { record.notes.append(doubt) }
    return ChatReply(
      content: contact.covered(reply.content), finishReason: reply.finish,
      usage: reply.usage ?? Self.estimate(request, reply),
      model: reply.model.map { $0 == profile.model ? $0 : reader.shown($0, limit: 120) }
        ?? profile.model, wire: record)
  }

  private static func estimate(_ request: ChatRequest, _ reply: WireReply) -> TokenUsage {
    let reasoning = reply.reasoning.map(TokenEstimate.tokens) ?? 0
    return TokenUsage(
      prompt: request.messages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.content) },
      completion: TokenEstimate.tokens(in: reply.content) + reasoning, isReported: false,
      reasoning: reasoning)
  }

  private func finished(_ error: ModelError, _ record: WireRecord) async -> ModelError {
    var error = contact.explained(error, service: "chat/completions")
    if error.code == .unknownModel, let known = await modelList.advice(for: profile.model) {
      error.detail += known
    }
    error.wire = record
    return error
  }

  private static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }

  /// One word or two about an attempt that gave no reply.
  private static func failure(of error: ModelError) -> String {
    switch error.repair {
    case nil: error.code.rawValue
    case .renameCap(let name): "wants \(name)"
    case .drop(let parameter): "refuses \(parameter.prefix(40))"
    case .lowerRung: "refuses response_format"
    case .foldSystem: "refuses system"
    case .onlyStreams: "only streams"
    case .neverStreams: "never streams"
    case .dropStreamOptions: "refuses stream_options"
    }
  }

  private static func words(for repair: Repair?, from abilities: EndpointAbilities) -> String {
    switch repair {
    case nil: "changed"
    case .renameCap(let name): "the cap is called \(name)"
    case .drop(let parameter): "\(parameter.prefix(40)) not taken"
    case .lowerRung: "\(abilities.rung.rawValue) not taken"
    case .foldSystem: "no system role: its text opens the user's message"
    case .onlyStreams: "answers in streams only"
    case .neverStreams: "answers without streams only"
    case .dropStreamOptions: "stream_options not taken"
    }
  }
}

extension ChatCompletionsModel: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: ["contact": contact.description]) }
}
