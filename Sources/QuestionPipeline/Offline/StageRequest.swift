/// What a stage asks of the model: the inputs that its messages carry.
enum StageRequest: Sendable {
  case planner(PlannerRequest)
  case generator(GeneratorRequest)
  case critic(CriticRequest)
  case judge(JudgeRequest)
  case solver(SolverRequest)
  /// Two items side by side: rules have no opinion on which is better, so nothing of it is read but the language.
  case pair(LanguageTag)

  /// Throws: `JSONError` that names the member at fault.
  init(messages: [ChatMessage]) throws {
    let reader = try Self.block(in: messages)
    switch try reader.string("stage") {
    case "planner": self = .planner(try PlannerRequest(reader))
    case "generator": self = .generator(try GeneratorRequest(reader))
    case "critic": self = .critic(try CriticRequest(reader))
    case "judge": self = .judge(try JudgeRequest(reader))
    case "solver": self = .solver(try SolverRequest(reader))
    case PromptLibrary.pair: self = .pair(try reader.required("language").language())
    case let stage:
      throw JSONError(
        .invalidValue, path: "stage",
        Suggestion.unknown(stage, among: ModelRole.prompted.map(\.rawValue)))
    }
  }

  /// The inputs as they stand, whatever they hold. Throws `JSONError` where there are none, or no JSON in their block.
  static func block(in messages: [ChatMessage]) throws -> JSONReader {
    JSONReader(.object(try PromptInputs.read(messages)))
  }
}

struct PlannerRequest: Sendable {
  struct Place: Sendable {
    var square: Int
    var level: BloomLevel
    var difficulty: Int
    /// Passages that its question is to need.
    var hops: Int
    var unanswerable: Unanswerable?
  }
  var topic: String
  var language: LanguageTag
  var kind: QuestionKind
  var chunk: Int
  var squares: [Place]
  var used: [String]
  var covered: [String]
  var audience: String?
  var passages: [Passage]?
  /// The run's seed, where the stage tells it.
  var seed: Int

  init(_ reader: JSONReader) throws {
    topic = try reader.string("topic")
    language = try reader.required("language").language()
    kind = try reader.required("kind").choice(of: QuestionKind.self)
    chunk = try reader.optional("chunk")?.int() ?? 0
    squares = try reader.array("squares").map {
      Place(
        square: try $0.int("square"), level: try $0.required("level").choice(of: BloomLevel.self),
        difficulty: try $0.required("difficulty").int(in: 1...5),
        hops: try $0.optional("hops")?.int() ?? 1, unanswerable: try $0.unanswerable())
    }
    used = try reader.texts("used")
    covered = try reader.texts("covered")
    audience = try reader.optional("audience")?.string()
    passages = try reader.optional("passages")?.array().map { try Passage($0) }
    seed = try reader.optional("seed")?.int() ?? 0
  }
}

struct GeneratorRequest: Sendable {
  var cell: Int
  var attempt: Int
  var topic: [String]
  var kind: QuestionKind
  var language: LanguageTag
  var level: BloomLevel
  var difficulty: Int
  var audience: String?
  var angle: String
  var passage: Passage?
  var avoid: [String]
  /// The draft to revise, and what is wrong with it.
  var draft: Draft?
  var flaws: [Flaw]
  var unanswerable: Unanswerable?

  /// 0 for a first draft, more for what follows: a revision is one even where its attempts count anew.
  var round: Int { max(attempt, draft == nil ? 0 : 1) }

  init(_ reader: JSONReader) throws {
    cell = try reader.optional("cell")?.int() ?? 0
    attempt = try reader.optional("attempt")?.int() ?? 0
    topic = try reader.strings("topic")
    kind = try reader.required("kind").choice(of: QuestionKind.self)
    language = try reader.required("language").language()
    level = try reader.required("level").choice(of: BloomLevel.self)
    difficulty = try reader.required("difficulty").int(in: 1...5)
    audience = try reader.optional("audience")?.string()
    angle = try reader.string("angle")
    passage = try reader.optional("passage").map { try Passage($0) }
    avoid = try reader.texts("avoid")
    draft = try reader.optional("draft").map { try Draft($0) }
    flaws = try reader.list("flaws")
    unanswerable = try reader.unanswerable()
  }
}

extension JSONReader {
  /// Why the item of a request is to have no answer; nil where it is to have one.
  fileprivate func unanswerable() throws -> Unanswerable? {
    try optional("unanswerable")?.choice(of: Unanswerable.self)
  }
}

struct CriticRequest: Sendable {
  var topic: [String]
  var kind: QuestionKind
  var language: LanguageTag
  var level: BloomLevel?
  var angle: String?
  var passage: Passage?
  var draft: Draft
  var unanswerable: Unanswerable?

  init(_ reader: JSONReader) throws {
    topic = try reader.texts("topic")
    kind = try reader.required("kind").choice(of: QuestionKind.self)
    language = try reader.required("language").language()
    level = try reader.optional("level")?.choice(of: BloomLevel.self)
    passage = try reader.optional("passage").map { try Passage($0) }
    unanswerable = try reader.unanswerable()
    angle = try reader.optional("angle")?.string()
    draft = try Draft(reader.required("draft"))
  }
}

struct JudgeRequest: Sendable {
  var topic: [String]
  var kind: QuestionKind
  var language: LanguageTag
  var level: BloomLevel?
  var passage: Passage?
  var item: Draft
  /// The names of the dimensions wanted.
  var dimensions: [String]
  var unanswerable: Unanswerable?

  init(_ reader: JSONReader) throws {
    topic = try reader.texts("topic")
    kind = try reader.required("kind").choice(of: QuestionKind.self)
    language = try reader.required("language").language()
    level = try reader.optional("level")?.choice(of: BloomLevel.self)
    passage = try reader.optional("passage").map { try Passage($0) }
    item = try Draft(reader.required("item"))
    dimensions = try reader.array("dimensions").map { try $0.string("name") }
    unanswerable = try reader.unanswerable()
  }
}

struct SolverRequest: Sendable {
  var kind: QuestionKind
  var language: LanguageTag
  var question: String
  var choices: [String]

  init(_ reader: JSONReader) throws {
    kind = try reader.required("kind").choice(of: QuestionKind.self)
    language = try reader.required("language").language()
    question = try reader.string("question")
    choices = try reader.texts("choices")
  }
}
