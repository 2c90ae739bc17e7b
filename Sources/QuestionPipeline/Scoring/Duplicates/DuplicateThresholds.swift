/// From which similarity on two questions count as the same, and from which a judge should look.
package struct DuplicateThresholds: Sendable, Hashable {
  package var duplicate: Double
  /// Pairs from here to below `duplicate` are uncertain.
  package var candidate: Double

  /// The defaults were set on labelled pairs for a precision of 0.95 or more in each language.
  package init(duplicate: Double = 0.8, candidate: Double = 0.6) {
    precondition(0 < candidate && candidate <= duplicate && duplicate <= 1)
    self.duplicate = duplicate
    self.candidate = candidate
  }
}
