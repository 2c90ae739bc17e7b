import Synchronization

/// A mailbox was finished while somebody wanted to send: nobody receives any more.
package struct MailboxFinished: Error {}

/// A bounded queue between tasks: `send` suspends while it is full, so that a slow receiver slows its senders.
package final class Mailbox<Element: Sendable>: Sendable {
  private typealias State = MailboxState<
    Element, CheckedContinuation<Void, any Error>, CheckedContinuation<Element?, any Error>
  >
  private struct Guarded {
    var state: State
    var nextID = 0
    /// Calls cancelled before they came to wait.
    var cancelled: Set<Int> = []
    mutating func makeID() -> Int {
      defer { nextID += 1 }
      return nextID
    }
  }
  private let guarded: Mutex<Guarded>

  package init(capacity: Int) { guarded = Mutex(Guarded(state: State(capacity: capacity))) }

  /// The most elements that were ever held.
  package var highWater: Int { guarded.withLock { $0.state.highWater } }

  package var count: Int { guarded.withLock { $0.state.count } }

  /// Puts the element at the end, when there is room. Throws `MailboxFinished` or `CancellationError`.
  package func send(_ element: Element) async throws {
    try Task.checkCancellation()
    if try sendAtOnce(element) { return }
    let id = guarded.withLock { $0.makeID() }
    defer { forget(id) }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Void, any Error>) in
        let action: @Sendable () -> Void = guarded.withLock { guarded in
          if guarded.cancelled.remove(id) != nil {
            return { continuation.resume(throwing: CancellationError()) }
          }
          switch guarded.state.send(element, id: id, sender: { continuation }) {
          case .stored: return { continuation.resume() }
          case .deliver(let receiver, let element):
            return {
              receiver.resume(returning: element)
              continuation.resume()
            }
          case .wait: return {}
          case .refused: return { continuation.resume(throwing: MailboxFinished()) }
          }
        }
        action()
      }
    } onCancel: {
      let waiting = guarded.withLock { guarded in
        let waiting = guarded.state.cancelSender(id)
        if waiting == nil { guarded.cancelled.insert(id) }
        return waiting
      }
      waiting?.resume(throwing: CancellationError())
    }
  }

  /// The next element, or nil when the mailbox is finished and empty. Throws `CancellationError`.
  package func next() async throws -> Element? {
    try Task.checkCancellation()
    if let element = nextAtOnce() { return element }
    let id = guarded.withLock { $0.makeID() }
    defer { forget(id) }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Element?, any Error>) in
        let action: @Sendable () -> Void = guarded.withLock { guarded in
          if guarded.cancelled.remove(id) != nil {
            return { continuation.resume(throwing: CancellationError()) }
          }
          switch guarded.state.receive(id: id, receiver: { continuation }) {
          case .element(let element, let admitted):
            return {
              admitted?.resume()
              continuation.resume(returning: element)
            }
          case .wait: return {}
          case .finished: return { continuation.resume(returning: nil) }
          }
        }
        action()
      }
    } onCancel: {
      let waiting = guarded.withLock { guarded in
        let waiting = guarded.state.cancelReceiver(id)
        if waiting == nil { guarded.cancelled.insert(id) }
        return waiting
      }
      waiting?.resume(throwing: CancellationError())
    }
  }

  /// Sends without making ready to wait, which most sends need not; false where this one must.
  private func sendAtOnce(_ element: Element) throws -> Bool {
    let decision = guarded.withLock { guarded in
      guarded.state.mustSendersWait
        ? nil
        : guarded.state.send(element, id: -1, sender: { preconditionFailure("there is room") })
    }
    switch decision {
    case .stored: return true
    case .deliver(let receiver, let element):
      receiver.resume(returning: element)
      return true
    case .refused: throw MailboxFinished()
    case .wait, nil: return false
    }
  }

  private func nextAtOnce() -> Element? {
    let decision = guarded.withLock { guarded in
      guarded.state.mustReceiversWait
        ? nil : guarded.state.receive(id: -1, receiver: { preconditionFailure("there is one") })
    }
    guard case .element(let element, let admitted) = decision else { return nil }
    admitted?.resume()
    return element
  }

  /// Ends the mailbox: what it holds is still received.
  package func finish() {
    let (senders, receivers) = guarded.withLock { $0.state.finish() }
    for sender in senders { sender.resume(throwing: MailboxFinished()) }
    for receiver in receivers { receiver.resume(returning: nil) }
  }

  private func forget(_ id: Int) { guarded.withLock { _ = $0.cancelled.remove(id) } }
}
