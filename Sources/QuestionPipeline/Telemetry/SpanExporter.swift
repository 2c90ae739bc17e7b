package import HTTPTransport
import Synchronization

/// Holds the spans of a run, some thousands at most, and posts them beside it. What a server does to them never
/// reaches the run: a span that cannot be sent is counted and gone.
package final class SpanExporter: Sendable {
  private struct State {
    var waiting: [Span] = []
    var count = 0
    var lost = 0
    /// Why the first one that was lost could not be sent.
    var failure: String?
    var isClosed = false
    /// Batches in a row that could not be sent.
    var failures = 0

    mutating func lose(_ count: Int, _ why: String) {
      guard count > 0 else { return }
      lost += count
      failure = failure ?? why
    }
  }

  /// How many spans wait at most; more are lost.
  static let capacity = 8192
  private static let batch = 512
  /// Tries of one batch.
  private static let tries = 3
  /// After so many lost batches in a row nothing is sent any more.
  private static let patience = 3
  private static let pause = Duration.milliseconds(200)

  private let settings: SpanSettings
  private let transport: any Transport
  private let clock: any RunClock
  private let state = Mutex(State())
  /// Finished when nothing more is to come.
  private let closing = Mailbox<Never>(capacity: 1)

  package init(_ settings: SpanSettings, transport: any Transport, clock: any RunClock) {
    self.settings = settings
    self.transport = transport
    self.clock = clock
  }

  /// Takes a span; never waits.
  package func add(_ span: Span) {
    state.withLock { state in
      state.count += 1
      if state.failures >= Self.patience {
        state.lost += 1
      } else if state.waiting.count >= Self.capacity {
        state.lose(1, "they came faster than they could be sent")
      } else {
        state.waiting.append(span)
      }
    }
  }

  /// Posts what has gathered, a few times a second, until the exporter is closed and empty, or the task is cancelled.
  package func keepSending() async {
    while !Task.isCancelled {
      let isClosed = isClosed
      while !Task.isCancelled, let spans = take() { await send(spans) }
      if isClosed { return }
      await pause(Self.pause)
    }
  }

  /// Nothing is added from here on: `keepSending` returns when the rest is sent.
  package func close() {
    state.withLock { $0.isClosed = true }
    closing.finish()
  }

  /// Counts what still waits as lost, and returns what did not arrive in a sentence without its end; nil where all did.
  package func conclude() -> String? {
    state.withLock { state in
      state.lose(state.waiting.count, "the time was up")
      state.waiting = []
      guard state.lost > 0, let failure = state.failure else { return nil }
      return "\(state.lost) of \(state.count) spans did not reach \(settings.origin): \(failure)"
    }
  }

  // Each lock that stands between awaits is taken in a function that is not inlined, as in the journal: Swift 6.3 would
  // take the thread from before an `await` for that behind it.

  @inline(never)
  private func take() -> [Span]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else { return nil }
      let spans = Array(state.waiting.prefix(Self.batch))
      state.waiting.removeFirst(spans.count)
      return spans
    }
  }

  private var isClosed: Bool {
    @inline(never) get { state.withLock { $0.isClosed } }
  }

  /// A batch arrived, but for those that the server turned down.
  @inline(never)
  private func arrived(_ count: Int, rejected: Int) {
    state.withLock { state in
      state.failures = 0
      state.lose(min(rejected, count), "the server turned them down")
    }
  }

  /// A batch is gone; after a few of them, all that waits.
  @inline(never)
  private func lost(_ count: Int, _ why: String) {
    state.withLock { state in
      state.failures += 1
      state.lose(count, why)
      guard state.failures >= Self.patience else { return }
      state.lose(state.waiting.count, why)
      state.waiting = []
    }
  }

  /// Waits so long, or until the exporter is closed.
  private func pause(_ time: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [closing] in _ = try? await closing.next() }
      group.addTask { [clock] in try? await clock.sleep(for: time) }
      await group.next()
      group.cancelAll()
    }
  }

  // MARK: Sending

  private enum Outcome {
    /// How many of them the server turned down.
    case taken(rejected: Int)
    case failed(String)
    /// May pass; how long the server asks to wait.
    case busy(String, wait: Duration?)
  }

  private func send(_ spans: [Span]) async {
    let body = SpanBatch(resource: settings.resource, spans: spans).bytes
    for attempt in 1...Self.tries {
      switch await post(body) {
      case .taken(let rejected): return arrived(spans.count, rejected: rejected)
      case .busy(_, let wait) where attempt < Self.tries && !Task.isCancelled:
        let usual = Duration.seconds(1 << (attempt - 1))
        try? await clock.sleep(for: min(wait ?? usual, .seconds(10)))
      case .failed(let why), .busy(let why, _): return lost(spans.count, why)
      }
    }
  }

  private func post(_ body: [UInt8]) async -> Outcome {
    do {
      let response = try await transport.send(settings.request(body))
      let status = response.head.status
      switch status {
      case 200..<300: return .taken(rejected: Self.rejected(response.body))
      case 429, 502, 503, 504:
        let wait = response.head["retry-after"].flatMap(Int.init).map { Duration.seconds($0) }
        return .busy("status \(status)", wait: wait)
      default: return .failed("status \(status)")
      }
    } catch let error as TransportError {
      switch error.code {
      case .invalidRequest, .untrustedCertificate, .tooLarge, .stopped:
        return .failed(error.detail)
      // Once the run is over, nobody waits for a server that cannot be reached.
      default: return isClosed ? .failed(error.detail) : .busy(error.detail, wait: nil)
      }
    } catch {
      return .failed("the time was up")
    }
  }

  /// Of a partial success, the number of spans that were turned down.
  private static func rejected(_ body: [UInt8]) -> Int {
    guard let answer = try? JSONParser.parse(body),
      let count = answer["partialSuccess"]?["rejectedSpans"]
    else { return 0 }
    return max(0, count.intValue ?? count.stringValue.flatMap { Int($0) } ?? 0)
  }
}
