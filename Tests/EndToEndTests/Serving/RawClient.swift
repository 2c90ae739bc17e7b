import Dispatch
import Testing

@testable import viva

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The client's end of a connection, byte for byte. Its calls block, so they belong on a thread of `blocking`.
struct RawClient: Sendable {
  private var end: Descriptor?
  private var unread: [UInt8] = []

  private var socket: Int32 { end?.number ?? -1 }

  init(port: Int) throws {
    #if canImport(Glibc)
      // Else a process that another test starts meanwhile would keep the connection open.
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
      let socket = Glibc.socket(AF_INET, type, 0)
    #else
      let socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
      _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    #endif
    end = Descriptor(socket)
    // A server that never answers fails the test; a slow one does not.
    var patience = timeval(tv_sec: 900, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
  }

  /// Sends what the other side still takes.
  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.send(
            socket, buffer.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
        #else
          Darwin.send(socket, buffer.baseAddress! + sent, bytes.count - sent, 0)
        #endif
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Says that nothing more will be sent.
  func finish() { _ = shutdown(socket, Int32(SHUT_WR)) }

  mutating func hangUp() { end = nil }

  /// Hangs up with a reset, as a process that is killed may.
  mutating func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    hangUp()
  }

  struct Reply: Sendable {
    var status: Int
    /// As it came, without the body.
    var head: String
    /// Without chunks' sizes.
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// The next reply, framed as its head says.
  mutating func reply() throws -> Reply {
    let head = try line(until: "\r\n\r\n")
    let words = head.split(separator: " ")
    let status = try #require(words.count > 1 ? Int(words[1]) : nil)
    var body: [UInt8] = []
    if status == 100 { return Reply(status: status, head: head, body: []) }
    if head.contains("Transfer-Encoding: chunked") {
      while true {
        let digits = try line(until: "\r\n")
        let size = try #require(Int(digits, radix: 16))
        body += try bytes(size)
        let end = try line(until: "\r\n")
        try #require(end == "")
        if size == 0 { break }
      }
    } else if let line = head.split(separator: "\r\n").first(where: {
      $0.hasPrefix("Content-Length: ")
    }) {
      body = try bytes(try #require(Int(line.dropFirst(16))))
    } else {
      body = rest()
    }
    return Reply(status: status, head: head, body: body)
  }

  /// What comes until the other side hangs up.
  mutating func rest() -> [UInt8] {
    while fill() {}
    defer { unread = [] }
    return unread
  }

  private mutating func bytes(_ count: Int) throws -> [UInt8] {
    while unread.count < count { try fillOrFail() }
    defer { unread.removeFirst(count) }
    return Array(unread[..<count])
  }

  private mutating func line(until end: String) throws -> String {
    let end = Array(end.utf8)
    var from = 0
    while true {
      while from + end.count <= unread.count {
        if unread[from...].starts(with: end) {
          defer { unread.removeFirst(from + end.count) }
          return String(decoding: unread[..<from], as: UTF8.self)
        }
        from += 1
      }
      try fillOrFail()
    }
  }

  private mutating func fillOrFail() throws {
    let isFilled = fill()
    try #require(isFilled, "the server hung up early: \(String(decoding: unread, as: UTF8.self))")
  }

  private mutating func fill() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let count = recv(socket, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    unread += buffer[..<count]
    return true
  }
}

/// Runs what blocks on a thread of its own, away from those that the server's tasks need.
func blocking<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue(label: "client").async { continuation.resume(with: Result(catching: body)) }
  }
}
