import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Carries requests over libcurl: one thread, and connections that are kept and used again.
///
/// When it is let go, its thread closes the connections and ends. Certificates are always verified, redirects never
/// followed, and proxies are those of the environment, but for the loopback interface.
package final class CurlTransport: Transport {
  /// How many transfers run at once, each of which may have a connection of its own; more wait their turn in order of
  /// arrival, and no timeout counts before it.
  package let maxConnections: Int
  package let proxies: ProxySettings
  private let loop: TransferLoop
  /// The target that was checked last: nearly all requests go to the same URL.
  private let latestTarget = Mutex<RequestTarget?>(nil)

  /// A transport with a thread of its own. Throws `TransportError` where the system has no libcurl, no thread or no
  /// descriptor for it.
  package init(
    maxConnections: Int = 4096,
    proxies: ProxySettings = ProxySettings(environment: { name in
      getenv(name).map { String(cString: $0) }
    })
  ) throws(TransportError) {
    precondition(maxConnections > 0)
    self.maxConnections = maxConnections
    self.proxies = proxies
    try CurlLibrary.load()
    loop = try TransferLoop(maxConnections: maxConnections)
  }

  deinit { loop.stop() }

  package func send(
    _ request: HTTPRequest, to receiver: (any BodyReceiver)?
  ) async throws -> HTTPResponse {
    try Task.checkCancellation()
    return try await loop.run(prepared(request), receiver)
  }

  private func prepared(_ request: HTTPRequest) throws(TransportError) -> PreparedRequest {
    let latest = latestTarget.withLock { $0 }
    if let latest, latest.url.utf8.elementsEqual(request.url.utf8) {
      return try PreparedRequest(request, to: latest, proxies: proxies)
    }
    let target = try RequestTarget(request.url)
    latestTarget.withLock { $0 = target }
    return try PreparedRequest(request, to: target, proxies: proxies)
  }

  /// Whether the host of a URL is this machine itself: `localhost`, 127.0.0.0/8 or `[::1]`. False where it is no HTTP URL.
  package static func isLoopback(_ url: String) -> Bool {
    (try? RequestTarget(url))?.isLoopback ?? false
  }

  /// Ends what is in flight with `CancellationError`, closes all connections, and returns when the thread has ended.
  package func shutDown() async { await loop.shutDown() }

  /// Counts of what the transport holds, to show that nothing is lost.
  package var census: Census { loop.census }

  /// What a transport holds at a moment.
  package struct Census: Sendable, Hashable {
    /// Handles of libcurl, in use or kept for the next transfer.
    package var handles: Int
    /// Transfers that run.
    package var running: Int
    /// Transfers that wait for their turn.
    package var waiting: Int

    package init(handles: Int = 0, running: Int = 0, waiting: Int = 0) {
      self.handles = handles
      self.running = running
      self.waiting = waiting
    }
  }
}
