import QuestionPipeline

/// One named fault with its evidence.
public struct Flaw: Sendable, Hashable {
  /// In kebab-case, as reports count it: "answer-leak", "names-a-product".
  public var name: String
  /// The words that show it.
  public var evidence: String
  /// What would mend it; the generator is told.
  public var suggestion: String?
  /// Whether it refuses the item; a warning only lowers its score.
  public let isError: Bool

  /// A fault that a ``Stage`` of yours found.
  public init(_ name: String, evidence: String, suggestion: String? = nil) {
    self.name = name
    self.evidence = evidence
    self.suggestion = suggestion
    isError = true
  }

  init(_ own: QuestionPipeline.Flaw) {
    name = own.name
    evidence = own.evidence
    suggestion = own.suggestion
    isError = own.severity == .error
  }

  var own: QuestionPipeline.Flaw {
    QuestionPipeline.Flaw(
      name, evidence, severity: isError ? .error : .warning, suggestion: suggestion)
  }
}
