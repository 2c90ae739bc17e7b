/// A model behind the gate of its endpoint, asked again where that helps.
///
/// A server's faults are tried a few times, want of capacity is waited out up to the patience, and all else goes up at
/// once. What went over the wire is joined over all tries.
package struct RetryingModel: PoolMember {
  private let model: any LanguageModel
  private let gate: EndpointGate
  private let spending: (any AttemptGate)?
  private let seed: RunSeed
  private let troubled: @Sendable (ModelError) -> Void

  /// - Parameters:
  ///   - spending: asked before each try and told after it; nil for a run without a budget.
  ///   - seed: of the times between tries.
  ///   - troubled: hears of each try that failed and may be made again.
  package init(
    _ model: any LanguageModel, gate: EndpointGate, spending: (any AttemptGate)? = nil,
    seed: RunSeed, troubled: @escaping @Sendable (ModelError) -> Void = { _ in }
  ) {
    self.model = model
    self.gate = gate
    self.spending = spending
    self.seed = seed
    self.troubled = troubled
  }

  package var name: String { model.name }

  package var endpoint: String { gate.endpoint }

  package var health: GateSnapshot { gate.snapshot }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    do {
      return try await respond(to: request, waitsOutTrouble: true)
    } catch let refusal as GateRefusal {
      throw GateAdvice.error(for: refusal, model: name, patience: gate.settings.patience)
    }
  }

  package func respond(
    to request: ChatRequest, waitsOutTrouble: Bool
  ) async throws -> ChatReply {
    var tries = RetryRecord(request: request, seed: seed, settings: gate.settings, model: name)
    while true {
      let entrant = tries.entrant(waitsOutTrouble: waitsOutTrouble)
      let ticket: GateTicket
      do {
        ticket = try await gate.admit(entrant)
      } catch var refusal as GateRefusal {
        refusal.wire = tries.wire
        throw refusal
      }
      tries.begin(ticket)
      switch try await send(request, ticket, tries) {
      case .success(let reply): return tries.joined(reply)
      case .failure(let error):
        switch tries.next(after: error.error, waitsAlone: error.waitsAlone) {
        case .askAgain: break
        case .sleep(let time): try await tries.sleep(for: time, gate.clock)
        case .giveUp(let error): throw error
        }
      }
    }
  }

  private struct FailedTry: Error {
    var error: ModelError
    /// Whether the gate leaves it to the request to wait.
    var waitsAlone: Bool
  }

  /// One try. Throws only what is no answer of the model's: cancellation and the budget's refusal.
  private func send(
    _ request: ChatRequest, _ ticket: GateTicket, _ tries: RetryRecord
  ) async throws -> Result<ChatReply, FailedTry> {
    let permit: (any AttemptPermit)?
    do {
      permit = try await spending?.admit(request, model: name, attempt: tries.count - 1)
    } catch {
      gate.finish(ticket, .notSent)
      throw tries.joined(error)
    }
    do {
      let reply = try await model.respond(to: request)
      gate.finish(ticket, .replied(reply.usage))
      permit?.settle(.used(reply.usage))
      return .success(reply)
    } catch let error as ModelError {
      let waitsAlone = gate.finish(ticket, tries.end(of: error))
      permit?.settle(error.isBilled ? .mayBeBilled : .free)
      if error.isTransient { troubled(error) }
      return .failure(FailedTry(error: error, waitsAlone: waitsAlone))
    } catch is WithheldRequest {
      gate.finish(ticket, .notSent)
      permit?.settle(.notSent)
      throw CancellationError()
    } catch {
      gate.finish(ticket, .abandoned)
      permit?.settle(.mayBeBilled)
      throw error
    }
  }
}

extension ModelError {
  /// Whether to reckon with the endpoint having counted tokens: it wrote, but nothing that helps.
  var isBilled: Bool {
    mayBeBilled || fault == .reply && code != .tooLong && (status ?? 200) < 400
  }
}
