import QuestionPipeline
import Testing

/// Bloom's level by verbs and form, each with a question whose words only look like another level's.
struct LevelEstimateTests {
  private func level(_ question: String, _ language: LanguageTag, _ kind: QuestionKind? = nil)
    -> BloomLevel
  {
    LevelEstimate(question: question, language: language, kind: kind).level
  }

  @Test(arguments: [
    ("What is a mutex?", BloomLevel.remember),
    ("List three kinds of join.", .remember),
    ("Explain how a mutex works.", .understand),
    ("Why does a hash table slow down when it fills?", .understand),
    ("What is the difference between a process and a thread?", .understand),
    ("Describe how you would index a table of orders.", .apply),
    ("Given a list of intervals, compute their union.", .apply),
    ("How would you use a queue to smooth bursts of requests?", .apply),
    ("Compare and contrast optimistic and pessimistic locking.", .analyze),
    ("Discuss the limitations of optimistic locking.", .analyze),
    ("Evaluate the caching strategy of a news site.", .evaluate),
    ("Compare the performance of two join algorithms.", .evaluate),
    ("Which of two locks would you recommend for a busy counter?", .evaluate),
    ("When is a cache not worth its memory?", .evaluate),
    ("Design a rate limiter for an API.", .create),
    ("Can you propose a schema for a library?", .create),
  ])
  func readsTheLevelOfEnglishQuestions(question: String, expected: BloomLevel) {
    #expect(level(question, .english) == expected)
  }

  @Test(arguments: [
    ("什么是互斥锁？", BloomLevel.remember), ("列出三种连接方式。", .remember),
    ("请解释互斥锁的原理。", .understand), ("哈希表装满后为什么会变慢？", .understand),
    ("进程和线程有什么区别？", .understand), ("请编写一个函数，求区间的并集。", .apply),
    ("请说明如何使用队列来平滑突发请求。", .apply), ("请分析乐观锁的适用条件。", .analyze),
    ("请说明乐观锁的局限。", .analyze), ("请评估新闻网站的缓存策略。", .evaluate),
    ("两种锁中哪个更合适，为什么？", .evaluate), ("请设计一个接口限流器。", .create),
  ])
  func readsTheLevelOfChineseQuestions(question: String, expected: BloomLevel) {
    #expect(level(question, .chinese) == expected)
  }

  @Test(arguments: [
    // A noun in the middle of a sentence demands nothing.
    (
      "Which state does a lock rank first, and design aside?", LanguageTag.english,
      BloomLevel.remember
    ),
    ("什么是设计模式？", .chinese, .remember), ("什么是评估指标？", .chinese, .remember),
    // Nor does a word of a quotation.
    ("What is meant by “design a system”?", .english, .remember),
    ("“设计一个系统”是什么意思？", .chinese, .remember),
  ])
  func takesNoNounForADemand(question: String, language: LanguageTag, expected: BloomLevel) {
    #expect(level(question, language) == expected)
  }

  @Test func takesTheHighestOfSeveralDemands() {
    #expect(level("Define a mutex. Then design a fair one.", .english) == .create)
    #expect(level("列出两种锁，并设计一种公平的锁。", .chinese) == .create)
  }

  @Test func asksAtLeastWhatTheKindCanReach() {
    #expect(level("What is lost?", .english, .scenario) == .apply)
    #expect(level("丢了什么？", .chinese, .scenario) == .apply)
    #expect(level("What is lost?", .english, .open) == .remember)
  }

  @Test func saysThatNothingInTheWordingDecided() {
    let estimate = LevelEstimate(question: "Locks, in your words.", language: .english)
    #expect(!estimate.isFounded)
    #expect(estimate.level == .understand)
  }
}
