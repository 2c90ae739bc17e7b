import QuestionPipeline
import Testing

struct FormRuleTests {
  @Test(arguments: [
    "The optimiser keeps a moving average because it:", "It scales the gradient and",
    "First it reads the data. Then it fits the", "The call returns a list (of pairs",
    "It works as follows:\n```python\nfor x in y:", "The memory grows with the square of the",
    "Attention weighs the values. The weights come from a soft",
    "Dropout hides units at random, so that no unit relies on its",
    "It fails when the batch is small, ",
    "The first reason is speed...",
  ])
  func findsATruncatedAnswer(answer: String) {
    let draft = Draft(question: Inspection.question, answer: answer)
    #expect(Inspection.errors(draft) == ["truncated-answer"])
  }

  @Test(arguments: [
    "注意力先计算分数。然后用 softmax 得到权", "这样做是因为", "它依赖三个条件：", "梯度消失的原因包括，", "模型在训练集上表现好（但在测试集上",
    "先分词，再查词表，",
  ])
  func findsATruncatedAnswerInChinese(answer: String) {
    let draft = Draft(question: Inspection.chineseQuestion, answer: answer)
    #expect(Inspection.errors(draft, .open, .chinese) == ["truncated-answer"])
  }

  @Test func onlyWarnsOfAMissingLastMark() throws {
    let careless = Draft(
      question: "What is a decorator?",
      answer: "A decorator takes a function and returns another one that replaces it")
    let flaw = try #require(Inspection.flaws(careless).first)
    #expect(flaw.name == "truncated-answer")
    #expect(flaw.severity == .warning)
  }

  @Test func isSureOnceAKeyPointIsMissingToo() {
    var draft = Draft(
      question: "What is a decorator?",
      answer: "A decorator takes a function and returns another one that repl")
    draft.keyPoints = ["takes a function", "keeps metadata by functools.wraps"]
    #expect(Inspection.errors(draft) == ["truncated-answer"])
  }

  @Test func acceptsAnyWordAsTheFillingOfAGap() {
    let draft = Draft(
      question: "The expression ____ delegates to a generator.", answer: "yield from")
    #expect(Inspection.names(draft, .cloze) == [])
  }

