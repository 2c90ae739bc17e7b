import QuestionPipeline

/// What a command came to, as the result of a tool.
struct MCPAnswer {
  let tool: String
  let code: ExitCode
  /// What it printed.
  let output: String
  /// What it said on standard error.
  let notes: String

  /// Items that drop out of an evaluation are named up to here: the report has them all.
  private static let named = 20

  var json: JSONValue {
    var object = JSONObject()
    let isError = ![.done, .short, .gateFailed].contains(code)
    guard !isError, let value = structured else {
      let text = notes.isEmpty ? output : notes
      object["content"] = [
        Self.text(text.isEmpty ? "\(tool) ended with code \(code.rawValue)" : text)
      ]
      object["isError"] = .bool(isError)
      return .object(object)
    }
    var content = [Self.text(JSONWriter.text(value))]
    if !notes.isEmpty { content.append(Self.text(notes)) }
    object["content"] = .array(content)
    object["structuredContent"] = value
    object["isError"] = .bool(false)
    return .object(object)
  }

  private static func text(_ text: String) -> JSONValue { ["type": "text", "text": .string(text)] }

  /// An object in any case, as the protocol wants it.
  private var structured: JSONValue? {
    if tool == "read_set" {
      let items = output.split(separator: "\n").compactMap { try? JSONParser.parse(Array($0.utf8)) }
      return ["items": .array(items)]
    }
    guard let value = try? JSONParser.parse(Array(output.utf8)) else { return nil }
    switch value {
    case .object: return tool == "evaluate" ? (try? Self.short(value)) ?? value : value
    default: return ["found": value]
    }
  }

  /// Of a quality report what a reader wants first.
  private static func short(_ report: JSONValue) throws -> JSONValue {
    let reader = JSONReader(report)
    let items = try reader.array("items")
    var counts = JSONObject()
    for verdict in ["keep", "fix", "drop"] {
      counts[verdict] = .integer(try items.count { try $0.string("verdict") == verdict })
    }
    let bad = try items.filter { try $0.string("verdict") != "keep" }.prefix(named).map { item in
      [
        "id": .string(try item.string("id")), "question": .string(try item.string("question")),
        "verdict": .string(try item.string("verdict")),
        "flaws": .strings(try item.array("flaws").map { try $0.string("name") }),
      ] as JSONValue
    }
    return [
      "set": try reader.required("set").value, "verdicts": .object(counts),
      "toFixOrDrop": .array(Array(bad)),
    ]
  }
}
