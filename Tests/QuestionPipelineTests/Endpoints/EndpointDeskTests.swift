import QuestionPipeline
import TestSupport
import Testing

/// Endpoints as the stages meet them: through the desk that holds replies against their schemas.
struct EndpointDeskTests {
  private typealias Bench = EndpointBench

  private func ask(_ answers: LoopbackAnswer...) async throws -> (
    ModelDesk.Answer<String>, LoopbackServer
  ) {
    let server = LoopbackServer { answers[min($0.before, answers.count - 1)] }
    let desk = ModelDesk(
      cast: ModelCast(try Bench.model(at: server)), journal: nil, attempts: 3)
    let answer = try await desk.ask(
      .generator,
      request: { attempt, correction in
        var request = Bench.request()
        request.attempt = attempt
        if let correction {
          request.messages += [
            ChatMessage(.assistant, correction.reply), ChatMessage(.user, correction.problem),
          ]
        }
        return request
      }, read: { try $0.required("grade").choice(of: Grade.self).rawValue })
    return (answer, server)
  }

  private enum Grade: String, CaseIterable { case good, bad }

  @Test func aSchemaThatWasSilentlyIgnoredIsAnsweredWithWhatIsWrong() async throws {
    let (answer, server) = try await ask(
      .json(Bench.completion(#"{"answer": "42", "grade": "splendid"}"#)),
      .json(Bench.completion(Bench.good)))
    #expect(answer.value == "good")
    #expect(answer.calls.map(\.outcome) == [.invalid, .good])
    #expect(answer.calls.map(\.isCorrection) == [false, true])
    let turns = server.requests.last?.json["messages"]?.arrayValue ?? []
    #expect(turns.map { $0["role"] } == ["system", "user", "assistant", "user"])
    #expect(turns.last?["content"]?.stringValue?.contains("grade") == true)
  }

  @Test func aBlankReplyIsAskedForAfresh() async throws {
    let (answer, server) = try await ask(
      .json(Bench.completion(" \n ")), .json(Bench.completion(Bench.good)))
    #expect(answer.value == "good" && server.requests.count == 2)
    #expect(answer.calls.map(\.outcome) == [.invalid, .good])
    #expect(answer.calls.map(\.isCorrection) == [false, false])
  }

  @Test func aTruncatedReplyIsNotUsed() async throws {
    let (answer, _) = try await ask(.json(Bench.completion(Bench.good, finish: #""length""#)))
    #expect(answer.value == nil)
    #expect(answer.calls.map(\.outcome) == [.truncated, .truncated, .truncated])
  }

  @Test(arguments: [
    (#"{"content": null, "refusal": "No."}"#, #""stop""#, ReplyOutcome.refused),
    (#"{"content": "half"}"#, #""content_filter""#, .filtered),
  ])
  func refusalsAndFiltersAreNotAskedAgain(
    message: String, finish: String, outcome: ReplyOutcome
  ) async throws {
    let (answer, server) = try await ask(.json(Bench.completion(message: message, finish: finish)))
    #expect(answer.calls.map(\.outcome) == [outcome] && server.requests.count == 1)
  }
}
