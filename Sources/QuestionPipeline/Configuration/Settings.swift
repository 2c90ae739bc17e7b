/// Every tunable of a run, as `Config/viva.json5` and what overrides it say.
package struct Settings: Sendable, Hashable {
  package var seed: UInt64
  package var concurrency: Int
  package var planner: Planner
  package var generator: Generator
  package var critic: Critic
  package var evaluator: Evaluator
  package var duplicates: DuplicateThresholds
  package var memory: Memory
  package var maxReplyTokens: Int?
  /// Deliveries of a message whose handler fails.
  package var deliveries: Int
  package var mailbox: Int
  /// Seconds that an interrupted run waits for the replies that are on their way.
  package var interruptionWait: Double
  package var offline: Offline
  package var documents: Documents
  /// By name: the user's own, and templates for well-known services, which may lack a model or a base URL.
  package var endpoints: [String: EndpointProfile]
  package var roles: EndpointRoles
  package var budget: Budget
  /// Prices that go before those of `Config/Prices.json5`.
  package var prices: PriceBook

  package struct Planner: Sendable, Hashable {
    package var chunk: Int
    package var retireAfter: Int
    package var usedAngles: Int
  }

  package struct Generator: Sendable, Hashable {
    package var temperature: Double?
    package var replyAttempts: Int
    package var avoid: Int
  }

  package struct Critic: Sendable, Hashable {
    package var rounds: Int
    package var reviseWarnings: Bool
    package var askModel: Bool
  }

  package struct Evaluator: Sendable, Hashable {
    package var rubric: String
    package var acceptThreshold: Double
    package var samples: Int
    package var solverSamples: Int
    /// Whether endpoints are asked how probable other grades were.
    package var gradeOdds: Bool
  }

  package struct Memory: Sendable, Hashable {
    package var path: String?
    package var shortTermTokens: Int
    package var relevance: Double
    package var recency: Double
    package var importance: Double
    package var lessonAfter: Int
    package var lessons: Int
    package var lessonWindow: Int
    package var lessonTrial: Int
    /// The share of cells from which lessons are kept back.
    package var lessonControl: Double
    /// The model that gives vectors of what a memory holds; nil for none.
    package var embeddings: Embeddings?

    /// A model behind an endpoint, or behind a URL of its own.
    package struct Embeddings: Sendable, Hashable {
      /// A name of `endpoints`.
      package var endpoint: String?
      package var baseURL: String?
      package var model: String
      /// Asked for, and then expected; nil leaves it to the model.
      package var dimensions: Int?
    }

    package var lessonRules: LessonLedger.Rules {
      LessonLedger.Rules(after: lessonAfter, window: lessonWindow, trial: lessonTrial)
    }
  }

  package struct Documents: Sendable, Hashable {
    package var limits: DocumentLimits
    /// Estimated tokens of a passage.
    package var passageTokens: Int
    package var overlapTokens: Int
    /// Of the questions of kinds that can, how many are over two passages.
    package var multiHopShare: Double
  }

  package struct Offline: Sendable, Hashable {
    package var flawRate: Double
    package var flawKinds: [String]
    package var stubbornness: Double
  }
}

