/// A stage of your own on the message bus, between the critic and the evaluator: it sees each draft that rules and critic
/// found sound, before anybody is paid to judge it.
///
/// The trace has its messages under its name. A refusal counts in the ledger under the flaw's name, and the planner deals
/// the place anew.
public protocol Stage: Sendable {
  /// As trace and critiques have it: "house-style".
  var name: String { get }

  /// The same for the same draft, whenever it is asked, so that the same seed gives the same set. Drafts come from several
  /// tasks at once. After an error the draft comes again a few times; then its cell is refused, with the error as evidence.
  func process(_ draft: Draft) async throws -> StageDecision
}

/// What a stage says of a draft.
public enum StageDecision: Sendable, Hashable {
  case pass
  /// Back to the generator, which is told the flaw; refused where no revision is left.
  case revise(Flaw)
  case refuse(Flaw)
}
