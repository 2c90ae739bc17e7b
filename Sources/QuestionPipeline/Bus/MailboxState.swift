/// The logic of a bounded queue with waiting senders and receivers, without tasks: each call says what to do.
package struct MailboxState<Element, Sender, Receiver> {
  package let capacity: Int
  private var elements: Deque<Element> = Deque()
  private var senders: Deque<(id: Int, element: Element, sender: Sender)> = Deque()
  /// The latest last. It is the first to be given something: its memory is the warmest, and those who are never needed
  /// take none.
  private var receivers: [(id: Int, receiver: Receiver)] = []
  package private(set) var isFinished = false
  /// The most elements that were ever held; never above the capacity.
  package private(set) var highWater = 0

  package init(capacity: Int) {
    precondition(capacity > 0, "a mailbox holds at least one message")
    self.capacity = capacity
  }

  package var count: Int { elements.count }
  package var waitingSenders: Int { senders.count }
  package var waitingReceivers: Int { receivers.count }

  package enum SendDecision {
    case stored
    /// Hand the element to this receiver.
    case deliver(Receiver, Element)
    /// The sender was put into the line.
    case wait
    /// Nobody receives any more.
    case refused
  }

  /// Whether `send` would put the sender into the line.
  package var mustSendersWait: Bool {
    !isFinished && receivers.isEmpty && elements.count >= capacity
  }

  /// Whether `receive` would put the receiver into the line.
  package var mustReceiversWait: Bool { !isFinished && elements.isEmpty }

  /// - Parameter sender: asked for only if the sender must wait.
  package mutating func send(_ element: Element, id: Int, sender: () -> Sender) -> SendDecision {
    if isFinished { return .refused }
    if let (_, receiver) = receivers.popLast() { return .deliver(receiver, element) }
    if elements.count < capacity {
      elements.append(element)
      highWater = max(highWater, elements.count)
      return .stored
    }
    senders.append((id, element, sender()))
    return .wait
  }

  package enum ReceiveDecision {
    /// The element, and the sender whose own element has just found room.
    case element(Element, admitted: Sender?)
    case wait
    case finished
  }

  package mutating func receive(id: Int, receiver: () -> Receiver) -> ReceiveDecision {
    guard let element = elements.popFirst() else {
      if isFinished { return .finished }
      receivers.append((id, receiver()))
      return .wait
    }
    guard let next = senders.popFirst() else { return .element(element, admitted: nil) }
    elements.append(next.element)
    return .element(element, admitted: next.sender)
  }

  /// Takes a waiting sender, with its element, or nil if it does not wait.
  package mutating func cancelSender(_ id: Int) -> Sender? {
    senders.remove { $0.id == id }?.sender
  }

  package mutating func cancelReceiver(_ id: Int) -> Receiver? {
    receivers.firstIndex { $0.id == id }.map { receivers.remove(at: $0).receiver }
  }

  /// Ends the queue: what is held can still be received, waiting senders are refused, waiting receivers end.
  package mutating func finish() -> (senders: [Sender], receivers: [Receiver]) {
    isFinished = true
    let waiting = (senders.map { $0.sender }, receivers.map { $0.receiver })
    senders = Deque()
    receivers = []
    return waiting
  }
}
