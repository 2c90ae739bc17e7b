/// A question with its answer after acceptance: one line of `items.jsonl`.
package struct Item: Sendable, Hashable {
  package var id: String
  /// The ordinal of its cell; nil for items of foreign sets.
  package var cell: Int?
  package var topic: [String]
  package var kind: QuestionKind
  package var language: LanguageTag
  package var audience: String?
  package var level: BloomLevel?
  package var difficulty: Int?
  /// Why its documents do not answer it, where it was planned so.
  package var unanswerable: Unanswerable?
  package var draft: Draft
  package var scores: Scores
  package var score: Double?
  package var flaws: [Flaw]
  package var made: Provenance?
  /// What a person decided on it.
  package var review: Review?

  package init(
    id: String, cell: Int?, topic: [String], kind: QuestionKind, language: LanguageTag,
    draft: Draft
  ) {
    self.id = id
    self.cell = cell
    self.topic = topic
    self.kind = kind
    self.language = language
    self.draft = draft
    scores = Scores()
    flaws = []
  }

  /// What a person decided on an item, and when.
  package struct Review: Sendable, Hashable, JSONConvertible {
    package enum Decision: String, Sendable, Hashable, CaseIterable { case accept, refuse, edit }
    package var decision: Decision
    /// The name that the person gave.
    package var by: String
    /// In UTC: "2026-03-01T09:30:00Z".
    package var at: String

    package init(_ decision: Decision, by: String, at: String) {
      self.decision = decision
      self.by = by
      self.at = at
    }

    package var json: JSONValue {
      ["decision": .string(decision.rawValue), "by": .string(by), "at": .string(at)]
    }

    package init(_ reader: JSONReader) throws {
      decision = try reader.required("decision").choice(of: Decision.self)
      by = try reader.string("by")
      at = try reader.string("at")
    }
  }

  /// How an item came to be.
  package struct Provenance: Sendable, Hashable, JSONConvertible {
    package var backend: String
    package var model: String
    package var seed: UInt64
    /// Drafts written until this one, at least 1.
    package var drafts: Int
    /// Of the generator's prompt template.
    package var promptHash: String

    package init(backend: String, model: String, seed: UInt64, drafts: Int, promptHash: String) {
      self.backend = backend
      self.model = model
      self.seed = seed
      self.drafts = drafts
      self.promptHash = promptHash
    }

    package var json: JSONValue {
      [
        "backend": .string(backend), "model": .string(model), "seed": .integer(Int(seed)),
        "drafts": .integer(drafts), "promptHash": .string(promptHash),
      ]
    }

    package init(_ reader: JSONReader) throws {
      backend = try reader.string("backend")
      model = try reader.string("model")
      seed = UInt64(try reader.required("seed").int(in: 0...Int.max))
      drafts = try reader.int("drafts")
      promptHash = try reader.string("promptHash")
    }
  }
}

extension Item: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["id"] = .string(id)
    object["cell"] = cell.map(JSONValue.integer)
    object["topic"] = .strings(topic)
    object["kind"] = .string(kind.rawValue)
    object["language"] = .string(language.tag)
    object["audience"] = audience.map(JSONValue.string)
    object["level"] = level.map { .string($0.rawValue) }
    object["difficulty"] = difficulty.map(JSONValue.integer)
    object["unanswerable"] = unanswerable.map { .string($0.rawValue) }
    for member in draft.members.members { object[member.key] = member.value }
    object["scores"] = scores.json
    object["score"] = score.map(JSONValue.number)
    object["flaws"] = .array(flaws.map(\.json))
    object["made"] = made?.json
    object["review"] = review?.json
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    id = try reader.string("id")
    cell = try reader.optional("cell")?.int()
    topic = try reader.texts("topic")
    kind = try reader.optional("kind")?.choice(of: QuestionKind.self) ?? .open
    language = try reader.optional("language")?.language() ?? .english
    audience = try reader.optional("audience")?.string()
    level = try reader.optional("level")?.choice(of: BloomLevel.self)
    difficulty = try reader.optional("difficulty")?.int(in: 1...5)
    unanswerable = try reader.optional("unanswerable")?.choice(of: Unanswerable.self)
    draft = try Draft(reader)
    scores = try reader.optional("scores").map { try Scores($0) } ?? Scores()
    score = try reader.optional("score")?.double()
    flaws = try reader.list("flaws")
    made = try reader.optional("made").map { try Provenance($0) }
    review = try reader.optional("review").map { try Review($0) }
  }
}
