/// What stages are told beyond their prompts where a question is to have no answer: a file of `Prompts/` with a section for
/// each stage, behind lines `<!-- planner -->`, `<!-- generator -->`, `<!-- critic -->` and `<!-- judge -->`.
///
/// It goes into the inputs as `demand`, so that the prompts of all other questions stay as they are.
struct PromptDemands: Sendable {
  private static let roles: [ModelRole] = [.planner, .generator, .critic, .judge]
  private let texts: [ModelRole: String]

  /// Throws: `ConfigurationError` that names the file, for a section that is missing, empty, unknown or given twice.
  init(file: String, bytes: [UInt8]) throws {
    func failure(_ detail: String) -> ConfigurationError {
      ConfigurationError(source: file, detail: detail)
    }
    guard let whole = String(validating: bytes, as: UTF8.self) else {
      throw failure("is not UTF-8")
    }
    var texts: [ModelRole: String] = [:]
    var role: ModelRole?
    var lines: [Substring] = []
    func close() throws {
      defer { lines = [] }
      let text = Text.trimmed(lines.joined(separator: "\n"))
      guard let role else {
        if !text.isEmpty { throw failure("must open with a line '<!-- planner -->'") }
        return
      }
      guard !text.isEmpty else { throw failure("has nothing behind '<!-- \(role.rawValue) -->'") }
      guard texts.updateValue(text, forKey: role) == nil else {
        throw failure("has two parts '<!-- \(role.rawValue) -->'")
      }
    }
    for line in whole.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      guard line.hasPrefix("<!-- "), line.hasSuffix(" -->") else {
        lines.append(line)
        continue
      }
      try close()
      let name = String(line.dropFirst(5).dropLast(4))
      guard let named = Self.roles.first(where: { $0.rawValue == name }) else {
        throw failure("<!-- -->: \(Suggestion.unknown(name, among: Self.roles.map(\.rawValue)))")
      }
      role = named
    }
    try close()
    if let missing = Self.roles.first(where: { texts[$0] == nil }) {
      throw failure("has no part '<!-- \(missing.rawValue) -->'")
    }
    self.texts = texts
  }

  subscript(role: ModelRole) -> String? { texts[role] }
}

extension PromptInputs {
  /// Says that the item is to have no answer, why, and what that asks of the stage; nothing for one that has.
  mutating func mark(_ unanswerable: Unanswerable?, _ prompts: PromptLibrary) {
    guard let unanswerable else { return }
    own["unanswerable"] = .string(unanswerable.rawValue)
    own["demand"] = .string(prompts.demand(role, language))
  }
}
