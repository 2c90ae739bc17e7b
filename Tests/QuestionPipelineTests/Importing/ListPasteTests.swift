import Testing

@testable import QuestionPipeline

/// Whole lists in the shapes that turn up on pages and in exams.
struct ListPasteTests {
  @Test func anExamInPartsFindsItsKeyAtTheEnd() throws {
    let found = try Reading.set(
      """
      一、单项选择题（每题3分）
      1.面积最大的洲是（  ）。
      A.亚洲  B.非洲  C.欧洲  D.大洋洲
      2.最长的河是（  ）。
      A.长江  B.尼罗河
      C.黄河  D.多瑙河
      二、判断题
      3.珠峰在亚洲。（  ）
      4.赤道穿过挪威。（  ）
      三、简答题
      5.简述季风的成因。
      参考答案
      一、1.A 2.B
      二、3.√ 4.×
      三、5.海陆热力差异。
      """)
    #expect(found.kinds == [.multipleChoice, .multipleChoice, .trueFalse, .trueFalse, .open])
    #expect(found.options(0) == "亚洲*, 非洲, 欧洲, 大洋洲")
    #expect(found.options(1) == "长江, 尼罗河*, 黄河, 多瑙河")
    #expect(found.answers.suffix(3) == ["正确", "错误", "海陆热力差异。"])
    #expect(found.items[4].topic == ["简答题"])
    #expect(found.lines == [2, 4, 8, 9, 11])
  }

  @Test func titlesWithTextBelowThemAreQuestionsWhereOneAsks() throws {
    let found = try Reading.set(
      "1、锁和信号量的区别\n锁有主人。\n2、内存屏障的实现\n由指令保证。\n3、协程的调度\n在用户态。\n")
    #expect(found.questions == ["锁和信号量的区别", "内存屏障的实现", "协程的调度"])
    #expect(found.answers == ["锁有主人。", "由指令保证。", "在用户态。"])
  }

  @Test func numberedHeadingsWithLinksBackAreItems() throws {
    let found = try Reading.set(
      """
      # Twelve questions on queues

      ## Table of Contents

      | No. | Question |
      |-----|----------|
      | 1   | [What is a queue?](#what-is-a-queue) |

      1. ### What is a queue?

          First in, first out.

          **[⬆ Back to Top](#table-of-contents)**

      2. ### What are its ends?

          1. head
          2. tail

      3. ### Deques

          Both ends are open.
      """, "queues.md")
    #expect(found.questions == ["What is a queue?", "What are its ends?", "Deques"])
    #expect(found.answers == ["First in, first out.", "1. head\n2. tail", "Both ends are open."])
    #expect(found.items.allSatisfy { $0.topic.isEmpty })
  }

  @Test func aQuizWithLabelsOnLinesOfTheirOwnIsRead() throws {
    let found = try Reading.set(
      """
      Question 1
      Which of these is a mammal?
      Options:
      A. trout
      B. bat
      Correct Answer: B
      Explanation: It suckles.

      Question 2
      Which of these is a reptile?
      Options:
      A. newt
      B. gecko
      Correct Answer: B
      """)
    #expect(
      found.questions == ["Which of these is a mammal?", "Which of these is a reptile?"])
    #expect(found.options(0) == "trout, bat*")
    #expect(found.answers[0] == "bat\n\nIt suckles.")
    #expect(found.lines == [1, 9])
  }

  @Test func chineseNumeralsBehindALabelCount() throws {
    let found = try Reading.set(
      "问题一：什么是潮汐？\n回答：海面的涨落。\n1、起潮力；\n2、自转。\n\n问题二：一天几次？\n")
    #expect(found.questions == ["什么是潮汐？", "一天几次？"])
    #expect(found.answers == ["海面的涨落。\n1、起潮力；\n2、自转。", ""])
  }

  @Test func announcedHeadingsAreQuestions() throws {
    let found = try Reading.set(
      "# 操作系统面试题\n\n## 死锁的条件\n\n互斥等四条。\n\n## 页面置换\n\nLRU 等。\n", "os.md")
    #expect(found.questions == ["死锁的条件", "页面置换"])
    #expect(found.answers == ["互斥等四条。", "LRU 等。"])
  }
}
