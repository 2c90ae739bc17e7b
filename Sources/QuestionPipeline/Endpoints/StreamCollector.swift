package import HTTPTransport
import Synchronization

/// Takes a streamed answer while it arrives and puts it together.
package final class StreamCollector: BodyReceiver {
  private let reader: WireReader
  private let now: @Sendable () -> UnixTime
  private let stream = Mutex<StreamReader?>(nil)

  package init(_ reader: WireReader, now: @escaping @Sendable () -> UnixTime) {
    self.reader = reader
    self.now = now
  }

  package func begin(_ head: HTTPHead) {
    let fresh = StreamReader(reader, head: head, now: now())
    stream.withLock { $0 = fresh }
  }

  package func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // Optional chaining reads and writes in place: the buffered text is not copied.
    stream.withLock { $0?.receive(bytes) ?? false }
  }

  /// Whether nothing of the answer is missing, however the transfer ended.
  package var isComplete: Bool { stream.withLock { $0?.isComplete ?? false } }

  /// The error of a transfer that broke off.
  package func error(_ error: TransportError) -> ModelError {
    stream.withLock { $0?.error(error) } ?? reader.error(error)
  }

  /// The reply, once the transfer has ended. Throws `ModelError`.
  package func finish() throws -> WireReply {
    let result = stream.withLock { stream -> Result<WireReply, any Error>? in
      guard stream != nil else { return nil }
      return Result { try stream!.finish() }
    }
    guard let result else {
      throw ModelError(
        code: .unavailable, model: reader.model, detail: "the answer had no beginning")
    }
    return try result.get()
  }
}
