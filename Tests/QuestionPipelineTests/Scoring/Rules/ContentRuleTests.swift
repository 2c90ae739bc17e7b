import QuestionPipeline
import Testing

struct ContentRuleTests {
  @Test(arguments: [
    "为什么要做批归一化？",
    "Was ist der Unterschied zwischen einer Liste und einem Tupel und wie wird sie benutzt?",
    "Почему нужна нормализация пакетов?", "なぜバッチ正規化が必要ですか？",
  ])
  func findsOtherLanguagesThanEnglish(question: String) {
    #expect(
      Inspection.names(Draft(question: question, answer: Inspection.answer))
        .contains("wrong-language"))
  }

  @Test(arguments: [
    "Why does the loss go up?", "What is attention?",
    "Compare mean and median imputation for a skewed column.",
    "なぜバッチ正規化が必要ですか？",
  ])
  func findsOtherLanguagesThanChinese(question: String) {
    let draft = Draft(question: question, answer: Inspection.chineseAnswer)
    #expect(Inspection.names(draft, .open, .chinese).contains("wrong-language"))
  }

  @Test func findsAnAnswerInAnotherLanguage() {
    let english = Draft(question: Inspection.question, answer: Inspection.chineseAnswer)
    #expect(Inspection.names(english) == ["wrong-language"])
    let chinese = Draft(question: Inspection.chineseQuestion, answer: Inspection.answer)
    #expect(Inspection.names(chinese, .open, .chinese) == ["wrong-language"])
  }

  @Test(arguments: [
    "Attention Is All You Need", "Adam", "`x = [i for i in y]`", "O(n log n)", "GPT-4",
  ])
  func acceptsNamesAndCodeAsChineseAnswers(answer: String) {
    let draft = Draft(question: "提出它的论文或名称是什么？", answer: answer)
    #expect(Inspection.names(draft, .open, .chinese) == [])
  }

  @Test(arguments: [
    "According to the passage, why do caches fail?", "What does the code above print?",
    "Explain the trend in the figure below.", "What does the following code print?",
    "Why, as mentioned above, do caches fail?",
  ])
  func findsReferencesToUnseenText(question: String) {
    #expect(
      Inspection.errors(Draft(question: question, answer: Inspection.answer))
        == ["unseen-reference"])
  }

  @Test(arguments: ["如图所示，曲线为什么下降？", "上述代码会输出什么？", "根据短文，缓存为什么失效？", "阅读以下材料，回答问题。"])
  func findsReferencesToUnseenTextInChinese(question: String) {
    #expect(
      Inspection.errors(
        Draft(question: question, answer: Inspection.chineseAnswer), .open, .chinese)
        == ["unseen-reference"])
  }

  @Test func acceptsReferencesToWhatTheQuestionQuotes() {
    let draft = Draft(
      question: "What does the following code print?\n```python\nprint(1)\n```",
      answer: "It prints 1.")
    #expect(Inspection.names(draft) == [])
  }

  @Test func warnsOfSeveralQuestionsAtOnce() {
    let two = Draft(
      question: "What is a mutex? How does it differ from a semaphore?", answer: Inspection.answer)
    #expect(Inspection.flaws(two).map(\.severity) == [.warning])
    #expect(Inspection.names(two) == ["several-questions"])
    let chained = Draft(
      question: "What is a mutex and why do threads need it?", answer: Inspection.answer)
    #expect(Inspection.names(chained) == ["several-questions"])
  }

  @Test(arguments: [
    ("Dropout is a regularisation technique.", LanguageTag.english),
    ("Dropout 是一种正则化方法。", .chinese),
  ])
  func warnsIfNothingIsAsked(question: String, language: LanguageTag) {
    let answer = language == .english ? Inspection.answer : Inspection.chineseAnswer
    #expect(
      Inspection.names(Draft(question: question, answer: answer), .open, language)
        == ["not-a-question"])
  }

  @Test func findsTheAnswerInTheQuestion() {
    let leaks = [
      Inspection.question + " The lock lets one thread run bytecode at a time.",
      Inspection.question + " (Answer: the lock lets one thread run bytecode.)",
      "Because of it, threads gain nothing for work that keeps the processor busy: why?",
    ]
    for question in leaks {
      let draft = Draft(question: question, answer: Inspection.answer)
      #expect(Inspection.errors(draft) == ["answer-leak"], "\(question)")
    }
    let chinese = Draft(
      question: "GIL 使同一时刻只有一个线程执行字节码，那么多线程为什么不快？", answer: Inspection.chineseAnswer)
    #expect(Inspection.errors(chinese, .open, .chinese) == ["answer-leak"])
  }

  @Test func findsAKeyPointBehindAHint() {
    var draft = Draft(
      question: Inspection.question + " (Hint: one lock.)", answer: Inspection.answer)
    draft.keyPoints = ["one lock"]
    #expect(Inspection.errors(draft) == ["answer-leak"])
  }

  @Test func letsAnAnswerTakeUpTheQuestion() {
    let draft = Draft(
      question: "Why does the softmax saturate when the dot products grow with the width?",
      answer: "The softmax saturates when the dot products grow with the width because large gaps "
        + "between scores push its output towards one-hot. Its gradient then almost vanishes, so "
        + "learning stalls; dividing by the root of the width keeps the variance near one.")
    #expect(Inspection.names(draft) == [])
  }

  @Test func letsAnAnswerRepeatTheEffectOfWhichItGivesTheCause() {
    var draft = Draft(
      question: "A small flame can be seen more than 30 kilometres away. For what reason?",
      answer: "Because each ring turns lost light seawards, a small flame can be seen more than 30 "
        + "kilometres away.")
    draft.keyPoints = ["each ring turns lost light seawards"]
    #expect(Inspection.names(draft) == [])
    draft.keyPoints = ["a small flame seen from 30 kilometres"]
    #expect(Inspection.errors(draft) == ["answer-leak"])
  }

  @Test func findsTheKeyOfAGapInItsSentence() {
    let leak = Draft(
      question: "Dropout at rate 0.5 is a form of ____, as dropout is.", answer: "dropout")
    #expect(Inspection.errors(leak, .cloze) == ["answer-leak"])
    let clean = Draft(question: "Hiding units at random is called ____.", answer: "dropout")
    #expect(Inspection.names(clean, .cloze) == [])
    let chinese = Draft(question: "随机失活（即 Dropout）属于____方法。", answer: "Dropout")
    #expect(Inspection.errors(chinese, .cloze, .chinese) == ["answer-leak"])
  }

  @Test func findsTheKeyOfAChoiceInItsStem() {
    let leak = Inspection.choices(
      "Which structure, such as a hash table, gives constant lookup?", "a hash table", "a list",
      "a heap", "a linked list")
    #expect(Inspection.errors(leak, .multipleChoice) == ["answer-leak"])
    let both = Inspection.choices(
      "Which of precision and recall falls as the threshold rises?", "recall", "precision",
      "accuracy", "specificity")
    #expect(!Inspection.names(both, .multipleChoice).contains("answer-leak"))
  }

  @Test(arguments: [
    (
      "What is gradient clipping?", "Gradient clipping is the clipping of gradients.",
      LanguageTag.english
    ),
    ("什么是梯度裁剪？", "梯度裁剪就是对梯度进行裁剪的一种方法。", .chinese),
  ])
  func findsCircularDefinitions(question: String, answer: String, language: LanguageTag) {
    #expect(
      Inspection.errors(Draft(question: question, answer: answer), .open, language)
        == ["empty-definition"])
  }

  @Test func findsAnAnswerThatIsTheQuestion() {
    let draft = Draft(question: Inspection.question, answer: Inspection.question)
    #expect(Inspection.errors(draft).contains("answer-restates-question"))
  }

  @Test(arguments: [
    ("How do decorators work?", ["decorator"], true),
    ("How does fine-tuning help?", ["finetuning"], true),
    ("How does finetuning help?", ["fine-tuning"], true), ("Why do we drag files?", ["RAG"], false),
    ("Why does RAG need chunks?", ["RAG"], true),
    ("What is a heap?", ["decorator", "closure"], false),
  ])
  func findsWhatIsOffTopic(question: String, terms: [String], isOnTopic: Bool) {
    let names = Inspection.names(
      Draft(question: question, answer: Inspection.answer), topicTerms: terms)
    #expect(names == (isOnTopic ? [] : ["off-topic"]))
  }

  @Test(arguments: [
    (["注意力"], true), (["Transformer 架构"], true), (["装饰器"], false), (["former"], false),
  ])
  func findsWhatIsOffTopicInChinese(terms: [String], isOnTopic: Bool) {
    let draft = Draft(question: "Transformer架构里自注意力为什么要缩放？", answer: "点积的方差随维度增长，softmax 会饱和。")
    let names = Inspection.names(draft, .open, .chinese, topicTerms: terms)
    #expect(names == (isOnTopic ? [] : ["off-topic"]))
  }

  @Test func holdsQuotesAgainstThePassage() {
    var draft = Draft(question: Inspection.question, answer: Inspection.answer)
    draft.sources = [
      Citation(document: "a.md", quote: "one thread\n  run byte-\ncode", start: 0, end: 0)
    ]
    #expect(Inspection.names(draft, passage: Inspection.answer) == [])
    draft.sources[0].quote = "two threads at a time"
    #expect(Inspection.names(draft, passage: Inspection.answer) == ["unsupported-quote"])
    #expect(Inspection.names(draft) == [])
    draft.sources[0].quote = ""
    #expect(Inspection.names(draft) == ["unsupported-quote"])
  }

  @Test(arguments: [
    "As shown in Figure 3, what is the value of x?", "What does the curve in Fig. 2 say?",
    "What is the main idea of the passage?", "Using Table 1, find the mean.",
  ])
  func findsReferencesToNumberedPicturesAndUnseenTexts(question: String) {
    #expect(
      Inspection.errors(Draft(question: question, answer: Inspection.answer))
        == ["unseen-reference"])
  }

  @Test(arguments: ["如图3所示，x的值是多少？", "上文的主要观点是什么？", "由图可知，哪种方法更快？", "见表2，均值是多少？", "文章的主旨是什么？"])
  func findsReferencesToNumberedPicturesAndUnseenTextsInChinese(question: String) {
    #expect(
      Inspection.errors(
        Draft(question: question, answer: Inspection.chineseAnswer), .open, .chinese)
        == ["unseen-reference"])
  }

  @Test(arguments: [
    ("What does Table 1 of the Transformer paper compare?", LanguageTag.english),
    ("How does a passage ranker use the title of the passage?", .english),
    ("解码器如何利用上下文中的信息？", .chinese), ("为什么知识图谱的2跳查询更慢？", .chinese),
  ])
  func acceptsPicturesAndTextsAsTopics(question: String, language: LanguageTag) {
    let answer = language.isChinese ? Inspection.chineseAnswer : Inspection.answer
    #expect(
      !Inspection.names(Draft(question: question, answer: answer), .open, language)
        .contains("unseen-reference"))
  }

  @Test(arguments: [
    ("I'm sorry, but as an AI language model I cannot answer that question.", LanguageTag.english),
    ("As an AI language model, I don't have access to that report.", .english),
    ("I don't know.", .english), ("抱歉，作为一个AI语言模型，我无法回答这个问题。", .chinese), ("我不知道。", .chinese),
  ])
  func takesARefusalForNoAnswer(answer: String, language: LanguageTag) {
    let question = language.isChinese ? "什么是多态？" : "What is polymorphism?"
    #expect(
      Inspection.errors(Draft(question: question, answer: answer), .open, language)
        == ["missing-answer"])
  }

  @Test(arguments: [
    (
      "As an AI language model, I have no live data. However, it was 12 in 2020.",
      LanguageTag.english
    ),
    ("A tuned model may say \"I cannot answer that\", because refusals were rewarded.", .english),
    ("模型会说“我无法回答这个问题”，因为拒答受到过奖励。", .chinese),
  ])
  func acceptsAnswersThatSpeakOfRefusals(answer: String, language: LanguageTag) {
    let question = language.isChinese ? "模型为什么会拒答？" : "Why do models refuse to answer?"
    #expect(
      !Inspection.names(Draft(question: question, answer: answer), .open, language)
        .contains("missing-answer"))
  }

  @Test(arguments: ["{{answer}}", "<answer>", "[答案]", "The result is {{ answer }}."])
  func findsTemplatesThatNobodyFilled(answer: String) {
    #expect(
      Inspection.errors(Draft(question: "What is machine learning?", answer: answer))
        .contains("placeholder-text"))
  }

  @Test func acceptsTemplatesAsATopic() {
    let draft = Draft(
      question: "What does {{ user.name }} print in Jinja?",
      answer: "The value of the attribute {{ user.name }}, or nothing if it is undefined.")
    #expect(!Inspection.names(draft).contains("placeholder-text"))
  }

  @Test func findsAReasonThatOnlyRepeatsTheQuestion() {
    let draft = Draft(question: "Why is the sky blue?", answer: "Because the sky is blue.")
    #expect(Inspection.names(draft) == ["answer-restates-question"])
  }

  @Test func looksOnlyAtTheBeginningOfTextsOfAHundredThousandWords() {
    let question = "Explain \(String(repeating: "answer: foo bar ", count: 20_000))?"
    let answer = (0..<50_000).map { "w\($0 % 983)" }.joined(separator: " ")
    let taken = ContinuousClock().measure {
      _ = Inspection.names(Draft(question: question, answer: answer), .coding)
    }
    #expect(taken < .seconds(20))
  }
}
