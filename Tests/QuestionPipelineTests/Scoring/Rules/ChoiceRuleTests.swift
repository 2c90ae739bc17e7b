import QuestionPipeline
import Testing

/// Item-writing flaws of multiple choice, each with an item that only looks like it.
struct ChoiceRuleTests {
  private func names(_ draft: Draft, _ language: LanguageTag = .english) -> [String] {
    Inspection.names(draft, .multipleChoice, language)
  }

  @Test func findsAllOfTheAbove() {
    let draft = Inspection.choices(
      "Which is a sequence type?", "a list", "a set", "a dict", "None of the above")
    #expect(names(draft) == ["mcq-none-or-all-of-above"])
    let chinese = Inspection.choices("哪种类型保持顺序？", "列表", "集合", "以上都是", "冻结集合")
    #expect(names(chinese, .chinese) == ["mcq-none-or-all-of-above"])
  }

  @Test func findsACombinationOfOptions() {
    let draft = Inspection.choices(
      "Which type keeps its order?", "a list", "a set", "A and B", "a frozenset")
    #expect(names(draft) == ["mcq-complex-format"])
  }

  @Test func findsTheLongestKey() {
    let draft = Inspection.choices(
      "Why is the cache small?",
      "It must fit beside the weights in the memory of one accelerator", "It is old", "It is slow",
      "It is full")
    #expect(names(draft) == ["mcq-longest-option-is-key"])
    let chinese = Inspection.choices("缓存为什么做得小？", "它必须与权重一起放进单张加速卡的显存里面", "它太旧了", "它太慢了", "它满了")
    #expect(names(chinese, .chinese) == ["mcq-longest-option-is-key"])
  }

  @Test func findsVeryUnequalOptions() {
    let draft = Inspection.choices(
      "Why is the cache small?", "It is old", "It is slow",
      "It must fit beside the weights in the memory of one accelerator",
      "It must fit beside the weights and the optimiser in one accelerator")
    #expect(names(draft) == ["mcq-unequal-options"])
  }

  @Test func findsAbsoluteWordsInWrongOptionsAlone() throws {
    let draft = Inspection.choices(
      "How does early stopping act?", "It ends training when validation stalls",
      "It always ends training after ten epochs", "It never changes the final weights",
      "It removes the noise from the labels")
    let flaw = try #require(Inspection.flaws(draft, .multipleChoice).first)
    #expect(flaw.name == "mcq-absolute-terms")
    #expect(flaw.evidence == "“always”, “never”")
    let harmless = Inspection.choices(
      "Income is missing more often for the young, given age at random. Which mechanism is this?",
      "missing at random", "missing completely at random", "missing not at random",
      "missing by design")
    #expect(!names(harmless).contains("mcq-absolute-terms"))
  }

  @Test func findsVagueWords() {
    let draft = Inspection.choices(
      "What does a warm cache do?", "It often answers fast", "It writes data twice",
      "It drops old rows", "It locks the table")
    #expect(names(draft) == ["mcq-vague-terms"])
  }

  @Test(arguments: [
    ("A model that keeps a state is called an", "RNN", "CNN", true),
    ("A model that keeps a state is called an", "LSTM", "encoder", false),
    ("Code that wraps a function is called a", "decorator", "iterator", true),
    ("Code that identifies a user is called a", "user id", "unit test", false),
    ("Code that wraps a function is called a(n)", "decorator", "iterator", false),
  ])
  func findsAnArticleThatFitsTheKeyAlone(stem: String, key: String, wrong: String, isCue: Bool) {
    let draft = Inspection.choices(stem + " ____", key, wrong, wrong + " x", wrong + " y")
    #expect(names(draft).contains("mcq-grammatical-cue") == isCue)
  }

  @Test func findsAWordOfTheStemInTheKeyAlone() {
    let draft = Inspection.choices(
      "Which technique handles exploding gradients?", "Clipping the gradients",
      "Lowering the batch size", "Shuffling the data", "Freezing the labels")
    #expect(names(draft) == ["mcq-word-repeat"])
    let shared = Inspection.choices(
      "Which technique handles exploding gradients?", "Clipping the gradients",
      "Adding the gradients", "Shuffling the data", "Freezing the labels")
    #expect(names(shared) == [])
  }

