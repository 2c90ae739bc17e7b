import Testing

@testable import QuestionPipeline

/// What opens a question in a list, and where its answer begins.
struct ListMarkTests {
  @Test func aNumberedListHasAnItemANumber() throws {
    let found = try Reading.set(
      """
      1. What does a heap keep at its root?
         The smallest key, or the largest one.

      2. Why is a B-tree wide?
         So that few pages have to be read.
      """)
    #expect(
      found.questions == ["What does a heap keep at its root?", "Why is a B-tree wide?"])
    #expect(
      found.answers == [
        "The smallest key, or the largest one.", "So that few pages have to be read.",
      ])
    #expect(found.lines == [1, 4])
    #expect(found.items.allSatisfy { $0.language == .english && $0.kind == .open })
    #expect(found.unread.isEmpty)
  }

  @Test func numbersThatBeginAgainOrAreWrongLoseNothing() throws {
    let found = try Reading.set(
      """
        1. What is a mutex?
          A lock with one owner.

      Its owner alone unlocks it.

        1. What is a semaphore?
          A counter.

        7. Difference between a thread and a process?
          Threads share memory.

        7. Explain priority inversion.
          A low task holds what a high one needs.
      """)
    #expect(found.items.count == 4)
    #expect(found.answers[0] == "A lock with one owner.\n\nIts owner alone unlocks it.")
    #expect(found.questions[3] == "Explain priority inversion.")
  }

  @Test(
    arguments: [
      "1. ", "1) ", "1、", "1．", "１、", "（1）", "(1) ", "Q1. ", "Q1: ", "Q 1) ", "Question 1: ",
      "问题1：", "第1题：", "第一题、", "### 1. ", "**1.** ", "1\\. ", "- Q: ", "问：", "【题目】", "1️⃣ ",
      "* **Q1:** ",
    ])
  func eachWayToMarkAQuestionIsKnown(mark: String) throws {
    let second = mark.replacing("1", with: "2").replacing("１", with: "２").replacing("一", with: "二")
    let found = try Reading.set(
      "\(mark)什么是快照隔离？\n答：每个事务读到开始时的版本。\n\n\(second)为什么要写日志？\n答：为了崩溃后恢复。\n")
    #expect(found.questions == ["什么是快照隔离？", "为什么要写日志？"])
    #expect(found.answers == ["每个事务读到开始时的版本。", "为了崩溃后恢复。"])
    #expect(found.items.allSatisfy { $0.language == .chinese })
  }

  @Test(
    arguments: [
      "A: ", "A：", "Answer: ", "**Answer:** ", "**A:** ", "答：", "答案：", "参考答案：", "【答案】",
      "> Answer: ",
      "Ans. ", "*Answer*: ", "Solution: ", "- A: ", "### Answer\n", "**答案**：", "__Answer__: ",
    ])
  func eachWayToMarkAnAnswerIsKnown(mark: String) throws {
    let mark = mark == "Ans. " ? "Ans: " : mark
    let found = try Reading.set("Q: What is a cache line?\n\(mark)The unit that is loaded.\n")
    #expect(found.questions == ["What is a cache line?"])
    #expect(found.answers == ["The unit that is loaded."])
  }

  @Test func headingsThatAskOpenItems() throws {
    let found = try Reading.set(
      """
      # Notes on queues

      Some words before.

      ## What is back pressure?

      A full queue slows its sender.

      ### Example

      A pipe that blocks.

      ## Why are queues bounded?

      So that memory is.

      ## Conclusion

      That is all.
      """, "notes.md")
    #expect(found.questions == ["What is back pressure?", "Why are queues bounded?"])
    #expect(
      found.answers == [
        "A full queue slows its sender.\n\n### Example\n\nA pipe that blocks.",
        "So that memory is.",
      ])
  }

  @Test func boldQuestionsOpenItems() throws {
    let found = try Reading.set(
      """
      **What is a monad?**
      A type with bind and return.

      **Important:** laws hold.

      **为什么要用不可变数据？**
      便于推理。
      """)
    #expect(found.questions == ["What is a monad?", "为什么要用不可变数据？"])
    #expect(found.answers[0] == "A type with bind and return.\n\n**Important:** laws hold.")
  }

  @Test func severalQuestionsOnOneLineAreTold() throws {
    let found = try Reading.set(
      "1. What is TCP? 2. What is UDP? 3. Why is QUIC built on UDP?\n")
    #expect(found.questions == ["What is TCP?", "What is UDP?", "Why is QUIC built on UDP?"])
    #expect(found.lines == [1, 1, 1])
    let labelled = try Reading.set(
      "Q: What is DNS? A: A directory of names. Q: What is ARP? A: It maps to hardware.")
    #expect(labelled.questions == ["What is DNS?", "What is ARP?"])
    #expect(labelled.answers == ["A directory of names.", "It maps to hardware."])
    let chinese = try Reading.set("1、什么是路由？答：选择路径。2、什么是网关？答：连接两个网络。")
    #expect(chinese.questions == ["什么是路由？", "什么是网关？"])
    #expect(chinese.answers == ["选择路径。", "连接两个网络。"])
  }

  @Test func anAnswerMayBeginOnTheQuestionsLine() throws {
    let found = try Reading.set(
      """
      1. What is a join? It combines rows. Which rows? Those that match.
      2. What is an index? How does it help? It finds rows without a scan.
      """)
    #expect(found.questions == ["What is a join?", "What is an index? How does it help?"])
    #expect(
      found.answers == [
        "It combines rows. Which rows? Those that match.", "It finds rows without a scan.",
      ])
  }

  @Test func aQuestionBrokenIntoLinesIsPutTogether() throws {
    let found = try Reading.set(
      "1. Why does a database write its log\n   before the page that the log\n   speaks of?\n   To be able to redo it.\n2. What is a page?\n   A block.\n"
    )
    #expect(
      found.questions[0]
        == "Why does a database write its log before the page that the log speaks of?")
    #expect(found.answers[0] == "To be able to redo it.")
  }

  @Test func paragraphsBeforeLabelledAnswersAreQuestions() throws {
    let found = try Reading.set(
      """
      A welcome to readers.

      The capital of Kenya
      Answer: Nairobi

      The longest river of Asia
      Answer: The Yangtze
      It is 6300 km long.
      """)
    #expect(found.questions == ["The capital of Kenya", "The longest river of Asia"])
    #expect(found.answers == ["Nairobi", "The Yangtze\nIt is 6300 km long."])
  }

  @Test func linesThatEndInAQuestionMarkServeWhereNothingElseDoes() throws {
    let found = try Reading.set(
      "What is entropy?\n\nA measure of disorder.\n\nWhy does it grow?\n\nMost states are mixed.\n")
    #expect(found.questions == ["What is entropy?", "Why does it grow?"])
    #expect(found.answers == ["A measure of disorder.", "Most states are mixed."])
  }

  @Test func anInterviewIsReadByItsTurns() throws {
    let found = try Reading.set(
      """
      🎯 第一轮：基础

      面试官：“请讲讲索引的结构？”

      小周：“一般是 B+ 树。”

      🚀 第二轮：进阶

      面试官：“为什么不用哈希？”

      小周：“不支持范围查询。”

      cursor = connection.cursor()
      cursor.execute("SELECT 1")

      面试官：“今天先到这里。”

      小周：“谢谢。”
      """)
    #expect(found.questions == ["请讲讲索引的结构？", "为什么不用哈希？"])
    #expect(found.answers[0] == "一般是 B+ 树。")
    #expect(
      found.answers[1]
        == "不支持范围查询。\n\n```\ncursor = connection.cursor()\ncursor.execute(\"SELECT 1\")\n```")
    #expect(found.items.map(\.topic) == [["第一轮：基础"], ["第二轮：进阶"]])
    #expect(found.unread.map(\.line) == [16])
  }

  @Test func announcedPointsAreItemsAndTheirLabelsAreTopics() throws {
    let found = try Reading.set(
      """
      My notes. These were the interview questions:

      Company one:
      - Databases
      - vacuum and its cost
      - how to choose an index
      - Coding
      - implement a ring buffer class in Python

      Company two:
      - Databases
      - replication lag
      Good luck to all.
      """)
    #expect(
      found.questions == [
        "vacuum and its cost", "how to choose an index", "implement a ring buffer class in Python",
        "replication lag",
      ])
    #expect(found.answers.allSatisfy { $0.isEmpty })
    #expect(
      found.items.map(\.topic) == [
        ["Company one", "Databases"], ["Company one", "Databases"], ["Company one", "Coding"],
        ["Company two", "Databases"],
      ])
    #expect(found.kinds == [.open, .open, .coding, .open])
  }
}
