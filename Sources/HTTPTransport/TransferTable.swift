import CCurl
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The thread's side of the loop: the multi handles, the transfers that run, and the sockets they use.
///
/// It lives and dies on one thread. Deadlines are kept here rather than by libcurl, to the millisecond and with a name.
/// Thousands of transfers are dealt out to several multi handles, the first ones first.
final class TransferTable {
  /// What is known of one socket.
  struct Socket {
    /// What libcurl waits for.
    var wanted = SocketPoller.Interest()
    /// What the poller watches. It may be more than is wanted, which spares two system calls for each request.
    var watched = SocketPoller.Interest()
    /// The number of the multi handle it belongs to.
    var share = 0
    /// Whether it was opened for a connection, so that its closing is seen.
    var isConnection = false
    var lastRead: Int64 = 0
    var lastWritten: Int64 = 0
  }

  private let inbox: Inbox
  private let poller: SocketPoller
  private let maxConnections: Int
  private var shares: [MultiHandle] = []
  private(set) var now = monotonicNanoseconds()
  private var sockets: [Socket] = []
  private var running: [UInt64: Transfer] = [:]
  private var spares: [Transfer] = []
  private var handles = 0
  /// Those that wait for their turn, and their order, in which some may be gone already.
  private var waiting: [UInt64: Arrival] = [:]
  private var order: [UInt64] = []
  private var orderStart = 0
  /// When a deadline may have passed, at the earliest.
  private var nextCheck = Int64.max
  /// Spare handles beyond these are freed.
  private static let maxSpares = 1024
  init(_ poller: consuming SocketPoller, _ inbox: Inbox, maxConnections: Int) {
    self.inbox = inbox
    self.poller = poller
    self.maxConnections = maxConnections
  }

  // MARK: The loop

  /// Runs until the inbox says stop.
  func run() {
    while true {
      let notes = inbox.take()
      if notes.isStopped {
        end(notes)
        return
      }
      now = monotonicNanoseconds()
      for arrival in notes.arrivals { admit(arrival) }
      for id in notes.cancellations { cancel(id) }
      for share in shares {
        if share.timer <= now {
          share.actOnTimer()
        }
        reap(share)
      }
      if orderStart < order.count { admitWaiting() }
      if nextCheck <= now { checkDeadlines() }
      sleep(isBusy: !notes.isEmpty)
    }
  }

  private func sleep(isBusy: Bool) {
    recordCensus()
    let due = shares.reduce(nextCheck) { min($0, $1.timer) }
    var milliseconds: Int32 = -1
    if isBusy || due <= now {
      milliseconds = 0
    } else if due < .max {
      milliseconds = Int32(clamping: (due - now + 999_999) / 1_000_000)
    }
    var isFirst = true
    poller.wait(milliseconds: milliseconds) { socket, ready in
      if isFirst {
        now = monotonicNanoseconds()
        isFirst = false
      }
      take(ready, of: socket)
    }
  }

  private func take(_ ready: SocketPoller.Interest, of number: Int32) {
    let index = Int(number)
    guard index < sockets.count else { return }
    guard !sockets[index].wanted.isEmpty else {
      // A connection at rest that the server closed, or a watch that was left in place.
      stopWatching(number)
      return
    }
    if ready.contains(.read) { sockets[index].lastRead = now }
    if ready.contains(.write) { sockets[index].lastWritten = now }
    var events: Int32 = 0
    if ready.contains(.read) { events |= CURL_CSELECT_IN }
    if ready.contains(.write) { events |= CURL_CSELECT_OUT }
    if ready.contains(.failure) { events |= CURL_CSELECT_ERR }
    shares[sockets[index].share].act(on: number, events)
  }

  private func end(_ notes: Inbox.Notes) {
    for arrival in notes.arrivals { arrival.continuation.resume(throwing: CancellationError()) }
    for arrival in waiting.values { arrival.continuation.resume(throwing: CancellationError()) }
    waiting = [:]
    for transfer in running.values {
      remove(transfer)
      transfer.release()?.continuation.resume(throwing: CancellationError())
    }
    running = [:]
    spares = []
    handles = 0
    shares = []
    recordCensus()
  }

  private func recordCensus() {
    inbox.census.withLock {
      $0 = CurlTransport.Census(
        handles: handles, running: running.count, waiting: waiting.count)
    }
  }

  // MARK: Transfers

  private func admit(_ arrival: Arrival) {
    if running.count < maxConnections {
      start(arrival)
    } else {
      waiting[arrival.id] = arrival
      order.append(arrival.id)
    }
  }

  private func admitWaiting() {
    while running.count < maxConnections, orderStart < order.count {
      let id = order[orderStart]
      orderStart += 1
      if let arrival = waiting.removeValue(forKey: id) { start(arrival) }
    }
    if orderStart == order.count || orderStart > 4096 {
      order.removeFirst(orderStart)
      orderStart = 0
    }
  }

  private func start(_ arrival: Arrival) {
    guard let transfer = spares.popLast() ?? makeTransfer() else {
      arrival.continuation.resume(throwing: TransportError(.other, "no memory for a transfer"))
      return
    }
    running[arrival.id] = transfer
    transfer.begin(arrival, at: now)
    nextCheck = min(nextCheck, transfer.firstCheck)
    if !add(transfer) {
      finish(transfer, .failure(TransportError(.other, "libcurl takes no more transfers")))
    }
  }

