package import HTTPTransport

/// Puts an event stream together while it arrives, cut at any byte; plain JSON under the name of a stream is read as such.
package struct StreamReader: Sendable {
  /// What ends a stream before its time.
  package struct Limits: Sendable, Hashable {
    /// Bytes of one line.
    package var line = 16 << 20
    /// White space characters in a row within the answer: a server without a grammar for the model may send nothing else.
    package var blanks = 2_000

    package init() {}
  }

  /// Whether anything of an answer or of its reasoning has arrived, and so is billed.
  package var hasBegun: Bool { false }
  /// Whether the model has said why it ended: what follows holds no more of the answer.
  package var isComplete: Bool { false }

  /// - Parameter head: of the answer, for its content type and for hints beside an error.
  package init(
    _ reader: WireReader, head: HTTPHead, limits: Limits = Limits(), now: UnixTime = UnixTime(0)
  ) {}

  /// Takes the next piece. Returns false where it is no use to go on: `finish` then throws why.
  package mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool { false }

  /// The reply, at the end of the body. Throws `ModelError`: sent in the stream, or because the stream broke off.
  package mutating func finish() throws -> WireReply { WireReply(content: "") }
}
