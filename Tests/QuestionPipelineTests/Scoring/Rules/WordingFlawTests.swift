import QuestionPipeline
import Testing

/// Flaws of form and of answers, each in both languages with texts that only look like it.
struct WordingFlawTests {
  private func names(
    _ question: String, _ answer: String, _ language: LanguageTag = .english,
    _ kind: QuestionKind = .open
  ) -> [String] {
    Inspection.names(Draft(question: question, answer: answer), kind, language)
  }

  @Test(arguments: [
    ("What are iterators and generators", LanguageTag.english, true),
    ("In which order are destructors run", .english, true),
    ("Explain what iterators and generators are", .english, false),
    ("What are iterators and generators?", .english, false),
    ("哈希表的扩容是怎样进行的", .chinese, true), ("请解释哈希表的扩容过程", .chinese, false),
    ("哈希表的扩容是怎样进行的？", .chinese, false),
  ])
  func findsAMissingQuestionMark(question: String, language: LanguageTag, isMissing: Bool) {
    let answer =
      language == .english
      ? "They are run in the order in which the objects were made." : "元素分批移到两倍大的新表中。"
    #expect(names(question, answer, language).contains("missing-question-mark") == isMissing)
  }

  @Test(arguments: [
    ("Attention?", LanguageTag.english, true), ("Hash tables", .english, true),
    ("Define overfitting.", .english, false), ("Why hash keys?", .english, false),
    ("缓存", .chinese, true), ("什么是缓存？", .chinese, false), ("何谓栈？", .chinese, false),
  ])
  func findsAWordWhereAQuestionShouldBe(question: String, language: LanguageTag, isShort: Bool) {
    let answer =
      language == .english
      ? "A copy that is kept near, so that it need not be fetched again." : "放在近处的副本，省去再次读取。"
    #expect(names(question, answer, language).contains("question-too-short") == isShort)
  }

