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
  /// What the prompt got from the short-term memory; nil where it got nothing.
  package var recent: JSONValue?
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

  /// Appends its JSON on one line. Written out, since every call has a place in the trace.
  func append(to bytes: inout [UInt8]) {
    func write(_ key: StaticString, _ value: JSONValue) {
      bytes.append(key)
      JSONWriter.append(value, to: &bytes)
    }
    write("{\"key\":", .string(key))
    write(",\"role\":", .string(role.rawValue))
    write(",\"model\":", .string(model))
    write(",\"sample\":", .integer(sample))
    write(",\"attempt\":", .integer(attempt))
    write(",\"outcome\":", .string(outcome.rawValue))
    if isCorrection { write(",\"correction\":", true) }
    if isFreshSample { write(",\"fresh\":", true) }
    if coercions > 0 { write(",\"coercions\":", .integer(coercions)) }
    if let usage {
      write(",\"promptTokens\":", .integer(usage.prompt))
      write(",\"completionTokens\":", .integer(usage.completion))
    }
    if let recent { write(",\"recent\":", recent) }
    bytes.append(0x7D)
  }
}
