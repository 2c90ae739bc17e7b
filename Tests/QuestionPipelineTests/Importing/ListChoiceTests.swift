import Testing

@testable import QuestionPipeline

/// Options in all their notations, and the key that goes with them.
struct ListChoiceTests {
  @Test(
    arguments: [
      "A. red\nB. green\nC. blue\nD. grey", "A) red\nB) green\nC) blue\nD) grey",
      "(A) red\n(B) green\n(C) blue\n(D) grey", "A、red\nB、green\nC、blue\nD、grey",
      "A．red\nB．green\nC．blue\nD．grey", "- A. red\n- B. green\n- C. blue\n- D. grey",
      "a) red\nb) green\nc) blue\nd) grey", "A: red\nB: green\nC: blue\nD: grey",
      "Ａ．red　Ｂ．green　Ｃ．blue　Ｄ．grey", "A. red  B. green  C. blue  D. grey",
      "A. red  B. green\nC. blue  D. grey", "A.red\n\nB.green\n\nC.blue\n\nD.grey",
      "**A.** red\n**B.** green\n**C.** blue\n**D.** grey",
    ])
  func eachNotationOfOptionsIsKnown(options: String) throws {
    let found = try Reading.set(
      "1. Which colour has leaves?\n\(options)\nAnswer: B\n\n2. Which colour has the sky?\n\(options)\nAnswer: C. blue\n"
    )
    #expect(found.questions == ["Which colour has leaves?", "Which colour has the sky?"])
    #expect(found.options(0) == "red, green*, blue, grey")
    #expect(found.options(1) == "red, green, blue*, grey")
    #expect(found.kinds == [.multipleChoice, .multipleChoice])
    #expect(found.answers == ["green", "blue"])
  }

  @Test(
    arguments: [
      "Answer: B", "答案：B", "答案: B", "【答案】B", "正确答案：B。", "Correct answer: B) green", "**Answer:** B",
      "Answer: (b)", "Answer: Option B", "答案：选B", "Key: B", "Answer: green",
      "<details><summary>Answer</summary>\nB\n</details>", "The correct answer is: B",
      "> Answer: B", "答案：Ｂ",
    ])
  func eachWayToTellTheKeyIsKnown(key: String) throws {
    let found = try Reading.set(
      "1. Which one?\nA. red\nB. green\nC. blue\n\(key)\n\n2. What now?\nA. on\nB. off\nAnswer: A\n"
    )
    #expect(found.options(0) == "red, green*, blue")
    #expect(found.answers[0] == "green")
  }

  @Test func severalKeysAndExplanationsAreKept() throws {
    let found = try Reading.set(
      "1、下列哪些是编译型语言？\nA. C\nB. Rust\nC. Shell\nD. Go\n答案：ABD\n解析：Shell 是解释执行的。\n\n2. Which are even?\nA. 2\nB. 3\nC. 4\nAnswer: A, C. Both divide by two.\n"
    )
    #expect(found.options(0) == "C*, Rust*, Shell, Go*")
    #expect(found.answers[0] == "C; Rust; Go\n\nShell 是解释执行的。")
    #expect(found.options(1) == "2*, 3, 4*")
    #expect(found.answers[1] == "2; 4\n\nBoth divide by two.")
  }

  @Test func marksAtTheOptionsTellTheKey() throws {
    let found = try Reading.set(
      """
      1. Which is prime?
      - [ ] 4
      - [x] 5
      - [ ] 6

      2. Which is round?
      A. a cube
      B. a ball ✓

      3. Which floats?
      A. iron
      **B. cork**

      4. Which flies?
      A. an owl (correct)
      B. a cow
      """)
    #expect(
      (0..<4).map { found.options($0) } == [
        "4, 5*, 6", "a cube, a ball*", "iron, cork*", "an owl*, a cow",
      ])
  }

  @Test func theKeyMayStandInTheStem() throws {
    let found = try Reading.set(
      "1．下列属于哺乳动物的是（ C ）\nA．青蛙\nB．麻雀\nC．鲸\nD．蛇\n2．下列属于鸟的是（　）\nA．蝙蝠\nB．企鹅\n")
    #expect(found.options(0) == "青蛙, 麻雀, 鲸*, 蛇")
    #expect(!found.questions[0].contains("C"))
    #expect(found.options(1) == "蝙蝠, 企鹅")
  }

  @Test(
    arguments: [
      "Answers:\n1. B\n2. A\n3. True\n", "Answer Key\n\n1. B  2. A  3. True\n",
      "## Answers\n1) B\n2) A\n3) True\n",
    ])
  func aKeyAtTheEndGoesToItsQuestions(key: String) throws {
    let key = key.hasPrefix("Answer Key") ? key.replacing("Answer Key", with: "**Answers**") : key
    let found = try Reading.set(
      "1. Which is a fruit?\nA. stone\nB. plum\n\n2. Which is a tool?\nA. saw\nB. sea\n\n3. True or false: ice floats.\n\n\(key)"
    )
    #expect(found.items.count == 3)
    #expect(found.options(0) == "stone, plum*")
    #expect(found.options(1) == "saw*, sea")
    #expect(found.options(2) == "True*, False")
  }

  @Test func aCompactChineseKeyGoesToItsQuestions() throws {
    let found = try Reading.set(
      "1、最大的洋是（　）\nA. 太平洋\nB. 大西洋\n2、最小的洋是（　）\nA. 印度洋\nB. 北冰洋\n\n参考答案：1-2 AB\n")
    #expect(found.options(0) == "太平洋*, 大西洋")
    #expect(found.options(1) == "印度洋, 北冰洋*")
  }

  @Test func statementsWithATruthAreTrueFalse() throws {
    let found = try Reading.set(
      "1. The sun is a star.\nAnswer: True\n\n2. 鲸是鱼。\n答案：错误。鲸是哺乳动物。\n\n3. Define precision.\nAnswer: Correct hits over all hits.\n"
    )
    #expect(found.kinds == [.trueFalse, .trueFalse, .open])
    #expect(found.options(0) == "True*, False")
    #expect(found.options(1) == "正确, 错误*")
    #expect(found.answers[1] == "错误\n\n鲸是哺乳动物。")
  }

  @Test func gapsMakeACloze() throws {
    let found = try Reading.set(
      "1. Water boils at ____ degrees.\nAnswer: 100\n2. 水的化学式是（　　）。\n答案：H2O\n")
    #expect(found.kinds == [.cloze, .cloze])
    #expect(found.answers == ["100", "H2O"])
  }

  @Test func theLabelAIsAnAnswerUnlessBFollows() throws {
    let found = try Reading.set(
      "Q: Which letter?\nA: The first.\nQ: Which sea?\nA: Red\nB: Black\nAnswer: A\n")
    #expect(found.answers[0] == "The first.")
    #expect(found.options(1) == "Red*, Black")
  }
}
