import Synchronization

/// What several tasks of a test note down.
final class Noted<Value: Sendable>: Sendable {
  private let kept: Mutex<Value>

  init(_ value: Value) { kept = Mutex(value) }

  var value: Value { kept.withLock { $0 } }

  func note(_ change: (inout sending Value) -> Void) { kept.withLock { change(&$0) } }
}
