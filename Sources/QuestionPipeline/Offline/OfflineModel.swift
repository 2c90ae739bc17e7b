/// A writer that needs no network: it sees the messages of a request and nothing else, and knows the pack.
///
/// The same messages give the same reply. What it does not know it says.
package struct OfflineModel: LanguageModel {
  package let name = "offline"
  let pack: KnowledgePack
  private let rules: (any ItemRules)?
  private let flawPlan: FlawPlan

  /// - Parameters:
  ///   - rules: what its critic and judge go by; without rules they find and score nothing.
  ///   - flawPlan: the flaws that it plants on purpose, for tests and demonstrations.
  package init(
    knowledge: KnowledgePack, rules: (any ItemRules)? = nil, flawPlan: FlawPlan = .none
  ) {
    pack = knowledge
    self.rules = rules
    self.flawPlan = flawPlan
  }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    try Task.checkCancellation()
    let content: String
    do {
      content = try reply(to: request.messages)
    } catch {
      throw ModelError(
        code: .invalidRequest, model: name, detail: "the request's JSON block: \(error)")
    }
    let prompt = request.messages.reduce(0) { $0 + $1.content.utf8.count }
    return ChatReply(
      content: content, finishReason: .stop,
      usage: TokenUsage(
        prompt: (prompt + 3) / 4, completion: (content.utf8.count + 3) / 4, isReported: false),
      model: name)
  }

  /// Whether the last message of the user ends in the JSON block of a stage, well-formed in its members or not.
  package static func knowsStage(of messages: [ChatMessage]) -> Bool {
    guard let block = try? StageRequest.block(in: messages) else { return false }
    guard let stage = try? block.string("stage") else { return false }
    return stage == PromptLibrary.pair || ModelRole.prompted.contains { $0.rawValue == stage }
  }

  /// What it planted into its reply to a request, if anything: for tests alone, since no stage may know.
  package func planted(in request: ChatRequest) -> PlantedFlaw? {
    guard let stage = try? StageRequest(messages: request.messages),
      case .generator(let request) = stage,
      case .written(let draft) = writer(for: request).outcome(seed: 0)
    else { return nil }
    return flawPlan.kind(for: request, draft)
  }

  /// The content of the reply to these messages: nothing else of a request has a say in it.
  ///
  /// Throws: `JSONError` that names the member of the JSON block at fault.
  package func reply(to messages: [ChatMessage]) throws -> String {
    let stage = try StageRequest(messages: messages)
    // Of all that the user says: what a correction says may be the same for many requests.
    let seed = messages.filter { $0.role == .user }.map(\.content).joined().stableHash
    switch stage {
    case .planner(let request):
      let angles =
        request.passages.map { DocumentPlanner(passages: $0).angles(for: request) }
        ?? PackPlanner(pack: pack).angles(for: request)
      return text(["angles": .array(angles)])
    case .generator(let request): return generate(request, seed)
    case .critic(let request): return text(RuleReplies(pack: pack, rules: rules).critique(request))
    case .judge(let request): return text(RuleReplies(pack: pack, rules: rules).scores(request))
    case .solver(let request): return text(PackSolver(pack: pack).answer(request))
    case .pair(let language):
      let reason = RuleReplies.cannotTell(isChinese: language.isChinese)
      return text(["reason": .string(reason), "verdict": "cannot-tell"])
    }
  }

  private func generate(_ request: GeneratorRequest, _ seed: UInt64) -> String {
    switch writer(for: request).outcome(seed: seed) {
    case .unknown(let reason): return text(["unknown": .string(reason)])
    case .written(let draft):
      guard let kind = flawPlan.kind(for: request, draft) else { return text(draft.members) }
      let planter = FlawPlanter(pack: pack, request: request, seed: seed)
      let whole = text((planter.flawed(draft, kind)).members)
      return kind == .malformedJSON ? planter.broken(whole) : whole
    }
  }

  private func writer(for request: GeneratorRequest) -> OfflineWriter {
    OfflineWriter(pack: pack, request: request)
  }

  private func text(_ object: JSONObject) -> String {
    var object = object
    object["by"] = "rules"
    return JSONWriter.text(.object(object))
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { (key: $0.0, value: $0.1) })
  }
}
