import CZlib
package import HTTPTransport

/// What a `LoopbackServer` does about one request: steps that are taken in order, however much they break the protocol.
///
/// Nothing is added to what the steps say, not even a length. When they are through, the connection waits for its next
/// request, unless a step closed it.
package struct LoopbackAnswer: Sendable, ExpressibleByArrayLiteral {
  package enum Step: Sendable {
    /// A status line of HTTP/1.1, these fields, and the blank line.
    case status(Int, [HTTPField] = [])
    case bytes([UInt8])
    case text(String)
    /// The same byte, this many times; it may be more than memory should hold.
    case fill(UInt8, count: Int)
    /// One chunk of the chunked transfer coding. An empty one ends the body.
    case chunk(String)
    /// Sends what has been gathered; the following steps begin another packet.
    case flush
    /// From here on no write is longer than this.
    case pieces(of: Int)
    /// Sends a byte at each interval of real time, this many times or until the client leaves.
    case drip(String, every: Duration, count: Int = .max)
    /// Sends nothing until the client closes the connection or the server is stopped.
    case waitUntilClientLeaves
    /// Sends nothing until the gate is opened, the client leaves or the server is stopped.
    case wait(LoopbackGate)
    /// Ends the connection in good order (FIN).
    case close
    /// Ends the connection at once (RST).
    case reset
  }

  package var steps: [Step]
  /// Bytes after which the connection is cut, wherever in the steps that is.
  package var cutAfter: Int?

  package init(_ steps: [Step]) { self.steps = steps }

  package init(arrayLiteral steps: Step...) { self.steps = steps }

  /// Returns the same answer, cut off after that many bytes, its head included.
  package func cut(after bytes: Int) -> LoopbackAnswer {
    var cut = self
    cut.cutAfter = bytes
    return cut
  }

  /// Returns the same answer in writes of at most that many bytes each.
  package func inPieces(of size: Int) -> LoopbackAnswer {
    var answer = self
    answer.steps.insert(.pieces(of: size), at: 0)
    return answer
  }

  /// Returns the same answer, and the connection is closed after it.
  package func closing() -> LoopbackAnswer {
    var answer = self
    answer.steps.append(.close)
    return answer
  }
}

extension LoopbackAnswer {
  /// A whole answer with a truthful length.
  package static func whole(
    _ status: Int = 200, type: String, _ body: [UInt8], _ fields: [HTTPField] = []
  ) -> LoopbackAnswer {
    let head = [HTTPField("Content-Type", type), HTTPField("Content-Length", "\(body.count)")]
    return [.status(status, head + fields), .bytes(body)]
  }

  package static func json(
    _ status: Int, _ text: String, _ fields: [HTTPField] = []
  ) -> LoopbackAnswer {
    whole(status, type: "application/json", Array(text.utf8), fields)
  }

  package static func json(_ text: String, _ fields: [HTTPField] = []) -> LoopbackAnswer {
    json(200, text, fields)
  }

  package static func text(
    _ status: Int, _ text: String, _ fields: [HTTPField] = []
  ) -> LoopbackAnswer {
    whole(status, type: "text/plain; charset=utf-8", Array(text.utf8), fields)
  }

  package static func text(_ text: String, _ fields: [HTTPField] = []) -> LoopbackAnswer {
    .text(200, text, fields)
  }

  package static func html(_ status: Int, _ text: String) -> LoopbackAnswer {
    whole(status, type: "text/html", Array(text.utf8))
  }

  /// A stream of server-sent events: `data: …` for each of these, one chunk apiece, and `[DONE]` unless it is to be missing.
  package static func sse(
    _ events: [String], done: Bool = true, newline: String = "\n", _ fields: [HTTPField] = []
  ) -> LoopbackAnswer {
    var pieces = events.map { "data: \($0)\(newline)\(newline)" }
    if done { pieces.append("data: [DONE]\(newline)\(newline)") }
    return rawSSE(pieces, fields)
  }

  /// A stream of server-sent events whose text is given as it stands, one chunk for each piece.
  package static func rawSSE(_ pieces: [String], _ fields: [HTTPField] = []) -> LoopbackAnswer {
    let head = [
      HTTPField("Content-Type", "text/event-stream"), HTTPField("Transfer-Encoding", "chunked"),
    ]
    var steps: [Step] = [.status(200, head + fields)]
    for piece in pieces where !piece.isEmpty { steps += [.flush, .chunk(piece)] }
    return LoopbackAnswer(steps + [.chunk("")])
  }

  package static func redirect(status: Int = 302, to location: String) -> LoopbackAnswer {
    [.status(status, [HTTPField("Location", location), HTTPField("Content-Length", "0")])]
  }

  /// An answer whose `Content-Length` says another number than there are bytes; the connection is closed after them.
  package static func lying(length: Int, _ text: String) -> LoopbackAnswer {
    [.status(200, [HTTPField("Content-Length", "\(length)")]), .text(text), .close]
  }

  /// An answer of HTTP/1.0, without a length, ended by the end of the connection.
  package static func http10(_ text: String) -> LoopbackAnswer {
    [.text("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + text), .close]
  }

  /// A body in gzip, whether the client asked for it or not.
  package static func gzip(
    _ body: [UInt8], type: String = "application/json"
  ) -> LoopbackAnswer {
    var deflater = Deflater()
    var packed = deflater.add(body)
    packed += deflater.finish()
    return whole(type: type, packed, [HTTPField("Content-Encoding", "gzip")])
  }

  /// A small body that unpacks to that many bytes of zero.
  package static func gzipBomb(unpackingTo count: Int) -> LoopbackAnswer {
    var deflater = Deflater()
    var packed: [UInt8] = []
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    var left = count
    while left > 0 {
      packed += deflater.add(left >= zeros.count ? zeros : Array(zeros.prefix(left)))
      left -= min(left, zeros.count)
    }
    packed += deflater.finish()
    return whole(type: "application/json", packed, [HTTPField("Content-Encoding", "gzip")])
  }
}

/// A gzip stream in the making.
private struct Deflater {
  private final class Stream {
    // zlib's state points back to the stream, which must therefore never move.
    let pointer = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    init() {
      pointer.initialize(to: z_stream())
      let gzipWindow: Int32 = 15 + 16
      let code = deflateInit2_(
        pointer, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
      precondition(code == Z_OK)
    }

    deinit {
      deflateEnd(pointer)
      pointer.deallocate()
    }
  }
  private let stream = Stream()

  mutating func add(_ bytes: [UInt8]) -> [UInt8] { run(bytes, Z_NO_FLUSH) }

  mutating func finish() -> [UInt8] { run([], Z_FINISH) }

  private func run(_ bytes: [UInt8], _ flush: Int32) -> [UInt8] {
    var input = bytes
    var packed: [UInt8] = []
    input.withUnsafeMutableBufferPointer { input in
      stream.pointer.pointee.next_in = input.baseAddress
      stream.pointer.pointee.avail_in = UInt32(input.count)
      repeat {
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { output, count in
          stream.pointer.pointee.next_out = output.baseAddress
          stream.pointer.pointee.avail_out = UInt32(output.count)
          deflate(stream.pointer, flush)
          count = output.count - Int(stream.pointer.pointee.avail_out)
        }
        packed += piece
      } while stream.pointer.pointee.avail_out == 0
    }
    return packed
  }
}
