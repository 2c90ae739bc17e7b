/// The wish of somebody outside that a run end cleanly, with what it has.
package final class Interruption: Sendable {
  private let mailbox = Mailbox<Never>(capacity: 1)
  /// The requests on their way; once triggered, no more are sent.
  package let inFlight = InFlight()

  package init() {}

  /// Ends the run that holds it, now or as soon as it starts. Nothing is sent from here on.
  package func trigger() {
    inFlight.close()
    mailbox.finish()
  }

  /// Returns once it was triggered. Throws `CancellationError`.
  package func wait() async throws { _ = try await mailbox.next() }
}
