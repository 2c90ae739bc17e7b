import QuestionPipeline
import TestSupport
import Testing

@testable import Exports

@Suite struct GIFTExportTests {
  private static func file(_ items: [Item]) -> Export {
    GIFTExporter().export(ExportSet(items: items, title: "Quiz"))
  }

  private static func item(_ kind: QuestionKind, _ draft: Draft) -> Item {
    Item(id: "q-1", cell: nil, topic: ["A/B", "C\\"], kind: kind, language: .english, draft: draft)
  }

  private static func choices(right: Int, wrong: Int) -> Item {
    var draft = Draft(question: "Which are right?", answer: "Some.")
    draft.choices = (0..<(right + wrong)).map { Choice(text: "n\($0)", isCorrect: $0 < right) }
    return item(.multipleChoice, draft)
  }

  /// A text as the format keeps it: Moodle cuts white space off the ends.
  private static func kept(_ text: String) -> String {
    let lines = text.textLines.joined(separator: "\n")
    let start = lines.drop { $0 == " " || $0 == "\n" }
    return String(start.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
  }

  @Test func hostileItemsComeBackEqual() throws {
    let items = HostileItems.all
    let found = try Exported.read(Exported.bytes(Self.file(items)), "quiz.gift")
    #expect(found.unread.isEmpty && found.leftOut.isEmpty)
    try #require(found.items.count == items.count)
    for (read, item) in zip(found.items, items) {
      #expect(read.id == item.id)
      #expect(read.topic == item.topic)
      #expect(read.language == item.language)
      #expect(read.level == item.level)
      #expect(read.difficulty == item.difficulty)
      #expect(read.draft.question == Self.kept(item.draft.question))
      #expect(read.draft.choices.map(\.text) == item.draft.choices.map { Self.kept($0.text) })
      #expect(read.draft.choices.map(\.isCorrect) == item.draft.choices.map(\.isCorrect))
      #expect(read.draft.choices.map(\.why) == item.draft.choices.map(\.why))
      switch item.kind {
      case .coding: #expect(read.draft.answer.hasPrefix(item.draft.answer))
      default: #expect(read.draft.answer == Self.kept(item.draft.answer))
      }
      // An interview without follow-ups is an open question.
      #expect(read.kind == (item.kind == .interview ? .open : item.kind))
    }
  }

  @Test func noLineCanBeTakenForTheEndOfAQuestion() {
    let lines = Exported.text(Self.file(HostileItems.all)).textLines
    for line in lines where !line.isEmpty {
      #expect(["//", "::", "$C", "  =", "  ~", "  #", "}"].contains { line.hasPrefix($0) })
    }
  }

  @Test(arguments: [(1, 3, "="), (2, 2, "~%50%"), (3, 1, "~%33.33333%"), (7, 0, "~%14.28571%")])
  func rightChoicesShareTheGrade(right: Int, wrong: Int, mark: String) {
    let text = Exported.text(Self.file([Self.choices(right: right, wrong: wrong)]))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("  \(mark)n") } == right)
  }

  @Test func moreRightChoicesThanMoodleHasGradesForMakeAnEssay() {
    let export = Self.file([Self.choices(right: 11, wrong: 1)])
    #expect(Exported.text(export).contains("\\n- n10\\n- n11 {####Some.}"))
    #expect(
      export.remarks == [
        "as essays without reasons: Moodle has no grades for that many right choices (1 item)"
      ])
  }

  @Test func anArrowIsNotTakenForAPair() throws {
    let item = Self.item(.cloze, Draft(question: "A function has the type ____.", answer: "a -> b"))
    let export = Self.file([item])
    #expect(Exported.text(export).contains("{####a -> b}"))
    #expect(export.remarks.count == 1)
  }

  @Test func answersThatOpenLikeGradesAndFormatsStayTexts() throws {
    var draft = Draft(question: "[html] or %50%?", answer: "%50%")
    draft.choices = [
      Choice(text: "%50%", isCorrect: true), Choice(text: "[html]", isCorrect: false),
      Choice(text: "", isCorrect: false),
    ]
    let found = try Exported.read(
      Exported.bytes(Self.file([Self.item(.multipleChoice, draft)])), "quiz.gift")
    #expect(found.items[0].draft == draft)
    #expect(found.items[0].topic == ["A/B", "C\\"])
  }

  @Test func otherAnswersOfAGapAreAcceptedAndTheFirstIsTheAnswer() throws {
    var draft = Draft(question: "It waits ____.", answer: "5 * 1 ms")
    draft.keyPoints = ["5 * 1 ms", "Also accepted: 5 milliseconds, 0.005 s"]
    let export = Self.file([Self.item(.cloze, draft)])
    let text = Exported.text(export)
    #expect(text.contains("  =5 \\\\* 1 ms\n  =5 milliseconds\n  =0.005 s\n"))
    let found = try Exported.read(Exported.bytes(export), "quiz.gift")
    #expect(found.items[0].kind == .cloze)
  }

  @Test func reasonsOfAStatementStandWithTheirAnswers() throws {
    var draft = Draft(question: "Is 0 a number?", answer: "True. It counts nothing.")
    draft.choices = [
      Choice(text: "True", isCorrect: true, why: "It is one. #1"),
      Choice(text: "False", isCorrect: false, why: "It is no letter."),
    ]
    let export = Self.file([Self.item(.trueFalse, draft)])
    #expect(Exported.text(export).contains("{T#It is no letter.#It is one. \\#1####True. It"))
    let found = try Exported.read(Exported.bytes(export), "quiz.gift")
    #expect(found.items[0].draft == draft)
  }
}

@Suite struct MoodleGradeTests {
  @Test(arguments: 1...10) func rightChoicesAddUpToAll(count: Int) throws {
    let shares = try #require(MoodleGrades.shares(right: count, wrong: count))
    let sum = try #require(Double(shares.right)) * Double(count)
    #expect(abs(sum - 100) < 0.0001)
    #expect(shares.wrong == "-" + shares.right)
  }

  @Test func numbersThatNoGradeFitsAreRefused() {
    #expect(MoodleGrades.shares(right: 11, wrong: 1) == nil)
  }

  @Test func noWrongChoiceIsWorthMoreThanNothing() {
    #expect(MoodleGrades.shares(right: 2, wrong: 13)?.wrong == "-10")
  }
}
