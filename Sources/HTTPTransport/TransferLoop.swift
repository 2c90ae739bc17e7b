import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The way to the thread that owns all handles of libcurl: an inbox, and a pipe to wake the thread.
final class TransferLoop: Sendable {
  private let inbox: Inbox

  /// Starts the thread.
  init(maxConnections: Int) throws(TransportError) {
    guard let poller = SocketPoller.open() else {
      throw TransportError(.other, "no file descriptors left for connections")
    }
    let inbox = Inbox(wakingEnd: poller.wakingEnd)
    self.inbox = inbox
    try Launch(poller, inbox, maxConnections).start()
  }

  /// Carries one request; called on any thread.
  func run(
    _ request: PreparedRequest, _ receiver: (any BodyReceiver)?
  ) async throws -> HTTPResponse {
    let id = inbox.makeID()
    defer { inbox.forget(id) }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        inbox.add(Arrival(id: id, request: request, receiver: receiver, continuation: continuation))
      }
    } onCancel: {
      inbox.cancel(id)
    }
  }

  /// Tells the thread to end.
  func stop() { inbox.stop() }

  /// Tells the thread to end and waits for it.
  func shutDown() async { await inbox.untilEnded() }

  var census: CurlTransport.Census { inbox.census.withLock { $0 } }
}

/// A request on its way to the thread, and who waits for its answer.
struct Arrival: Sendable {
  var id: UInt64
  var request: PreparedRequest
  var receiver: (any BodyReceiver)?
  /// Resumed by whoever takes the transfer out of the table of those that run, or finds it in no table.
  var continuation: CheckedContinuation<HTTPResponse, any Error>
}

/// Notes for the thread, left by others.
final class Inbox: Sendable {
  /// What the thread takes out at once.
  struct Notes {
    var arrivals: [Arrival] = []
    var cancellations: [UInt64] = []
    var isStopped = false
    var isEmpty: Bool { arrivals.isEmpty && cancellations.isEmpty && !isStopped }
  }
  private struct State {
    var notes = Notes()
    var lastID: UInt64 = 0
    /// Cancelled before or while they run; each is forgotten when its caller is through.
    var cancelled: Set<UInt64> = []
    var isAsleep = false
    var hasEnded = false
    var awaitingEnd: [CheckedContinuation<Void, Never>] = []
  }
  private let state = Mutex(State())
  private let wakingEnd: Int32
  let census = Mutex(CurlTransport.Census())

  init(wakingEnd: Int32) { self.wakingEnd = wakingEnd }

  deinit { close(wakingEnd) }

  func makeID() -> UInt64 {
    state.withLock {
      $0.lastID += 1
      return $0.lastID
    }
  }

  func forget(_ id: UInt64) {
    state.withLock { if !$0.cancelled.isEmpty { $0.cancelled.remove(id) } }
  }

  func add(_ arrival: Arrival) {
    let isTaken = leave { state in
      if state.hasEnded || state.cancelled.contains(arrival.id) { return false }
      state.notes.arrivals.append(arrival)
      return true
    }
    if !isTaken { arrival.continuation.resume(throwing: CancellationError()) }
  }

  func cancel(_ id: UInt64) {
    leave { state in
      state.cancelled.insert(id)
      state.notes.cancellations.append(id)
    }
  }

  func stop() { leave { $0.notes.isStopped = true } }

  func untilEnded() async {
    await withCheckedContinuation { continuation in
      let hasEnded = leave { state in
        state.notes.isStopped = true
        if !state.hasEnded { state.awaitingEnd.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  /// Changes the notes, and wakes the thread if it sleeps.
  @discardableResult
  private func leave<Result>(_ change: (inout sending State) -> sending Result) -> Result {
    let (result, mustWake) = state.withLock { state in
      let result = change(&state)
      defer { state.isAsleep = false }
      return (result, state.isAsleep)
    }
    if mustWake {
      var byte: UInt8 = 1
      _ = write(wakingEnd, &byte, 1)
    }
    return result
  }

  // MARK: For the thread

  /// Takes all notes. Where there are none, the thread counts as asleep from here on.
  func take() -> Notes {
    state.withLock { state in
      if state.notes.isEmpty {
        state.isAsleep = true
        return Notes()
      }
      defer { state.notes = Notes() }
      return state.notes
    }
  }

  /// The thread's last word. What comes after it is refused.
  func end() {
    let (arrivals, waiting) = state.withLock { state in
      state.hasEnded = true
      defer {
        state.notes = Notes()
        state.awaitingEnd = []
      }
      return (state.notes.arrivals, state.awaitingEnd)
    }
    for arrival in arrivals { arrival.continuation.resume(throwing: CancellationError()) }
    for continuation in waiting { continuation.resume() }
  }
}

/// Carries to the new thread what it will own.
private final class Launch {
  private var poller: SocketPoller?
  private let inbox: Inbox
  private let maxConnections: Int

  init(_ poller: consuming SocketPoller, _ inbox: Inbox, _ maxConnections: Int) {
    self.poller = .some(poller)
    self.inbox = inbox
    self.maxConnections = maxConnections
  }

  private func takePoller() -> SocketPoller? { poller.take() }

  func start() throws(TransportError) {
    let context = Unmanaged.passRetained(self)
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, nil, { Launch.enter($0) }, context.toOpaque())
      if code == 0, let thread { pthread_detach(thread) }
    #else
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil, { context in context.flatMap { Launch.enter($0) } }, context.toOpaque())
      if code == 0 { pthread_detach(thread) }
    #endif
    guard code == 0 else {
      context.release()
      throw TransportError(.other, "no thread for connections: \(String(cString: strerror(code)))")
    }
  }

  private static func enter(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    // Signals are for the main thread; a TLS library that writes to a closed socket must not raise one either.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    let launch = Unmanaged<Launch>.fromOpaque(context).takeRetainedValue()
    let inbox = launch.inbox
    if let poller = launch.takePoller() {
      TransferTable(poller, inbox, maxConnections: launch.maxConnections).run()
    }
    inbox.end()
    return nil
  }
}
