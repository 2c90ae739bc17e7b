/// What carries requests; tests replace it.
package protocol Transport: Sendable {
  /// Returns a whole answer of any status. Redirects are answers.
  ///
  /// - Parameter receiver: takes the body of a 2xx answer piece by piece; all others, and all without a receiver, come whole.
  /// - Throws: `TransportError`; `CancellationError` where the task was cancelled before the answer was whole.
  func send(_ request: HTTPRequest, to receiver: (any BodyReceiver)?) async throws -> HTTPResponse
}

extension Transport {
  package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try await send(request, to: nil)
  }
}

/// Takes the body of an answer while it arrives, one call after the other, on the transport's own thread: it must be quick.
package protocol BodyReceiver: AnyObject, Sendable {
  /// Called once, before the first piece, and again where the transfer had to begin anew.
  func begin(_ head: HTTPHead)

  /// Returns whether to go on; false ends the transfer with `TransportError.Code.stopped`.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Bool
}
