import QuestionPipeline

/// Why a request gets no answer, in the words of OpenAI's API.
struct ServedError: Error, Hashable {
  var status: Int
  var message: String
  /// The parameter at fault: "messages[0].role".
  var parameter: String?
  var code: String?
  /// Further header lines of the reply.
  var headers: [HeaderLine] = []

  init(
    _ status: Int, _ message: String, parameter: String? = nil, code: String? = nil,
    headers: [HeaderLine] = []
  ) {
    self.status = status
    self.message = message
    self.parameter = parameter
    self.code = code
    self.headers = headers
  }

  /// - Parameter error: of the JSON in a request's body.
  init(_ error: JSONError) {
    let detail = "\(error.detail)."
    guard !error.path.isEmpty else {
      self.init(400, "The body is not the JSON that was expected: \(error).")
      return
    }
    let path = error.path
    switch error.code {
    case .missing:
      self.init(
        400, "Missing required parameter: '\(path)'.", parameter: path,
        code: "missing_required_parameter")
    case .wrongType:
      self.init(
        400, "Invalid type for '\(path)': \(detail)", parameter: path, code: "invalid_type")
    case .unknownKey:
      // The reader's own words name the key once more; the hint behind them is what is new.
      let hint = error.detail.firstIndex(of: ";").map { error.detail[$0...] } ?? "."
      self.init(
        400, "Unknown parameter: '\(path)'\(hint)", parameter: path, code: "unknown_parameter")
    default:
      self.init(
        400, "Invalid value for '\(path)': \(detail)", parameter: path, code: "invalid_value")
    }
  }

  var reply: OutgoingReply {
    let error: JSONValue = [
      "message": .string(message),
      "type": status < 500 ? "invalid_request_error" : "server_error",
      "param": parameter.map(JSONValue.string) ?? .null,
      "code": code.map(JSONValue.string) ?? .null,
    ]
    return OutgoingReply(status: status, json: ["error": error], headers: headers)
  }
}
