import QuestionPipeline

/// A line of a reply's head.
struct HeaderLine: Sendable, Hashable {
  var name: String
  var value: String

  init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A reply before it is known how its connection goes on.
struct OutgoingReply: Sendable, Hashable {
  enum Body: Sendable, Hashable {
    case whole([UInt8])
    /// Pieces of a stream whose length nobody is told.
    case pieces([[UInt8]])
  }
  var status: Int
  var headers: [HeaderLine]
  var body: Body

  init(status: Int = 200, json: JSONValue, headers: [HeaderLine] = []) {
    self.status = status
    self.headers = [HeaderLine("Content-Type", "application/json")] + headers
    body = .whole(JSONWriter.bytes(json) + [0x0A])
  }

  /// Server-sent events, a piece each.
  init(events: [[UInt8]]) {
    status = 200
    headers = [
      HeaderLine("Content-Type", "text/event-stream"), HeaderLine("Cache-Control", "no-cache"),
    ]
    body = .pieces(events)
  }

  /// How the connection carries a reply.
  struct Framing: Sendable, Hashable {
    /// False for HTTP/1.0, where the end of the connection ends a stream.
    var takesChunks = true
    /// For HEAD.
    var isHeadOnly = false
    /// Whether this is the connection's last reply.
    var closes = false
    /// For the Date line.
    var date: String
  }

  /// Whether only the end of the connection can end it.
  func needsClose(takesChunks: Bool) -> Bool {
    if case .pieces = body { !takesChunks } else { false }
  }

  func bytes(_ framing: Framing) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \(Self.reason(of: status))\r\nDate: \(framing.date)\r\n"
    for line in headers { text += "\(line.name): \(line.value)\r\n" }
    switch body {
    case .whole(let bytes): text += "Content-Length: \(bytes.count)\r\n"
    case .pieces: if framing.takesChunks { text += "Transfer-Encoding: chunked\r\n" }
    }
    text += "Connection: \(framing.closes ? "close" : "keep-alive")\r\n\r\n"
    var result = Array(text.utf8)
    guard !framing.isHeadOnly else { return result }
    switch body {
    case .whole(let bytes): result += bytes
    case .pieces(let pieces):
      for piece in pieces where !piece.isEmpty {
        guard framing.takesChunks else {
          result += piece
          continue
        }
        result += "\(String(piece.count, radix: 16))\r\n".utf8
        result += piece
        result += "\r\n".utf8
      }
      if framing.takesChunks { result += "0\r\n\r\n".utf8 }
    }
    return result
  }

  private static func reason(of status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 431: "Request Header Fields Too Large"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Internal Server Error"
    }
  }
}
