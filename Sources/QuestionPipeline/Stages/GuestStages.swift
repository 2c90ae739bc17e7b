/// A stage that the program around a run brings along: it sees each draft that passed the critic, before anybody is paid
/// to judge it.
package protocol GuestStage: Sendable {
  /// The name by which traces and critiques know it.
  var name: String { get }

  /// The same of the same draft. What it throws goes to the dead letters.
  func decide(_ draft: Draft, of cell: Cell) async throws -> GuestDecision
}

/// What a guest says of a draft.
package enum GuestDecision: Sendable, Hashable {
  case pass
  /// Back to the generator, which is told the flaw; refused where no round is left.
  case revise(Flaw)
  case refuse(Flaw)
}

/// Asks the guests, one after the other, between the critic and the evaluator.
package actor GuestStages: Stage {
  package typealias Input = DraftReviewed

  package nonisolated let name: String
  private let guests: [any GuestStage]
  /// Revisions of a draft, at most.
  private let rounds: Int

  /// - Parameter guests: at least one.
  package init(_ guests: [any GuestStage], rounds: Int) {
    precondition(!guests.isEmpty, "without guests there is nothing to connect")
    name = guests.map(\.name).joined(separator: "+")
    self.guests = guests
    self.rounds = rounds
  }

  package nonisolated func process(_ envelope: Envelope<DraftReviewed>) async throws -> StageOutput
  {
    let review = envelope.payload
    guard review.isPassed, let draft = review.history.drafts.last else {
      return StageOutput(DraftCleared(review))
    }
    for guest in guests {
      switch try await guest.decide(draft, of: review.cell) {
      case .pass: continue
      case .revise(let flaw): return StageOutput(answer(review, flaw, revises: true))
      case .refuse(let flaw): return StageOutput(answer(review, flaw, revises: false))
      }
    }
    return StageOutput(DraftCleared(review))
  }

  /// Adds the flaw to the draft's critique, so that each draft keeps one, and sends the draft where it now belongs.
  private nonisolated func answer(_ review: DraftReviewed, _ flaw: Flaw, revises: Bool)
    -> any Message
  {
    var flaw = flaw
    flaw.severity = .error
    var history = review.history
    var critique = history.critiques.popLast() ?? Critique(round: 0, flaws: [], by: name)
    critique.flaws.append(flaw)
    history.critiques.append(critique)
    if revises, critique.round < rounds {
      return WritingTask(wave: review.wave, cell: review.cell, history: history)
    }
    return CellFinished.refused(
      wave: review.wave, cell: review.cell, history: history, reason: flaw.name,
      flaws: critique.flaws)
  }
}

/// The guests have seen a draft and let it pass, or had no say in it.
package struct DraftCleared: CellMessage {
  package static let subject = "draft-cleared"
  package let review: DraftReviewed
  package var wave: Int { review.wave }
  package var cell: Cell { review.cell }
  package var history: CellHistory { review.history }

  package init(_ review: DraftReviewed) { self.review = review }

  package var scope: Scope { review.scope }
  package var traced: JSONValue { ["passed": .bool(review.isPassed)] }
}
