import QuestionPipeline

/// A bug put in by hand, to see whether the simulator finds it.
package enum Mutation: String, Sendable, CaseIterable {
  case usedBeforeDurable, lostDeadLetter, budgetAfterSending, wavesOutOfOrder, droppingMailbox

  /// Commits any wave that is complete.
  static let anyOrder = CommitOrder { due, isComplete in
    (max(0, due - 4)..<due + 4).last(where: isComplete)
  }
}

/// Says that a reply is kept before it is.
struct HastyKeeper: ReplyKeeper {
  let journal: Journal
  let tasks: SimulatedTasks

  func entry(_ key: String) async throws -> JournalEntry? { try await journal.entry(key) }

  func record(_ entry: JournalEntry, of request: ChatRequest, model: String) async throws {
    Task(executorPreference: tasks) {
      try await journal.record(entry, of: request, model: model)
    }
  }
}

/// Forgets the dead letters that it gets.
actor LossySupervisor: Stage {
  nonisolated let name = "supervisor"

  func process(_ envelope: Envelope<DeadLetter>) async throws -> StageOutput { StageOutput() }
}

/// Looks at the budget when the reply is there.
struct LateSpender: LanguageModel {
  let base: any LanguageModel
  let gate: SpendingGate

  var name: String { base.name }

  func respond(to request: ChatRequest) async throws -> ChatReply {
    do {
      let reply = try await base.respond(to: request)
      gate.settle(try await gate.reserve(request, model: name), usage: reply.usage)
      return reply
    } catch let error as ModelError where error.mayBeBilled {
      gate.lose(try await gate.reserve(request, model: name))
      throw error
    }
  }
}
