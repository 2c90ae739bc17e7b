/// Asked before each try of a request, and told after it: the budget of a run.
package protocol AttemptGate: Sendable {
  /// Reserves what the try may cost at worst. Throws `ModelError` with the code `overBudget` where that is too much.
  ///
  /// - Parameters:
  ///   - model: whose prices hold.
  ///   - attempt: counts the tries of this request from 0.
  func admit(
    _ request: ChatRequest, model: String, attempt: Int
  ) async throws -> any AttemptPermit
}

/// The reservation of one try. `settle` is called once, also for a try that was cancelled.
package protocol AttemptPermit: Sendable {
  func settle(_ end: AttemptEnd)
}

/// What a try came to, for the budget.
package enum AttemptEnd: Sendable, Hashable {
  case used(TokenUsage)
  /// The endpoint may have counted tokens, how many is not known: the reservation stands.
  case mayBeBilled
  /// It was sent, but no token was counted.
  case free
  case notSent
}
