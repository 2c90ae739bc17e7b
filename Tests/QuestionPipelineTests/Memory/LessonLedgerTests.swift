import Testing

@testable import QuestionPipeline

struct LessonLedgerTests {
  private let rules = LessonLedger.Rules(after: 3, window: 10, trial: 4)

  private func evidence(
    _ flaws: [String], told: [String] = [], withheld: [String] = []
  ) -> LessonEvidence {
    LessonEvidence(
      critiques: [
        Critique(
          round: 0,
          flaws: flaws.map { Flaw($0, "e", severity: .warning, suggestion: "mend \($0)") },
          by: "rules")
      ], told: told, withheld: withheld)
  }

  private func ledger(_ cells: [LessonEvidence]) -> LessonLedger {
    var ledger = LessonLedger(rules)
    for cell in cells { ledger.record(cell, kind: .open, language: .english) }
    return ledger
  }

  private func names(_ ledger: LessonLedger) -> [String] {
    ledger.lessons(kind: .open, language: .english, limit: 9).map(\.flaw)
  }

  @Test func aFlawNamedOftenEnoughIsALesson() {
    let vague = evidence(["vague"])
    #expect(names(ledger([vague, vague])) == [])
    let lessons = ledger([vague, vague, vague]).lessons(
      kind: .open, language: .english, limit: 9)
    #expect(lessons.map(\.count) == [3])
    #expect(lessons[0].suggestion == "mend vague")
  }

  @Test func oneKindAndLanguageLearnNothingFromAnother() {
    let ledger = ledger(Array(repeating: evidence(["vague"]), count: 5))
    #expect(ledger.lessons(kind: .cloze, language: .english, limit: 9).isEmpty)
    #expect(ledger.lessons(kind: .open, language: .chinese, limit: 9).isEmpty)
  }

  @Test func oneCritiqueNamesAFlawOnce() {
    #expect(names(ledger([evidence(["vague", "vague", "vague"])])) == [])
  }

  @Test func aLessonEndsWhenItsFlawIsNamedNoMore() {
    let vague = evidence(["vague"])
    let clean = evidence([])
    let cells = [vague, vague, vague] + Array(repeating: clean, count: 7)
    #expect(names(ledger(cells)) == ["vague"])
    #expect(names(ledger(cells + [clean])) == [])
  }

  @Test func oneThatDoesNotHelpRestsAndMustThenBeNamedAnew() {
    var cells = Array(repeating: evidence(["vague"]), count: 3)
    for _ in 0..<4 {
      cells.append(evidence(["vague"], told: ["vague"]))
      cells.append(evidence(["vague"], withheld: ["vague"]))
    }
    var ledger = ledger(cells)
    #expect(names(ledger) == [])
    #expect(ledger.inForce.map(\.isResting) == [true])
    #expect(ledger.inForce[0].told == Lesson.Outcome(cells: 4, flawed: 4))
    for _ in 0..<10 { ledger.record(evidence([]), kind: .open, language: .english) }
    #expect(ledger.inForce.isEmpty)
    for _ in 0..<3 { ledger.record(evidence(["vague"]), kind: .open, language: .english) }
    #expect(names(ledger) == ["vague"])
    // A trial of its own begins.
    ledger.record(evidence(["vague"], told: ["vague"]), kind: .open, language: .english)
    #expect(ledger.inForce.map(\.told) == [Lesson.Outcome(cells: 1, flawed: 1)])
    #expect(names(ledger) == ["vague"])
  }

  @Test func oneThatHelpsStaysInForce() {
    var cells = Array(repeating: evidence(["vague"]), count: 3)
    for _ in 0..<4 {
      cells.append(evidence([], told: ["vague"]))
      cells.append(evidence(["vague"], withheld: ["vague"]))
    }
    let lesson = ledger(cells).inForce[0]
    #expect(!lesson.isResting)
    #expect(lesson.effect?.value == 1)
    #expect((lesson.effect?.low ?? 0) > 0)
  }

  @Test func onlyTheFirstDraftTellsWhatALessonDid() {
    var evidence = evidence([], told: ["vague"])
    evidence.critiques.append([LessonEvidence.Named(flaw: "vague", suggestion: nil)])
    let ledger = ledger(Array(repeating: evidence, count: 3))
    #expect(ledger.inForce.map(\.told) == [Lesson.Outcome(cells: 3, flawed: 0)])
  }

  @Test func lessonsNamedEquallyOftenStayInTheOrderOfTheirNaming() {
    let ledger = ledger(Array(repeating: evidence(["b", "a", "c"]), count: 4))
    #expect(names(ledger) == ["b", "a", "c"])
  }

  @Test func whatAFileHoldsComesBackAsItWas() throws {
    let evidence = evidence(["vague"], told: ["other"], withheld: ["third"])
    #expect(try LessonEvidence(JSONReader(evidence.json)) == evidence)
  }
}
