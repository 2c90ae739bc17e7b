import QuestionPipeline

/// A command of the program, offered to models as a tool. What it takes is told by the command's own declarations.
struct MCPTool: Sendable {
  let name: String
  let description: String
  let command: CommandSpec
  /// Names of the options that a model may give.
  let options: [String]
  /// Whether it changes nothing.
  let isReadOnly: Bool

  /// What its caller sees of it.
  var json: JSONValue {
    [
      "name": .string(name), "description": .string(description), "inputSchema": schema,
      "annotations": [
        "readOnlyHint": .bool(isReadOnly), "destructiveHint": .bool(false),
        "idempotentHint": .bool(true), "openWorldHint": .bool(false),
      ],
    ]
  }

  private var taken: [OptionSpec] {
    options.compactMap { name in command.options.first { $0.name == name } }
  }

  private var schema: JSONValue {
    var properties = JSONObject()
    for positional in command.positionals {
      properties[positional.name] = [
        "type": "string", "description": .string(positional.help),
      ]
    }
    for option in taken { properties[Self.property(option)] = Self.schema(of: option) }
    let required =
      command.positionals.filter { $0.arity == .one }.map(\.name)
      + taken.filter { $0.usage == .expected && !$0.isRepeatable }.map(Self.property)
    var object = JSONObject()
    object["type"] = "object"
    object["properties"] = .object(properties)
    object["required"] = required.isEmpty ? nil : .strings(required)
    object["additionalProperties"] = .bool(false)
    return .object(object)
  }

  /// "max-cost" as "max_cost".
  private static func property(_ option: OptionSpec) -> String {
    option.name.replacing("-", with: "_")
  }

  private static func schema(of option: OptionSpec) -> JSONValue {
    var object = JSONObject()
    guard let placeholder = option.placeholder else {
      object["type"] = "boolean"
      object["description"] = .string(option.help)
      return .object(object)
    }
    var element = JSONObject()
    let isNumber = ["n", "n,…", "score", "share", "usd"].contains(placeholder)
    element["type"] = isNumber ? "number" : "string"
    if !option.known.isEmpty { element["enum"] = .strings(option.known) }
    if option.isRepeatable {
      object["type"] = "array"
      object["items"] = .object(element)
    } else {
      object = element
    }
    object["description"] = .string(HelpText.explanation(of: option))
    return .object(object)
  }

  /// The words of a command line that ask for what the arguments say.
  /// Throws: `MCPError` where an argument is unknown, missing or of the wrong type.
  func words(_ arguments: JSONValue) throws -> [String] {
    guard case .object(let object) = arguments else {
      throw MCPError.invalidParams("The arguments of '\(name)' are no object.")
    }
    var positionals: [String?] = command.positionals.map { _ in nil }
    var words: [String] = []
    for member in object.members {
      if case .null = member.value { continue }
      if let place = command.positionals.firstIndex(where: { $0.name == member.key }) {
        positionals[place] = try text(member.value, of: member.key)
      } else if let option = taken.first(where: { Self.property($0) == member.key }) {
        words += try self.words(option, member.value)
      } else {
        throw MCPError.invalidParams("'\(name)' takes no '\(member.key)'.")
      }
    }
    for (positional, value) in zip(command.positionals, positionals)
    where value == nil && positional.arity == .one {
      throw MCPError.invalidParams("'\(name)' needs '\(positional.name)'.")
    }
    let given = positionals.compactMap(\.self)
    return command.name.split(separator: " ").map(String.init) + words
      + (given.isEmpty ? [] : ["--"] + given)
  }

  private func words(_ option: OptionSpec, _ value: JSONValue) throws -> [String] {
    let key = Self.property(option)
    guard option.placeholder != nil else {
      guard case .bool(let isSet) = value else {
        throw MCPError.invalidParams("'\(key)' of '\(name)' is true or false.")
      }
      return isSet ? ["--\(option.name)"] : []
    }
    let values: [JSONValue]
    if case .array(let list) = value, option.isRepeatable {
      values = list
    } else {
      values = [value]
    }
    return try values.map { "--\(option.name)=\(try text($0, of: key))" }
  }

  private func text(_ value: JSONValue, of key: String) throws -> String {
    switch value {
    // Standard input is the protocol's own.
    case .string("-"): throw MCPError.invalidParams("'\(key)' of '\(name)' cannot be '-' here.")
    case .string(let text): return text
    case .integer, .number: return JSONWriter.text(value)
    default: throw MCPError.invalidParams("'\(key)' of '\(name)' is of the wrong type.")
    }
  }

  // MARK: All

  private static let brief = [
    "topic", "source", "count", "kinds", "languages", "levels", "difficulty", "audience", "seed",
  ]

  static let all = [
    MCPTool(
      name: "plan",
      description:
        "Show what a question set would be: its squares, calls, tokens and cost. Asks no "
        + "model and writes nothing.",
      command: PlanCommand.spec, options: brief, isReadOnly: true),
    MCPTool(
      name: "generate",
      description: "Write a set of questions with answers on topics or from documents, and its "
        + "quality report. The same call again goes on with an interrupted set; a larger count "
        + "extends it.",
      command: GenerateCommand.spec,
      options: brief + [
        "memory", "allow-repeats", "max-cost", "max-tokens", "max-requests", "out",
      ],
      isReadOnly: false),
    MCPTool(
      name: "evaluate",
      description: "Judge a set of questions and answers, Viva's own or a list in Markdown, CSV, "
        + "JSON or GIFT: a score, flaws by item, and which items to keep, fix or drop.",
      command: EvaluateCommand.spec, options: ["map", "seed", "out"], isReadOnly: false),
    MCPTool(
      name: "search_memory",
      description: "Find earlier questions, and passages of documents, in a memory file.",
      command: MemorySearchCommand.spec, options: ["memory", "limit", "language", "among"],
      isReadOnly: true),
    MCPTool(
      name: "read_set",
      description: "Read the items of a set, all or those that fit.",
      command: ShowCommand.spec,
      options: [
        "search", "topic", "kinds", "languages", "levels", "difficulty", "flaw", "below", "limit",
      ], isReadOnly: true),
  ]
}
