/// A model gave no usable response.
package struct ModelError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    /// Keys and permissions.
    case unauthorized
    /// A quota or a balance is used up.
    case noCredit
    case unknownModel
    /// The base URL, the certificate or the request itself is wrong.
    case invalidRequest
    /// The budget of the run does not cover the request.
    case overBudget
    /// A replay holds no such request.
    case notRecorded
    /// The endpoint asks to slow down, or still loads its model.
    case rateLimited
    /// The server failed, or could not be reached.
    case unavailable
    /// A content filter of the endpoint stepped in.
    case filtered
    /// The model declined to answer.
    case refused
    case truncated
    /// The prompt does not fit the model's context or its rate limit.
    case tooLong
    case invalidResponse
  }

  /// Whose fault it is, and so what helps.
  package enum Fault: Sendable {
    /// Nothing will work until somebody acts: the run stops.
    case caller
    /// Waiting helps; no cell is lost by it.
    case capacity
    /// Trying again may help, a few times.
    case server
    /// The reply is as good as it gets: it is kept, with its outcome.
    case reply
  }

  package var code: Code
  package var model: String
  package var detail: String
  package var status: Int?
  /// How long the endpoint asks to wait.
  package var retryAfter: Duration?
  /// Attempts that make sense with this error, where fewer than usual.
  package var attemptLimit: Int?
  /// What would make the endpoint take the request.
  package var repair: Repair?
  /// What the model had written, where the endpoint sends it with the error.
  package var partial: String?
  /// Whether the endpoint may have counted tokens for it.
  package var mayBeBilled: Bool
  /// What went over the wire.
  package var wire: WireRecord?

  package init(
    code: Code, model: String, detail: String, status: Int? = nil, retryAfter: Duration? = nil,
    attemptLimit: Int? = nil, repair: Repair? = nil, partial: String? = nil,
    mayBeBilled: Bool = false, wire: WireRecord? = nil
  ) {
    self.code = code
    self.model = model
    self.detail = detail
    self.status = status
    self.retryAfter = retryAfter
    self.attemptLimit = attemptLimit
    self.repair = repair
    self.partial = partial
    self.mayBeBilled = mayBeBilled
    self.wire = wire
  }

  package var fault: Fault {
    switch code {
    case .unauthorized, .noCredit, .unknownModel, .invalidRequest, .overBudget, .notRecorded:
      .caller
    case .rateLimited: .capacity
    case .unavailable: .server
    case .filtered, .refused, .truncated, .tooLong, .invalidResponse: .reply
    }
  }

  /// Whether the same request may succeed later.
  package var isTransient: Bool { fault == .capacity || fault == .server }

  /// Whether no request of the run can succeed until somebody acts, or patience has ended.
  package var stopsTheRun: Bool { fault == .caller || fault == .capacity }

  package var description: String { "\(model): \(detail)" }
}

/// How a request is changed so that an endpoint takes it; below the journal, it changes no key.
package enum Repair: Sendable, Hashable {
  /// The cap of a reply goes by another name: "max_tokens" or "max_completion_tokens".
  case renameCap(to: String)
  case drop(parameter: String)
  /// The form of structured output is not taken; `only` names the types that are, where the endpoint says so.
  case lowerRung(only: [String])
  /// There is no system role: its text opens the first user message.
  case foldSystem
  case onlyStreams
  case neverStreams
  case dropStreamOptions
}
