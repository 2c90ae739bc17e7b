import Synchronization

/// A value that one taker gets and nobody keeps, so that what is large is held, and changed, in one place.
final class HandOver<Value: RangeReplaceableCollection & Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  /// The value; nothing is left of it for a second taker.
  func take() -> Value {
    value.withLock { value in
      var taken = Value()
      swap(&taken, &value)
      return taken
    }
  }
}