  /// Gives a transfer to the first multi handle that has room.
  private func add(_ transfer: Transfer) -> Bool {
    var share = shares.first { $0.count < MultiHandle.capacity }
    if share == nil {
      share = MultiHandle(shares.count, self)
      if let share { shares.append(share) }
    }
    guard let share, viva_multi_add_handle(share.multi, transfer.easy) == CURLM_OK else {
      return false
    }
    transfer.share = share.number
    share.count += 1
    return true
  }

  /// Takes a transfer out of its multi handle. A connection in the middle of an answer is closed by that.
  private func remove(_ transfer: Transfer) {
    let share = shares[transfer.share]
    viva_multi_remove_handle(share.multi, transfer.easy)
    share.count -= 1
  }

  private func makeTransfer() -> Transfer? {
    guard let transfer = Transfer(self) else { return nil }
    handles += 1
    return transfer
  }

  private func cancel(_ id: UInt64) {
    if let arrival = waiting.removeValue(forKey: id) {
      arrival.continuation.resume(throwing: CancellationError())
    } else if let transfer = running[id] {
      remove(transfer)
      finish(transfer, .failure(CancellationError()))
    }
  }

  /// Takes in the transfers that libcurl is through with.
  private func reap(_ share: MultiHandle) {
    var left: Int32 = 0
    while let message = viva_multi_info_read(share.multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let transfer = Transfer.of(easy)
      else { continue }
      let code = message.pointee.data.result
      remove(transfer)
      let outcome = transfer.outcome(code)
      if transfer.mayTryAgain(after: code) {
        transfer.tryAgain(at: now)
        if add(transfer) { continue }
      }
      finish(transfer, outcome)
    }
  }

  /// Takes a transfer that has left the multi handle out of the table, and resumes its caller.
  private func finish(_ transfer: Transfer, _ outcome: Result<HTTPResponse, any Error>) {
    guard let arrival = transfer.release() else { return }
    running[arrival.id] = nil
    if spares.count < Self.maxSpares { spares.append(transfer) } else { handles -= 1 }
    arrival.continuation.resume(with: outcome)
  }

  /// Ends the transfers whose time is over, and finds out when to look again.
  private func checkDeadlines() {
    var next = Int64.max
    var late: [(Transfer, TransportError)] = []
    for transfer in running.values {
      switch transfer.check(at: now, sockets) {
      case .until(let time): next = min(next, time)
      case .late(let error): late.append((transfer, error))
      }
    }
    // Many deadlines within a millisecond are looked at together.
    nextCheck = next == .max ? .max : max(next, now + 1_000_000)
    for (transfer, error) in late {
      remove(transfer)
      finish(transfer, .failure(error))
    }
    if !late.isEmpty { admitWaiting() }
  }

  // MARK: Sockets

  /// Called by libcurl, within its functions: what to watch a socket for.
  func want(
    _ what: Int32, of number: Int32, for easy: UnsafeMutableRawPointer?, in share: MultiHandle
  ) {
    guard number >= 0 else { return }
    makeRoom(for: number)
    let index = Int(number)
    var wanted = SocketPoller.Interest()
    if what == CURL_POLL_IN || what == CURL_POLL_INOUT { wanted.insert(.read) }
    if what == CURL_POLL_OUT || what == CURL_POLL_INOUT { wanted.insert(.write) }
    sockets[index].wanted = wanted
    sockets[index].share = share.number
    if wanted.isEmpty {
      let mayStay = sockets[index].isConnection && sockets[index].watched == .read
      if !mayStay { stopWatching(number) }
      return
    }
    if let easy { Transfer.of(easy)?.socket = number }
    if sockets[index].watched != wanted {
      poller.watch(number, for: wanted, insteadOf: sockets[index].watched)
      sockets[index].watched = wanted
    }
  }

  private func stopWatching(_ number: Int32) {
    poller.watch(number, for: [], insteadOf: sockets[Int(number)].watched)
    sockets[Int(number)].watched = []
  }

  fileprivate func opened(_ number: Int32) {
    guard number >= 0 else { return }
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    makeRoom(for: number)
    sockets[Int(number)] = Socket(isConnection: true)
  }

  fileprivate func closed(_ number: Int32) {
    // Closing takes it out of the poller as well.
    if number >= 0, Int(number) < sockets.count { sockets[Int(number)] = Socket() }
    close(number)
  }

  private func makeRoom(for number: Int32) {
    while sockets.count <= Int(number) { sockets.append(Socket()) }
  }

  fileprivate static func at(_ pointer: UnsafeMutableRawPointer?) -> TransferTable? {
    pointer.map { Unmanaged<TransferTable>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// The time since some fixed moment. Only differences mean anything.
func monotonicNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// Told by libcurl of each socket that it opens for a connection.
let noteOpenedSocket: curl_sockopt_callback = { table, socket, purpose in
  if purpose == CURLSOCKTYPE_IPCXN { TransferTable.at(table)?.opened(socket) }
  return CURL_SOCKOPT_OK
}

/// Closes a socket for libcurl.
let closeSocket: curl_closesocket_callback = { table, socket in
  TransferTable.at(table)?.closed(socket)
  return 0
}
