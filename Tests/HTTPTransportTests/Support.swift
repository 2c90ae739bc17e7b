import HTTPTransport
import Synchronization
import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Keeps what a transport handed over, and stops it after so many bytes.
final class KeepingReceiver: BodyReceiver {
  private struct State {
    var heads: [HTTPHead] = []
    var pieces: [[UInt8]] = []
    var waiting: [CheckedContinuation<Void, Never>] = []
  }
  private let state = Mutex(State())
  private let limit: Int

  init(limit: Int = .max) { self.limit = limit }

  var heads: [HTTPHead] { state.withLock { $0.heads } }
  var pieces: [[UInt8]] { state.withLock { $0.pieces } }
  var body: [UInt8] { pieces.flatMap { $0 } }

  func begin(_ head: HTTPHead) { state.withLock { $0.heads.append(head) } }

  func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let (waiting, count) = state.withLock { state in
      state.pieces.append(Array(bytes))
      defer { state.waiting = [] }
      return (state.waiting, state.pieces.reduce(0) { $0 + $1.count })
    }
    for continuation in waiting { continuation.resume() }
    return count < limit
  }

  /// Returns once a piece has come.
  func untilPiece() async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.pieces.isEmpty { state.waiting.append(continuation) }
        return !state.pieces.isEmpty
      }
      if isThere { continuation.resume() }
    }
  }
}

/// A port of the loopback interface that takes connections and never says a word.
final class SilentPort: Sendable {
  let port: Int
  private let listener: Int32

  init() {
    #if canImport(Darwin)
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #else
      listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = listener
    let isOpen = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, size) == 0 && listen(socket, 64) == 0
          && getsockname(socket, address, &size) == 0
      }
    }
    precondition(isOpen, "no port on the loopback interface")
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(listener) }

  /// Takes a connection and returns what its client says first, which it answers so.
  func firstBytes(answeredBy answer: String = "") async -> [UInt8] {
    await withCheckedContinuation { continuation in
      startThread { [listener] in
        let client = accept(listener, nil, nil)
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
          count = max(0, recv(client, buffer.baseAddress, buffer.count, 0))
        }
        _ = Array(answer.utf8).withUnsafeBytes { send(client, $0.baseAddress, $0.count, 0) }
        continuation.resume(returning: bytes)
        close(client)
      }
    }
  }
}

/// A transport that knows of no proxy, whatever the environment of the tests says.
func makeTransport(
  maxConnections: Int = 4096, proxies: ProxySettings = ProxySettings()
) throws -> CurlTransport {
  try CurlTransport(maxConnections: maxConnections, proxies: proxies)
}

/// Returns the error that a request ends with, and records an issue where there is none.
func failure(
  of request: HTTPRequest, over transport: CurlTransport, to receiver: (any BodyReceiver)? = nil
) async throws -> TransportError {
  try #require(
    await #expect(throws: TransportError.self) { try await transport.send(request, to: receiver) })
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}
