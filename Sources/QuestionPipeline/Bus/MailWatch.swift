/// Hears of each message that is about to go into a mailbox, and whether it may.
/// - Parameters:
///   - receiver: whose mailbox it is.
///   - held: messages in it, never more than its capacity.
package typealias MailWatch =
  @Sendable (_ receiver: String, _ held: Int, _ capacity: Int) -> Bool
