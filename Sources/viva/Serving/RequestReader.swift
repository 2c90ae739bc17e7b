/// Reads requests from the bytes of one connection, as they come, one after the other.
struct RequestReader: Sendable {
  enum Progress: Sendable, Hashable {
    case needsMore
    case whole(RequestHead, body: [UInt8])
    /// The connection cannot go on: where the next request would start is not known.
    case refused(ServedError)
  }

  /// Where it stands, for the time that is given for it.
  enum Place: Sendable { case between, head, body }

  private enum State: Sendable {
    case head
    case body(RequestHead, length: Int)
    case chunks(RequestHead, ChunkReader)
  }

  private let limits: ServerLimits
  private var state = State.head
  private var buffer: [UInt8] = []
  /// The bytes of the head that hold no further line end.
  private var scanned = 0
  /// The header lines found so far.
  private var lines: [Range<Int>] = []
  private var lineStart = 0
  /// Whether the one empty line has come that may stand before a request.
  private var hasSkippedLine = false
  /// Whether the client waits to be told to send its body.
  private var owesContinue = false

  init(limits: ServerLimits) { self.limits = limits }

  var place: Place {
    switch state {
    case .head: buffer.isEmpty ? .between : .head
    case .body, .chunks: .body
    }
  }

  /// Bytes that it holds in memory.
  var held: Int {
    if case .chunks(_, let chunks) = state {
      buffer.count + chunks.body.count
    } else {
      buffer.count
    }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { buffer.append(contentsOf: bytes) }

  /// Says once that the client is to be told to go on.
  mutating func takeContinue() -> Bool {
    defer { owesContinue = false }
    return owesContinue
  }

  /// The next request, if it has arrived whole.
  mutating func next() -> Progress {
    do {
      if case .head = state {
        guard let head = try readHead() else { return .needsMore }
        try begin(head)
      }
      return try readBody()
    } catch {
      return .refused(error)
    }
  }

  // MARK: The head

  private mutating func readHead() throws(ServedError) -> RequestHead? {
    while let end = try lineEnd() {
      let line = lineStart..<end - 1
      scanned = end + 1
      lineStart = scanned
      if !line.isEmpty {
        lines.append(line)
        try checkHead(size: scanned)
      } else if !lines.isEmpty {
        let head = try RequestHead(lines.map { buffer[$0] })
        lines = []
        hasSkippedLine = false
        drop(scanned)
        return head
      } else {
        guard !hasSkippedLine else {
          throw ServedError(400, "There are empty lines before the request.")
        }
        hasSkippedLine = true
        drop(scanned)
      }
    }
    try checkHead(size: buffer.count)
    return nil
  }

  /// The index of the next line feed. Throws where it ends a line alone, since others might not see that end.
  private mutating func lineEnd() throws(ServedError) -> Int? {
    guard let end = buffer[scanned...].firstIndex(of: 0x0A) else {
      scanned = buffer.count
      return nil
    }
    guard end > lineStart, buffer[end - 1] == 0x0D else {
      throw ServedError(400, "A line of the head does not end with CR LF.")
    }
    return end
  }

  private func checkHead(size: Int) throws(ServedError) {
    guard (lines.first?.count ?? size) <= limits.targetBytes + 32 else {
      throw ServedError(414, "The request's target is longer than \(limits.targetBytes) bytes.")
    }
    guard size <= limits.headBytes, lines.count - 1 <= limits.headerLines else {
      throw ServedError(
        431,
        "The head of the request is longer than \(limits.headBytes) bytes or "
          + "\(limits.headerLines) lines.")
    }
  }

  private mutating func drop(_ count: Int) {
    buffer.removeFirst(count)
    scanned = 0
    lineStart = 0
  }

  // MARK: The body

  private mutating func begin(_ head: RequestHead) throws(ServedError) {
    switch head.framing {
    case .length(let length):
      guard length <= limits.bodyBytes else { throw tooLarge }
      state = .body(head, length: length)
      owesContinue = head.expectsContinue && length > 0 && buffer.isEmpty
    case .chunks:
      state = .chunks(head, ChunkReader(limit: limits.bodyBytes))
      owesContinue = head.expectsContinue && buffer.isEmpty
    }
  }

  private mutating func readBody() throws(ServedError) -> Progress {
    switch state {
    case .head: return .needsMore
    case .body(let head, let length):
      guard buffer.count >= length else { return .needsMore }
      let body = Array(buffer[..<length])
      state = .head
      drop(length)
      return .whole(head, body: body)
    case .chunks(let head, var chunks):
      state = .head  // So that the chunks have one owner while they grow.
      let used = try chunks.read(buffer)
      drop(used)
      guard chunks.isWhole else {
        state = .chunks(head, chunks)
        return .needsMore
      }
      return .whole(head, body: chunks.body)
    }
  }

  private var tooLarge: ServedError {
    ServedError(413, "The body is larger than \(limits.bodyBytes) bytes.")
  }
}
