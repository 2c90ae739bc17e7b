package import HTTPTransport

/// A transport whose requests are counted while they are on the wire.
package struct CountedTransport: Transport {
  private let base: any Transport
  private let inFlight: InFlight

  package init(_ base: any Transport, _ inFlight: InFlight) {
    self.base = base
    self.inFlight = inFlight
  }

  package func send(
    _ request: HTTPRequest, to receiver: (any BodyReceiver)?
  ) async throws -> HTTPResponse {
    try await inFlight.send { try await base.send(request, to: receiver) }
  }
}
