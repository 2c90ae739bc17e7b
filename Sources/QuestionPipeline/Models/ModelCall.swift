/// One request to a model, as the trace tells of it.
package struct ModelCall: Sendable, Hashable {
  /// The journal's key.
  package var key: String
  package var role: ModelRole
  package var model: String
  package var sample: Int
  package var attempt: Int
  package var outcome: ReplyOutcome
  package var usage: TokenUsage?
  /// Whether it answered a bad reply with what was wrong with it.
  package var isCorrection: Bool
  /// Whether it asked afresh after a reply that could not be used.
  package var isFreshSample: Bool
  /// Values of the reply that were brought into the schema's form.
  package var coercions: Int
  /// Below the journal; the trace has it under `wall`.
  package var wire: WireRecord?

  package init(
    key: String, role: ModelRole, model: String, sample: Int, attempt: Int,
    outcome: ReplyOutcome, usage: TokenUsage?, isCorrection: Bool = false,
    isFreshSample: Bool = false,
    coercions: Int = 0, wire: WireRecord? = nil
  ) {
    self.key = key
    self.role = role
    self.model = model
    self.sample = sample
    self.attempt = attempt
    self.outcome = outcome
    self.usage = usage
    self.isCorrection = isCorrection
    self.isFreshSample = isFreshSample
    self.coercions = coercions
    self.wire = wire
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["key"] = .string(key)
    object["role"] = .string(role.rawValue)
    object["model"] = .string(model)
    object["sample"] = .integer(sample)
    object["attempt"] = .integer(attempt)
    object["outcome"] = .string(outcome.rawValue)
    if isCorrection { object["correction"] = true }
    if isFreshSample { object["fresh"] = true }
    if coercions > 0 { object["coercions"] = .integer(coercions) }
    object["promptTokens"] = usage.map { .integer($0.prompt) }
    object["completionTokens"] = usage.map { .integer($0.completion) }
    return .object(object)
  }
}
