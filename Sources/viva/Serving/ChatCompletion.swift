import QuestionPipeline

/// A finished reply in the forms of OpenAI's API.
struct ChatCompletion: Sendable, Hashable {
  /// Made of the request alone: who asks the same gets the same.
  var id: String
  /// Seconds since 1970.
  var created: Int
  var model: String
  var content: String
  /// Whether the cap ended it.
  var isCut: Bool
  var promptTokens: Int

  private var finish: JSONValue { isCut ? "length" : "stop" }

  private var usage: JSONValue {
    let completionTokens = TokenEstimate.tokens(in: content)
    return [
      "prompt_tokens": .integer(promptTokens), "completion_tokens": .integer(completionTokens),
      "total_tokens": .integer(promptTokens + completionTokens),
    ]
  }

  private func whole(_ object: String, choices: JSONValue) -> JSONObject {
    [
      "id": .string(id), "object": .string(object), "created": .integer(created),
      "model": .string(model), "system_fingerprint": .string("viva-\(Version.number)"),
      "choices": choices,
    ]
  }

  var json: JSONValue {
    let message: JSONValue = ["role": "assistant", "content": .string(content), "refusal": nil]
    let choice: JSONValue = [
      "index": 0, "message": message, "logprobs": nil, "finish_reason": finish,
    ]
    var object = whole("chat.completion", choices: [choice])
    object["usage"] = usage
    return .object(object)
  }

  // MARK: As a stream

  /// The events of its stream: the role, the content in parts, the finish, the usage where it is told, and the end.
  func events(tellsUsage: Bool) -> [[UInt8]] {
    var events = [event(["role": "assistant", "content": ""], tellsUsage)]
    events += parts.map { event(["content": .string($0)], tellsUsage) }
    events.append(event([:], finish: finish, tellsUsage))
    if tellsUsage {
      var last = whole("chat.completion.chunk", choices: [])
      last["usage"] = usage
      events.append(Self.line(JSONWriter.bytes(.object(last))))
    }
    events.append(Self.line(Array("[DONE]".utf8)))
    return events
  }

  private func event(_ delta: JSONValue, finish: JSONValue = nil, _ tellsUsage: Bool) -> [UInt8] {
    let choice: JSONValue = [
      "index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish,
    ]
    var object = whole("chat.completion.chunk", choices: [choice])
    if tellsUsage { object["usage"] = .null }
    return Self.line(JSONWriter.bytes(.object(object)))
  }

  private static func line(_ bytes: [UInt8]) -> [UInt8] { Array("data: ".utf8) + bytes + [10, 10] }

  /// The content cut at places as arbitrary as a tokeniser's, never within a character's bytes.
  private var parts: [String] {
    let bytes = Array(content.utf8)
    var chance = SplitMix64(seed: id.stableHash)
    var parts: [String] = []
    var start = 0
    while start < bytes.count {
      var end = min(start + 1 + chance.below(48), bytes.count)
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      parts.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    return parts
  }
}
