/// One file of `Prompts/`: what the messages of a stage say in one language.
///
/// The file opens with a JSON5 object between two lines of `---`: `stage`, `inputs` (the names that the text may use
/// as `{{name}}`), `schemaName` and `output` (the JSON Schema of the reply). Then come the texts of the system message
/// and, behind a line `<!-- user -->`, of the user message, which ends in a fenced JSON block.
package struct PromptTemplate: Sendable, Hashable {
  package var stage: String
  package var schemaName: String
  package var schema: JSONValue
  private var system: [Piece]
  private var user: [Piece]
  /// SHA-256 of the file.
  package var hash: String

  private enum Piece: Sendable, Hashable {
    case text(String)
    case variable(String)
  }

  /// Throws: `JSONError`, or `ConfigurationError` that names the file.
  package init(file: String, bytes: [UInt8]) throws {
    func failure(_ detail: String) -> ConfigurationError {
      ConfigurationError(source: file, detail: detail)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure("is not UTF-8")
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      throw failure("must open with a JSON5 object between two lines of ---")
    }
    let head = lines[1..<end].joined(separator: "\n")
    lines.removeSubrange(...end)
    let variables: Set<String>
    do {
      (stage, schemaName, schema, variables) = try JSONParser.read(Array(head.utf8), .json5) {
        try $0.allowOnly(["stage", "inputs", "schemaName", "output"])
        return (
          try $0.string("stage"), try $0.string("schemaName"), try $0.required("output").value,
          Set(try $0.strings("inputs"))
        )
      }
    } catch let error as JSONError {
      throw failure("front matter: \(error)")
    }
    guard let cut = lines.firstIndex(of: "<!-- user -->") else {
      throw failure("has no line '<!-- user -->'")
    }
    system = try Self.pieces(of: lines[..<cut], variables: variables, failure: failure)
    user = try Self.pieces(of: lines[(cut + 1)...], variables: variables, failure: failure)
    let used = Set(
      (system + user).compactMap { if case .variable(let name) = $0 { name } else { nil } })
    if let unused = variables.subtracting(used).sorted().first {
      throw failure("input '\(unused)' is not used in the text")
    }
    guard user.suffix(2).first == .variable("inputs"), user.last == .text("\n```") else {
      throw failure("must end in a fenced JSON block that holds {{inputs}}")
    }
    hash = SHA256.hex(bytes)
  }

  /// The messages with the variables filled in. A variable that is missing is a programmer's mistake.
  package func messages(_ variables: [String: String]) -> [ChatMessage] {
    func fill(_ pieces: [Piece]) -> String {
      pieces.map { piece in
        switch piece {
        case .text(let text): return text
        case .variable(let name):
          guard let value = variables[name] else {
            preconditionFailure("prompt \(stage) wants '\(name)'")
          }
          return value
        }
      }.joined()
    }
    return [ChatMessage(.system, fill(system)), ChatMessage(.user, fill(user))]
  }

  private static func pieces(
    of lines: ArraySlice<Substring>, variables: Set<String>,
    failure: (String) -> ConfigurationError
  ) throws -> [Piece] {
    var text = Substring(lines.joined(separator: "\n"))
    while text.first?.isNewline == true { text.removeFirst() }
    while text.last?.isNewline == true { text.removeLast() }
    var result: [Piece] = []
    while let open = text.firstRange(of: "{{"),
      let close = text[open.upperBound...].firstRange(of: "}}")
    {
      let name = String(text[open.upperBound..<close.lowerBound])
      guard variables.contains(name) else {
        throw failure(
          "{{\(name)}} is no input; its inputs are \(variables.sorted().joined(separator: ", "))")
      }
      if open.lowerBound > text.startIndex {
        result.append(.text(String(text[..<open.lowerBound])))
      }
      result.append(.variable(name))
      text = text[close.upperBound...]
    }
    if !text.isEmpty { result.append(.text(String(text))) }
    return result
  }
}
