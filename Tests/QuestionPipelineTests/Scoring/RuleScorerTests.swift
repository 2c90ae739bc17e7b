import QuestionPipeline
import Testing

struct RuleScorerTests {
  private func scores(
    _ question: String, _ answer: String, _ language: LanguageTag = .english
  ) -> Scores {
    let draft = Draft(question: question, answer: answer)
    let context = ItemContext(kind: .open, language: language)
    return RuleScorer().scores(
      of: draft, flaws: ItemInspector().flaws(of: draft, in: context), in: context)
  }

  @Test func scoresFourDimensionsAndNoOther() {
    let scores = scores(Inspection.question, Inspection.answer)
    #expect(scores.entries.map(\.name) == ["fluency", "clarity", "conciseness", "depthCues"])
    #expect(scores["fluency"] == .exact(1, by: "rules"))
    #expect(scores["clarity"] == .exact(1, by: "rules"))
    #expect(scores["conciseness"] == .exact(1, by: "rules"))
  }

  @Test func takesFromFluencyForFaultsOfWording() throws {
    let faulty = scores("why does the the loop stop ,and not go on?", Inspection.answer)
    let value = try #require(faulty["fluency"]?.value)
    #expect(value < 0.8 && value > 0.3)
  }

  @Test func takesFromClarityForReferencesAndDoubleQuestions() throws {
    let unclear = scores("As shown above, what fails? Why?", Inspection.answer)
    #expect(try #require(unclear["clarity"]?.value) <= 0.3)
  }

  @Test func takesFromConcisenessForFillersAndRepetition() throws {
    let wordy = scores(
      Inspection.question,
      "It is important to note that the lock stops the threads here. "
        + "It is important to note that the lock stops the threads here.")
    #expect(try #require(wordy["conciseness"]?.value) < 0.8)
  }

  @Test func leavesDepthCuesUnscoredWithoutAnAnswer() {
    #expect(scores(Inspection.question, "")["depthCues"] == .unscored("no answer"))
  }

  @Test(arguments: [
    ("It works.", 0.0), ("It works because the keys are hashed.", 0.2),
    (
      "It works because the keys are hashed; if two collide it degrades to O(n), at the cost of "
        + "20% more memory.", 1.0
    ),
    ("它能用。", 0.0),
    ("由于键被哈希，所以查找快；如果冲突过多就会退化，代价是多占 20% 的内存。", 1.0),
  ])
  func findsTheCuesOfDepth(answer: String, share: Double) {
    #expect(DepthCues(in: answer).share == share)
  }
}
