import Testing

@testable import QuestionPipeline

/// What stands in an answer and is no question of its own.
struct ListAnswerTests {
  @Test func numberedStepsStayInTheAnswer() throws {
    let found = try Reading.set(
      """
      1. How do you release a build?
      Do this:
      1. Tag the commit.
      2. Push the tag.
      3. Watch the pipeline.

      2. What is a canary?
      A small first share.

      3. Why roll back?
         1. Errors rise.
         2. Latency grows.
      """)
    #expect(
      found.questions == ["How do you release a build?", "What is a canary?", "Why roll back?"])
    #expect(
      found.answers[0] == "Do this:\n1. Tag the commit.\n2. Push the tag.\n3. Watch the pipeline.")
    #expect(found.answers[2] == "1. Errors rise.\n2. Latency grows.")
  }

  @Test func subquestionsStayWithTheirQuestion() throws {
    let found = try Reading.set(
      """
      1、已知函数 f 连续，回答下列问题：
      （1）求 f 的零点；
      （2）证明它唯一。
      答案：（1）0；（2）由单调性可知。

      2、什么是导数？
      答案：变化率。
      """)
    #expect(found.items.count == 2)
    #expect(found.questions[0].contains("（2）证明它唯一。"))
    #expect(found.answers[0] == "（1）0；（2）由单调性可知。")
  }

  @Test func questionMarksAndBulletsInAnswersOpenNothing() throws {
    let found = try Reading.set(
      """
      ## What should a review ask?

      Ask these:

      - Is it tested?
      - Does it scale?
        - And at night?

      But why? Because bugs cost.

      ## What is a linter?

      A checker of style.
      """)
    #expect(found.items.count == 2)
    #expect(
      found.answers[0]
        == "Ask these:\n\n- Is it tested?\n- Does it scale?\n  - And at night?\n\nBut why? Because bugs cost."
    )
  }

  @Test func fencesKeepTheirTextAsItStands() throws {
    let code =
      "```python\n# 1. What is this?\ndef f(x):\n    return x  # Q: why?\n\n\n## A heading?\n```"
    let found = try Reading.set(
      "Q: Write a function that returns its argument.\nA: So:\n\n\(code)\n\nQ: What is a tab?\nA: A stop.\n"
    )
    #expect(found.items.count == 2)
    #expect(found.answers[0] == "So:\n\n\(code)")
    #expect(found.kinds == [.coding, .open])
    let task = try #require(found.items[0].draft.code)
    #expect(task.language == "python")
    #expect(
      task.solution == "# 1. What is this?\ndef f(x):\n    return x  # Q: why?\n\n\n## A heading?")
  }

  @Test func aFenceThatNothingClosesSwallowsNothing() throws {
    let found = try Reading.set("1. What is a fence?\n```\nopen\n\n2. What is a gate?\nA door.\n")
    #expect(found.questions == ["What is a fence?", "What is a gate?"])
  }

  @Test func codeWithoutAFenceGetsOne() throws {
    let found = try Reading.set(
      "1. How do you read a file?\n\nUse a context:\n\n# open it first\nwith open(\"a\") as f:\n    print(f.read())\n\n2. How do you write one?\nThe same way.\n"
    )
    #expect(found.items.count == 2)
    #expect(
      found.answers[0]
        == "Use a context:\n\n```python\n# open it first\nwith open(\"a\") as f:\n    print(f.read())\n```"
    )
  }

  @Test func shownCodeBelongsToItsQuestion() throws {
    let found = try Reading.set(
      "1. What does the following code print?\n```python\nprint(1)\n```\nIt prints 1.\n\n2. Why?\nBecause.\n"
    )
    #expect(found.questions[0] == "What does the following code print?\n```python\nprint(1)\n```")
    #expect(found.answers[0] == "It prints 1.")
  }

  @Test func tablesQuotesAndRemnantsOfHTMLAreText() throws {
    let found = try Reading.set(
      """
      <h2>What is REST?</h2>
      <p>A <b>style</b> of APIs &amp; their verbs.</p>

      > Said by Fielding.

      | verb | safe? |
      |------|-------|
      | GET  | yes   |

      It uses List&lt;String&gt; and List<Int>.<br/>
      <h2>What is RPC?</h2>
      <p>A call.</p>
      """)
    #expect(found.questions == ["What is REST?", "What is RPC?"])
    #expect(found.answers[0].hasPrefix("A **style** of APIs & their verbs.\n\nSaid by Fielding."))
    #expect(found.answers[0].contains("| GET  | yes   |"))
    #expect(found.answers[0].hasSuffix("It uses List<String> and List<Int>."))
  }

  @Test func detailsHideTheAnswerOrHoldTheQuestion() throws {
    let hidden = try Reading.set(
      "###### 1. What is logged?\n\n<details><summary><b>Answer</b></summary>\n<p>\n\n#### Nothing\n\nIt throws.\n\n</p>\n</details>\n\n###### 2. What is this?\n<details>\n<summary>答案</summary>\nA value.\n</details>\n"
    )
    #expect(hidden.questions == ["What is logged?", "What is this?"])
    #expect(hidden.answers[1] == "A value.")
    #expect(hidden.answers[0].hasSuffix("It throws."))
    let asked = try Reading.set(
      "<details>\n<summary>What is a shard?</summary>\nA part.\n</details>\n<details>\n<summary>What is a replica?</summary>\nA copy.\n</details>\n"
    )
    #expect(asked.questions == ["What is a shard?", "What is a replica?"])
    #expect(asked.answers == ["A part.", "A copy."])
  }

  @Test func explanationsFollowTheAnswer() throws {
    let found = try Reading.set(
      "1、光合作用发生在哪里？\n答案：叶绿体。\n解析：叶绿体含有色素。\n\n2、呼吸作用呢？\n【答案】线粒体\n【解析】有氧呼吸的主要场所。\n")
    #expect(found.answers == ["叶绿体。\n\n叶绿体含有色素。", "线粒体\n\n有氧呼吸的主要场所。"])
  }

  @Test func windowsLinesTabsAndMarksOfOrderAreRead() throws {
    let found = try Reading.set(
      "\u{FEFF}1.\tWhat is CR?\r\n\tA return.\r\n\r\n2.\tWhat is LF?\r\n\tA feed.\r\n")
    #expect(found.questions == ["What is CR?", "What is LF?"])
    #expect(found.answers == ["A return.", "A feed."])
    #expect(found.lines == [1, 4])
  }
}
