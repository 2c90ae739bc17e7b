import HTTPTransport
import QuestionPipeline
import Testing

/// A reader, and answers to try it on.
enum WireFixture {
  static let now = UnixTime(1_789_138_000)

  static func reader(takesAnswerFromReasoning: Bool = false, baseURL: String? = nil) -> WireReader {
    WireReader(
      model: "m", endpoint: "local", reasoningTags: ["think", "thinking", "thought", "reasoning"],
      takesAnswerFromReasoning: takesAnswerFromReasoning, baseURL: baseURL,
      redaction: Redaction(["my-own-secret-key"]))
  }

  static func head(_ status: Int = 200, _ fields: [String: String] = [:]) -> HTTPHead {
    HTTPHead(
      status: status, fields: fields.sorted { $0.key < $1.key }.map { HTTPField($0.key, $0.value) })
  }

  static func reply(_ body: String, takesAnswerFromReasoning: Bool = false) throws -> WireReply {
    try reader(takesAnswerFromReasoning: takesAnswerFromReasoning)
      .reply(head(), Array(body.utf8), now: now)
  }

  /// A reply whose message has these members.
  static func message(_ members: String, finish: String = #""stop""#, usage: String = "") throws
    -> WireReply
  {
    try reply(Self.body(members, finish: finish, usage: usage))
  }

  static func body(_ members: String, finish: String = #""stop""#, usage: String = "") -> String {
    #"{"choices":[{"index":0,"message":{\#(members)},"finish_reason":\#(finish)}]"#
      + (usage.isEmpty ? "" : #","usage":\#(usage)"#) + "}"
  }

  /// A reply whose content is this text.
  static func content(_ text: String, finish: String = #""stop""#) throws -> WireReply {
    try message(#""content":"# + JSONWriter.text(.string(text)), finish: finish)
  }

  static func fault(
    _ status: Int, _ body: String, _ fields: [String: String] = [:], baseURL: String? = nil
  ) -> ModelError {
    reader(baseURL: baseURL).error(head(status, fields), Array(body.utf8), now: now)
  }

  /// What a body that should have been a reply comes to.
  static func failure(_ body: String, status: Int = 200) throws -> ModelError {
    try #require(throws: ModelError.self) {
      try reader().reply(head(status), Array(body.utf8), now: now)
    }
  }
}
