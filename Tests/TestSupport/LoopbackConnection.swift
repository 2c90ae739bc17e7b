import HTTPTransport
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One connection to a `LoopbackServer`, on the thread that serves it.
struct LoopbackConnection: Sendable {
  /// Why serving ends.
  private enum End: Error { case clientLeft, serverStops, closed }

  private let socket: Int32
  private let number: Int
  private let house: House

  init(_ socket: Int32, number: Int, house: House) {
    self.socket = socket
    self.number = number
    self.house = house
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
    #if canImport(Darwin)
      setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &yes, size)
    #endif
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
  }

  /// Answers requests until the connection ends, and closes it.
  func serve() {
    var input = Input()
    var index = 0
    defer { close(socket) }
    do throws(End) {
      while true {
        var request = try read(&input)
        request.indexOnConnection = index
        index += 1
        let arrived = house.log.withLock { log in
          request.before = log.requests.count
          log.requests.append(request)
          return request
        }
        house.requests.add()
        try take(house.answering(arrived))
        if arrived["connection"]?.lowercased() == "close" { throw .closed }
      }
    } catch {
      if error == .clientLeft { house.departures.add() }
    }
  }

  // MARK: Requests

  private struct Input {
    var bytes: [UInt8] = []
    /// Where the unread ones begin.
    var start = 0
  }

  private func read(_ input: inout Input) throws(End) -> LoopbackRequest {
    let first = try line(&input).split(separator: " ", omittingEmptySubsequences: false)
    var request = LoopbackRequest(
      method: String(first[0]), target: first.count > 1 ? String(first[1]) : "",
      version: first.count > 2 ? String(first[2]) : "", fields: [], body: [],
      connection: number, indexOnConnection: 0, before: 0)
    while true {
      let field = try line(&input)
      if field.isEmpty { break }
      guard let colon = field.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = field[field.utf8.index(after: colon)...].drop { $0 == " " }
      request.fields.append(HTTPField(String(field[..<colon]), String(value)))
    }
    if request["transfer-encoding"]?.lowercased() == "chunked" {
      while let size = Int(try line(&input), radix: 16), size > 0 {
        request.body += try take(size, from: &input)
        _ = try line(&input)
      }
      while try !line(&input).isEmpty {}
    } else if let size = request["content-length"].flatMap({ Int($0) }) {
      request.body = try take(size, from: &input)
    }
    return request
  }

  private func line(_ input: inout Input) throws(End) -> String {
    var end = input.start
    while true {
      if let newline = input.bytes[end...].firstIndex(of: UInt8(ascii: "\n")) {
        var line = input.bytes[input.start..<newline]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        input.start = newline + 1
        return String(decoding: line, as: UTF8.self)
      }
      end = input.bytes.count
      try receive(&input)
    }
  }

  private func take(_ count: Int, from input: inout Input) throws(End) -> [UInt8] {
    while input.bytes.count - input.start < count { try receive(&input) }
    let taken = Array(input.bytes[input.start..<input.start + count])
    input.bytes.removeFirst(input.start + count)
    input.start = 0
    return taken
  }

  private func receive(_ input: inout Input) throws(End) {
    guard house.wait(for: socket, Int32(POLLIN)) else { throw .serverStops }
    let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
    }
    if piece.isEmpty { throw .clientLeft }
    input.bytes += piece
  }

  // MARK: Answers

  private struct Output {
    var bytes: [UInt8] = []
    var pieceSize = Int.max
    /// What may still be sent before the cut.
    var left: Int
  }

  private func take(_ answer: LoopbackAnswer) throws(End) {
    var output = Output(left: answer.cutAfter ?? .max)
    for step in answer.steps {
      switch step {
      case .status(let status, let fields):
        var head = "HTTP/1.1 \(status) \(status == 200 ? "OK" : "Other")\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        output.bytes += Array("\(head)\r\n".utf8)
      case .bytes(let bytes): output.bytes += bytes
      case .text(let text): output.bytes += Array(text.utf8)
      case .chunk(let text):
        output.bytes += Array("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8)
      case .fill(let byte, var count):
        while count > 0 {
          let size = min(count, 1 << 16)
          output.bytes += [UInt8](repeating: byte, count: size)
          try flush(&output)
          count -= size
        }
      case .flush: try flush(&output)
      case .pieces(let size):
        try flush(&output)
        output.pieceSize = size
      case .drip(let text, let interval, let count):
        try flush(&output)
        let milliseconds = Int32(clamping: Int64(interval / .milliseconds(1)))
        for _ in 0..<count {
          if house.hasEvent(on: socket, Self.hangUp, within: milliseconds) {
            throw clientHasLeft ? .clientLeft : .serverStops
          }
          output.bytes += Array(text.utf8)
          try flush(&output)
        }
      case .waitUntilClientLeaves:
        try flush(&output)
        guard house.wait(for: socket, Self.hangUp) else { throw .serverStops }
        throw .clientLeft
      case .wait(let gate):
        try flush(&output)
        guard house.wait(for: socket, Self.hangUp, orUntil: gate.descriptor) else {
          throw .serverStops
        }
        if clientHasLeft { throw .clientLeft }
      case .close:
        try flush(&output)
        throw end(abruptly: false)
      case .reset:
        try flush(&output)
        throw end(abruptly: true)
      }
    }
    try flush(&output)
  }

  /// The event of a client that closed its side.
  private static var hangUp: Int32 {
    #if canImport(Darwin)
      Int32(POLLHUP)
    #else
      Int32(POLLHUP) | 0x2000  // POLLRDHUP, which Glibc shows only to GNU sources.
    #endif
  }

  private var clientHasLeft: Bool {
    var watched = pollfd(fd: socket, events: Int16(Self.hangUp), revents: 0)
    return poll(&watched, 1, 0) == 1
  }

  private func flush(_ output: inout Output) throws(End) {
    var start = 0
    let isCut = output.bytes.count >= output.left
    let stop = min(output.bytes.count, output.left)
    while start < stop {
      let size = min(output.pieceSize, stop - start)
      #if canImport(Darwin)
        let flags: Int32 = 0
      #else
        let flags = Int32(MSG_NOSIGNAL)
      #endif
      let sent = output.bytes.withUnsafeBytes { bytes in
        send(socket, bytes.baseAddress! + start, size, flags)
      }
      if sent >= 0 {
        start += sent
        house.log.withLock { $0.bytesSent += sent }
      } else if errno == EAGAIN {
        guard house.wait(for: socket, Int32(POLLOUT)) else { throw .serverStops }
      } else if errno != EINTR {
        throw .clientLeft
      }
    }
    output.bytes.removeAll(keepingCapacity: true)
    if isCut { throw end(abruptly: false) }
    if output.left < .max { output.left -= stop }
  }

  private func end(abruptly: Bool) -> End {
    if abruptly {
      var now = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    } else {
      shutdown(socket, Int32(SHUT_WR))
    }
    return .closed
  }
}
