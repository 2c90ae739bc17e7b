package import HTTPTransport

/// Reads what an endpoint answers: replies in any dialect of chat completions, and errors of any shape.
package struct WireReader: Sendable {
  /// The model asked for, for errors.
  package let model: String
  /// The endpoint's name, for errors.
  package let endpoint: String
  package let reasoningTags: [String]
  package let takesAnswerFromReasoning: Bool
  /// Named in the advice about a base URL that leads nowhere.
  package let baseURL: String?
  /// Keys that must not leave.
  package let redaction: Redaction

  package init(
    model: String, endpoint: String, reasoningTags: [String], takesAnswerFromReasoning: Bool,
    baseURL: String? = nil, redaction: Redaction = Redaction()
  ) {
    self.model = model
    self.endpoint = endpoint
    self.reasoningTags = reasoningTags
    self.takesAnswerFromReasoning = takesAnswerFromReasoning
    self.baseURL = baseURL
    self.redaction = redaction
  }

  /// Reads a whole 2xx body: JSON, or an event stream whatever the content type says. Throws `ModelError`.
  package func reply(_ head: HTTPHead, _ body: [UInt8], now: UnixTime = UnixTime(0)) throws
    -> WireReply
  {
    throw ModelError(code: .invalidResponse, model: model, detail: "")
  }

  /// The error of an answer that is no success, classified by its status, code, type and message together.
  package func error(_ head: HTTPHead, _ body: [UInt8], now: UnixTime) -> ModelError {
    ModelError(code: .unavailable, model: model, detail: "", status: head.status)
  }

  /// The error of a transfer that gave no answer.
  package func error(_ error: TransportError) -> ModelError {
    ModelError(code: .unavailable, model: model, detail: error.detail)
  }
}
