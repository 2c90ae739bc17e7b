/// What passes over the bus. A subject is a message type.
package protocol Message: Sendable {
  /// The subject's name in the trace.
  static var subject: String { get }
  /// What the message belongs to: its cell, or its wave.
  var scope: Scope { get }
  /// What the trace keeps of it: enough to follow the run, no more.
  var traced: JSONValue { get }
  /// Its place in its thread where that does not follow from the message that led to it, as when the last of many
  /// decides; nil lets the bus count.
  var place: (time: LogicalTime, cause: LogicalTime?)? { get }
}

extension Message {
  package var place: (time: LogicalTime, cause: LogicalTime?)? { nil }
}

/// The thread of a run that a message belongs to; logical time counts within it.
package enum Scope: Sendable, Hashable, Comparable {
  case wave(Int)
  case cell(Int)

  package static func < (left: Scope, right: Scope) -> Bool {
    switch (left, right) {
    case (.wave(let a), .wave(let b)), (.cell(let a), .cell(let b)): a < b
    case (.wave, .cell): true
    case (.cell, .wave): false
    }
  }
}

/// Where a message stands in its thread: the name by which others give it as their cause.
package struct LogicalTime: Sendable, Hashable {
  package var scope: Scope
  /// Counts from 0 within the scope.
  package var step: Int

  package init(_ scope: Scope, _ step: Int) {
    self.scope = scope
    self.step = step
  }

  package var text: String {
    switch scope {
    case .wave(let number): "wave \(number)/\(step)"
    case .cell(let ordinal): "cell \(ordinal)/\(step)"
    }
  }
}

/// A message on its way: run, cell or wave, cause and logical time.
package struct Envelope<Payload: Sendable>: Sendable {
  package var run: String
  package var time: LogicalTime
  package var cause: LogicalTime?
  package var sender: String
  /// Counts from 0; above it where a dead letter was sent again.
  package var delivery: Int
  package var payload: Payload

  /// The same envelope around another payload.
  package func carrying<Other: Sendable>(_ payload: Other) -> Envelope<Other> {
    Envelope<Other>(
      run: run, time: time, cause: cause, sender: sender, delivery: delivery, payload: payload)
  }
}

/// What a stage answers a message with: further messages, and the model calls that led to them.
package struct StageOutput: Sendable {
  package var messages: [any Message]
  package var calls: [ModelCall]

  package init(_ messages: any Message..., calls: [ModelCall] = []) {
    self.messages = messages
    self.calls = calls
  }

  package init(messages: [any Message], calls: [ModelCall]) {
    self.messages = messages
    self.calls = calls
  }
}

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
