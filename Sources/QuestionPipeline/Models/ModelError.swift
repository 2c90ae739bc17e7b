/// A model gave no usable response.
package struct ModelError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    /// Keys and permissions; the run stops.
    case unauthorized
    /// The caller's fault; the run stops.
    case invalidRequest
    /// Capacity; waits.
    case rateLimited
    case filtered, truncated, invalidResponse
    /// The server's fault.
    case unavailable
    /// A replay holds no such request; the run stops.
    case notRecorded
  }
  package var code: Code
  package var model: String
  package var detail: String
  package var status: Int?
  package var retryAfter: Duration?

  package init(
    code: Code, model: String, detail: String, status: Int? = nil, retryAfter: Duration? = nil
  ) {
    self.code = code
    self.model = model
    self.detail = detail
    self.status = status
    self.retryAfter = retryAfter
  }

  /// Whether the same request may succeed later.
  package var isTransient: Bool { code == .rateLimited || code == .unavailable }

  /// Whether no request of the run can succeed until somebody acts, or patience has ended.
  package var stopsTheRun: Bool {
    switch code {
    case .unauthorized, .invalidRequest, .notRecorded, .rateLimited: true
    case .filtered, .truncated, .invalidResponse, .unavailable: false
    }
  }

  package var description: String { "\(model): \(detail)" }
}
