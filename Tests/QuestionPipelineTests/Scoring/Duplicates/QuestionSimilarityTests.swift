import QuestionPipeline
import Testing

struct QuestionSimilarityTests {
  private func similarity(_ a: String, _ b: String, _ language: LanguageTag) -> Double {
    let similarity = QuestionSimilarity.similarity(a, b, language: language)
    #expect(similarity == QuestionSimilarity.similarity(b, a, language: language))
    return similarity
  }

  @Test(arguments: [
    ("What is gradient descent?", "what is Gradient-Descent"),
    ("What is gradient descent?", "Please explain: what is gradient descent?"),
    (
      "What is the difference between a list and a tuple?",
      "How does a list differ from a tuple?"
    ),
    ("Why do we normalise inputs before training?", "Why are inputs normalized before training?"),
    (
      "Which drawbacks does a large batch size have?",
      "What are the disadvantages of a big batch size?"
    ),
  ])
  func takesParaphrasesForDuplicates(a: String, b: String) {
    #expect(similarity(a, b, .english) >= 0.8)
  }

  @Test(arguments: [
    ("什么是梯度下降？", "请问，什么是梯度下降"), ("列表和元组有什么区别？", "列表与元组有哪些差异？"),
    ("如何避免过拟合？", "怎样防止过拟合？"), ("Transformer 为什么需要位置编码？", "为何Transformer需要位置编码"),
    ("批归一化的作用是什么？", "批归一化的用途是什么？"),
  ])
  func takesChineseParaphrasesForDuplicates(a: String, b: String) {
    #expect(similarity(a, b, .chinese) >= 0.8)
  }

  @Test(arguments: [
    ("What is a decorator?", "What is a generator?"),
    ("What is supervised learning?", "What is unsupervised learning?"),
    (
      "What does a self-attention layer compute for each position of a sequence?",
      "What does a convolution layer compute for each position of a sequence?"
    ),
    ("What is overfitting?", "Why does overfitting happen with small data sets?"),
    ("How much memory do 7 billion weights take?", "How much memory do 70 billion weights take?"),
    ("Why does the loss fall?", "Why does the loss not fall?"),
    ("How does an encoder work?", "How does a decoder work?"),
    ("What does mean pooling do to token vectors?", "What does max pooling do to token vectors?"),
    (
      "What is the role of the key vector in attention?",
      "What is the role of the value vector in attention?"
    ),
  ])
  func keepsDifferentQuestionsApart(a: String, b: String) {
    #expect(similarity(a, b, .english) < 0.8)
  }

  @Test(arguments: [
    ("什么是过拟合？", "什么是欠拟合？"), ("什么是监督学习？", "什么是无监督学习？"), ("什么是装饰器？", "什么是生成器？"),
    ("什么是 BERT？", "什么是 GPT？"), ("模型为什么收敛？", "模型为什么不收敛？"),
    ("L1 正则化有什么效果？", "L2 正则化有什么效果？"), ("精确率如何计算？", "召回率如何计算？"),
  ])
  func keepsDifferentChineseQuestionsApart(a: String, b: String) {
    #expect(similarity(a, b, .chinese) < 0.8)
  }

  @Test(arguments: [
    ("Ｗｈａｔ ｉｓ ＲＡＧ？", "what is rag"), ("What’s an “n-gram”?", "what's an n-gram"),
    ("用 Python 实现快排。", "用Python实现快排"), ("What is a ﬁlter?", "What is a filter?"),
  ])
  func foldsWidthCaseAndMarks(a: String, b: String) {
    #expect(QuestionSimilarity.similarity(a, b, language: .english) == 1)
  }

  @Test(arguments: [
    ("Why C?", "Why C++?"), ("Is x > 0?", "Is x < 0?"), ("Is it 1.5?", "Is it 15?"),
  ])
  func keepsOperatorsAndPoints(a: String, b: String) {
    #expect(QuestionSimilarity.similarity(a, b, language: .english) < 1)
  }
}
