/// What answers chat messages: an endpoint, the offline writer, a journal.
package protocol LanguageModel: Sendable {
  /// The name by which requests know it; part of every journal key.
  var name: String { get }

  /// Answers one request. Throws `ModelError`, or `CancellationError`.
  func respond(to request: ChatRequest) async throws -> ChatReply
}

package struct ChatMessage: Sendable, Hashable, JSONConvertible {
  package enum Role: String, Sendable, CaseIterable { case system, user, assistant }
  package var role: Role
  package var content: String

  package init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }

  package var json: JSONValue { ["role": .string(role.rawValue), "content": .string(content)] }

  package init(_ reader: JSONReader) throws {
    role = try reader.required("role").choice(of: Role.self)
    content = try reader.string("content")
  }
}

/// The part a model plays in a run.
package enum ModelRole: String, Sendable, Hashable, CaseIterable {
  case planner, generator, critic, judge, solver
  /// Turns texts into vectors, by which a run recalls what means the same.
  case embedder

  /// Those that are asked in words: each has a prompt.
  package static let prompted = allCases.filter { $0 != .embedder }
}

/// A request as the stage wrote it, before any adaptation to an endpoint.
package struct ChatRequest: Sendable, Hashable {
  package var messages: [ChatMessage]
  /// The JSON Schema that the reply is to meet, and its name.
  package var schema: JSONValue
  package var schemaName: String
  /// Nil leaves it to the server.
  package var temperature: Double?
  /// The cap of one reply; below the journal, and no part of its key.
  package var maxReplyTokens: Int?
  /// Whether to ask for the probabilities of the reply's digits, where the endpoint tells them.
  package var wantsOdds = false
  package var role: ModelRole
  /// The ordinal of the cell, or for the planner the number of the chunk.
  package var cell: Int
  /// Counts from 0 where one question is put several times.
  package var sample: Int
  /// Counts from 0: drafts of a cell, tries after a bad reply.
  package var attempt: Int
  /// What was digested of it and of its copies.
  let digests = RequestDigests()

  package init(
    messages: [ChatMessage], schema: JSONValue, schemaName: String, temperature: Double? = nil,
    maxReplyTokens: Int? = nil, role: ModelRole, cell: Int, sample: Int = 0, attempt: Int = 0
  ) {
    self.messages = messages
    self.schema = schema
    self.schemaName = schemaName
    self.temperature = temperature
    self.maxReplyTokens = maxReplyTokens
    self.role = role
    self.cell = cell
    self.sample = sample
    self.attempt = attempt
  }
}

package enum FinishReason: String, Sendable, Hashable, CaseIterable {
  case stop, length, contentFilter, other
}

/// Tokens of one request and reply.
package struct TokenUsage: Sendable, Hashable {
  package var prompt: Int
  package var completion: Int
  /// False where the server said nothing and the numbers are estimates.
  package var isReported: Bool
  /// How many of the prompt's the server had in its cache.
  package var cached: Int
  /// How many of the completion's were hidden reasoning.
  package var reasoning: Int
  /// Nano-dollars, where the server says what it charged.
  package var cost: Int?

  package init(
    prompt: Int, completion: Int, isReported: Bool, cached: Int = 0, reasoning: Int = 0,
    cost: Int? = nil
  ) {
    self.prompt = prompt
    self.completion = completion
    self.isReported = isReported
    self.cached = cached
    self.reasoning = reasoning
    self.cost = cost
  }
}

package struct ChatReply: Sendable, Hashable {
  /// The answer, without reasoning.
  package var content: String
  package var finishReason: FinishReason
  package var usage: TokenUsage
  /// The model as the server names it.
  package var model: String
  /// What went over the wire; nil where nothing did.
  package var wire: WireRecord?

  package init(
    content: String, finishReason: FinishReason, usage: TokenUsage, model: String,
    wire: WireRecord? = nil
  ) {
    self.content = content
    self.finishReason = finishReason
    self.usage = usage
    self.model = model
    self.wire = wire
  }
}
