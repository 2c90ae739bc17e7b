import QuestionPipeline
import Testing

/// Cues and faults of options and stems beside the commonest, each with an item that only looks like it.
struct OptionCueTests {
  private func names(_ draft: Draft, _ language: LanguageTag = .english) -> [String] {
    Inspection.names(draft, .multipleChoice, language)
  }

  @Test(arguments: [
    ("an", "hour", "minute", true), ("a", "university", "institute", true),
    ("an", "MRI", "scan", true), ("an", "8-bit word", "16-bit word", true),
    ("an", "onerous duty", "light duty", true), ("a", "one-way street", "avenue", true),
    ("an", "umbrella", "coat", true), ("a", "useful tool", "old tool", true),
    ("an", "heir", "king", true), ("a", "European city", "Asian city", true),
    ("an", "FBI agent", "NATO officer", true), ("an", "X-ray", "photo", true),
    ("an", "honest answer", "hour", false), ("a", "union", "unit", false),
    ("a", "NASA probe", "UNESCO site", false), ("an", "SOS", "LED", false),
    ("an", "11th hour", "18th hour", false), ("a", "110 V line", "10 V line", false),
    // Speakers differ, so nothing is said.
    ("a", "loan", "historic event", false), ("an", "inn", "hotel", true),
    ("an", "apple", "SQL query", false),
  ])
  func hearsWhetherAnArticleFits(article: String, key: String, wrong: String, isCue: Bool) {
    let draft = Inspection.choices(
      "The clerk asked for \(article) ____ at the desk.", key, wrong, key + " x", key + " y")
    #expect(names(draft).contains("mcq-grammatical-cue") == isCue)
  }

  @Test func findsOneOptionThatTheArticleExcludes() {
    let some = Inspection.choices(
      "They signed an ____ last week.", "agreement", "offer", "treaty", "order")
    #expect(names(some).contains("mcq-grammatical-cue"))
    let open = Inspection.choices(
      "They signed a(n) ____ last week.", "agreement", "offer", "treaty", "order")
    #expect(!names(open).contains("mcq-grammatical-cue"))
    // An article elsewhere in the stem tells nothing.
    let far = Inspection.choices(
      "They signed an important ____ last week.", "treaty", "offer", "agreement", "order")
    #expect(!names(far).contains("mcq-grammatical-cue"))
  }

  @Test func findsNumberAndEndMarksThatGiveTheKeyAway() {
    let number = Inspection.choices(
      "The parts of a hash table are", "buckets and keys", "a tree", "a stack", "a ring")
    #expect(names(number).contains("mcq-grammatical-cue"))
    let stop = Inspection.choices(
      "What does a lock do?", "It keeps others out.", "It copies the data", "It wakes the disk",
      "It frees the page")
    #expect(names(stop).contains("mcq-grammatical-cue"))
    let even = Inspection.choices(
      "What does a lock do?", "It keeps others out.", "It copies the data.", "It wakes the disk.",
      "It frees the page.")
    #expect(names(even) == [])
  }

  @Test func findsChineseOptionsThatDoNotContinueTheStem() {
    let verb = Inspection.choices("锁的作用是", "阻止其他线程进入", "是复制数据", "唤醒磁盘", "释放内存")
    #expect(names(verb, .chinese).contains("mcq-grammatical-cue"))
    let stop = Inspection.choices("锁有什么作用？", "阻止其他线程进入。", "复制全部的数据", "唤醒休眠的磁盘", "释放占用的内存")
    #expect(names(stop, .chinese).contains("mcq-grammatical-cue"))
    let fits = Inspection.choices("锁的作用是", "阻止其他线程进入", "复制全部数据", "唤醒磁盘", "释放内存")
    #expect(names(fits, .chinese) == [])
  }

  @Test(arguments: [
    (["4", "16", "8", "2"], LanguageTag.english, true), (["2", "4", "8", "16"], .english, false),
    (["16 ms", "8 ms", "4 ms", "2 ms"], .english, false),
    (["4 ms", "16 kB", "8 ms", "2 ms"], .english, false),
    (["List", "Set", "Map", "Ring"], .english, false),
    (["9 秒", "14 秒", "5 秒", "7 秒"], .chinese, true),
    (["5 秒", "7 秒", "9 秒", "14 秒"], .chinese, false),
  ])
  func findsNumbersOutOfOrder(options: [String], language: LanguageTag, isLost: Bool) {
    let draft = Inspection.choices(
      language == .english ? "What does the counter show?" : "计数器显示什么？", options[0], options[1],
      options[2], options[3])
    #expect(names(draft, language).contains("mcq-lost-sequence") == isLost)
  }

  @Test(arguments: [
    (["1 to 5", "5 to 10", "11 to 15", "16 to 20"], LanguageTag.english, true),
    (["1 to 5", "6 to 10", "11 to 15", "16 to 20"], .english, false),
    (["less than 3", "3", "4", "more than 4"], .english, false),
    (["more than 3", "more than 9", "less than 2", "2"], .english, true),
    (["Lists", "Lists and tuples", "Sets", "Maps"], .english, true),
    (["Lists and sets", "Tuples and maps", "Rings", "Trees"], .english, false),
    (["1–5 次", "5–10 次", "11–15 次", "16–20 次"], .chinese, true),
    (["大约 1 次", "大约 10 次", "大约 50 次", "大约 100 次"], .chinese, false),
    (["列表", "列表和元组", "集合", "字典"], .chinese, true),
  ])
  func findsOptionsThatHoldOneAnother(
    options: [String], language: LanguageTag, isOverlapping: Bool
  ) {
    let draft = Inspection.choices(
      language == .english ? "What does the parser accept?" : "解析器接受什么？", options[0], options[1],
      options[2], options[3])
    #expect(names(draft, language).contains("mcq-overlapping-options") == isOverlapping)
  }

