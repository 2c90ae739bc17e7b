/// What is said when waiting has an end: how long was waited, and what to do.
enum GateAdvice {
  /// The error that goes up when the patience is used up, or would be.
  static func impatient(
    _ error: ModelError, waited: Duration, _ patience: Duration
  ) -> ModelError {
    var result = error
    // Waiting may still help: no cell is to be lost by it, as it would be by a server's fault.
    result.code = .rateLimited
    var text = error.detail
    if let hint = error.retryAfter, waited + hint > patience {
      text += "; it asks to wait \(hint.inWords)"
      if waited > .zero { text += ", after \(waited.inWords) of waiting" }
    } else {
      text += "; waited \(waited.inWords)"
    }
    result.detail = text + ". " + stop(patience)
    return result
  }

  /// The error that goes up where an endpoint that is short of capacity wants no other try.
  static func unwanted(_ error: ModelError) -> ModelError {
    var result = error
    result.detail +=
      "; it asks not to be tried again. The run stops and loses nothing: the same command goes on "
      + "with it later"
    return result
  }

  static func error(for refusal: GateRefusal, model: String, patience: Duration) -> ModelError {
    let text =
      switch refusal.reason {
      case .parked: "the endpoint asks to wait, for another \(refusal.wait.inWords)"
      case .down(let time): "the endpoint has failed every request for \(time.inWords)"
      case .paused: "the endpoint asked for a pause of another \(refusal.wait.inWords)"
      case .open: "the endpoint failed several requests in a row and is not asked now"
      }
    return ModelError(
      code: .rateLimited, model: model, detail: text + ". " + stop(patience),
      retryAfter: refusal.wait > .zero ? refusal.wait : nil, wire: refusal.wire)
  }

  private static func stop(_ patience: Duration) -> String {
    "The patience with this endpoint is \(patience.inWords): the run stops and loses nothing. "
      + "The same command goes on with it later; raise 'patience' in the configuration to wait longer"
  }
}
