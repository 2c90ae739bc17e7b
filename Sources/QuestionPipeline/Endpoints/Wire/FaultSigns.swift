/// What an error is known by: its status, codes, types and messages together, in lower case.
struct FaultSigns {
  let status: Int
  let codes: Set<String>
  /// Codes, types and messages, one after the other.
  let text: String
  let parameters: [String]
  /// Whether reasons are given for which a moderation turned the input down.
  private let hasModeration: Bool
  private let bytes: [UInt8]

  init(status: Int, body: FaultBody) {
    self.status = status
    codes = Set((body.codes + body.types).map { $0.lowercased() })
    let parts = body.codes + body.types + body.messages.map { String($0.prefix(2048)) }
    text = parts.joined(separator: "\n").lowercased()
    parameters = body.parameters
    hasModeration = body.documents.contains {
      let metadata = $0["error"]?["metadata"] ?? $0["metadata"]
      return metadata?["flagged_input"] != nil || metadata?["reasons"]?.arrayValue != nil
    }
    bytes = Array(text.utf8)
  }

  func isCode(_ words: String...) -> Bool { words.contains { codes.contains($0) } }

  func says(_ words: String...) -> Bool { words.contains { contains($0) } }

  private func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first, bytes.count >= word.count else { return false }
    var index = 0
    let last = bytes.count - word.count
    while index <= last {
      if bytes[index] == first {
        var offset = 1
        while offset < word.count, bytes[index + offset] == word[offset] { offset += 1 }
        if offset == word.count { return true }
      }
      index += 1
    }
    return false
  }
}

extension FaultSigns {
  var isFiltered: Bool {
    isCode(
      "content_filter", "content_policy_violation", "responsibleaipolicyviolation",
      "data_inspection_failed", "datainspectionfailed", "1301", "moderation", "content_filtered",
      "sensitive_content", "moderation_blocked")
      || says(
        "responsibleaipolicyviolation", "content_policy_violation", "data_inspection_failed",
        "datainspectionfailed", "considered high risk", "content management policy",
        "flagged by moderation", "inappropriate content")
      || status == 403 && !isCode("permission_denied", "permission_error")
        && (hasModeration || isInputFlagged)
  }

  /// Accounts and organizations are flagged as well, and no other prompt helps those.
  private var isInputFlagged: Bool {
    ["input", "prompt"].contains { subject in
      ["was", "has been", "is", "got"].contains { says("\(subject) \($0) flagged") }
        || says("flagged \(subject)", "\(subject) flagged")
    }
  }

  var isTooLong: Bool {
    if isCode("context_length_exceeded", "exceed_context_size_error", "1261") { return true }
    if says(
      "maximum context length", "exceeds the available context size", "exceed_context_size",
      "input length exceeds the context length", "input token length too long",
      "range of input length", "prompt is too long", "too large to process",
      "context_length_exceeded", "exceeds the context window", "exceeds the model's context",
      "maximum prompt length", "input is too long")
    {
      return true
    }
    if status == 403, says("context length", "input token count") { return true }
    // One request above the budget of a minute: no wait makes it smaller.
    if status == 429 || status == 413, says("request too large") { return true }
    return status == 413
  }

  /// A quota or a balance that no wait refills.
  func isWithoutCredit(hasWaitHint: Bool) -> Bool {
    if isCode(
      "insufficient_quota", "exceeded_current_quota_error", "1113", "arrearage",
      "billing_hard_limit_reached", "billing_not_active", "insufficient_balance",
      "insufficient_user_quota", "account_balance_insufficient")
    {
      return true
    }
    if says(
      "insufficient_quota", "insufficient balance", "credit balance is too low", "arrearage",
      "insufficient credits", "balance is insufficient", "account is in arrears")
    {
      return true
    }
    // Some say so of the quota of a minute, and then also how long it lasts.
    if says("exceeded your current quota"), !hasWaitHint { return true }
    if status == 403, says("account balance", "balance is") { return true }
    return status == 402 && !isCode("in_flight_budget") && !hasWaitHint
  }

  var isDailyLimit: Bool {
    isCode("1304", "1308", "1310", "free-models-per-day")
      || says(
        "per day", "per-day", "perday", "(rpd)", "(tpd)", "daily limit", "daily quota", "per week",
        "weekly limit", "per month", "monthly limit")
  }

  var isLoading: Bool {
    (status == 404 || status == 503 || status == 500 || status == 502)
      && says(
        "loading model", "model is loading", "currently loading", "model is starting", "is warming",
        "cold start", "model is not ready", "not ready yet", "being loaded", "still loading")
  }

  var isOverloaded: Bool {
    isCode(
      "rate_limit_exceeded", "slow_down", "engine_overloaded_error", "1302", "1303", "1305", "1312",
      "overloaded", "overloaded_error", "server_is_overloaded", "rate_limit_error",
      "rate_limit_reached_error", "resource_exhausted", "too_many_requests", "throttling",
      "throttling.ratequota", "throttling.allocationquota", "insufficient_system_resource",
      "in_flight_budget")
      || says("overloaded", "service tier capacity exceeded", "too many requests")
  }

  var isUnauthorized: Bool {
    status == 401 || status == 407
      || isCode(
        "invalid_api_key", "authentication_error", "invalidapikey", "invalid_authentication_error",
        "api_key_invalid", "permission_denied", "permission_error",
        "unsupported_country_region_territory")
      || says("incorrect api key", "invalid api key", "api key not valid", "api_key_invalid")
  }

  var isUnknownModel: Bool {
    if isCode("model_not_found", "modelnotfound", "model_not_exist", "1211", "unknown_model") {
      return true
    }
    guard [200, 400, 404, 422].contains(status), says("model") else { return false }
    if says("not a valid model", "unknown model", "no such model", "invalid model name") {
      return true
    }
    return status == 404
      && says("not found", "does not exist", "not exist", "no longer available", "is not available")
      || says("model not exist", "model does not exist", "model_not_found")
  }

  var isDeadServer: Bool {
    status >= 500
      && says(
        "cuda out of memory", "cuda error", "illegal memory access", "outofmemoryerror",
        "engine is dead", "enginedeaderror")
  }

  /// The model's answer did not meet the grammar.
  var isFailedGeneration: Bool { isCode("json_validate_failed") || says("json_validate_failed") }
}