  @Test(arguments: [
    "What happens to the gradient when the", "Explain the relation between a lock and",
    "Given the list [1, 2, 3",
  ])
  func findsATruncatedQuestion(question: String) {
    #expect(
      Inspection.errors(Draft(question: question, answer: Inspection.answer))
        == ["truncated-question"])
  }

  @Test func letsAMultipleChoiceStemEndInItsMiddle() {
    let draft = Inspection.choices(
      "Weight decay pulls the weights towards", "zero", "one", "the mean", "the median")
    #expect(Inspection.names(draft, .multipleChoice) == [])
  }

  @Test(arguments: [
    ("TODO: write the answer", "TODO"), ("The result is xxx.", "xxx"),
    ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
    ("It uses [insert technique] here.", "[insert technique]"),
    ("Your answer here.", "Your answer here"),
  ])
  func findsPlaceholders(answer: String, evidence: String) {
    let flaws = Inspection.flaws(Draft(question: Inspection.question, answer: answer))
    #expect(flaws.filter { $0.name == "placeholder-text" }.map(\.evidence) == [evidence])
  }

  @Test(arguments: [
    "A TODO list app stores its items in SQLite.", "The `[MASK]` token is a placeholder in BERT.",
    "Strings such as \"xxx\" stand for anything in the tests.",
    "List[int] is a type; x[i] is an item.",
  ])
  func toleratesTalkAboutPlaceholders(answer: String) {
    let draft = Draft(question: "How would you store such notes?", answer: answer)
    #expect(Inspection.names(draft) == [])
  }

  @Test(arguments: [
    "It\u{FFFD}s a layer.", "The modelâ€™s weights.", "cafÃ© data", "鐨勬ā鍨嬫槸锛", "a\u{0}b",
  ])
  func findsMojibake(answer: String) {
    #expect(
      Inspection.names(Draft(question: Inspection.question, answer: answer)).contains("mojibake"))
  }

  @Test func findsEmptyParts() {
    #expect(Inspection.names(Draft(question: " ", answer: "Yes.")) == ["missing-question"])
    #expect(
      Inspection.names(Draft(question: Inspection.question, answer: "\n")) == ["missing-answer"])
    #expect(
      Inspection.names(Draft(question: Inspection.chineseQuestion, answer: "略"), .open, .chinese)
        == ["missing-answer"])
  }

  @Test func needsWhatEachKindNeeds() {
    let plain = Draft(question: Inspection.question, answer: Inspection.answer)
    #expect(Inspection.names(plain, .multipleChoice).contains("malformed"))
    #expect(Inspection.names(plain, .trueFalse).contains("malformed"))
    #expect(Inspection.names(plain, .cloze).contains("malformed"))
    #expect(Inspection.names(plain, .coding).contains("malformed"))
    #expect(Inspection.names(plain, .interview) == ["malformed"])
    #expect(Inspection.names(plain, .scenario) == [])

    var unkeyed = Inspection.choices("Which is a sequence?", "a list", "a set", "a dict")
    unkeyed.choices[0].isCorrect = false
    #expect(Inspection.names(unkeyed, .multipleChoice).contains("malformed"))

    var coding = Draft(question: "Write a function that adds.", answer: "It adds.")
    coding.code = CodeTask(language: "python", solution: "x = 1", tests: "assert x", checked: "no")
    #expect(Inspection.names(coding, .coding) == [])
  }

  @Test(arguments: [
    "def __init__(self) sets what?", "What does f() return?", "An index [i] is what?",
  ])
  func takesNoCodeForAGap(question: String) {
    #expect(Inspection.names(Draft(question: question, answer: "It."), .cloze) == ["malformed"])
  }

  @Test(arguments: [
    "A ____ keeps order.", "A (   ) keeps order.", "它叫做（ ）。", "A [blank] keeps order.",
  ])
  func findsGaps(question: String) {
    let language: LanguageTag = question.hasPrefix("它") ? .chinese : .english
    #expect(
      !Inspection.names(Draft(question: question, answer: "列表"), .cloze, language).contains(
        "malformed"))
  }

  @Test(arguments: [
    ("Who wrote Faust?", "In 1808.", LanguageTag.english),
    ("When was the Magna Carta sealed?", "By King John, as his barons had rebelled.", .english),
    ("How many planets are there in the solar system?", "Many.", .english),
    ("《浮士德》的作者是谁？", "1808年。", .chinese), ("《大宪章》是什么时候签署的？", "由约翰王签署，因为贵族们造反了。", .chinese),
    ("太阳系有多少颗行星？", "很多。", .chinese),
  ])
  func findsAnswersOfAnotherTypeThanAsked(question: String, answer: String, language: LanguageTag) {
    #expect(
      Inspection.names(Draft(question: question, answer: answer), .open, language)
        == ["answer-type-mismatch"])
  }

  @Test(arguments: [
    ("Who won the cup in 1990?", "West Germany, 1 to 0", LanguageTag.english),
    ("When was the wall built?", "During the reign of Hadrian.", .english),
    ("When were the laws repealed?", "Shortly after the famine began", .english),
    ("《红楼梦》的作者是谁？", "曹雪芹", .chinese), ("什么时候用中位数更合适？", "数据偏斜时。", .chinese),
    ("长城是什么时候连成一体的？", "秦始皇统一六国之后。", .chinese),
  ])
  func acceptsNamesAndTimesWhereTheyAreAsked(
    question: String, answer: String, language: LanguageTag
  ) {
    #expect(
      !Inspection.names(Draft(question: question, answer: answer), .open, language)
        .contains("answer-type-mismatch"))
  }

  @Test(arguments: [
    ("光合作用发生在植物细胞的什么部位？", "叶绿体"), ("植物进行光合作用时吸收哪种气体？", "二氧化碳。"),
  ])
  func aNameIsEnoughWhereAChineseQuestionAsksForOne(question: String, answer: String) {
    #expect(
      Inspection.names(Draft(question: question, answer: answer), .open, .chinese) == [])
  }

  @Test func countsTheQuestionsOfAChineseSentence() {
    let draft = Draft(
      question: "什么是继承，它有什么类型，为什么要用它，有哪些缺点？", answer: Inspection.chineseAnswer)
    #expect(Inspection.names(draft, .open, .chinese) == ["several-questions"])
    let single = Draft(
      question: "在多线程程序里，为什么两把锁以不同的顺序获取，就可能死锁？", answer: Inspection.chineseAnswer)
    #expect(Inspection.names(single, .open, .chinese) == [])
  }
}
