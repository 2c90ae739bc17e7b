import QuestionPipeline

/// A message of JSON-RPC 2.0 as the Model Context Protocol has it.
struct MCPMessage: Sendable {
  /// A number or a string; nil for a notification.
  var id: JSONValue?
  /// Nil for a response.
  var method: String?
  var params: JSONValue

  /// Throws: `JSONError` where it is no such message.
  init(_ value: JSONValue) throws {
    let reader = JSONReader(value)
    guard try reader.string("jsonrpc") == "2.0" else {
      throw reader.invalid("only JSON-RPC 2.0 is spoken here")
    }
    id = try reader.optional("id")?.value
    switch id {
    case nil, .string, .integer, .number: break
    default: throw reader.invalid("an id is a number or a string")
    }
    method = try reader.optional("method")?.string()
    params = try reader.optional("params")?.value ?? .object(JSONObject())
  }

  static func result(_ value: JSONValue, to id: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": value]
  }

  static func error(_ error: MCPError, to id: JSONValue) -> JSONValue {
    [
      "jsonrpc": "2.0", "id": id,
      "error": ["code": .integer(error.code), "message": .string(error.message)],
    ]
  }

  static func notification(_ method: String, _ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": params]
  }
}

/// What cannot be answered, by the codes of JSON-RPC and of the protocol.
struct MCPError: Error, Hashable {
  var code: Int
  var message: String

  static func parse(_ message: String) -> MCPError { MCPError(code: -32700, message: message) }
  static func invalidRequest(_ message: String) -> MCPError {
    MCPError(code: -32600, message: message)
  }
  static func unknownMethod(_ name: String) -> MCPError {
    MCPError(code: -32601, message: "Unknown method '\(name)'.")
  }
  static func invalidParams(_ message: String) -> MCPError {
    MCPError(code: -32602, message: message)
  }
  static func notFound(_ uri: String) -> MCPError {
    MCPError(code: -32002, message: "There is no resource '\(uri)'.")
  }
}
