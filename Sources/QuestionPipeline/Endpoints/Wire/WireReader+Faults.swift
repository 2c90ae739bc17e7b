package import HTTPTransport

extension WireReader {
  /// The error of an answer that is no success, classified by its status, code, type and message together.
  package func error(_ head: HTTPHead, _ body: [UInt8], now: UnixTime) -> ModelError {
    let fault = FaultBody(body)
    // Under the status of a success, the code of the error takes its place.
    let isSuccess = (200..<300).contains(head.status)
    let status = isSuccess ? fault.status ?? head.status : head.status
    let hint = WaitHint.read(
      fields: head.fields, documents: fault.documents,
      message: fault.messages.joined(separator: "\n"), now: now)
    let signs = FaultSigns(status: status, body: fault)
    let verdict = FaultTable(
      signs: signs, isHTML: fault.isHTML, hint: hint,
      shouldRetry: head["x-should-retry"].flatMap {
        ["true": true, "false": false][$0.lowercased()]
      },
      location: head["location"].map { shown(Self.withoutQuery($0)) },
      base: baseURL.map { "'\(shown(Self.withoutQuery($0)))'" } ?? "of '\(endpoint)'", model: model
    ).verdict()
    let waits = verdict.code == .rateLimited || verdict.code == .unavailable
    return ModelError(
      code: verdict.code, model: model, detail: detail(fault, status: status, verdict: verdict),
      status: status, retryAfter: waits ? hint?.duration : nil, attemptLimit: verdict.attemptLimit,
      repair: verdict.repair, partial: fault.partial, mayBeBilled: verdict.mayBeBilled)
  }

  /// "local answered 404 (model_not_found): The model … ; it has no model 'm': check …".
  private func detail(_ fault: FaultBody, status: Int, verdict: FaultTable.Verdict) -> String {
    var text = "\(endpoint) answered \(status)"
    if let code = fault.codes.first(where: { Int($0) != status }) ?? fault.types.first {
      text += " (\(shown(code, limit: 60)))"
    }
    let message =
      fault.isHTML
      ? "an HTML page" + (fault.message.isEmpty ? "" : " '\(shown(fault.message))'")
      : shown(fault.message)
    if !message.isEmpty { text += ": \(message)" }
    if let advice = verdict.advice { text += "; \(advice)" }
    return text
  }

  func shown(_ text: String, limit: Int = 200) -> String {
    ServerText.shown(text, limit: limit, redaction: redaction)
  }

  /// Without what stands behind the question mark, and without name and password: both may hold keys.
  private static func withoutQuery(_ url: String) -> String {
    var text = String(url.prefix { $0 != "?" && $0 != "#" })
    if let scheme = text.utf8.firstIndex(of: 0x3A), text[scheme...].hasPrefix("://") {
      let start = text.index(scheme, offsetBy: 3)
      let host = text[start...].prefix { $0 != "/" }
      if let at = host.lastIndex(of: "@") { text.removeSubrange(start...at) }
    }
    return text
  }

  /// The error of a transfer that gave no answer.
  package func error(_ error: TransportError) -> ModelError {
    let detail = "\(endpoint): \(shown(error.detail))"
    let began = error.received > 0
    func result(
      _ code: ModelError.Code, _ advice: String? = nil, billed: Bool = false, limit: Int? = nil
    ) -> ModelError {
      ModelError(
        code: code, model: model, detail: detail + (advice.map { "; \($0)" } ?? ""),
        status: error.head?.status, attemptLimit: limit, mayBeBilled: billed)
    }
    switch error.code {
    case .invalidRequest: return result(.invalidRequest)
    case .untrustedCertificate:
      return result(
        .invalidRequest,
        "name the file of the authority that signed it with --ca-file"
      )
    case .nameNotFound, .connectionRefused, .connectTimeout, .handshake, .proxy:
      return result(.unavailable)
    case .idleTimeout, .totalTimeout:
      return result(.unavailable, billed: true)
    // The request may have gone out whole: a proxy that waits no longer leaves the server at work.
    case .connectionLost, .brokenAnswer, .other: return result(.unavailable, billed: true)
    case .tooLarge: return result(.invalidResponse, billed: true)
    case .stopped: return result(.unavailable, billed: began)
    }
  }
}
