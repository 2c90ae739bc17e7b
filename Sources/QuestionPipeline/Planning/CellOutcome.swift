/// What became of a cell when its wave was committed.
package struct CellOutcome: Sendable, Hashable {
  package var ordinal: Int
  package var isAccepted: Bool
  /// The first reason of a refusal.
  package var reason: String?

  package init(ordinal: Int, isAccepted: Bool, reason: String?) {
    self.ordinal = ordinal
    self.isAccepted = isAccepted
    self.reason = reason
  }
}
