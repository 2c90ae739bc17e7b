import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The thread that owns all connections: it sleeps in `poll` and never does anything else that waits.
final class ServerLoop {
  private let server: HTTPServer
  private let limits: ServerLimits
  private let wake: Descriptor
  private let feed: AsyncStream<HTTPServer.Work>.Continuation
  private var listener: Descriptor?
  private var connections: [ServerConnection] = []
  private var byID: [UInt64: ServerConnection] = [:]
  private var lastID: UInt64 = 0
  /// Bytes of requests that all connections hold, and those who answer.
  private var held = 0
  /// The bytes of each request that is being answered, also where its connection is gone: it takes room until it is done.
  private var working: [UInt64: Int] = [:]
  /// How many of those are of connections that are gone.
  private var broken = 0
  /// No connection is taken before then: the process has no descriptor left.
  private var acceptsFrom: Duration?
  private var stopDeadline: Duration?
  private var now: Duration
  private var polled: [pollfd] = []
  private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)

  /// Connections above the limit that are told so; others find a closed door.
  private static let toldToWait = 64
  private static let acceptPause = Duration.milliseconds(100)

  init(
    _ server: HTTPServer, listener: Descriptor, wake: Descriptor,
    feed: AsyncStream<HTTPServer.Work>.Continuation
  ) {
    self.server = server
    self.listener = listener
    self.wake = wake
    self.feed = feed
    limits = server.limits
    now = server.time.clock.now
  }

  deinit { buffer.deallocate() }

  /// Returns once the server was stopped and no connection is left.
  func run() {
    while listener != nil || !connections.isEmpty {
      sleep()
      now = server.time.clock.now
      readInbox()
      // Those who came in this turn were not polled: they stand behind.
      for (index, connection) in connections.enumerated() where polled[index + 2].revents != 0 {
        serve(connection)
      }
      if polled[1].revents != 0 { accept() }
      expire()
      sweep()
    }
  }

  private var date: String { CalendarTime.text(server.time.seconds) }

  // MARK: Sleeping

  private func sleep() {
    polled.removeAll(keepingCapacity: true)
    polled.append(pollfd(fd: wake.number, events: Int16(POLLIN), revents: 0))
    let mayAccept = acceptsFrom == nil
    polled.append(
      pollfd(fd: mayAccept ? listener?.number ?? -1 : -1, events: Int16(POLLIN), revents: 0))
    var next = acceptsFrom
    if let stopDeadline { next = min(next ?? stopDeadline, stopDeadline) }
    for connection in connections {
      if let deadline = connection.deadline { next = min(next ?? deadline, deadline) }
      var events: Int32 = 0
      switch connection.phase {
      case .reading: events = POLLIN | (connection.hasOutput ? POLLOUT : 0)
      case .writing: events = POLLOUT
      case .lingering: events = POLLIN
      case .working, .closed: break
      }
      polled.append(pollfd(fd: connection.socket.number, events: Int16(events), revents: 0))
    }
    let count = poll(&polled, nfds_t(polled.count), next.map(milliseconds) ?? -1)
    if count < 0 { for index in polled.indices { polled[index].revents = 0 } }
    if let from = acceptsFrom, server.time.clock.now >= from { acceptsFrom = nil }
  }

  /// Until then, rounded up, so that no deadline is met a little early over and over.
  private func milliseconds(until time: Duration) -> Int32 {
    let rest = max(time - server.time.clock.now, .zero).components
    guard rest.seconds < 3600 else { return 3_600_000 }
    return Int32(rest.seconds) * 1000
      + Int32((rest.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  // MARK: What other threads left

  private func readInbox() {
    if polled[0].revents != 0 { Sockets.drain(wake.number, buffer) }
    let inbox = server.takeInbox()
    if inbox.isStopping, stopDeadline == nil {
      stopDeadline = now + limits.stopTime
      listener = nil
      for connection in connections where connection.isIdle { connection.close() }
    }
    for (id, reply) in inbox.replies {
      held -= working.removeValue(forKey: id) ?? 0
      if byID[id] == nil { broken -= 1 }
      guard let reply, let connection = byID[id], connection.phase == .working else { continue }
      connection.answer(reply, isLast: stopDeadline != nil, now, date: date)
      send(connection)
    }
  }

  // MARK: Connections

  private func accept() {
    while let listener {
      switch Sockets.accept(listener.number) {
      case .none: return
      case .exhausted:
        acceptsFrom = now + Self.acceptPause
        return
      case .connection(let socket):
        let excess = connections.count + broken - server.connectionLimit
        guard excess < Self.toldToWait else { continue }
        lastID += 1
        let connection = ServerConnection(id: lastID, socket: socket, limits: limits, now: now)
        connections.append(connection)
        byID[lastID] = connection
        if excess >= 0 {
          connection.refuse(
            busy("The server holds \(server.connectionLimit) connections and takes no more."), now,
            date: date)
          send(connection)
        }
      }
    }
  }

  private func serve(_ connection: ServerConnection) {
    switch connection.phase {
    case .reading:
      if connection.hasOutput { send(connection) }
      receive(connection)
    case .writing: send(connection)
    case .lingering: receive(connection)
    // Nothing was asked of it: it can only have broken.
    case .working: abandon(connection)
    case .closed: break
    }
  }

  private func receive(_ connection: ServerConnection) {
    switch Sockets.receive(connection.socket.number, buffer) {
    case .wouldBlock: break
    case .failed, .count(0): connection.close()
    case .count(let count):
      guard connection.phase == .reading else { return }
      self.count(connection) {
        connection.receive(UnsafeBufferPointer(rebasing: buffer[..<count]))
      }
      advance(connection)
    }
  }

  /// Passes the next request on, if it is there; more than one may lie in what has arrived.
  private func advance(_ connection: ServerConnection) {
    count(connection) {
      if let request = connection.nextRequest(now, date: date) {
        working[connection.id] = request.body.count
        held += request.body.count
        feed.yield(HTTPServer.Work(connection: connection.id, request: request))
      } else if held > limits.heldBytes, connection.phase == .reading {
        connection.refuse(
          busy("The server holds as many bytes of requests as it may."), now, date: date)
      }
    }
    if connection.hasOutput { send(connection) }
  }

  private func send(_ connection: ServerConnection) {
    while connection.hasOutput {
      let rest = connection.output[connection.sentBytes...]
      switch Sockets.send(connection.socket.number, rest) {
      case .wouldBlock: return
      case .failed:
        connection.close()
        return
      case .count(let count):
        if connection.sent(count, now) {
          Sockets.finish(connection.socket.number)
          return
        }
      }
    }
    // What lay behind the request that has been answered.
    if connection.phase == .reading, !connection.isIdle { advance(connection) }
    if connection.isIdle, stopDeadline != nil { connection.close() }
  }

  private func abandon(_ connection: ServerConnection) {
    if connection.phase == .working { server.abandon(connection.id) }
    connection.close()
  }

  private func busy(_ message: String) -> ServedError {
    ServedError(503, message, code: "overloaded", headers: [HeaderLine("Retry-After", "1")])
  }

  /// Keeps the sum of what is held while something happens to a connection.
  private func count(_ connection: ServerConnection, _ body: () -> Void) {
    let before = connection.held
    body()
    held += connection.held - before
  }

  // MARK: Time

  private func expire() {
    let isOver = stopDeadline.map { $0 <= now } ?? false
    for connection in connections {
      if isOver {
        abandon(connection)
      } else if let deadline = connection.deadline, deadline <= now {
        count(connection) { connection.expire(now, date: date) }
        if connection.hasOutput { send(connection) }
      }
    }
  }

  private func sweep() {
    guard connections.contains(where: { $0.phase == .closed }) else { return }
    for connection in connections where connection.phase == .closed {
      held -= connection.held
      byID[connection.id] = nil
      if working[connection.id] != nil { broken += 1 }
    }
    connections.removeAll { $0.phase == .closed }
  }
}
