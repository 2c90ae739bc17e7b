package import HTTPTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts an event stream together while it arrives, cut at any byte; plain JSON under the name of a stream is read as such.
package struct StreamReader: Sendable {
  /// What ends a stream before its time.
  package struct Limits: Sendable, Hashable {
    /// Bytes of one line, and of one event.
    package var line = 16 << 20
    /// White space characters in a row within the answer: a server without a grammar for the model may send nothing else.
    package var blanks = 2_000

    package init() {}
  }

  private enum Form { case undecided, events, whole }

  private let reader: WireReader
  private let head: HTTPHead
  private let limits: Limits
  private let now: UnixTime
  private var form = Form.undecided
  private var draft = CompletionDraft()
  /// The start of a line whose end has not arrived; or the whole body, where it is no stream.
  private var pending: [UInt8] = []
  private var endedWithReturn = false
  /// The lines of data of an event that has not ended.
  private var event: [UInt8] = []
  private var hasEvent = false
  private var isErrorEvent = false
  /// The start of what is no event: a proxy's words, perhaps.
  private var stray: [UInt8] = []
  private var isDone = false
  private var failure: ModelError?

  /// Whether anything of an answer or of its reasoning has arrived, and so is billed.
  package var hasBegun: Bool { draft.hasText }
  /// Whether the model has said why it ended: what follows holds no more of the answer.
  package var isComplete: Bool { draft.finishWord != nil && failure == nil }

  /// - Parameter head: of the answer, for hints beside an error.
  package init(
    _ reader: WireReader, head: HTTPHead, limits: Limits = Limits(), now: UnixTime = UnixTime(0)
  ) {
    self.reader = reader
    self.head = head
    self.limits = limits
    self.now = now
  }

  /// Takes the next piece. Returns false where it is no use to go on: `finish` then throws why.
  package mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard failure == nil else { return false }
    var bytes = bytes.bindMemory(to: UInt8.self)
    if form == .undecided {
      guard
        let first = bytes.firstIndex(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF })
      else { return true }
      switch bytes[first] {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "\""):
        form = .whole
      default: form = .events
      }
      bytes = UnsafeBufferPointer(rebasing: bytes[first...])
    }
    if form == .whole {
      pending.append(contentsOf: bytes)
      return true
    }
    take(bytes)
    return failure == nil
  }

  /// The reply, at the end of the body. Throws `ModelError`: sent in the stream, or because the stream broke off.
  package mutating func finish() throws -> WireReply {
    if let failure { throw failure }
    if form != .events { return try reader.reply(head, pending, now: now) }
    let isCut = !endLastLine()
    if let failure { throw failure }
    guard draft.finishWord != nil else {
      if isDone, draft.hasText {
        // It is whole by its own account. What it was billed for is not thrown away; its reader finds what is missing.
        var reply = try reader.reply(draft, head)
        if reply.content.utf8.contains(where: { $0 > 0x20 }) {
          reply.finish = .other
          return reply
        }
      }
      if !draft.hasChoice, !stray.isEmpty { throw reader.error(head, stray, now: now) }
      throw ModelError(
        code: .unavailable, model: reader.model,
        detail: isDone
          ? "\(reader.endpoint) ended its stream without saying why the answer ends there"
          : "the stream of \(reader.endpoint) broke off \(isCut ? "within an event" : "before the answer was whole")",
        status: head.status,
        // A server that ends its streams with nothing may have an answer in a plain reply.
        repair: isDone ? .neverStreams : nil, mayBeBilled: hasBegun)
    }
    return try reader.reply(draft, head)
  }

  /// The error of a transfer that broke while this stream was read; `finish` tells what to do where it `isComplete`.
  package func error(_ error: TransportError) -> ModelError {
    var result = reader.error(error)
    if hasBegun { result.mayBeBilled = true }
    return result
  }

  // MARK: Lines

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    if endedWithReturn, bytes.first == 0x0A { start = 1 }
    if !bytes.isEmpty { endedWithReturn = false }
    var feed = find(0x0A, in: bytes, from: start)
    var cr = find(0x0D, in: bytes, from: start)
    while start < bytes.count, failure == nil {
      if feed < start { feed = find(0x0A, in: bytes, from: start) }
      if cr < start { cr = find(0x0D, in: bytes, from: start) }
      let end = min(feed, cr)
      if end == bytes.count {
        hold(UnsafeBufferPointer(rebasing: bytes[start...]))
        return
      }
      let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
      var next = end + 1
      if end == cr {
        if next == bytes.count {
          endedWithReturn = true
        } else if bytes[next] == 0x0A {
          next += 1
        }
      }
      let endsEvent = next < bytes.count && (bytes[next] == 0x0A || bytes[next] == 0x0D)
      if pending.isEmpty {
        takeLine(line, endsEvent: endsEvent)
      } else {
        guard hold(line) else { return }
        let whole = pending
        pending.removeAll(keepingCapacity: true)
        whole.withUnsafeBufferPointer { takeLine($0, endsEvent: endsEvent) }
      }
      start = next
    }
  }

  /// The next place of the byte, or the end.
  private func find(_ byte: Int32, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, byte, bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  @discardableResult
  private mutating func hold(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard pending.count + bytes.count <= limits.line else {
      tooLong("a line")
      return false
    }
    pending.append(contentsOf: bytes)
    return true
  }

  private mutating func tooLong(_ what: String) {
    failure = ModelError(
      code: .invalidResponse, model: reader.model,
      detail: "\(what) of the stream of \(reader.endpoint) is longer than \(limits.line) bytes",
      status: head.status, mayBeBilled: true)
  }

  /// - Parameter endsEvent: whether the blank line behind it is already here, so that the event need not be kept.
  private mutating func takeLine(_ line: UnsafeBufferPointer<UInt8>, endsEvent: Bool) {
    guard let first = line.first else { return endEvent() }
    if first == 0x3A { return }  // A comment.
    let colon = line.firstIndex(of: 0x3A) ?? line.count
    var value = min(colon + 1, line.count)
    if value < line.count, line[value] == 0x20 { value += 1 }
    let field = UnsafeBufferPointer(rebasing: line[..<colon])
    let text = UnsafeBufferPointer(rebasing: line[value...])
    if field.elementsEqual("data".utf8) {
      if endsEvent, !hasEvent { return takeEvent(text) }
      guard event.count + text.count < limits.line else { return tooLong("an event") }
      if hasEvent { event.append(0x0A) }
      event.append(contentsOf: text)
      hasEvent = true
    } else if field.elementsEqual("event".utf8) {
      isErrorEvent = text.elementsEqual("error".utf8)
    } else if !field.elementsEqual("id".utf8), !field.elementsEqual("retry".utf8),
      stray.count < 2048
    {
      stray.append(contentsOf: line.prefix(2048))
      stray.append(0x0A)
    }
  }

  private mutating func endEvent() {
    defer { isErrorEvent = false }
    guard hasEvent else { return }
    let whole = event
    event.removeAll(keepingCapacity: true)
    hasEvent = false
    whole.withUnsafeBufferPointer { takeEvent($0) }
  }

  /// Reads what stands behind the last line end. Returns false where it is not whole.
  private mutating func endLastLine() -> Bool {
    let line = pending
    pending.removeAll()
    if !line.isEmpty { line.withUnsafeBufferPointer { takeLine($0, endsEvent: false) } }
    guard hasEvent, failure == nil else { return line.isEmpty }
    let before = draft
    endEvent()
    guard failure?.code == .unavailable, !draft.isError else { return true }
    // Cut within the event: what it held does not count.
    failure = nil
    draft = before
    return false
  }

  // MARK: Events

  private mutating func takeEvent(_ data: UnsafeBufferPointer<UInt8>) {
    guard !isDone, let start = data.firstIndex(where: { $0 > 0x20 }) else { return }
    guard data[start] == 0x7B || data[start] == 0x5B else {
      if data[start...].starts(with: "[DONE]".utf8) {
        isDone = true
      } else if stray.count < 2048 {
        stray.append(contentsOf: data.prefix(2048))
      }
      return
    }
    if data[start] == 0x5B {
      if data[start...].starts(with: "[DONE]".utf8) {
        isDone = true
      } else {
        fail(Array(data))
      }
      return
    }
    do throws(WireScanner.Fault) {
      try draft.read(data)
    } catch {
      failure = ModelError(
        code: .unavailable, model: reader.model,
        detail: "an event of the stream of \(reader.endpoint) is not JSON", status: head.status,
        mayBeBilled: true)
      return
    }
    if draft.isError || isErrorEvent {
      fail(Array(data))
    } else if draft.mostBlanks > limits.blanks {
      failure = ModelError(
        code: .invalidResponse, model: reader.model,
        detail: "the model wrote more than \(limits.blanks) blanks in a row", status: head.status,
        mayBeBilled: true)
    }
  }

  private mutating func fail(_ data: [UInt8]) {
    draft.isError = true
    var error = reader.error(head, data, now: now)
    if hasBegun { error.mayBeBilled = true }
    failure = error
  }
}
