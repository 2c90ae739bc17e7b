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
    #expect(
      scores.entries.filter { $0.score.value != nil }.map(\.name)
        == ["fluency", "clarity", "conciseness", "depthCues"])
    for name in ["relevance", "consistency", "answerability", "answerConsistency"] {
      #expect(scores[name] == .unscored("no validity without a judge"))
    }
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

  @Test(arguments: [
    // Cut off, in word order gone astray, a statement that only a mark makes a question.
    "Which scheduler was chosen for the nightly training jobs of the",
    "A trade between two what is the cost of locks?",
    "The scheduler and the loader were both written by one team?",
    "The pool was tuned by Ana, also known as Ana the tuner, also known as Ana the tuner, in which year?",
  ])
  func takesFromFluencyWhatRatersTakeFromIt(question: String) throws {
    #expect(try #require(scores(question, "The answer is here.")["fluency"]?.value) <= 0.9)
    let sound = scores("In which year was the pool tuned by Ana?", "The answer is here.")
    #expect(sound["fluency"] == .exact(1, by: "rules"))
  }

  @Test func takesFromClarityForAListLeftOpenAndForWhatWasNeverNamed() throws {
    let open = scores("The author is a poet, a critic, and what?", "A clerk.")
    #expect(try #require(open["clarity"]?.value) < 0.8)
    let back = scores("What are two other categories?", "Lists and sets.")
    #expect(try #require(back["clarity"]?.value) <= 0.8)
    let whole = scores("Which other type than a list keeps its order in Python?", "A tuple.")
    #expect(try #require(whole["clarity"]?.value) > 0.7)
    let sound = scores("Which type keeps its order in Python?", "A tuple.")
    #expect(sound["clarity"] == .exact(1, by: "rules"))
  }

  @Test func takesFromConcisenessWhatOneSentenceTellsBeforeItAsks() throws {
    let story =
      "The scheduler, which was written in 2011 by a team of four in a cellar, and which later ran the nightly jobs "
      + "of the whole company on six machines, two of which were borrowed from the bank next door, is named after "
      + "which bird?"
    let long = try #require(scores(story, "A heron.")["conciseness"]?.value)
    let short = try #require(
      scores("Which bird is the scheduler named after?", "A heron.")["conciseness"]?.value)
    #expect(long < 0.7)
    #expect(short == 1)
    // The same words in sentences of their own are a setting, not a burden.
    let told =
      "The scheduler was written in 2011 by a team of four. It ran the nightly jobs of the company on six machines. "
      + "Two of them were borrowed from the bank next door. Which bird is it named after?"
    #expect(try #require(scores(told, "A heron.")["conciseness"]?.value) > long + 0.2)
  }

  @Test func measuresChineseSentencesByIdeographs() throws {
    let long =
      "某公司在二〇一一年由四名工程师在地下室里写出的、后来在六台机器上承担全公司夜间训练任务的、其中两台机器还是从隔壁银行借来的、至今仍由最初"
      + "那四个人利用周末时间义务维护的调度器的名字取自哪一种鸟？"
    #expect(try #require(scores(long, "苍鹭。", .chinese)["conciseness"]?.value) < 0.7)
    #expect(scores("调度器的名字取自哪一种鸟？", "苍鹭。", .chinese)["conciseness"] == .exact(1, by: "rules"))
  }

  @Test func measuresHowMuchOfTheAnswerTheSourceSays() throws {
    func groundedness(_ answer: String, _ passage: String?, _ language: LanguageTag = .english)
      -> Score?
    {
      let draft = Draft(question: "Which lamp did the tower have?", answer: answer)
      let context = ItemContext(kind: .open, language: language, passage: passage)
      return RuleScorer().scores(of: draft, flaws: [], in: context)["groundedness"]
    }
    let passage = "The tower of 1843 burned rapeseed oil until a petroleum lamp took its place."
    #expect(groundedness("A petroleum lamp.", passage) == .exact(1, by: "rules"))
    #expect(try #require(groundedness("An electric arc.", passage)?.value) < 0.3)
    #expect(groundedness("A petroleum lamp.", nil) == nil)
    // A Chinese answer on an English source is not measured at all.
    #expect(groundedness("用的是石油灯。", passage, .chinese) == nil)
    let chinese = "一八四三年的灯塔烧菜籽油，后来改用石油灯。"
    #expect(groundedness("石油灯。", chinese, .chinese) == .exact(1, by: "rules"))
    #expect(try #require(groundedness("电弧光源照明。", chinese, .chinese)?.value) < 0.3)
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

  @Test func shortChineseQuestionsLoseNothingThatEnglishOnesKeep() {
    for question in ["什么是栈？", "什么是多态？", "解释递归。"] {
      #expect(
        scores(question, Inspection.chineseAnswer, .chinese)["clarity"] == .exact(1, by: "rules"))
    }
    #expect(
      scores("注意力？", Inspection.chineseAnswer, .chinese)["clarity"] == .exact(0.7, by: "rules"))
  }
}
