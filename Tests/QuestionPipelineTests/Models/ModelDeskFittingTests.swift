import QuestionPipeline
import TestSupport
import Testing

/// What a desk hands to the reader of a reply.
struct ModelDeskFittingTests {
  private let schema: JSONValue = [
    "type": "object",
    "properties": ["n": ["type": "integer"], "by": ["type": ["string", "null"]]],
    "required": ["n", "by"], "additionalProperties": false,
  ]

  private func ask(_ texts: [String]) async throws -> (
    answer: ModelDesk.Answer<Int>, problems: [String?]
  ) {
    let model = ScriptedModel { _, number in .text(texts[min(number, texts.count - 1)]) }
    let desk = ModelDesk(cast: ModelCast(model), journal: nil, attempts: texts.count)
    var problems: [String?] = []
    let answer = try await desk.ask(
      .critic,
      request: { attempt, correction in
        problems.append(correction?.problem)
        return ChatRequest(
          messages: [.init(.user, "q")], schema: schema, schemaName: "s", role: .critic, cell: 0,
          attempt: attempt)
      },
      read: { reader in
        // Strict on purpose: drift must not get this far.
        try reader.allowOnly(["n", "by"])
        guard case .integer(let number) = reader.value["n"] else { throw reader.invalid("no n") }
        return number
      })
    return (answer, problems)
  }

  @Test func readsFittedValuesAloneAndCountsWhatWasChanged() async throws {
    let answer = try await ask([#"{"n": "4", "mood": "good",}"#]).answer
    #expect(answer.value == 4)
    #expect(answer.calls.map(\.coercions) == [3])
    #expect(answer.calls.map(\.outcome) == [.good])
  }

  @Test func quotesWhereAReplyDoesNotMeetTheSchema() async throws {
    let (answer, problems) = try await ask([#"{"n": "four", "by": 1}"#, #"{"n": 4}"#])
    #expect(answer.value == 4)
    #expect(
      problems == [
        nil,
        "n: expected a whole number, found a string; by: expected a string or null, found a whole number",
      ])
    #expect(answer.calls.map(\.coercions) == [0, 0])
  }
}