  @Test func findsEqualOptions() {
    let draft = Inspection.choices(
      "What is returned?", "a new list", "the same list", "a new list.", "an iterator")
    #expect(Inspection.errors(draft, .multipleChoice) == ["mcq-duplicate-options"])
    let code = Inspection.choices("Which name is the constant?", "True", "true", "TRUE", "1")
    #expect(names(code) == [])
  }

  @Test(arguments: [
    ("Which of the following is NOT a sequence?", LanguageTag.english, true),
    ("All of the following except one are sequences; which of these is not?", .english, true),
    ("Why does the loss not fall although the rate is small?", .english, false),
    ("下列说法不正确的是？", .chinese, true), ("哪个不属于序列类型？", .chinese, true),
    ("损失为什么不再下降？", .chinese, false),
  ])
  func findsNegatedStems(stem: String, language: LanguageTag, isNegated: Bool) {
    let draft =
      language == .english
      ? Inspection.choices(stem, "a set", "a list", "a tuple", "a string")
      : Inspection.choices(stem, "集合", "列表", "元组", "字符串")
    #expect(names(draft, language).contains("mcq-negated-stem") == isNegated)
  }

  @Test func findsAGapInTheMiddle() {
    let draft = Inspection.choices(
      "The ____ stores the keys and values of earlier tokens during decoding.", "cache", "mask",
      "logit", "head")
    #expect(names(draft) == ["mcq-fill-in-mid-sentence"])
    let end = Inspection.choices(
      "Keys and values of earlier tokens are stored in the ____.", "cache", "mask", "logit", "head")
    #expect(names(end) == [])
  }

  @Test func findsSeveralKeysAndTooFewOptions() {
    var draft = Inspection.choices("Which is a sequence?", "a list", "a tuple", "a set")
    draft.choices[1].isCorrect = true
    #expect(Inspection.errors(draft, .multipleChoice) == ["mcq-more-than-one-correct"])
    #expect(
      names(Inspection.choices("Which is ordered?", "a list", "a set")) == ["mcq-few-options"])
  }

  @Test(arguments: [
    "B. A dict keeps insertion order.", "The correct answer is B because it keeps order.", "a dict",
    "A dict. It keeps insertion order.", "Answer: B",
  ])
  func findsAnAnswerThatContradictsTheKey(answer: String) {
    let draft = Inspection.choices(
      "Which type finds a key in constant time?", "a set", "a dict", "a list", "a tuple",
      answer: answer)
    #expect(Inspection.errors(draft, .multipleChoice) == ["contradictory-key"])
  }

  @Test(arguments: [
    "A set. A dict would need values.", "A", "The correct answer is A set, not B.",
    "A hash makes it so; option B stores more.", "a set",
  ])
  func acceptsAnAnswerThatAgreesWithTheKey(answer: String) {
    let draft = Inspection.choices(
      "Which type finds a key in constant time?", "a set", "a dict", "a list", "a tuple",
      answer: answer)
    #expect(Inspection.names(draft, .multipleChoice) == [])
  }

  @Test func takesNoNumberOfTheReasoningForTheKey() {
    let draft = Inspection.choices(
      "With 16 micro-batches per update, how many updates do 3,200 steps make?", "200", "3,200",
      "1,600", "16", answer: "3,200 / 16 = 200 updates.")
    #expect(!Inspection.errors(draft, .multipleChoice).contains("contradictory-key"))
  }

  @Test(arguments: [
    ("False. It is the other way round.", true), ("True. It is so.", false), ("该说法错误。", true),
  ])
  func findsAVerdictThatContradictsTheMark(answer: String, isFlawed: Bool) {
    let isChinese = answer.hasPrefix("该")
    var draft = Draft(
      question: isChinese ? "列表是可变的。" : "Lists are mutable.", answer: answer)
    draft.choices = [
      Choice(text: isChinese ? "正确" : "True", isCorrect: true),
      Choice(text: isChinese ? "错误" : "False", isCorrect: false),
    ]
    let names = Inspection.names(draft, .trueFalse, isChinese ? .chinese : .english)
    #expect(names == (isFlawed ? ["contradictory-key"] : []))
  }

  @Test func namesTheFlawInBothLanguages() throws {
    #expect(Set(FlawKind.all.map(\.name)).count == FlawKind.all.count)
    let kind = try #require(FlawKind.named(FlawName.negatedStem))
    #expect(kind.description.text(in: .english) == "asks for what is not so")
    #expect(kind.description.text(in: .chinese) == "题干用否定方式提问")
    #expect(kind.severity == .warning)
  }
}
