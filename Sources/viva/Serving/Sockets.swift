import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file descriptor, closed with the last who holds it.
final class Descriptor: Sendable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit {
    #if canImport(Glibc)
      _ = Glibc.close(number)
    #else
      _ = Darwin.close(number)
    #endif
  }
}

/// An address cannot be listened at.
struct SocketError: Error, Hashable, CustomStringConvertible {
  enum Code: Hashable, Sendable { case inUse, notPermitted, noSuchAddress, other }
  var code: Code
  /// "127.0.0.1:8484"
  var address: String
  var detail: String

  var description: String { "\(address): \(detail)" }
}

/// A socket that listens, and where.
struct ListeningSocket: Sendable {
  let descriptor: Descriptor
  /// The one chosen by the system where 0 was asked for.
  let port: Int

  /// - Parameter host: an address in digits, of IPv4 or IPv6.
  init(host: String, port: Int) throws(SocketError) {
    let address = Self.text(host: host, port: port)
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let info = found else {
      throw SocketError(code: .noSuchAddress, address: address, detail: "is no IP address")
    }
    defer { freeaddrinfo(info) }
    let number = socket(info.pointee.ai_family, info.pointee.ai_socktype, 0)
    guard number >= 0 else { throw Self.error(errno, address) }
    descriptor = Descriptor(number)
    // A server that starts again need not wait until the connections of the last one are forgotten.
    Sockets.set(number, SOL_SOCKET, SO_REUSEADDR)
    Sockets.prepare(number)
    guard bind(number, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0,
      listen(number, 1024) == 0
    else { throw Self.error(errno, address) }
    self.port = Sockets.port(of: number)
  }

  static func text(host: String, port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  private static func error(_ number: Int32, _ address: String) -> SocketError {
    switch number {
    case EADDRINUSE:
      SocketError(
        code: .inUse, address: address,
        detail: "another program listens there; give another port, or 0 for any that is free")
    case EACCES, EPERM:
      SocketError(
        code: .notPermitted, address: address,
        detail: "the system does not let this user listen there; ports from 1024 on are free to all"
      )
    case EADDRNOTAVAIL, EAFNOSUPPORT:
      SocketError(
        code: .noSuchAddress, address: address, detail: "is no address of this machine")
    default:
      SocketError(code: .other, address: address, detail: String(cString: strerror(number)))
    }
  }
}

/// The calls of the system that differ between systems.
enum Sockets {
  enum Outcome {
    case count(Int)
    case wouldBlock
    case failed
  }

  static func receive(_ socket: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Outcome {
    while true {
      let count = recv(socket, buffer.baseAddress, buffer.count, 0)
      if count >= 0 { return .count(count) }
      if errno != EINTR { return outcome(errno) }
    }
  }

  /// Empties a pipe.
  static func drain(_ pipe: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) {
    while read(pipe, buffer.baseAddress, buffer.count) > 0 {}
  }

  static func send(_ socket: Int32, _ bytes: ArraySlice<UInt8>) -> Outcome {
    bytes.withUnsafeBytes { bytes in
      while true {
        #if canImport(Glibc)
          let count = Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #else
          let count = Darwin.send(socket, bytes.baseAddress, bytes.count, 0)
        #endif
        if count >= 0 { return .count(count) }
        if errno != EINTR { return outcome(errno) }
      }
    }
  }

  private static func outcome(_ number: Int32) -> Outcome {
    number == EAGAIN || number == EWOULDBLOCK ? .wouldBlock : .failed
  }

  enum Acceptance {
    case connection(Descriptor)
    case none
    /// No descriptor or memory is left for it; it waits in the queue of the system.
    case exhausted
  }

  static func accept(_ listener: Int32) -> Acceptance {
    while true {
      #if canImport(Glibc)
        let number = Glibc.accept(listener, nil, nil)
      #else
        let number = Darwin.accept(listener, nil, nil)
      #endif
      if number >= 0 {
        prepare(number)
        set(number, Int32(IPPROTO_TCP), TCP_NODELAY)
        return .connection(Descriptor(number))
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
      default: return .none
      }
    }
  }

  /// Whether a text is an address in digits, of IPv4 or IPv6.
  static func isAddress(_ host: String) -> Bool {
    var address = in6_addr()
    return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1
  }

  /// Whether only programs of this machine reach an address.
  static func isLoopback(_ host: String) -> Bool {
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
    return host == "::1"
  }

  /// Says that nothing more will be sent.
  static func finish(_ socket: Int32) { _ = shutdown(socket, Int32(SHUT_WR)) }

  /// A pipe for waking a sleeper: what is written to the second end is read from the first. Throws `SocketError`.
  static func wakePipe() throws(SocketError) -> (out: Descriptor, into: Descriptor) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw SocketError(
        code: .other, address: "pipe", detail: String(cString: strerror(errno)))
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }

  /// Lets the process have as many files open as the system allows it, up to a number. Returns how many it may have.
  static func raiseFileLimit(to wanted: Int) -> Int {
    #if canImport(Glibc)
      let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let files = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(files, &limit) == 0 else { return 256 }
    if limit.rlim_cur < rlim_t(wanted) {
      var higher = limit
      higher.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
      if setrlimit(files, &higher) == 0 { limit = higher }
    }
    return Int(min(limit.rlim_cur, rlim_t(wanted)))
  }

  fileprivate static func prepare(_ socket: Int32) {
    _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      set(socket, SOL_SOCKET, SO_NOSIGPIPE)
    #endif
  }

  fileprivate static func set(_ socket: Int32, _ level: Int32, _ option: Int32) {
    var on: Int32 = 1
    _ = setsockopt(socket, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  fileprivate static func port(of socket: Int32) -> Int {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let bigEndian = withUnsafeMutablePointer(to: &storage) { pointer -> UInt16 in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = getsockname(socket, $0, &length)
      }
      // The port stands at the same place for IPv4 and IPv6.
      return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_port }
    }
    return Int(UInt16(bigEndian: bigEndian))
  }
}
