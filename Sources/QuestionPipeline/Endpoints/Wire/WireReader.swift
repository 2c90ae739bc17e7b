package import HTTPTransport

/// Reads what an endpoint answers: replies in any dialect of chat completions, and errors of any shape.
package struct WireReader: Sendable {
  /// The model asked for, for errors.
  package let model: String
  /// The endpoint's name, for errors.
  package let endpoint: String
  /// Names of tags that may open an answer with reasoning.
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
  ///
  /// A blank answer is a reply: whoever reads it finds nothing in it, and its usage counts all the same.
  package func reply(_ head: HTTPHead, _ body: [UInt8], now: UnixTime = UnixTime(0)) throws
    -> WireReply
  {
    guard
      let first = body.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF })
    else {
      throw ModelError(
        code: .unavailable, model: model,
        detail:
          "\(endpoint) answered \(head.status) with \(body.isEmpty ? "an empty" : "a blank") body",
        status: head.status, mayBeBilled: true)
    }
    switch first {
    case UInt8(ascii: "{"): return try completion(head, body, now: now)
    case UInt8(ascii: "d"), UInt8(ascii: ":"), UInt8(ascii: "e"), UInt8(ascii: "i"),
      UInt8(ascii: "r"):
      guard Self.isStream(body) else { throw error(head, body, now: now) }
      var stream = StreamReader(self, head: head, now: now)
      _ = body.withUnsafeBytes { stream.receive($0) }
      return try stream.finish()
    default: throw error(head, body, now: now)
    }
  }

  private static func isStream(_ body: [UInt8]) -> Bool {
    let start = body.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    return [":", "data:", "event:", "id:", "retry:"].contains { start.starts(with: $0.utf8) }
  }

  private func completion(_ head: HTTPHead, _ body: [UInt8], now: UnixTime) throws -> WireReply {
    var draft = CompletionDraft()
    do throws(WireScanner.Fault) {
      try body.withUnsafeBufferPointer { buffer throws(WireScanner.Fault) in
        // Blank lines come first while a request waits in a queue.
        try draft.read(buffer)
      }
    } catch {
      let problem = error == .tooDeep ? "is nested too deep" : "is cut off or no JSON"
      throw ModelError(
        code: .unavailable, model: model, detail: "the answer of \(endpoint) \(problem)",
        status: head.status, mayBeBilled: true)
    }
    if draft.isError {
      var error = error(head, body, now: now)
      if draft.hasText { error.mayBeBilled = true }
      throw error
    }
    guard draft.hasChoice else {
      throw ModelError(
        code: .unavailable, model: model,
        detail: "\(endpoint) answered \(head.status) without a choice: "
          + shown(String(decoding: body.prefix(400), as: UTF8.self), limit: 120),
        status: head.status, mayBeBilled: true)
    }
    return try reply(draft, head)
  }

  // MARK: The reply

  /// The reply that the pieces make. Throws where the server says that it failed.
  func reply(_ draft: CompletionDraft, _ head: HTTPHead) throws -> WireReply {
    var notes: [String] = []
    var finish = try finish(draft, head, &notes)
    var content = draft.content
    var thoughts =
      [draft.reasoningContent, draft.reasoning, draft.details].first { !$0.isEmpty } ?? []
    let fromField = thoughts.contains { $0 > 0x20 }
    let split = ReasoningTags.split(content, names: reasoningTags)
    if let range = split.reasoning {
      if !thoughts.isEmpty { thoughts.append(0x0A) }
      thoughts += content[range]
      content = Array(content[split.answer])
      if split.isUnclosed { notes.append("the reasoning does not end") }
    } else if split.answer.count < content.count {
      content = Array(content[split.answer])
    }
    var odds = draft.odds.odds(of: draft.content, answer: split.answer)
    var isBlank = !content.contains { $0 > 0x20 }
    if isBlank, draft.arguments.contains(where: { $0 > 0x20 }) {
      content = draft.arguments
      odds = []
      isBlank = false
      notes.append("the answer stands in a tool call")
    }
    if isBlank, fromField, finish == .stop {
      if takesAnswerFromReasoning {
        content = thoughts
        odds = []
        thoughts = []
        isBlank = false
        notes.append("the answer was taken from the reasoning field")
      } else {
        notes.append("answer only in the reasoning field")
      }
    } else if isBlank, finish == .stop, draft.refusal.isEmpty, !split.isUnclosed {
      notes.append("the answer is blank")
    }
    if draft.finishWord == nil {
      if isBlank { finish = .other }
      notes.append("no finish reason")
    }
    return WireReply(
      content: String(decoding: content, as: UTF8.self),
      reasoning: thoughts.isEmpty ? nil : String(decoding: thoughts, as: UTF8.self),
      refusal: draft.refusal.isEmpty ? nil : String(decoding: draft.refusal, as: UTF8.self),
      finish: finish, finishWord: draft.finishWord, usage: draft.usage.tokens, model: draft.model,
      odds: odds, notes: notes)
  }

  private func finish(_ draft: CompletionDraft, _ head: HTTPHead, _ notes: inout [String]) throws
    -> FinishReason
  {
    guard let word = draft.finishWord else { return .stop }
    switch word.lowercased() {
    case "stop", "eos_token", "eos", "stop_sequence", "end_turn", "tool_calls", "function_call",
      "tool_use", "complete", "stop_token":
      return .stop
    case "length", "max_tokens", "model_length", "max_length", "max_output_tokens",
      "model_context_window_exceeded":
      return .length
    case "content_filter", "safety", "sensitive", "recitation", "blocklist", "prohibited_content":
      return .contentFilter
    case "error", "abort", "network_error", "insufficient_system_resource",
      "malformed_function_call":
      throw ModelError(
        code: .unavailable, model: model,
        detail: "\(endpoint) ended the answer with '\(shown(word, limit: 40))'",
        status: head.status,
        mayBeBilled: true)
    default:
      notes.append("unknown finish reason '\(shown(word, limit: 40))'")
      return .other
    }
  }
}
