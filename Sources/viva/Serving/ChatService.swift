import QuestionPipeline

/// The offline backend as an OpenAI-compatible endpoint: what each request gets, without a socket.
struct ChatService: Sendable {
  private let model: OfflineModel
  private let time: CalendarTime

  init(model: OfflineModel, time: CalendarTime) {
    self.model = model
    self.time = time
  }

  func reply(to request: IncomingRequest) -> OutgoingReply {
    do {
      return try route(request)
    } catch {
      return error.reply
    }
  }

  // MARK: Routes

  private func route(_ request: IncomingRequest) throws(ServedError) -> OutgoingReply {
    switch request.path {
    case "/v1/chat/completions", "/chat/completions":
      try request.checkMethod("POST")
      try request.checkJSON()
      return try completion(request.body)
    case "/v1/models", "/models":
      try request.checkMethod("GET", "HEAD")
      return models
    case "/health", "/v1/health":
      try request.checkMethod("GET", "HEAD")
      return OutgoingReply(json: ["status": "ok"])
    default:
      throw ServedError(
        404,
        "Unknown request URL: \(request.method) \(request.path). This server has POST "
          + "/v1/chat/completions, GET /v1/models and GET /health.",
        code: "unknown_url")
    }
  }

  private var models: OutgoingReply {
    let model: JSONValue = [
      "id": .string(model.name), "object": "model", "created": .integer(time.start),
      "owned_by": "viva",
    ]
    return OutgoingReply(json: ["object": "list", "data": [model]])
  }

  private func completion(_ body: [UInt8]) throws(ServedError) -> OutgoingReply {
    let query = try ChatQuery(body)
    let (content, isCut) = cut(try self.content(for: query.messages), query)
    let completion = ChatCompletion(
      id: "chatcmpl-" + SHA256.hex(body).prefix(32), created: time.seconds, model: query.model,
      content: content, isCut: isCut,
      promptTokens: query.messages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.content) })
    return query.isStreamed
      ? OutgoingReply(events: completion.events(tellsUsage: query.tellsUsage))
      : OutgoingReply(json: completion.json)
  }

  // MARK: What is written

  /// What the messages get; nothing else of a request, nor of the program that sent it, has a say in it.
  private func content(for messages: [ChatMessage]) throws(ServedError) -> String {
    do {
      return try model.reply(to: messages)
    } catch {
      guard OfflineModel.knowsStage(of: messages) else { return Self.unknown(to: messages) }
      throw ServedError(
        400, "The JSON block of the last message: \(error).", parameter: "messages",
        code: "invalid_value")
    }
  }

  /// For those who ask by hand, or with prompts of their own.
  private static func unknown(to messages: [ChatMessage]) -> String {
    let isChinese = messages.last { $0.role == .user }?.content.unicodeScalars.contains {
      (0x4E00...0x9FFF).contains($0.value)
    }
    let reason =
      isChinese ?? false
      ? "这里是 Viva 的离线后端：它只根据知识包出题，只回答 Viva 自己的提示词（最后一条用户消息以 ```json 块结尾，其中写明 stage），不能聊天。"
        + "用法：viva generate --base-url http://…/v1 --model offline"
      : "This is the offline backend of Viva. It writes questions from a knowledge pack, answers Viva's own "
        + "prompts alone (the user's last message ends in a ```json block that names a stage) and cannot "
        + "chat. Use it by: viva generate --base-url http://…/v1 --model offline"
    return JSONWriter.text(["unknown": .string(reason), "by": "rules"])
  }

  /// Ends the reply before a stop text, and where the cap is reached.
  private func cut(_ content: String, _ query: ChatQuery) -> (content: String, isCut: Bool) {
    var bytes = Array(content.utf8)
    for stop in query.stops {
      if let start = Self.first(Array(stop.utf8), in: bytes) { bytes.removeSubrange(start...) }
    }
    let content = String(decoding: bytes, as: UTF8.self)
    guard let cap = query.maxTokens else { return (content, false) }
    let start = TokenEstimate.prefix(of: content, tokens: cap)
    return (String(start), start.utf8.count < content.utf8.count)
  }

  private static func first(_ part: [UInt8], in bytes: [UInt8]) -> Int? {
    guard part.count <= bytes.count else { return nil }
    return (0...bytes.count - part.count).first { bytes[$0...].starts(with: part) }
  }
}

extension IncomingRequest {
  fileprivate func checkMethod(_ allowed: String...) throws(ServedError) {
    guard !allowed.contains(method) else { return }
    throw ServedError(
      405, "\(method) is not allowed here: \(path) takes \(allowed.joined(separator: ", ")).",
      code: "method_not_allowed", headers: [HeaderLine("Allow", allowed.joined(separator: ", "))])
  }

  fileprivate func checkJSON() throws(ServedError) {
    let parts = (contentType ?? "").lowercased().split(
      separator: ";", omittingEmptySubsequences: false
    ).map { $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" } }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }
    guard parts.first == "application/json", charset == nil || charset == "charset=utf-8" else {
      throw ServedError(
        415,
        "The body must be JSON in UTF-8, and the header line say so: 'Content-Type: "
          + "application/json', not '\(contentType ?? "")'.", code: "unsupported_media_type")
    }
    guard contentEncoding == nil || contentEncoding?.lowercased() == "identity" else {
      throw ServedError(
        415, "This server reads no compressed bodies.", code: "unsupported_media_type",
        headers: [HeaderLine("Accept-Encoding", "identity")])
    }
  }
}
