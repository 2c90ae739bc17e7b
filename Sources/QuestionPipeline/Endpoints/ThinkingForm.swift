/// How an endpoint is told how much its model is to think.
package enum ThinkingForm: String, Sendable, Hashable, CaseIterable {
  /// `reasoning_effort`
  case effort
  /// `thinking: {"type": "enabled" | "disabled"}`
  case type
  /// `enable_thinking`
  case flag
  /// `chat_template_kwargs: {"enable_thinking"}`
  case template
  /// `reasoning: {"effort"}` or `{"enabled": false}`
  case reasoning

  /// The member to send; nil where the setting leaves it to the model.
  package func member(for thinking: EndpointProfile.Thinking) -> (key: String, value: JSONValue)? {
    let thinks = thinking != .off
    let level: JSONValue = .string(thinks ? thinking.rawValue : "none")
    guard thinking != .standard else { return nil }
    switch self {
    case .effort: return ("reasoning_effort", level)
    case .type: return ("thinking", ["type": thinks ? "enabled" : "disabled"])
    case .flag: return ("enable_thinking", .bool(thinks))
    case .template: return ("chat_template_kwargs", ["enable_thinking": .bool(thinks)])
    case .reasoning: return ("reasoning", thinks ? ["effort": level] : ["enabled": false])
    }
  }

  /// Whether the levels between off and on are told apart.
  package var hasLevels: Bool { self == .effort || self == .reasoning }
}
