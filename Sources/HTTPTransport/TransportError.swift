/// A transfer that gave no whole answer.
package struct TransportError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    /// The URL, a header field or the certificate file is of no use; nothing was sent.
    case invalidRequest
    case nameNotFound, connectionRefused
    case connectTimeout, idleTimeout, totalTimeout
    /// The handshake broke; may pass.
    case handshake
    /// The certificate does not hold; does not pass by itself.
    case untrustedCertificate
    case proxy
    /// The connection ended before an answer began.
    case connectionLost
    /// The connection ended within the answer, or the answer breaks the protocol.
    case brokenAnswer
    case tooLarge
    /// The receiver wanted no more.
    case stopped
    case other
  }
  package var code: Code
  /// What happened, with the host but without path, header or body.
  package var detail: String
  /// Bytes of the answer that had arrived, its head included.
  package var received: Int
  /// The head, where it had arrived whole.
  package var head: HTTPHead?

  package init(_ code: Code, _ detail: String, received: Int = 0, head: HTTPHead? = nil) {
    self.code = code
    self.detail = detail
    self.received = received
    self.head = head
  }

  /// One of a request that was not sent.
  static func invalid(_ detail: String) -> TransportError {
    TransportError(.invalidRequest, detail)
  }

  package var description: String { detail }
}
