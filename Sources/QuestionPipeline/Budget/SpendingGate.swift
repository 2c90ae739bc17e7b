import Synchronization

/// The last gate before the wire: no try at a request passes that the budget might not cover.
///
/// Before each try it reserves the most that the try can take, and afterwards settles what it took. A token is at least
/// one byte, so a prompt has no more tokens than bytes (plus what a chat template adds around each message); a reply
/// has no more than its cap. A try that failed and may have been billed all the same counts in full. So, short of a
/// server that bills more than the cap and the prompt allow, the budget holds whatever the server does: however often
/// it fails, hangs up or answers rubbish.
///
/// Admission (`WaveLedger`) sees to it that a run ends between two waves. The gate is for the emergency, where failed
/// tries or a prompt longer than estimated ate what was set aside: then the run ends at once by its budget, and only
/// here the timing of requests has a say in which waves are committed. Where only the reservations of other tries in
/// flight stand in the way, a try waits for these instead.
///
/// What was in flight when a process was killed is known to nobody and counts for nothing in the next one.
package final class SpendingGate: Sendable {
  /// What a try may take, until it is settled or refunded.
  package struct Reservation: Sendable, Hashable {
    package var most: Spending
    package var model: String
  }

  private struct Waiter: Sendable {
    var id: Int
    var need: Spending
    var continuation: CheckedContinuation<Void, any Error>
  }
  private struct State: Sendable {
    var spent = Spending.nothing
    /// What stood when the run was opened.
    var resumed = Spending.nothing
    /// The part of `spent` that no kept reply tells of.
    var lost = Spending.nothing
    var reserved = Spending.nothing
    /// First come, first served.
    var waiting: [Waiter] = []
    var cancelled: Set<Int> = []
    var nextID = 0
  }

  package let limit: Budget
  package let prices: RunPrices
  private let state = Mutex(State())

  package init(limit: Budget, prices: RunPrices) {
    self.limit = limit
    self.prices = prices
  }

  /// Counts what earlier invocations of the run spent.
  /// - Parameters:
  ///   - kept: what the journal's replies tell of.
  ///   - lost: what was spent besides.
  package func resume(kept: Spending, lost: Spending) {
    state.withLock {
      $0.spent = kept + lost
      $0.resumed = kept + lost
      $0.lost = lost
    }
  }

  /// What earlier invocations had spent.
  package var resumed: Spending { state.withLock { $0.resumed } }

  /// What was spent so far, over all invocations.
  package var spent: Spending { state.withLock { $0.spent } }

  /// What was spent on tries that gave no reply to keep.
  package var lost: Spending { state.withLock { $0.lost } }

  // MARK: A try

  /// The most that one try at a request can take.
  package func most(_ request: ChatRequest, model: String) -> Spending {
    // The schema may go into the prompt, in a form of the server's own.
    var prompt = 2 * TextDigests.shared.schema(request.schema).text.utf8.count + 128
    for message in request.messages { prompt += message.content.utf8.count + 32 }
    // Without a cap no budget goes by tokens.
    let reply = request.maxReplyTokens ?? 0
    return Spending(
      requests: 1, tokens: prompt + reply,
      cost: prices[model]?.mostCost(prompt: prompt, completion: reply) ?? 0)
  }

  /// Sets aside the most that a try can take; waits while only other tries in flight stand in the way.
  /// Throws: `ModelError` with code `overBudget`, or `CancellationError`.
  package func reserve(_ request: ChatRequest, model: String) async throws -> Reservation {
    let reservation = Reservation(most: most(request, model: model), model: model)
    let id = state.withLock {
      $0.nextID += 1
      return $0.nextID
    }
    do {
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          let waiter = Waiter(id: id, need: reservation.most, continuation: continuation)
          let answers = state.withLock { state -> [Answer] in
            guard state.cancelled.remove(id) == nil else {
              return [Answer(waiter: waiter, result: .failure(CancellationError()))]
            }
            state.waiting.append(waiter)
            return Self.serve(&state, limit)
          }
          for answer in answers { answer.send() }
        }
      } onCancel: {
        let answers = state.withLock { state -> [Answer] in
          guard let index = state.waiting.firstIndex(where: { $0.id == id }) else {
            state.cancelled.insert(id)
            return []
          }
          let waiter = state.waiting.remove(at: index)
          return [Answer(waiter: waiter, result: .failure(CancellationError()))]
            + Self.serve(&state, limit)
        }
        for answer in answers { answer.send() }
      }
    } catch let error as OverBudget {
      throw ModelError(
        code: .overBudget, model: model, detail: limit.ending(error.total))
    }
    _ = state.withLock { $0.cancelled.remove(id) }
    return reservation
  }

  /// The try brought a reply: what it took replaces what was set aside. Where the server says what it charged, the larger
  /// figure counts; where it says nothing, an estimate could be too low, and counts several times over.
  package func settle(_ reservation: Reservation, usage: TokenUsage) {
    var usage = usage
    if !usage.isReported {
      usage.prompt *= Self.doubt
      usage.completion *= Self.doubt
      usage.cached = 0
    }
    let list = prices[reservation.model]?.cost(usage) ?? 0
    var taken = Spending(
      requests: 1, tokens: usage.prompt + usage.completion, cost: max(list, usage.cost ?? 0))
    if !usage.isReported {
      taken.tokens = min(taken.tokens, reservation.most.tokens)
      taken.cost = min(taken.cost, max(reservation.most.cost, usage.cost ?? 0))
    }
    release(reservation) { $0.spent += taken }
  }

  /// By how much an estimate of tokens may fall short: it goes by four bytes to a token, and none has less than one.
  private static let doubt = 4

  /// The try gave no reply and may have been billed: it counts in full.
  package func lose(_ reservation: Reservation) {
    release(reservation) { state in
      state.spent += reservation.most
      state.lost += reservation.most
    }
  }

  /// The endpoint turned the try away: it was sent, but no token was counted.
  package func turnAway(_ reservation: Reservation) {
    let sent = Spending(requests: reservation.most.requests)
    release(reservation) { state in
      state.spent += sent
      state.lost += sent
    }
  }

  /// The try was never sent.
  package func refund(_ reservation: Reservation) { release(reservation) { _ in } }

  private func release(_ reservation: Reservation, _ count: (inout State) -> Void) {
    let answers = state.withLock { state -> [Answer] in
      state.reserved = state.reserved - reservation.most
      count(&state)
      return Self.serve(&state, limit)
    }
    for answer in answers { answer.send() }
  }

  // MARK: The queue

  private struct OverBudget: Error { var total: Spending }

  /// What a waiter is told, outside the lock.
  private struct Answer: Sendable {
    var waiter: Waiter
    var result: Result<Void, any Error>
    func send() { waiter.continuation.resume(with: result) }
  }

  private static func serve(_ state: inout State, _ limit: Budget) -> [Answer] {
    var answers: [Answer] = []
    while let first = state.waiting.first {
      let alone = state.spent + first.need
      if !limit.covers(alone) {
        answers.append(Answer(waiter: first, result: .failure(OverBudget(total: alone))))
      } else if limit.covers(alone + state.reserved) {
        state.reserved += first.need
        answers.append(Answer(waiter: first, result: .success(())))
      } else {
        break
      }
      state.waiting.removeFirst()
    }
    return answers
  }
}

extension SpendingGate: AttemptGate {
  package func admit(
    _ request: ChatRequest, model: String, attempt: Int
  ) async throws -> any AttemptPermit {
    Permit(gate: self, reservation: try await reserve(request, model: model))
  }

  private struct Permit: AttemptPermit {
    let gate: SpendingGate
    let reservation: Reservation

    func settle(_ end: AttemptEnd) {
      switch end {
      case .used(let usage): gate.settle(reservation, usage: usage)
      case .mayBeBilled: gate.lose(reservation)
      case .free: gate.turnAway(reservation)
      case .notSent: gate.refund(reservation)
      }
    }
  }
}