extension Settings {
  package init(_ reader: JSONReader) throws {
    try reader.allowOnly([
      "seed", "concurrency", "planner", "generator", "critic", "evaluator", "duplicates", "memory",
      "maxReplyTokens", "supervisor", "bus", "offline", "documents", "endpoints", "roles", "budget",
      "prices",
      "interruption",
    ])
    seed = UInt64(try reader.required("seed").int(in: 0...9_007_199_254_740_991))
    concurrency = try reader.required("concurrency").int(in: 1...4096)
    planner = try Planner(reader.required("planner"))
    generator = try Generator(reader.required("generator"))
    critic = try Critic(reader.required("critic"))
    evaluator = try Evaluator(reader.required("evaluator"))
    let duplicates = try reader.required("duplicates")
    try duplicates.allowOnly(["threshold", "candidate"])
    let threshold = try duplicates.required("threshold").double(in: 0.01...1)
    self.duplicates = DuplicateThresholds(
      duplicate: threshold,
      candidate: try duplicates.required("candidate").double(in: 0.01...threshold))
    memory = try Memory(reader.required("memory"))
    maxReplyTokens = try reader.optional("maxReplyTokens")?.int(in: 16...1_000_000)
    let supervisor = try reader.required("supervisor")
    try supervisor.allowOnly(["deliveries"])
    deliveries = try supervisor.required("deliveries").int(in: 1...10)
    let bus = try reader.required("bus")
    try bus.allowOnly(["mailbox"])
    mailbox = try bus.required("mailbox").int(in: 1...4096)
    let interruption = try reader.required("interruption")
    try interruption.allowOnly(["wait"])
    interruptionWait = try interruption.required("wait").double(in: 0...3600)
    offline = try Offline(reader.required("offline"))
    documents = try Documents(reader.required("documents"))
    let endpoints = try reader.required("endpoints").members().map {
      try EndpointProfile($0.reader, name: $0.key)
    }
    self.endpoints = Dictionary(uniqueKeysWithValues: endpoints.map { ($0.name, $0) })
    roles = try EndpointRoles(reader.required("roles"), endpoints: endpoints.map(\.name))
    budget = try Budget(reader.required("budget"))
    prices = try PriceBook(reader.required("prices"))
  }

  /// What can change the items, for comparing two invocations of one run; the seed stands apart.
  package var shapingItems: JSONValue {
    [
      "planner": [
        "chunk": .integer(planner.chunk), "retireAfter": .integer(planner.retireAfter),
        "usedAngles": .integer(planner.usedAngles),
      ],
      "generator": [
        "temperature": generator.temperature.map(JSONValue.number) ?? .null,
        "replyAttempts": .integer(generator.replyAttempts), "avoid": .integer(generator.avoid),
      ],
      "critic": [
        "rounds": .integer(critic.rounds), "reviseWarnings": .bool(critic.reviseWarnings),
        "askModel": .bool(critic.askModel),
      ],
      "evaluator": evaluator.shapingItems,
      "duplicates": [
        "threshold": .number(duplicates.duplicate), "candidate": .number(duplicates.candidate),
      ],
      "memory": [
        "shortTermTokens": .integer(memory.shortTermTokens),
        "relevance": .number(memory.relevance), "recency": .number(memory.recency),
        "importance": .number(memory.importance), "lessonAfter": .integer(memory.lessonAfter),
        "lessons": .integer(memory.lessons), "lessonWindow": .integer(memory.lessonWindow),
        "lessonTrial": .integer(memory.lessonTrial),
        "lessonControl": .number(memory.lessonControl),
      ],
      "supervisor": ["deliveries": .integer(deliveries)],
      "offline": [
        "flawRate": .number(offline.flawRate), "flawKinds": .strings(offline.flawKinds),
        "stubbornness": .number(offline.stubbornness),
      ],
    ]
  }
}

extension Settings.Planner {
  fileprivate init(_ reader: JSONReader) throws {
    try reader.allowOnly(["chunk", "retireAfter", "usedAngles"])
    chunk = try reader.required("chunk").int(in: 1...32)
    retireAfter = try reader.required("retireAfter").int(in: 1...100)
    usedAngles = try reader.required("usedAngles").int(in: 0...1_000_000)
  }
}

extension Settings.Generator {
  fileprivate init(_ reader: JSONReader) throws {
    try reader.allowOnly(["temperature", "replyAttempts", "avoid"])
    temperature = try reader.optional("temperature")?.double(in: 0...2)
    replyAttempts = try reader.required("replyAttempts").int(in: 1...10)
    avoid = try reader.required("avoid").int(in: 0...50)
  }
}

