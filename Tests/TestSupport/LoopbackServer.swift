import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An HTTP server on the loopback interface that misbehaves on cue.
///
/// It asks its closure what to do about each request, on a thread of the connection's own, and takes the steps of the
/// answer as they stand. It ends, with all its threads and connections, when it is stopped or let go.
package final class LoopbackServer: Sendable {
  package typealias Answering = @Sendable (LoopbackRequest) -> LoopbackAnswer

  package let port: Int
  private let house: House

  /// A server that answers by the closure, on a free port of 127.0.0.1.
  package init(answering: @escaping Answering) {
    (house, port) = House.open(answering)
    let house = house
    startThread { house.acceptConnections() }
  }

  /// A server that gives the answers in turn, and the last one for ever.
  package convenience init(_ answers: LoopbackAnswer...) {
    precondition(!answers.isEmpty)
    self.init { answers[min($0.before, answers.count - 1)] }
  }

  deinit { stop() }

  /// Without a slash at its end.
  package var url: String { "http://127.0.0.1:\(port)" }

  /// All requests so far, in the order in which they were whole.
  package var requests: [LoopbackRequest] { house.log.withLock { $0.requests } }

  /// Connections accepted so far.
  package var connections: Int { house.arrivals.count }

  /// Connections that the client closed, idle ones included.
  package var departures: Int { house.departures.count }

  /// Bytes written to all clients, heads included.
  package var bytesSent: Int { house.log.withLock { $0.bytesSent } }

  /// Returns once so many requests have arrived whole.
  package func untilRequests(_ count: Int) async { await house.requests.reach(count) }

  /// Returns once so many connections have been accepted.
  package func untilConnections(_ count: Int) async { await house.arrivals.reach(count) }

  /// Returns once the client has closed so many connections.
  package func untilDepartures(_ count: Int) async { await house.departures.reach(count) }

  /// Closes the port and all connections, and returns when all threads have ended.
  package func stop() { house.stop() }
}

/// What the threads of a server share, and what outlives the server until they have ended.
final class House: Sendable {
  struct Log {
    var requests: [LoopbackRequest] = []
    var bytesSent = 0
  }
  struct Threads {
    /// The one that accepts included.
    var alive = 1
  }
  let answering: LoopbackServer.Answering
  let listener: Int32
  /// Readable once the server is to stop.
  let stopSign: Int32
  /// Readable once the last thread is through.
  let endSign: Int32
  private let stopper: Mutex<Int32?>
  private let ender: Mutex<Int32?>
  let threads = Mutex(Threads())
  let log = Mutex(Log())
  let requests = LoopbackTally()
  let arrivals = LoopbackTally()
  let departures = LoopbackTally()

  private init(_ answering: @escaping LoopbackServer.Answering, listener: Int32) {
    let stop = makePipe()
    let end = makePipe()
    self.answering = answering
    self.listener = listener
    stopSign = stop.read
    endSign = end.read
    stopper = Mutex(stop.write)
    ender = Mutex(end.write)
  }

  deinit {
    close(stopSign)
    close(endSign)
  }

  static func open(_ answering: @escaping LoopbackServer.Answering) -> (House, port: Int) {
    #if canImport(Darwin)
      let listener = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #endif
    precondition(listener >= 0, "no descriptors left for a socket")
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) == 0 && listen(listener, 4096) == 0
          && getsockname(listener, address, &size) == 0
      }
    }
    precondition(isOpen, "no port on the loopback interface")
    _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK)
    return (House(answering, listener: listener), Int(UInt16(bigEndian: address.sin_port)))
  }

  func acceptConnections() {
    defer {
      close(listener)
      threadEnds()
    }
    var number = 0
    while wait(for: listener, Int32(POLLIN)) {
      let socket = accept(listener, nil, nil)
      guard socket >= 0 else { continue }
      threads.withLock { $0.alive += 1 }
      let connection = LoopbackConnection(socket, number: number, house: self)
      number += 1
      arrivals.add()
      startThread {
        connection.serve()
        self.threadEnds()
      }
    }
  }

  private func threadEnds() {
    let isLast = threads.withLock { threads in
      threads.alive -= 1
      return threads.alive == 0
    }
    if isLast { signal(descriptorOf: ender) }
  }

  func stop() {
    signal(descriptorOf: stopper)
    var end = pollfd(fd: endSign, events: Int16(POLLIN), revents: 0)
    while poll(&end, 1, -1) < 0 {}
    requests.end()
    arrivals.end()
    departures.end()
  }

  /// Waits for one of the events; returns false if the server is to stop.
  func wait(for descriptor: Int32, _ events: Int32, orUntil gate: Int32? = nil) -> Bool {
    var watched = [
      pollfd(fd: descriptor, events: Int16(events), revents: 0),
      pollfd(fd: stopSign, events: Int16(POLLIN), revents: 0),
    ]
    if let gate { watched.append(pollfd(fd: gate, events: Int16(POLLIN), revents: 0)) }
    while poll(&watched, nfds_t(watched.count), -1) < 0 {}
    return watched[1].revents == 0
  }

  /// Whether one of the events came before the time was over or the server was to stop.
  func hasEvent(on descriptor: Int32, _ events: Int32, within milliseconds: Int32) -> Bool {
    var watched = [
      pollfd(fd: descriptor, events: Int16(events), revents: 0),
      pollfd(fd: stopSign, events: Int16(POLLIN), revents: 0),
    ]
    return poll(&watched, 2, milliseconds) != 0
  }
}

/// Runs the closure on a thread of its own, with a stack small enough for thousands of them.
package func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  let work = Unmanaged.passRetained(Work(body)).toOpaque()
  let code = withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { attributes in
    guard let attributes = attributes.baseAddress, pthread_attr_init(attributes) == 0 else {
      return Int32(-1)
    }
    defer { pthread_attr_destroy(attributes) }
    pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(attributes, 256 << 10)
    #if canImport(Darwin)
      var thread: pthread_t?
      return pthread_create(
        &thread, attributes,
        { work in
          Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
          return nil
        }, work)
    #else
      var thread = pthread_t()
      return pthread_create(
        &thread, attributes,
        { work in
          if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
          return nil
        }, work)
    #endif
  }
  precondition(code == 0, "no thread to be had")
}
