/// A language model of your own: anything that answers messages.
///
/// Equal requests are asked once: replies are kept in the set's folder before they are used. Requests come from several
/// tasks at once; `concurrency` in the configuration says from how many.
public protocol LanguageModel: Sendable {
  /// The name by which files know it: "my-model-2". Replies kept under one name are not asked for again under that name.
  var name: String { get }

  /// Answers one request. Throws ``ModelFailure``; any other error counts as ``ModelFailure/unavailable(_:)``.
  func respond(to request: ModelRequest) async throws -> ModelReply
}

/// What a model is asked.
public struct ModelRequest: Sendable, Hashable {
  /// One turn of a chat.
  public struct Message: Sendable, Hashable {
    public enum Role: String, Sendable { case system, user, assistant }
    /// Who speaks.
    public let role: Role
    public let content: String

    public init(_ role: Role, _ content: String) {
      self.role = role
      self.content = content
    }
  }
  /// Instructions, then the task; its inputs stand in a JSON block at its end.
  public let messages: [Message]
  /// The JSON Schema that the reply is to meet.
  public let schema: String
  /// The part that the model plays: "planner", "generator", "critic", "judge" or "solver".
  public let role: String
  /// Nil leaves it to the model.
  public let temperature: Double?
  /// The cap of the reply; nil leaves it to the model.
  public let maxReplyTokens: Int?

  /// A request of your own, as to test your model.
  public init(
    messages: [Message], schema: String, role: String = "generator", temperature: Double? = nil,
    maxReplyTokens: Int? = nil
  ) {
    self.messages = messages
    self.schema = schema
    self.role = role
    self.temperature = temperature
    self.maxReplyTokens = maxReplyTokens
  }
}

/// What a model answers.
public struct ModelReply: Sendable, Hashable {
  /// JSON by the request's schema; prose and fences around it are overlooked.
  public var text: String
  /// Whether the cap ended the reply.
  public var isCutOff: Bool
  /// Tokens of the messages; nil is estimated.
  public var promptTokens: Int?
  /// Tokens of the reply; nil is estimated.
  public var replyTokens: Int?

  public init(
    _ text: String, isCutOff: Bool = false, promptTokens: Int? = nil, replyTokens: Int? = nil
  ) {
    self.text = text
    self.isCutOff = isCutOff
    self.promptTokens = promptTokens
    self.replyTokens = replyTokens
  }
}

/// Why a model gives no reply, and so what becomes of the cell that asked.
public enum ModelFailure: Error, Sendable, Hashable {
  /// Failed for now, after whatever attempts you made: the cell is given up, the planner stops the run.
  case unavailable(String)
  /// It does not answer this: the cell is given up.
  case refused(String)
  /// No request can succeed until somebody acts: the run stops, and the same call goes on with it.
  case unusable(String)
}