extension Settings.Critic {
  fileprivate init(_ reader: JSONReader) throws {
    try reader.allowOnly(["rounds", "reviseWarnings", "askModel"])
    rounds = try reader.required("rounds").int(in: 0...5)
    reviseWarnings = try reader.bool("reviseWarnings")
    askModel = try reader.bool("askModel")
  }
}

extension Settings.Evaluator {
  fileprivate init(_ reader: JSONReader) throws {
    try reader.allowOnly(["rubric", "acceptThreshold", "samples", "solverSamples", "gradeOdds"])
    rubric = try reader.string("rubric")
    acceptThreshold = try reader.required("acceptThreshold").double(in: 0...1)
    samples = try reader.required("samples").int(in: 1...9)
    solverSamples = try reader.required("solverSamples").int(in: 0...9)
    gradeOdds = try reader.bool("gradeOdds")
  }

  /// Settings that came later stand in it only where they change something: runs from before them go on.
  fileprivate var shapingItems: JSONValue {
    var object = JSONObject()
    object["rubric"] = .string(rubric)
    object["acceptThreshold"] = .number(acceptThreshold)
    object["samples"] = .integer(samples)
    object["solverSamples"] = .integer(solverSamples)
    if gradeOdds { object["gradeOdds"] = .bool(true) }
    return .object(object)
  }
}

extension Settings.Memory {
  fileprivate init(_ reader: JSONReader) throws {
    try reader.allowOnly([
      "path", "shortTermTokens", "weights", "lessonAfter", "lessons", "lessonWindow",
      "lessonTrial", "lessonControl", "embeddings",
    ])
    path = try reader.optional("path")?.string()
    shortTermTokens = try reader.required("shortTermTokens").int(in: 0...100_000)
    let weights = try reader.required("weights")
    try weights.allowOnly(["relevance", "recency", "importance"])
    relevance = try weights.required("relevance").double(in: 0...1)
    recency = try weights.required("recency").double(in: 0...1)
    importance = try weights.required("importance").double(in: 0...1)
    lessonAfter = try reader.required("lessonAfter").int(in: 1...1000)
    lessons = try reader.required("lessons").int(in: 0...20)
    lessonWindow = try reader.required("lessonWindow").int(in: 1...1_000_000)
    lessonTrial = try reader.required("lessonTrial").int(in: 1...1_000_000)
    lessonControl = try reader.required("lessonControl").double(in: 0...1)
    embeddings = try reader.optional("embeddings").map { try Embeddings($0) }
  }
}

extension Settings.Offline {
  fileprivate init(_ reader: JSONReader) throws {
    try reader.allowOnly(["flawRate", "flawKinds", "stubbornness"])
    flawRate = try reader.required("flawRate").double(in: 0...1)
    flawKinds = try reader.strings("flawKinds")
    stubbornness = try reader.required("stubbornness").double(in: 0...1)
  }
}

extension Settings.Documents {
  fileprivate init(_ reader: JSONReader) throws {
    try reader.allowOnly([
      "passageTokens", "overlapTokens", "fileLimit", "unpackedLimit", "unpackedRatio", "seconds",
      "scannedPages", "multiHopShare",
    ])
    multiHopShare = try reader.required("multiHopShare").double(in: 0...1)
    passageTokens = try reader.required("passageTokens").int(in: 40...4000)
    overlapTokens = try reader.required("overlapTokens").int(in: 0...passageTokens / 2)
    limits = DocumentLimits(
      file: try reader.required("fileLimit").int(in: 1...4096) << 20,
      unpacked: try reader.required("unpackedLimit").int(in: 1...16_384) << 20,
      ratio: try reader.required("unpackedRatio").int(in: 2...1100),
      seconds: try reader.required("seconds").double(in: 0.1...86_400),
      scannedPages: try reader.required("scannedPages").int(in: 0...100_000))
  }
}