  @Test func findsAQuestionMuchLongerThanItsKindNeeds() {
    let long = String(
      repeating: "The first worker hands each of its jobs to the next one. ", count: 24)
    #expect(names(long + "Why?", "So that none of them waits.").contains("question-too-long"))
    // What asks about a text brings it along, and a program is described at length.
    let read = "Read the following passage. " + long + "Why do they do so?"
    #expect(!names(read, "So that none of them waits.").contains("question-too-long"))
    let chinese = String(repeating: "第一个工作者把手里的每个任务都交给下一个工作者去做。", count: 24)
    #expect(names(chinese + "为什么？", "为了不必等待。", .chinese).contains("question-too-long"))
    #expect(
      !names(String(chinese.prefix(200)) + "为什么？", "为了不必等待。", .chinese).contains(
        "question-too-long"))
  }

  @Test(arguments: [
    ("Why does it fail under load?", LanguageTag.english, true),
    ("What are its drawbacks?", .english, true), ("How do these methods differ?", .english, true),
    ("Explain how they share memory.", .english, true),
    ("Why does a pool fail when it is empty?", .english, false),
    ("Is it possible to lock a file twice?", .english, false),
    ("Why does it matter that a hash is stable?", .english, false),
    ("How long does it take to sort a list?", .english, false),
    ("它的缺点是什么？", .chinese, true), ("请解释其工作原理。", .chinese, true),
    ("为什么该方法更快？", .chinese, true), ("哈希表为什么会退化，它如何恢复？", .chinese, false),
    ("其中哪个锁是公平的？", .chinese, false), ("其他线程何时被唤醒？", .chinese, false),
  ])
  func findsAPronounThatStandsForNothing(
    question: String, language: LanguageTag, isUnclear: Bool
  ) {
    let answer =
      language == .english
      ? "Each waits for the other, so none of the two goes on before the first gives up its lock."
      : "两个线程互相等待，先放弃锁的一方让另一方继续执行。"
    #expect(names(question, answer, language).contains("unclear-pronoun") == isUnclear)
  }

  @Test(arguments: [
    ("Mark the roots, then:\n1. follow the links\n2.", LanguageTag.english, true),
    ("Mark the roots, then:\n- follow the links\n-", .english, true),
    ("The cost is $$n^2 for each row.", .english, true),
    ("Call `free once, then return.", .english, true),
    ("Mark the roots, then:\n1. follow the links\n2. sweep", .english, false),
    ("The cost is $$n^2$$ for each row.", .english, false),
    ("The loop ends at step 2.", .english, false),
    ("先标记根节点：\n1、沿引用遍历\n2、", .chinese, true), ("先标记根节点：\n1、沿引用遍历\n2、清除", .chinese, false),
  ])
  func findsWhatIsLeftOpen(answer: String, language: LanguageTag, isOpen: Bool) {
    let question = language == .english ? "How does a collector run?" : "垃圾回收如何进行？"
    #expect(names(question, answer, language).contains("unclosed-markup") == isOpen)
  }

  @Test(arguments: [
    ("How many bits does a byte have?", "It depends on the machine.", LanguageTag.english, false),
    ("How many bits does a byte have?", "Those of the machine word.", .english, true),
    ("How many bits does a byte have?", "Eight.", .english, false),
    ("In what year did the tower open?", "After the great storm.", .english, true),
    ("In what year did the tower open?", "1843", .english, false),
    ("Why is a tuple hashable?", "Yes.", .english, true),
    ("Which of the two is hashable?", "No", .english, true),
    ("Why is a tuple hashable?", "42", .english, true),
    ("Is a tuple hashable?", "Yes.", .english, false),
    (
      "How many ways are there, and why?", "They follow from the order of the keys.", .english,
      false
    ),
    ("一个字节有多少位？", "由机器决定的那些。", .chinese, true), ("一个字节有多少位？", "八位。", .chinese, false),
    ("为什么元组可哈希？", "是的", .chinese, true), ("元组是否可哈希？", "是的", .chinese, false),
    ("为什么元组可哈希？", "因为它不可变。", .chinese, false),
  ])
  func findsAnAnswerOfAnotherTypeThanAskedFor(
    question: String, answer: String, language: LanguageTag, isMismatch: Bool
  ) {
    #expect(names(question, answer, language).contains("answer-type-mismatch") == isMismatch)
  }

  @Test(arguments: [
    ("Explain why a tuple is hashable.", "It is immutable.", LanguageTag.english, true),
    ("Compare threads and processes.", "Threads share memory.", .english, true),
    (
      "Explain why a tuple is hashable.", "Its members cannot change, so its hash stays the same.",
      .english, false
    ),
    ("What is a tuple?", "A sequence.", .english, false),
    ("Explain what the call costs.", "O(log n).", .english, false),
    ("请解释元组为什么可哈希。", "不可变。", .chinese, true),
    ("请解释元组为什么可哈希。", "元组的成员不能改变，所以哈希值始终相同。", .chinese, false),
    ("什么是元组？", "一种序列。", .chinese, false),
  ])
  func findsAnAnswerTooShortForItsLevel(
    question: String, answer: String, language: LanguageTag, isThin: Bool
  ) {
    #expect(names(question, answer, language).contains("thin-answer") == isThin)
  }

  @Test(arguments: [
    ("A caching layer is a layer, used in front of a database.", LanguageTag.english, true),
    ("A caching layer is a layer that answers before the database is asked.", .english, false),
    ("A caching layer is a fast store, used in front of a database.", .english, false),
    ("缓存机制是一种机制，用于加快读取。", .chinese, true), ("缓存机制是一种把副本放在近处的机制，用于加快读取。", .chinese, false),
    ("缓存机制是一种优化手段，用于加快读取。", .chinese, false),
  ])
  func findsADefinitionByItsOwnClass(answer: String, language: LanguageTag, isHollow: Bool) {
    let question = language == .english ? "What is a caching layer?" : "什么是缓存机制？"
    #expect(names(question, answer, language).contains("hollow-definition") == isHollow)
  }

  @Test(arguments: [
    (
      "The replica does not accept writes from any client.",
      "The replica accepts writes from any client.", LanguageTag.english, true
    ),
    (
      "The ring keeps 3 copies of every row.", "The ring keeps 5 copies of every row.", .english,
      true
    ),
    (
      "The replica accepts writes from any client.", "The replica accepts writes from any client.",
      .english, false
    ),
    (
      "The replica accepts writes, never reads.", "The replica accepts writes from any client.",
      .english, false
    ),
    ("副本不接受客户端的写入请求。", "副本接受客户端的写入请求。", .chinese, true),
    ("副本接受客户端的写入请求。", "副本接受客户端的写入请求。", .chinese, false),
    ("副本接受客户端的写入请求，不接受读取。", "副本接受客户端的写入请求。", .chinese, false),
  ])
  func findsAnAnswerThatDeniesItsKeyPoint(
    answer: String, point: String, language: LanguageTag, contradicts: Bool
  ) {
    var draft = Draft(
      question: language == .english ? "What does a replica do?" : "副本的职责是什么？", answer: answer)
    draft.keyPoints = [point]
    #expect(
      Inspection.names(draft, .open, language).contains("contradicts-key-point") == contradicts)
  }

  @Test(arguments: [
    // Names, formulas and numbered parts end without a mark and are whole.
    (
      "Which body runs the harbour?",
      "The Joint Committee of Harbour Masters and Coastal Pilots of Northern Ports"
    ),
    ("Where does the cable land?", "At St. Agnes"),
    (
      "How does the service cope with load?",
      "It does so via:\nbatching of equal calls\na queue in front of the disk"
    ),
    (
      "Which class does $x_i$ get?",
      "The one with the largest $p(y \\mid x)$, so $y = \\mathrm{A}$."
    ),
  ])
  func takesNoWholeAnswerForABrokenOne(question: String, answer: String) {
    #expect(names(question, answer) == [])
  }

  @Test func takesFormulasForWordsOfNoLanguage() {
    #expect(names("函数 $f(x)=\\log x$ 的导数是什么？", "$\\frac{1}{x}$", .chinese) == [])
    // Two prices are no formula.
    let prices = Draft(
      question: "What does a lock cost?", answer: "Between $5 and $9, depending on the")
    #expect(Inspection.errors(prices) == ["truncated-answer"])
  }
}
