import Testing

@testable import QuestionPipeline

struct SourceMarksTests {
  @Test(arguments: [
    "The brood dies at 38 degrees, as Moreno (1985) showed.", "They dance (Ito et al., 2010).",
    "The ground is soft [3].", "The ground is soft. [^1]", "《水志》说河道很浅。", "河道很浅（陈，2010）。",
  ]) func aCitationIsSeenWithoutAWordForIt(text: String) {
    #expect(SourceMarks.cites(text))
  }

  @Test(arguments: [
    "It opens at 3 bar (see below).", "The list [a, b] is sorted.", "It costs 1999 euro.",
  ]) func otherBracketsAndNumbersCiteNothing(text: String) {
    #expect(!SourceMarks.cites(text))
  }

  @Test(arguments: ["605年大规模扩建。", "一九七三年建成。", "It was built in the 1990s."])
  func aYearIsSeenInItsOwnForms(text: String) {
    #expect(SourceMarks.tellsYear(text))
  }

  @Test(arguments: ["3年来一直如此。", "1500年之前没有。", "It takes 30s.", "12个月清洗一次。"])
  func aSpanOfYearsIsNoDate(text: String) {
    #expect(!SourceMarks.tellsYear(text))
  }
}
