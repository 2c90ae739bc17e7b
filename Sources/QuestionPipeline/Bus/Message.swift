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
  package private(set) var messages: [any Message]
  /// Calls by the index of the message that they led to, ascending.
  private var calls: [(index: Int, calls: [ModelCall])]

  package init(_ messages: any Message..., calls: [ModelCall] = []) {
    self.init(messages: messages, calls: calls)
  }

  /// - Parameter calls: what led to the first message.
  package init(messages: [any Message], calls: [ModelCall]) {
    self.messages = messages
    self.calls = calls.isEmpty ? [] : [(0, calls)]
  }

  /// Joins another answer to this one; each message keeps its own calls.
  package mutating func append(_ other: StageOutput) {
    calls += other.calls.map { (messages.count + $0.index, $0.calls) }
    messages += other.messages
  }

  /// The calls that led to the message of that index.
  package func calls(ofMessage index: Int) -> [ModelCall] {
    calls.first { $0.index == index }?.calls ?? []
  }
}
