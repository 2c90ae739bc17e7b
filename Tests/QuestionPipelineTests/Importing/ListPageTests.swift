import Testing

@testable import QuestionPipeline

/// Lists with the page around them.
struct ListPageTests {
  private static let page = """
    Home
    Sign in
    Cover image for A Dozen Questions on Rivers
    Ann Author
    Posted on May 5

    A Dozen Questions on Rivers

    Are you ready? Let us begin.

      1. What is a delta?
        Land at a mouth.

    Advertisement

      2. What is a meander?
        A bend.
    Subscribe to our newsletter for more!

    Top comments (3)

    Bob
    What is an estuary?

    1. Why no maps?

    Reply
    """

  @Test func furnitureIsInNoItem() throws {
    let found = try Reading.set(Self.page)
    #expect(Array(found.questions.prefix(2)) == ["What is a delta?", "What is a meander?"])
    #expect(Array(found.answers.prefix(2)) == ["Land at a mouth.", "A bend."])
    #expect(found.leftOut.first?.lines.lowerBound == 1)
    #expect(found.unread.map(\.line) == [23])
  }

  @Test func chineseFurnitureIsInNoItem() throws {
    let found = try Reading.set(
      """
      首页
      发布于 2024-05-05
      # 河流面试题

      前言：祝大家顺利。

      一、基础
      1、什么是三角洲？
      答案：河口的沉积。
      扫码关注公众号，免费领取资料！

      2、什么是河曲？
      答案：河道的弯曲。
      501 收藏
      相关推荐
      - 湖泊是怎么形成的？
      """)
    #expect(Array(found.questions.prefix(2)) == ["什么是三角洲？", "什么是河曲？"])
    #expect(Array(found.answers.prefix(2)) == ["河口的沉积。", "河道的弯曲。"])
    #expect(found.items[0].topic == ["基础"])
  }

  @Test func aTableOfContentsIsNoSecondSet() throws {
    let found = try Reading.set(
      """
      1. [What is a lock?](#what-is-a-lock)
      2. [What is a key?](#what-is-a-key)

      ## What is a lock?
      A bar.

      ## What is a key?
      A tool.
      """, "toc.md")
    #expect(found.questions == ["What is a lock?", "What is a key?"])
    #expect(found.lines == [4, 7])
  }

  @Test func aQuestionInRunningTextIsToldWithItsLine() throws {
    let found = try Reading.set(
      "Before you start: what about lunch?\n\nSo what is the plan?\n\n1. What is a plan?\nAn order.\n2. What is a goal?\nAn end.\n"
    )
    #expect(found.items.count == 2)
    #expect(found.unread.map(\.line) == [1, 3])
    #expect(found.unread[0].why.hasPrefix("a question in running text"))
  }

  @Test func titlesOfPartsAreTopics() throws {
    let found = try Reading.set(
      "## Caches\n\n1. What is a hit?\nFound.\n\n## Disks\n\n2. What is a seek?\nA move.\n")
    #expect(found.items.map(\.topic) == [["Caches"], ["Disks"]])
  }

  @Test func textWithoutAQuestionIsRefusedWithWhatWasTried() {
    #expect(
      Reading.error(Array("A walk in the park.\nIt was nice.\n".utf8))
        == "input.txt: holds no item that can be read. It was read as JSON, GIFT, CSV and at last as a list: no line opens "
        + "a question by a number, a bullet, a heading, bold type, \"Q:\" or a question mark at its end."
    )
  }
}
