import Dispatch
import QuestionPipeline
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A small HTTP/1.1 server: one thread moves bytes, tasks answer requests.
final class HTTPServer: Sendable {
  /// A request on its way to those who answer.
  struct Work: Sendable {
    var connection: UInt64
    var request: IncomingRequest
  }

  /// What other threads leave for the loop.
  struct Inbox: Sendable {
    /// Nil where nobody waits for the reply any more.
    var replies: [(connection: UInt64, reply: OutgoingReply?)] = []
    /// Connections that broke while their request was with those who answer.
    var abandoned: Set<UInt64> = []
    var isStopping = false
    /// Whether the loop has been woken and not looked yet.
    var isRung = false
  }

  let limits: ServerLimits
  let time: CalendarTime
  /// The port that it listens at.
  let port: Int
  /// Connections that it holds at once: as asked, or as many as the system lets it have.
  let connectionLimit: Int
  private let listener: Mutex<Descriptor?>
  private let wakeOut: Descriptor
  private let wakeInto: Descriptor
  private let inbox = Mutex(Inbox())
  private let parallelism: Int
  private let answer: @Sendable (IncomingRequest) async -> OutgoingReply

  /// Files that a process has open for other ends, and a margin for connections that are told to come later.
  private static let otherFiles = 128

  /// Listens from now on; what comes is answered once it runs.
  /// - Parameters:
  ///   - parallelism: requests answered at once.
  ///   - answer: the reply to a request that arrived whole.
  init(
    host: String, port: Int, limits: ServerLimits = ServerLimits(), time: CalendarTime,
    parallelism: Int, answer: @escaping @Sendable (IncomingRequest) async -> OutgoingReply
  ) throws(SocketError) {
    let socket = try ListeningSocket(host: host, port: port)
    (wakeOut, wakeInto) = try Sockets.wakePipe()
    listener = Mutex(socket.descriptor)
    self.port = socket.port
    let files = Sockets.raiseFileLimit(to: limits.connections + Self.otherFiles)
    connectionLimit = max(1, min(limits.connections, files - Self.otherFiles))
    self.limits = limits
    self.time = time
    self.parallelism = parallelism
    self.answer = answer
  }

  /// Serves until it is stopped and what was in flight is done. May be called once.
  func run() async {
    guard let listener = listener.withLock({ $0.take() }) else {
      preconditionFailure("a server runs once")
    }
    let (works, feed) = AsyncStream<Work>.makeStream()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.serve(works) }
      await withCheckedContinuation { continuation in
        DispatchQueue(label: "viva.serve").async {
          ServerLoop(self, listener: listener, wake: self.wakeOut, feed: feed).run()
          continuation.resume()
        }
      }
      feed.finish()
    }
  }

  /// Hears no further connection and ends once what is in flight is answered, or its time is over.
  func stop() {
    inbox.withLock { $0.isStopping = true }
    wake()
  }

  /// Lets the loop look at its inbox and its clock.
  func wake() {
    let isRung = inbox.withLock { inbox in
      defer { inbox.isRung = true }
      return inbox.isRung
    }
    guard !isRung else { return }
    var byte: UInt8 = 1
    _ = write(wakeInto.number, &byte, 1)
  }

  /// Spares the work on a request whose client is gone, if it has not begun.
  func abandon(_ connection: UInt64) {
    inbox.withLock { _ = $0.abandoned.insert(connection) }
  }

  /// What lies in the inbox; the replies are taken from it.
  func takeInbox() -> Inbox {
    inbox.withLock { inbox in
      defer {
        for (connection, _) in inbox.replies { inbox.abandoned.remove(connection) }
        inbox.replies = []
        inbox.isRung = false
      }
      return inbox
    }
  }

  private func serve(_ works: AsyncStream<Work>) async {
    await withTaskGroup(of: Void.self) { group in
      var running = 0
      for await work in works {
        if running == parallelism {
          await group.next()
          running -= 1
        }
        running += 1
        group.addTask {
          let isAbandoned = self.inbox.withLock { $0.abandoned.contains(work.connection) }
          let reply = isAbandoned ? nil : await self.answer(work.request)
          self.inbox.withLock { $0.replies.append((work.connection, reply)) }
          self.wake()
        }
      }
    }
  }
}
