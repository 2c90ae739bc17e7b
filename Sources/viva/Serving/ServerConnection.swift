import QuestionPipeline

/// One connection: what arrived, what is to be sent, and how long the other side may take. It touches no socket.
final class ServerConnection {
  enum Phase: Hashable {
    case reading
    /// A request is with those who answer it; nothing is read meanwhile, so a client that sends on is held back.
    case working
    case writing
    /// All is sent and said; what still arrives is thrown away, so that the last reply is not lost to a reset.
    case lingering
    case closed
  }

  let id: UInt64
  let socket: Descriptor
  private(set) var phase = Phase.reading
  /// When patience ends; nil while the server itself is at work.
  private(set) var deadline: Duration?
  private(set) var output: [UInt8] = []
  private(set) var sentBytes = 0
  private let limits: ServerLimits
  private var reader: RequestReader
  private var place: RequestReader.Place?
  /// Of the request that is being answered.
  private var head: RequestHead?
  private var closes = false

  init(id: UInt64, socket: Descriptor, limits: ServerLimits, now: Duration) {
    self.id = id
    self.socket = socket
    self.limits = limits
    reader = RequestReader(limits: limits)
    deadline = now + limits.headTime
  }

  /// Bytes of requests that it holds in memory; not of the one that is being answered.
  var held: Int { reader.held }

  /// Whether it waits for a request of which nothing has come.
  var isIdle: Bool { phase == .reading && reader.place == .between }

  var hasOutput: Bool { sentBytes < output.count }

  // MARK: Reading

  func receive(_ bytes: UnsafeBufferPointer<UInt8>) {
    if phase == .reading { reader.append(bytes) }
  }

  /// The next request, if it has come whole; one that is refused is answered at once.
  func nextRequest(_ now: Duration, date: @autoclosure () -> String) -> IncomingRequest? {
    guard phase == .reading else { return nil }
    switch reader.next() {
    case .needsMore:
      if reader.takeContinue() { output += "HTTP/1.1 100 Continue\r\n\r\n".utf8 }
      watch(now)
      return nil
    case .refused(let error):
      refuse(error, now, date: date())
      return nil
    case .whole(let head, let body):
      phase = .working
      deadline = nil
      self.head = head
      return IncomingRequest(
        method: head.method, path: head.path, contentType: head.contentType,
        contentEncoding: head.contentEncoding, body: body)
    }
  }

  /// Sets the time that is given, when something new is waited for.
  private func watch(_ now: Duration) {
    // A new connection's time for its head has begun already.
    let isNew = place == nil && reader.place != .body
    guard reader.place != place else { return }
    place = reader.place
    if isNew { return }
    switch reader.place {
    case .between: deadline = now + limits.idleTime
    case .head: deadline = now + limits.headTime
    case .body: deadline = now + limits.bodyTime
    }
  }

  // MARK: Writing

  /// - Parameter isLast: whether the server hears no further request here.
  func answer(_ reply: OutgoingReply, isLast: Bool, _ now: Duration, date: String) {
    let takesChunks = head?.isCurrent ?? true
    closes =
      isLast || !(head?.keepsAlive ?? false) || reply.needsClose(takesChunks: takesChunks)
    output += reply.bytes(
      OutgoingReply.Framing(
        takesChunks: takesChunks, isHeadOnly: head?.method == "HEAD", closes: closes, date: date))
    head = nil
    phase = .writing
    deadline = now + limits.writeTime
  }

  /// Answers a request that cannot be read to its end.
  func refuse(_ error: ServedError, _ now: Duration, date: String) {
    head = nil
    reader = RequestReader(limits: limits)
    answer(error.reply, isLast: true, now, date: date)
  }

  /// Notes that so many bytes went out. Returns whether the last reply is sent, and no more will be.
  func sent(_ count: Int, _ now: Duration) -> Bool {
    sentBytes += count
    if phase == .writing { deadline = now + limits.writeTime }
    guard !hasOutput else { return false }
    output.removeAll(keepingCapacity: output.capacity <= 64 << 10)
    sentBytes = 0
    guard phase == .writing else { return false }
    if closes {
      phase = .lingering
      deadline = now + limits.lingerTime
      return true
    }
    phase = .reading
    place = .between
    deadline = now + limits.idleTime
    return false
  }

  // MARK: The end

  func close() { phase = .closed }

  /// Patience is at its end.
  func expire(_ now: Duration, date: String) {
    // Somebody who has begun to ask is told; others find the connection closed.
    if phase == .reading, reader.place != .between {
      refuse(ServedError(408, "The request did not arrive in time."), now, date: date)
    } else {
      close()
    }
  }
}
