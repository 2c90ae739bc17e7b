import QuestionPipeline
import Testing

struct AnswerScorerTests {
  private func score(_ answer: String, _ references: String..., to question: String = "") throws
    -> AnswerScore
  {
    try #require(AnswerScorer(references: references, question: question).score(answer))
  }

  @Test(arguments: ["Grace Hopper", "grace hopper.", "It was Grace Hopper, in 1952."])
  func findsAFactHoweverItIsWrapped(answer: String) throws {
    let score = try score(answer, "Grace Hopper", to: "Who wrote the first compiler?")
    #expect(score.value > 0.85)
    #expect(score.holdsSpan)
  }

  @Test(arguments: [
    ("Alan Turing", "Grace Hopper", "Who wrote the first compiler?"),
    ("The first compiler was written by a team.", "Grace Hopper", "Who wrote the first compiler?"),
    ("解释器", "编译器", "什么工具把源代码翻译成机器码？"),
  ])
  func givesLittleToAnotherAnswer(answer: String, reference: String, question: String) throws {
    #expect(try score(answer, reference, to: question).value < 0.4)
  }

  @Test func takesTheBestOfSeveralReferences() throws {
    let score = try score("the Big Apple", "New York City", "Big Apple", "NYC")
    #expect(score.reference == 1)
    #expect(score.value > 0.9)
  }

  @Test func givesNothingForRepeatingTheQuestion() throws {
    let question = "Why does a larger heap slow the collector?"
    let reference = "A larger heap holds more live objects, which the collector has to trace."
    let repeated = try score("A larger heap slows the collector.", reference, to: question)
    let said = try score("There are more live objects to trace.", reference, to: question)
    #expect(repeated.value < said.value)
  }

  @Test func matchesFormsOfAWord() throws {
    let reference = "The evaporation of water cools the skin."
    #expect(
      try score("Evaporating water cooled the skin.", reference).value
        > score("Boiling oil heated the pan.", reference).value + 0.4)
  }

  /// Counted by hand: trigrams between two borders, each once; a form of a word counts by its trigrams or its beginning.
  @Test(arguments: [
    // Four of six trigrams; the words by 2 · 4 / (5 + 6).
    ("ananas", "bananas", 0.697, 0.8),
    // Four of five; the words by five of seven letters.
    ("naïveté", "naïve", 0.7571, 0.5714),
    ("Ampere", "Ampere's", 1, 1),
    // One of ten; one of two terms.
    ("熵", "熵 increases", 0.3, 1),
    // One of three pairs of neighbours.
    ("光合", "光合作用", 0.3333, 1),
  ])
  func countsTrigramsAndForms(
    answer: String, reference: String, recall: Double, precision: Double
  ) throws {
    let score = try score(answer, reference)
    #expect(score.recall == recall)
    #expect(score.precision == precision)
  }

  @Test func holdsNumbersAndDatesAgainstEachOther() throws {
    let question = "When was the first release?"
    let right = try score("On 3 May 1994.", "May 3, 1994", to: question)
    let other = try score("On 9 May 1997.", "May 3, 1994", to: question)
    #expect(right.numbers == 1)
    #expect(other.numbers == 0)
    #expect(right.value > 0.8 && other.value < 0.4)
    #expect(try score("Seven of them.", "7").value > 0.85)
  }

  @Test(arguments: [
    ("The pitch gets lower.", "The pitch gets higher."),
    ("学习率应当减小。", "学习率应当增大。"),
    ("The pressure decreases.", "The pressure increases."),
    ("It takes fewer steps.", "It takes more steps."), ("人数变少。", "人数变多。"),
    ("The lid is closed.", "The lid is open."), ("结果是阴性。", "结果是阳性。"),
  ])
  func countsTheOppositeLessThanTheSame(opposite: String, reference: String) throws {
    let wrong = try score(opposite, reference)
    #expect(wrong.isOpposite)
    #expect(try wrong.value < score(reference, reference).value - 0.15)
  }

  @Test func countsANegationOnOneSideLess() throws {
    let reference = "The lock does not protect the second counter."
    let denied = try score("The lock protects the second counter.", reference)
    #expect(denied.isNegated)
    #expect(
      try denied.value < score("The lock doesn't protect the second counter.", reference).value)
    let added = try score("缓存不会失效", "缓存会失效")
    #expect(added.isNegated)
  }

  @Test func scoresChineseByPairsOfIdeographs() throws {
    let question = "为什么深层网络难以训练？"
    let reference = "因为梯度在反向传播时逐层相乘，容易消失或爆炸。"
    let near = try score("反向传播中梯度逐层相乘，会消失或者爆炸。", reference, to: question)
    let far = try score("因为数据太少，标注成本很高。", reference, to: question)
    #expect(near.value > 0.5)
    #expect(far.value < 0.2)
  }

  @Test func givesOneToTheReferenceItselfAndNothingToABlank() throws {
    for text in ["Grace Hopper", "It splits the load so that no shard overheats.", "因为它没有锁。", "7"] {
      #expect(try score(text, text).value == 1)
    }
    #expect(try score(" ", "Grace Hopper").value == 0)
  }

  @Test func scoresNothingWithoutAReference() {
    #expect(AnswerScorer(references: [], question: "Why?").score("Because.") == nil)
    #expect(AnswerScorer(references: [" ", ""], question: "Why?").score("Because.") == nil)
  }
}
