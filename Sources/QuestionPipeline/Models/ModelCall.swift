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

  package init(
    key: String, role: ModelRole, model: String, sample: Int, attempt: Int,
    outcome: ReplyOutcome, usage: TokenUsage?
  ) {
    self.key = key
    self.role = role
    self.model = model
    self.sample = sample
    self.attempt = attempt
    self.outcome = outcome
    self.usage = usage
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["key"] = .string(key)
    object["role"] = .string(role.rawValue)
    object["model"] = .string(model)
    object["sample"] = .integer(sample)
    object["attempt"] = .integer(attempt)
    object["outcome"] = .string(outcome.rawValue)
    object["promptTokens"] = usage.map { .integer($0.prompt) }
    object["completionTokens"] = usage.map { .integer($0.completion) }
    return .object(object)
  }
}
