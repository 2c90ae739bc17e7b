import QuestionPipeline

/// How good something is, from 0 to 1, or why nobody can say. What could not be scored is never a number.
public struct Score: Sendable, Hashable {
  /// From 0 to 1; nil where it is unscored.
  public let value: Double?
  /// The interval that the value lies in; both ends equal it where it has no spread.
  public let interval: ClosedRange<Double>?
  /// Who scored: "rules", a model, a scorer of yours. Nil in a score that is yet to be given.
  public let by: String?
  /// Why it is unscored; nil where it has a value.
  public let reason: String?

  /// A value from 0 to 1; one outside counts as unscored.
  public init(_ value: Double) {
    self.value = value
    interval = value.isNaN ? nil : value...value
    by = nil
    reason = nil
  }

  /// No value, and why there is none.
  public static func unscored(_ reason: String) -> Score { Score(.unscored(reason)) }

  init(_ score: QuestionPipeline.Score) {
    switch score {
    case .scored(let value, let low, let high, let by):
      self.value = value
      interval = min(low, high)...max(low, high)
      self.by = by
      reason = nil
    case .unscored(let why):
      value = nil
      interval = nil
      by = nil
      reason = why
    }
  }

  /// - Parameter by: who gave it.
  func own(by name: String) -> QuestionPipeline.Score {
    if let value { .exact(value, by: name) } else { .unscored(reason ?? "no value") }
  }
}
