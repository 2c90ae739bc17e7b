/// Tokens of the requests of a run, from the length of the prompts and of what is filled in: as they usually are, and at
/// most.
///
/// "At most" is an upper estimate without a tokeniser: two Latin letters or two thirds of a Han character to a token, and
/// for what models write (drafts, critiques, questions) the cap of a reply. The gate at the request, which knows the
/// very bytes, keeps a run within its budget where this estimate is too low.
package struct RequestEstimate: Sendable {
  private let languages: [LanguageTag]
  private let kinds: [QuestionKind]
  private let audience: String?
  private let prompts: PromptLibrary
  private let rubric: Rubric
  private let settings: Settings
  /// Estimated tokens of a passage as a prompt gives it: the mean and the most.
  private let passage: (usual: Int, most: Int)
  /// Passages that a cell may be given, and that a planning request may offer.
  private let given: (cell: Int, planner: Int)
  /// Whether some questions are to have no answer, of which their requests tell.
  private let isUnanswerable: Bool

  package init(
    _ brief: Brief, settings: Settings, prompts: PromptLibrary, rubric: Rubric,
    passages: [Passage]
  ) {
    languages = brief.languages.isEmpty ? [.english] : brief.languages
    kinds = brief.kinds.isEmpty ? [.open] : brief.kinds
    audience = brief.audience
    isUnanswerable = brief.unanswerable != nil
    self.prompts = prompts
    self.rubric = rubric
    self.settings = settings
    let usual = passages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.text) }
    let most = passages.map { TokenEstimate.most(in: JSONWriter.text($0.prompted, indent: 1)) }
    passage = (passages.isEmpty ? 0 : usual / passages.count, most.max() ?? 0)
    let isLinked = settings.documents.multiHopShare > 0 && passages.count > 1
    given = isLinked ? (2, 4 + 2 * PassageLibrary.linkedOffered) : (1, 4)
  }

  /// A request with nothing filled in.
  private func request(
    _ role: ModelRole, _ language: LanguageTag, _ kind: QuestionKind,
    _ correction: ModelDesk.Correction? = nil
  ) -> ChatRequest {
    prompts.request(
      PromptInputs(role, language: language, kind: kind), seed: RunSeed(value: 0), cell: 0,
      correction: correction)
  }

  // MARK: As they usually are

  /// Of the prompt in the brief's first language, of its beginning that all requests of the role share, and of the reply.
  package func usual(_ role: ModelRole) -> (prompt: Int, shared: Int, reply: Int) {
    let language = languages[0]
    let request = self.request(role, language, kinds[0])
    let template = request.messages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.content) }
    let system = request.messages.first.map { TokenEstimate.tokens(in: $0.content) } ?? 0
    // Servers that keep beginnings of prompts do so from about 1,024 tokens on.
    let shared = system >= 1024 ? system : 0
    let audience = audience.map { TokenEstimate.tokens(in: $0) } ?? 0
    let dimensions = rubric.dimensions.reduce(0) {
      $0 + TokenEstimate.tokens(in: JSONWriter.text($1.json(language: language.promptLanguage)))
    }
    switch role {
    case .planner: return (template + 400 + audience + 4 * passage.usual, shared, 350)
    case .generator: return (template + 300 + audience + passage.usual, shared, 450)
    case .critic: return (template + 550 + passage.usual, shared, 120)
    case .judge:
      return (
        template + 550 + dimensions + passage.usual, shared, 60 * rubric.dimensions.count
      )
    case .solver: return (template + 120, shared, 200)
    case .embedder: preconditionFailure("it is asked without a prompt")
    }
  }

  /// Tokens of a question or an angle whose vector is asked for.
  package static let embedded = 25

  // MARK: At most

  /// Prompt tokens of a role's first attempt and of a correction turn, which follows the reply that was wrong.
  /// - Parameters:
  ///   - cap: the cap of a reply.
  ///   - used: tokens of the angles that a planning request names.
  package func most(_ role: ModelRole, cap: Int, used: Int = 0) -> (first: Int, correction: Int) {
    var first = 0
    var correction = 0
    // What a model wrote comes back inside JSON, with some characters escaped.
    let reply = cap + cap / 4
    for (language, kind) in languages.flatMap({ language in kinds.map { (language, $0) } }) {
      let base = request(role, language, kind)
      let turn = request(role, language, kind, ModelDesk.Correction(reply: "-", problem: "-"))
      func tokens(_ request: ChatRequest) -> Int {
        let schema = TextDigests.shared.schema(request.schema).text
        return request.messages.reduce(TokenEstimate.most(in: schema)) {
          $0 + TokenEstimate.most(in: $1.content) + 8
        }
      }
      let inputs = inputs(role, language: language, reply: reply, used: used)
      first = max(first, tokens(base) + inputs)
      correction = max(correction, tokens(turn) + inputs + reply + Self.problem)
    }
    return (first, correction)
  }

  /// Tokens of what was wrong with a reply, in words.
  private static let problem = 400
  /// Tokens of one question, lesson or flaw found by rules, where a prompt lists them.
  private static let line = 120

  private func inputs(_ role: ModelRole, language: LanguageTag, reply: Int, used: Int) -> Int {
    inputsOfAll(role, language: language, reply: reply, used: used)
      + (isUnanswerable ? TokenEstimate.most(in: prompts.demand(role, language)) : 0)
  }

  /// What every question's request holds, whether it is to have an answer or not.
  private func inputsOfAll(_ role: ModelRole, language: LanguageTag, reply: Int, used: Int) -> Int {
    let audience = audience.map { TokenEstimate.most(in: $0) } ?? 0
    // Topic, kind, language, level, difficulty, angle, numbers.
    let cell = 250
    switch role {
    case .planner:
      return cell + audience + 40 * settings.planner.chunk + used + 20 * Self.line
        + given.planner * passage.most
    case .generator:
      let memory =
        Self.line * (settings.generator.avoid + settings.memory.lessons)
        + 2 * settings.memory.shortTermTokens + 100
      // A revision carries the draft, and the flaws of the critic and of the rules.
      return cell + audience + given.cell * passage.most + memory
        + (settings.critic.rounds > 0 ? 2 * reply + 4 * Self.line : 0)
    case .critic: return cell + given.cell * passage.most + reply
    case .judge:
      let dimensions = rubric.dimensions.reduce(0) {
        $0
          + TokenEstimate.most(
            in: JSONWriter.text($1.json(language: language.promptLanguage), indent: 1))
      }
      return cell + given.cell * passage.most + reply + dimensions
    case .solver: return cell + reply
    case .embedder: preconditionFailure("it is asked without a prompt")
    }
  }
}

extension TokenEstimate {
  /// More than tokenisers in use make of a text: a token for two Latin letters, three for two Han characters.
  package static func most(in text: String) -> Int {
    var text = text
    let (scalars, wide) = text.withUTF8 { bytes in
      var scalars = 0
      var wide = 0
      for index in bytes.indices {
        let byte = bytes[index]
        // Bytes that do not begin a scalar say nothing more of it.
        if byte & 0xC0 == 0x80 { continue }
        scalars += 1
        // From U+2E80 on: E2 BA 80, or a greater first byte.
        if byte > 0xE2 || byte == 0xE2 && bytes[index + 1] >= 0xBA { wide += 1 }
      }
      return (scalars, wide)
    }
    return (wide * 3 + 1) / 2 + (scalars - wide + 1) / 2
  }
}
