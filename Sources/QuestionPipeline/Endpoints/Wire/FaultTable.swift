/// Judges an error by all that is known of it. The order of the questions is the meaning: a sign that says more is asked for first.
struct FaultTable {
  /// What an error comes to.
  struct Verdict {
    var code: ModelError.Code
    /// What the user can do about it, or what it means.
    var advice: String?
    var attemptLimit: Int?
    var repair: Repair?
    /// Whether the server may have worked for it.
    var mayBeBilled = false

    init(
      _ code: ModelError.Code, _ advice: String? = nil, attemptLimit: Int? = nil,
      repair: Repair? = nil, mayBeBilled: Bool = false
    ) {
      self.code = code
      self.advice = advice
      self.attemptLimit = attemptLimit
      self.repair = repair
      self.mayBeBilled = mayBeBilled
    }
  }

  let signs: FaultSigns
  let isHTML: Bool
  let hint: WaitHint?
  /// The value of `x-should-retry`.
  let shouldRetry: Bool?
  let location: String?
  /// The base URL as advice names it.
  let base: String
  let model: String

  var status: Int { signs.status }

  func verdict() -> Verdict {
    var verdict = bySigns() ?? byStatus()
    switch shouldRetry {
    case false? where verdict.code == .unavailable || verdict.code == .rateLimited:
      verdict.attemptLimit = 1
    case true? where verdict.repair == nil:
      switch verdict.code {
      case .noCredit, .tooLong, .filtered, .rateLimited, .unavailable, .invalidResponse: break
      default: verdict = Verdict(.unavailable, "the server asks to try again")
      }
    default: break
    }
    return verdict
  }

  /// By codes, types and messages, which mean more than the status.
  private func bySigns() -> Verdict? {
    if signs.isFailedGeneration {
      return Verdict(
        .invalidResponse, "the model's answer was not the JSON asked for", attemptLimit: 2,
        mayBeBilled: true)
    }
    if signs.isFiltered {
      return Verdict(.filtered, "a content filter stepped in", mayBeBilled: true)
    }
    if signs.isTooLong {
      return Verdict(.tooLong, "the prompt is too long for the model or for its limit of tokens")
    }
    if signs.isWithoutCredit(hasWaitHint: hint != nil) {
      return Verdict(
        .noCredit,
        "its quota or balance is used up: top it up, or use another key or endpoint, then resume the run"
      )
    }
    if status == 429 || signs.isOverloaded, signs.isDailyLimit { return dailyLimit() }
    if signs.isDeadServer {
      return Verdict(
        .unavailable, "the server ran out of memory or broke; it may have to be started again",
        attemptLimit: 1, mayBeBilled: true)
    }
    if signs.isLoading { return Verdict(.rateLimited, "it is still loading the model") }
    if signs.isUnauthorized { return unauthorized() }
    if let repair = Repair.read(signs) {
      return Verdict(.invalidRequest, Self.advice(repair), repair: repair)
    }
    if signs.isUnknownModel {
      return Verdict(
        .unknownModel,
        "it has no model '\(model)': check the name against the list of its models")
    }
    if signs.isOverloaded { return Verdict(.rateLimited) }
    return nil
  }

  private func byStatus() -> Verdict {
    switch status {
    case 200..<300:
      // An error under the status of a success, with nothing that tells what it is.
      isHTML ? wrongURL() : Verdict(.unavailable)
    case 300..<400: redirect()
    case 402, 429: Verdict(.rateLimited)
    case 403: unauthorized()
    case 404, 405: wrongURL()
    case 408, 499: Verdict(.unavailable, mayBeBilled: true)
    case 409, 425, 498: Verdict(.unavailable)
    case 424: Verdict(.unavailable, attemptLimit: 2, mayBeBilled: true)
    case 400..<500:
      Verdict(.invalidRequest, "the endpoint does not take the request as it stands")
    case 504, 524:
      Verdict(
        .unavailable,
        "a gateway gave up waiting: stream the answers, or lower the cap of a reply",
        mayBeBilled: true)
    case 500, 502, 520, 522: Verdict(.unavailable, mayBeBilled: true)
    case 500...: Verdict(.unavailable)
    default: Verdict(.invalidRequest, "this is no answer of an OpenAI-compatible endpoint")
    }
  }

  private func unauthorized() -> Verdict {
    if status == 407 { return Verdict(.unauthorized, "the proxy asks for a name and a password") }
    if status == 403 {
      return Verdict(
        .unauthorized, "the key, its plan or its region is not allowed to use this model")
    }
    return Verdict(.unauthorized, "the key is missing, wrong, or for another service")
  }

  private func dailyLimit() -> Verdict {
    guard let hint else {
      return Verdict(
        .noCredit, "a limit of the day or of the plan is used up: resume the run when it is reset")
    }
    return Verdict(
      .rateLimited,
      "a limit of the day or of the plan is used up; it resets in \(Self.span(hint.duration))")
  }

  private func wrongURL() -> Verdict {
    let path = base.split(separator: "?").first ?? ""
    let hasVersion = path.split(separator: "/").contains { part in
      part.first == "v" && part.dropFirst().first?.isNumber == true
    }
    let advice =
      hasVersion
      ? "check the base URL \(base): '/chat/completions' must follow it"
      : "the base URL \(base) probably needs '/v1' at its end"
    return Verdict(.invalidRequest, advice)
  }

  private func redirect() -> Verdict {
    let target = location.map { " to \($0)" } ?? ""
    return Verdict(
      .invalidRequest,
      "it redirects\(target), and keys are not sent on: set the base URL to where it should go")
  }

  private static func advice(_ repair: Repair) -> String {
    switch repair {
    case .renameCap(let name): "it calls the cap of a reply '\(name)'"
    case .drop(let parameter): "it does not take '\(parameter)' as sent"
    case .lowerRung(let only):
      "it does not take this form of structured output"
        + (only.isEmpty ? "" : ", only \(only.joined(separator: ", "))")
    case .foldSystem: "its model knows no system role"
    case .onlyStreams: "it answers in streams alone"
    case .neverStreams: "it does not stream this"
    case .dropStreamOptions: "it does not take 'stream_options'"
    }
  }

  /// "3 h 20 min", "45 s".
  static func span(_ duration: Duration) -> String {
    let seconds = max(1, Int(duration.components.seconds))
    if seconds < 120 { return "\(seconds) s" }
    let minutes = (seconds + 59) / 60
    if minutes < 120 { return "\(minutes) min" }
    return "\(minutes / 60) h" + (minutes % 60 > 0 ? " \(minutes % 60) min" : "")
  }
}
