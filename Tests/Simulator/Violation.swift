/// A promise that was not kept.
package struct Violation: Error, Hashable, CustomStringConvertible {
  package enum Invariant: String, Sendable, CaseIterable {
    /// Each cell asked for is accepted, refused or not attempted: once.
    case accounted
    /// A reply is durable before anybody sees it.
    case durableBeforeUse
    /// A reply that the disk keeps is not asked for again.
    case askedOnce
    /// No try is sent that the budget might not cover.
    case budget
    /// Somebody can always go on until the run is over.
    case deadlock
    /// A run comes to an end.
    case endless
    /// No mailbox holds more than it may.
    case mailboxes
    /// Waves are kept in their order, none left out.
    case waveOrder
    /// Whatever happened in between, the set is that of the undisturbed run.
    case equalSets
    /// A run that is over leaves no task, no lock and no open file behind.
    case leftovers
    /// A run that was disturbed can be gone on with.
    case resumable
  }
  package var invariant: Invariant
  package var detail: String

  package var description: String { "\(invariant.rawValue): \(detail)" }
}
