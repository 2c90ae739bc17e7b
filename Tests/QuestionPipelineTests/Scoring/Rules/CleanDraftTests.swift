import QuestionPipeline
import Testing

/// Sound items that tempt one rule or another: each must pass without any flaw.
struct CleanDraftTests {
  @Test(arguments: [
    (Inspection.question, Inspection.answer),
    (
      "When and why would you prefer a tuple to a list?",
      "A tuple cannot change after it is made, so it can serve as a dictionary key."
    ),
    ("What does `print(type(print()))` show?", "<class 'NoneType'>"),
    ("Which complexity does binary search have?", "O(log n)"),
    (
      "Explain what a tensor is made of.",
      "Numbers in a contiguous block, with a shape and strides; e.g. a matrix has two strides."
    ),
    (
      "How should a retriever score a rare word that stands in the passage and in the query?",
      "By its inverse document frequency, so that rare words weigh more than common ones."
    ),
    (
      "Why is a TODO comment no substitute for an issue tracker?",
      "Nobody is notified of it, and it has neither an owner nor a date."
    ),
    (
      "In the interval [0, 1), which values can random.random() return?",
      "Any float from 0.0 up to, but not including, 1.0."
    ),
    (
      "What does the prompt “Answer: yes or no?” do to a model's output?",
      "It narrows the format; whether the content improves depends on the task."
    ),
    (
      "How does a sieve find primes?",
      "It proceeds so:\n1. mark all numbers as prime\n2. strike out multiples of each prime"
    ),
    (
      "A service answers in 40 ms. A cache would hit in 60% of the calls at 2 ms. In the setup described "
        + "above, what mean latency do you expect?",
      "About 17 ms: 0.6 times 2 ms plus 0.4 times 40 ms, if a miss costs no more than before."
    ),
    (
      "What does the tokeniser do with 机器学习 in an English vocabulary?",
      "It falls back to bytes, three for each ideograph, so the text grows long."
    ),
    (
      "How do you write a naïve Bayes classifier's decision rule for the café data set?",
      "Take the class with the largest product of prior and likelihoods, in logarithms."
    ),
  ])
  func passesInEnglish(question: String, answer: String) {
    #expect(Inspection.names(Draft(question: question, answer: answer)) == [])
  }

  @Test(arguments: [
    (Inspection.chineseQuestion, Inspection.chineseAnswer),
    (
      "Transformer 的 self-attention 中 Q、K、V 分别由什么得到？",
      "由同一个输入 embedding 经过三个可学习的 linear projection 得到，再用 softmax(QK^T/√d) 加权 V。"
    ),
    ("Python 中 is 和 == 有什么区别？", "is 比较对象 identity，== 调用 __eq__ 比较值。"),
    ("如图神经网络这样的模型适合处理哪类数据？", "适合节点与边构成的图数据，因为消息沿着边传递。"),
    ("论文中提到的 BLEU 为什么不适合评价开放式对话？", "它只看 n-gram 重合，一句合理的回答可能与参考毫无重合。"),
    ("如何让模型根据文档回答而不是凭记忆编造？", "在提示中要求逐条引用，并在检索不到时拒答；再用引文核对。"),
    ("二分查找的复杂度是多少？", "O(log n)"),
    ("PyTorch 里 model.eval() 会改变哪些层的行为？", "Dropout 和 BatchNorm"),
    (
      "什么是 KV cache？",
      "KV cache 保存已生成 token 的键和值，解码时不必重算，代价是显存随序列长度线性增长……等等。"
    ),
    ("手算 1、2、9 三个数的方差。", "均值为 4，离差平方和为 9＋4＋25＝38，除以 3 约为 12.67。"),
  ])
  func passesInChinese(question: String, answer: String) {
    #expect(Inspection.names(Draft(question: question, answer: answer), .open, .chinese) == [])
  }

  @Test func passesAsMultipleChoiceInBothLanguages() {
    let english = Inspection.choices(
      "Which step makes batch normalisation behave differently at inference?",
      "It uses running averages of mean and variance",
      "It uses the statistics of the current batch",
      "It drops a random share of the activations", "It divides by the length of the sequence",
      answer:
        "It uses running averages of mean and variance. At inference a batch may hold one item.")
    #expect(Inspection.names(english, .multipleChoice) == [])

    let chinese = Inspection.choices(
      "梯度裁剪按范数裁剪时，改变了梯度的什么？", "长度变短，方向不变", "方向改变，长度不变", "长度和方向都改变", "只改变最大的分量",
      answer: "长度变短，方向不变。整个向量乘以同一个小于 1 的系数。")
    #expect(Inspection.names(chinese, .multipleChoice, .chinese) == [])
  }
}
