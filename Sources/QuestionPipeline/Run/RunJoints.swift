/// Where the parts of a run meet: a simulator looks in here, or breaks one of them to see whether it is noticed. A run
/// that nobody simulates leaves them all as they are.
package struct RunJoints: Sendable {
  /// What stands between the desk and the journal.
  package var replies: @Sendable (Journal) -> any ReplyKeeper = { $0 }
  /// Who decides over dead letters.
  package var supervisor: @Sendable (_ deliveries: Int) -> any Stage<DeadLetter> = {
    Supervisor(deliveries: $0)
  }
  package var inspector: any DraftInspector = ItemInspector(settings: .drafts)
  package var scorer: any DraftScorer = RuleScorer()
  package var order = CommitOrder.ascending
  /// Stands before each mailbox; nil lets all through.
  package var mail: MailWatch?

  package init() {}
}
