/// One file of `Prompts/`: what the messages of a stage say in one language.
///
/// The file opens with a JSON5 object between two lines of `---`: `stage`, `inputs` (the variables that the user's message
/// uses), `note` (said behind the inputs; `{{names}}` stands for the members that hold what others wrote), `schemaName`
/// and `output` (the JSON Schema of the reply, null where another prompt's holds). Then come
/// - the text of the system message, the same for all cells, so that servers can keep it in their caches. A line that
///   opens with `{` is an example of a reply;
/// - behind a line `<!-- user -->`, that of the user's message. It ends in a fenced JSON block that holds `{{inputs}}`;
///   `{{language}}` is the tag of the language to write in, `{{kind}}` the part of the question's kind;
/// - for `{{kind}}`, each behind a line `<!-- kind NAME -->`, a part for every kind.
package struct PromptTemplate: Sendable, Hashable {
  package var stage: String
  package var schemaName: String
  package var schema: JSONValue
  /// The same for all requests; empty where the prompt goes on with another's.
  package let system: String
  private let user: [Piece]
  private let note: [Piece]
  private let parts: [QuestionKind: String]
  /// SHA-256 of the file.
  package var hash: String

  private enum Piece: Sendable, Hashable {
    case text(String)
    case variable(String)
  }

  private static let known = ["inputs", "kind", "language"]

  /// Throws: `ConfigurationError` that names the file.
  package init(file: String, bytes: [UInt8]) throws {
    func failure(_ detail: String) -> ConfigurationError {
      ConfigurationError(source: file, detail: detail)
    }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw failure("is not UTF-8") }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Substring(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      throw failure("must open with a JSON5 object between two lines of ---")
    }
    let head = lines[1..<end].joined(separator: "\n")
    lines.removeSubrange(...end)
    let variables: [String]
    let noteText: String
    do {
      (stage, schemaName, schema, variables, noteText) =
        try JSONParser.read(Array(head.utf8), .json5) {
          try $0.allowOnly(["stage", "inputs", "note", "schemaName", "output"])
          return (
            try $0.string("stage"), try $0.string("schemaName"), $0.value["output"] ?? .null,
            try $0.strings("inputs"), try $0.string("note")
          )
        }
    } catch let error as JSONError {
      throw failure("front matter: \(error)")
    }
    if let unknown = variables.first(where: { !Self.known.contains($0) }) {
      throw failure("front matter: inputs: \(Suggestion.unknown(unknown, among: Self.known))")
    }
    if schema != .null, let problem = StrictSchema.problem(in: schema) {
      throw failure("front matter: output: not every server would take it: \(problem)")
    }
    guard let cut = lines.firstIndex(of: "<!-- user -->") else {
      throw failure("has no line '<!-- user -->'")
    }
    system = Self.trimmed(lines[..<cut])
    guard Substring(system).place(of: "{{") == nil else {
      throw failure(
        "the system message is the same for all cells, and has no room for a {{variable}}")
    }
    let sections = Self.sections(of: lines[(cut + 1)...])
    let user = try Self.pieces(of: sections[0].text, variables: variables, failure: failure)
    self.user = user
    note = try Self.pieces(of: noteText, variables: ["names"], failure: failure)
    parts = try Self.parts(sections.dropFirst(), isUsed: variables.contains("kind"), failure)
    if let unused = variables.first(where: { !user.contains(.variable($0)) }) {
      throw failure("input '\(unused)' is not used in the text")
    }
    guard user.suffix(2).first == .variable("inputs"), user.last == .text("\n```"),
      user.count(where: { $0 == .variable("inputs") }) == 1
    else { throw failure("must end in a fenced JSON block that holds {{inputs}}") }
    guard note.contains(.variable("names")) else {
      throw failure("front matter: note: does not say {{names}}")
    }
    hash = SHA256.hex(bytes)
  }

  /// The kinds that its messages tell apart; one of them if they tell none.
  var kinds: [QuestionKind] { parts.isEmpty ? [.open] : QuestionKind.allCases }

  /// The user's message around its inputs.
  func message(_ inputs: PromptInputs, seed: RunSeed) -> String {
    message(
      block: inputs.block(seed: seed, note: note), language: inputs.language, kind: inputs.kind)
  }

  func message(block: String, language: LanguageTag, kind: QuestionKind) -> String {
    Self.filled(user) { name in
      switch name {
      case "inputs": block
      case "language": language.prompted
      default: parts[kind] ?? ""
      }
    }
  }

  /// What to say of the members of these names.
  func note(_ names: String) -> String { Self.filled(note) { _ in names } }

  private static func filled(_ pieces: [Piece], with value: (String) -> String) -> String {
    let parts = pieces.map { piece in
      switch piece {
      case .text(let own): own
      case .variable(let name): value(name)
      }
    }
    var text = ""
    text.reserveCapacity(parts.reduce(0) { $0 + $1.utf8.count })
    for part in parts { text += part }
    return text
  }

  // MARK: Reading

  private static func trimmed(_ lines: some Sequence<Substring>) -> String {
    var text = Substring(lines.joined(separator: "\n"))
    while text.first?.isNewline == true { text.removeFirst() }
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }

  /// The text before the first line `<!-- kind NAME -->`, then one for each of these lines.
  private static func sections(of lines: ArraySlice<Substring>) -> [(name: String, text: String)] {
    let (opening, closing) = ("<!-- kind ", " -->")
    var result: [(name: String, lines: [Substring])] = [("", [])]
    for line in lines {
      if line.hasPrefix(opening), line.hasSuffix(closing) {
        result.append((String(line.dropFirst(opening.count).dropLast(closing.count)), []))
      } else {
        result[result.count - 1].lines.append(line)
      }
    }
    return result.map { ($0.name, trimmed($0.lines)) }
  }

  private static func parts(
    _ sections: some Sequence<(name: String, text: String)>, isUsed: Bool,
    _ failure: (String) -> ConfigurationError
  ) throws -> [QuestionKind: String] {
    var parts: [QuestionKind: String] = [:]
    for section in sections {
      guard let kind = QuestionKind(rawValue: section.name) else {
        let kinds = QuestionKind.allCases.map(\.rawValue)
        throw failure("<!-- kind -->: \(Suggestion.unknown(section.name, among: kinds))")
      }
      guard isUsed else { throw failure("has a part for a kind, but no input 'kind'") }
      guard parts.updateValue(section.text, forKey: kind) == nil else {
        throw failure("has two parts <!-- kind \(kind.rawValue) -->")
      }
    }
    if isUsed, let missing = QuestionKind.allCases.first(where: { parts[$0] == nil }) {
      throw failure("has no part <!-- kind \(missing.rawValue) -->")
    }
    return parts
  }

  private static func pieces(
    of whole: String, variables: [String], failure: (String) -> ConfigurationError
  ) throws -> [Piece] {
    var text = Substring(whole)
    var result: [Piece] = []
    while let open = text.place(of: "{{"), let close = text[open.after...].place(of: "}}") {
      let name = String(text[open.after..<close.at])
      guard variables.contains(name) else {
        throw failure(
          "{{\(name)}} is no input; its inputs are \(variables.sorted().joined(separator: ", "))")
      }
      if open.at > text.startIndex { result.append(.text(String(text[..<open.at]))) }
      result.append(.variable(name))
      text = text[close.after...]
    }
    if !text.isEmpty { result.append(.text(String(text))) }
    return result
  }
}

extension Substring {
  /// Where two equal letters of ASCII stand, and the place behind them; found among the bytes, since the library's own
  /// search goes by characters.
  fileprivate func place(of pair: StaticString) -> (at: Index, after: Index)? {
    let byte = pair.utf8Start.pointee
    var last: Index?
    for index in utf8.indices {
      if utf8[index] == byte {
        if let last { return (last, utf8.index(after: index)) }
        last = index
      } else {
        last = nil
      }
    }
    return nil
  }
}
