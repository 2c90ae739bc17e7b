import Testing

@testable import QuestionPipeline

struct ClozeAnswerTests {
  private static func draft(_ answer: String, _ points: [String]) -> Draft {
    var draft = Draft(question: "____", answer: answer)
    draft.keyPoints = points
    return draft
  }

  @Test(arguments: [Tongue.english, .chinese]) func othersAreReadAsTheyAreWritten(tongue: Tongue) {
    let point = ClozeAnswers.point(of: ["1,000", "a thousand"], tongue)
    #expect(
      ClozeAnswers.all(of: Self.draft("1000", ["1000", point])) == ["1000", "1,000", "a thousand"])
  }

  @Test func aPointThatListsNothingIsNoAnswer() {
    #expect(ClozeAnswers.all(of: Self.draft("x", ["x", "y is not accepted"])) == ["x"])
  }

  @Test func anAnswerIsListedOnce() {
    #expect(ClozeAnswers.all(of: Self.draft("x", ["Also accepted: x, y, y"])) == ["x", "y"])
  }
}
