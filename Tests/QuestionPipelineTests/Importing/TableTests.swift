import Testing

@testable import QuestionPipeline

/// Items from tables.
struct TableTests {
  @Test func quotesCommasAndLineBreaksFollowTheStandard() throws {
    let found = try Reading.set(
      "\u{FEFF}Question,Answer,Topic\r\n\"What is \"\"mist\"\"?\",\"Fine drops,\r\nin air.\",Weather\r\n\r\nWhat is hail?,Ice.,Weather\r\n",
      "t.csv")
    #expect(found.questions == ["What is \"mist\"?", "What is hail?"])
    #expect(found.answers == ["Fine drops,\nin air.", "Ice."])
    #expect(found.lines == [2, 5])
    #expect(found.items[0].topic == ["Weather"])
    #expect(found.format == "CSV")
  }

  @Test(
    arguments: [
      ("问题;答案\n什么是雾？;近地的云。\n什么是霜？;冰晶。\n", "CSV with semicolons"),
      ("题目\t参考答案\n什么是雾？\t近地的云。\n什么是霜？\t冰晶。\n", "TSV"),
      ("题干,答案\n什么是雾？,近地的云。\n什么是霜？,冰晶。\n", "CSV"),
    ])
  func chineseHeadersAndOtherMarksAreKnown(text: String, format: String) throws {
    let found = try Reading.set(text, "t.txt")
    #expect(found.questions == ["什么是雾？", "什么是霜？"])
    #expect(found.answers == ["近地的云。", "冰晶。"])
    #expect(found.format == format)
  }

  @Test func optionsInColumnsGoWithTheirKey() throws {
    let found = try Reading.set(
      "题目,A,B,C,D,正确答案,解析\n哪个是海？,河,海,湖,塘,B,海最大\n", "t.csv")
    #expect(found.options(0) == "河, 海*, 湖, 塘")
    #expect(found.answers == ["海\n\n海最大"])
    let english = try Reading.set(
      "question,option1,option2,correct\nWhich floats?,cork,lead,1\nWhich sinks?,cork,lead,2\n",
      "t.csv")
    #expect(english.options(1) == "cork, lead*")
    #expect(english.options(0) == "cork*, lead")
  }

  @Test func rowsThatDoNotFitAreToldWithTheirLine() throws {
    let found = try Reading.set(
      "question,answer\nWhat is a?,one, and two\nWhat is b?,fine\n,empty\nWhat is c?\n", "t.csv")
    #expect(found.questions == ["What is b?", "What is c?"])
    #expect(found.unread.map(\.line) == [2, 4])
    #expect(
      found.unread[0].why
        == "3 cells where the first row has 2: is a mark inside a text not quoted?")
  }

  @Test func aTableWithoutAHeaderIsUnderstoodByItsContents() throws {
    let found = try Reading.set(
      "What is a cliff?,A steep rock face.\nWhy does it erode?,Waves undercut it.\n", "t.csv")
    #expect(found.questions == ["What is a cliff?", "Why does it erode?"])
    #expect(found.answers == ["A steep rock face.", "Waves undercut it."])
    #expect(found.mapping.allSatisfy { !$0.isGiven })
    let named = try Reading.set(
      "x,y\nrock,What is basalt?\n", "t.csv", mapping: [.question: ["y"], .answer: ["x"]])
    #expect(named.questions == ["What is basalt?"])
  }

  @Test func aQuoteThatNeverEndsCostsNoOtherRow() throws {
    let found = try Reading.set(
      "question,answer\nWhat is a \"reef\"?,\"A ridge\nWhat is a cape?,A headland\nWhat is a spit?,A bar\n",
      "t.csv")
    #expect(found.questions == ["What is a \"reef\"?", "What is a cape?", "What is a spit?"])
    #expect(found.unread.map(\.line) == [2])
  }

  @Test func proseWithCommasIsNoTable() throws {
    let found = try Reading.set(
      "1. What, if anything, is a bay?\nWater, with land around, in part.\n")
    #expect(found.format == "a list in Markdown or plain text")
  }

  @Test func aSingleOptionIsNotLostBehindItsLetter() throws {
    let found = try Reading.set("question,A,B,C,answer\nWhich colour?,Red,,,A\n", "t.csv")
    #expect(found.options(0) == "Red*")
    #expect(found.answers == ["Red"])
  }

  @Test(.timeLimit(.minutes(1))) func manyColumnsTakeTimeInProportion() throws {
    let names = (0..<20_000).map { ",c\($0)" }.joined()
    let cells = String(repeating: ",x", count: 20_000)
    let rows = String(repeating: "What is it?,It is\(cells)\n", count: 20)
    var count = 0
    let taken = try ContinuousClock().measure {
      count = try Reading.set("question,answer\(names)\n\(rows)", "t.csv").items.count
    }
    #expect(count == 20)
    #expect(taken < .seconds(20))
  }

  @Test func tablesInMarkdownAreRead() throws {
    let found = try Reading.set(
      """
      # 天气

      | 序号 | 问题 | 答案 |
      |:--:|------|---|
      | 1 | 什么是雾？ | 近地的云。<br>有水滴。 |
      | 2 | `a \\| b` 或 `a|b` 是什么？ | 按位或 |

      完
      """.replacing("\\\\", with: "\\"), "t.md")
    #expect(found.questions == ["什么是雾？", "`a | b` 或 `a|b` 是什么？"])
    #expect(found.answers == ["近地的云。\n有水滴。", "按位或"])
    #expect(found.lines == [5, 6])
    #expect(found.format == "a table in Markdown")
    #expect(found.leftOut.map(\.lines) == [1...1, 8...8])
  }

  @Test func aTableInAnAnswerMakesNoSet() throws {
    let found = try Reading.set(
      """
      1. How do the marks differ?
      As the table says:

      | Text | Meaning |
      |---|---|
      | x | a cross |

      2. Which mark is a cross?
      The first, because it has two strokes.

      3. Which mark is no cross?
      None of them is anything else.
      """, "t.md")
    #expect(found.items.count == 3)
  }
}