  @Test func asksNoWriterToOrderWhatTheProgramShuffles() {
    let numbers = Inspection.choices("What does the counter show?", "4", "16", "8", "2")
    let context = ItemContext(kind: .multipleChoice, language: .english)
    #expect(ItemInspector(settings: .drafts).flaws(of: numbers, in: context) == [])
    #expect(ItemInspector().flaws(of: numbers, in: context).map(\.name) == ["mcq-lost-sequence"])
  }

  @Test func findsTheKeyInTheMidstOfTheOptions() {
    let draft = Inspection.choices(
      "Which lock does the queue use?", "fair and short", "fair and long", "greedy and short",
      "plain and wide")
    #expect(names(draft).contains("mcq-convergence-cue"))
    let even = Inspection.choices(
      "Which lock does the queue use?", "fair and short", "fair and long", "greedy and short",
      "greedy and long")
    #expect(!names(even).contains("mcq-convergence-cue"))
    let chinese = Inspection.choices("队列用哪种锁？", "公平且短暂", "公平且长久", "贪心且短暂", "普通且宽松")
    #expect(names(chinese, .chinese).contains("mcq-convergence-cue"))
    let evenChinese = Inspection.choices("队列用哪种锁？", "公平且短暂", "公平且长久", "贪心且短暂", "贪心且长久")
    #expect(!names(evenChinese, .chinese).contains("mcq-convergence-cue"))
  }

  @Test func findsAnOptionThatCannotAnswerTheStem() {
    let draft = Inspection.choices("How many bits has a nibble?", "4", "8", "16", "The carry flag")
    #expect(names(draft).contains("mcq-logical-cue"))
    let numbers = Inspection.choices(
      "How many bits has a nibble?", "4", "8", "16", "as many as a byte")
    #expect(!names(numbers).contains("mcq-logical-cue"))
    let chinese = Inspection.choices("半字节有多少位？", "4 位", "8 位", "16 位", "进位标志")
    #expect(names(chinese, .chinese).contains("mcq-logical-cue"))
    let plain = Inspection.choices("半字节有多少位？", "4 位", "8 位", "16 位", "三十二位")
    #expect(!names(plain, .chinese).contains("mcq-logical-cue"))
  }

  @Test func findsAnOptionThatNobodyWouldChoose() {
    let draft = Inspection.choices(
      "What wakes a thread?", "A signal", "A lock", "I don't know", "A page")
    #expect(names(draft).contains("mcq-implausible-option"))
    let chinese = Inspection.choices("什么会唤醒线程？", "信号", "锁", "不知道", "页面")
    #expect(names(chinese, .chinese).contains("mcq-implausible-option"))
    let sound = Inspection.choices(
      "What does the handler return?", "A signal", "A lock", "Nothing that a caller could read",
      "A page")
    #expect(!names(sound).contains("mcq-implausible-option"))
  }

  @Test(arguments: [
    (
      "Which of the following is true?", LanguageTag.english,
      ["mcq-unfocused-stem", "mcq-true-false-series"]
    ),
    (
      "Which of the following statements about hash tables is correct?", .english,
      ["mcq-true-false-series"]
    ),
    ("Threads:", .english, ["mcq-unfocused-stem"]),
    ("Which lock is fair?", .english, []),
    ("下列说法正确的是？", .chinese, ["mcq-unfocused-stem", "mcq-true-false-series"]),
    ("关于哈希表，下列说法正确的是？", .chinese, ["mcq-true-false-series"]),
    ("哪种锁是公平的？", .chinese, []),
  ])
  func findsStemsThatLeaveTheWorkToTheOptions(
    stem: String, language: LanguageTag, expected: [String]
  ) {
    let draft =
      language == .english
      ? Inspection.choices(stem, "ticket lock", "spin lock", "plain latch", "page latch")
      : Inspection.choices(stem, "排队锁", "自旋锁", "普通闩", "页闩")
    #expect(names(draft, language) == expected)
  }

  @Test func findsInformationThatNothingTakesUp() {
    let options = ("A ticket lock", "A spin lock", "A plain latch", "A page latch")
    let idle = Inspection.choices(
      "Winters by the northern harbour are long and very dark. Which lock serves threads in order?",
      options.0, options.1, options.2, options.3)
    #expect(names(idle).contains("mcq-gratuitous-information"))
    let used = Inspection.choices(
      "Threads arrive at the counter faster than it serves them. Which lock serves threads in order?",
      options.0, options.1, options.2, options.3)
    #expect(!names(used).contains("mcq-gratuitous-information"))
    let chinese = Inspection.choices(
      "北方的港口每年冬天又长又黑，风雪很大，人烟稀少。哪种锁按到达顺序服务线程？", "排队锁", "自旋锁", "普通闩", "页闩")
    #expect(names(chinese, .chinese).contains("mcq-gratuitous-information"))
    let needed = Inspection.choices(
      "多个线程同时到达计数器，到达的速度超过了计数器的处理速度。哪种锁按到达顺序服务线程？", "排队锁", "自旋锁", "普通闩", "页闩")
    #expect(!names(needed, .chinese).contains("mcq-gratuitous-information"))
  }
}
