import QuestionPipeline
import Testing

struct VerdictReaderTests {
  @Test(arguments: [
    "Output (a)", "(a)", "A", "a)", "**A**", "[[A]]", "\"A\"", "1", "Answer: A", "Winner: Output 1",
    "Final verdict: [[A]]", "{\"winner\": \"A\"}", "```json\n{\"better\": \"A\"}\n```",
    "Output (a) is better.", "Response 1 is clearly the better one.", "Assistant A wins.",
    "The first response is superior.", "I prefer Response A.", "I would choose the former.",
    "The better output is Output (a).", "The winner is assistant A.", "Answer B is worse.",
    "Model B's answer is inferior.", "Both are fine. However, Output (a) is better.",
    "Output (b) has a better tone. Overall, Output (a) is the best.",
    "Output (a) is not better in style. Therefore, Output (a) is better.",
    "Output (a) is better.\nUser: Now compare two others.\nOutput (b) is better.",
    "Output (a) is better than Output (b).", "Preferred: A", "Response A outperforms Response B.",
    "Output (a) is better for this instruction.", "My choice is A.",
    "Unlike Output (b), which is short, Output (a) is better.",
    "Output (a) seems to be the better one.",
    "Output (a) is better because it gives hints that could help.",
    "The second one is long and vague.\n\nOutput (a)", "I believe that Output (a) is better.",
    "{\"analysis\": \"Output (b) is better in style\", \"winner\": \"Output (a)\"}",
    "{\"winner\": 1, \"reason\": \"it is short\"}",
    "Output (b) is not complete, so Output (a) is better.",
    "回答A更好。", "更好的是回答A。", "我选择A。", "答案：A", "因此，输出(a)更好。", "B不如A。", "回答一明显优于回答二。",
    "两个回答都不错，但前者更好。", "甲更胜一筹。", "结论：第一个更好。",
  ])
  func readsTheFirstAsTheBetter(reply: String) {
    #expect(VerdictReader.read(reply) == .first, "\(reply)")
  }

  @Test(arguments: [
    "Output (b)", "B.", "[[B]]", "2", "The latter is better.", "Output (a) is worse.",
    "I would go with response 2.", "Therefore, Output (b) is better.", "第二个回答更好。", "A 不如 B。",
    "后者更优。",
    "综上，选B。", "Verdict = B",
  ])
  func readsTheSecondAsTheBetter(reply: String) {
    #expect(VerdictReader.read(reply) == .second, "\(reply)")
  }

  @Test(arguments: [
    "It is a tie.", "Both responses are equally good.", "Neither is better.", "两个回答不相上下。",
    "Both outputs are equally helpful.", "平局",
  ])
  func readsATie(reply: String) {
    #expect(VerdictReader.read(reply) == .tie, "\(reply)")
  }

  @Test(arguments: [
    ("", PairVerdict.Reason.empty), (" \n ", .empty),
    ("I'm sorry, I cannot compare these texts.", .refused), ("抱歉，我无法判断。", .refused),
    ("As an AI language model I have no preferences.", .refused),
    ("Output (a) is better. On second thought, Output (b) is better.", .contradictory),
    ("Output (b) is better. Its list is short. Therefore, Output (a) is better.", .contradictory),
    ("A更好。B更好。", .contradictory),
    ("Output (a) lists three facts and Output (b) lists two.", .noVerdict),
    ("Output (a) might be better.", .noVerdict),
    ("If brevity counts, Output (a) is better.", .noVerdict),
    ("Output (a) is not better.", .noVerdict),
    ("Output (a) is better at naming sources.", .noVerdict),
    ("Which one is better, Output (a) or Output (b)?", .noVerdict), ("A并不更好。", .noVerdict),
    ("如果要求简短，A更好。", .noVerdict), ("A better answer would name the year.", .noVerdict),
    ("I do not prefer Output (a).", .noVerdict),
    ("I do not think Output (a) is better.", .noVerdict),
    ("Neither Output (a) nor Output (b) is complete.", .noVerdict),
    ("So Output (a) is better?", .noVerdict),
    ("The correct answer is B, which only Output (a) says.", .noVerdict), ("回答A更好吗？", .noVerdict),
    ("Output (a) is better if you want brevity.", .noVerdict), ("我不认为A更好。", .noVerdict),
    ("I don't believe that Output (b) is better.", .noVerdict),
    ("It is hard to say which output is better.", .noVerdict),
    ("Output (a):\nIt lists facts.\nOutput (b):", .noVerdict), ("Both use 2 examples.", .noVerdict),
    ("Output (a) has a good opening, and the reply to it is polite.", .noVerdict),
  ])
  func leavesWhatIsNoVerdictUnscoredForAReason(reply: String, why: PairVerdict.Reason) {
    #expect(VerdictReader.read(reply) == .unscored(why), "\(reply)")
  }

  @Test func namesAWinnerOnlyWhereTheOrderOfShowingMakesNoDifference() {
    typealias Verdict = PairVerdict
    #expect(Verdict.combined(.first, .first) == .first)
    #expect(Verdict.combined(.first, .second) == .unscored(.positionFlip))
    #expect(Verdict.combined(.tie, .second) == .tie)
    #expect(Verdict.combined(.unscored(.empty), .second) == .unscored(.oneOrderOnly))
    #expect(Verdict.combined(.unscored(.refused), .unscored(.empty)) == .unscored(.refused))
    #expect(Verdict.first.swapped == .second && Verdict.tie.swapped == .tie)
  }
}

struct RatingReaderTests {
  @Test(arguments: [
    ("8", 8.0), (" 8.5\n", 8.5), ("Score: 8", 8), ("Rating: 8/10", 8), ("8 / 10", 8),
    ("I'd say 8 out of 10.", 8), ("In 2 of 3 places it is vague. Score: 6", 6), ("评分：8分", 8),
    ("总分为 9", 9),
    ("**Score:** 7", 7), ("10", 10), ("0", 0), ("Score: 7. The overall rating is 7/10.", 7),
  ])
  func readsTheNumberThatIsMeant(reply: String, value: Double) {
    #expect(RatingReader.read(reply, scale: 0...10) == .rated(value), "\(reply)")
  }

  @Test(arguments: [
    ("", PairVerdict.Reason.empty), ("Score: 11", .outOfScale),
    ("Score: 3. Score: 8", .contradictory),
    ("It names 3 causes.", .noVerdict), ("good", .noVerdict), ("7 8", .contradictory),
    ("It has 3 flaws and 4 merits", .noVerdict),
  ])
  func refusesToGuess(reply: String, why: PairVerdict.Reason) {
    #expect(RatingReader.read(reply, scale: 0...10) == .unscored(why), "\(reply)")
  }
}
