import QuestionPipeline
import TestSupport
import Testing

@testable import Exports

@Suite struct PaperExportTests {
  private func paper(_ items: [Item], _ format: ExportFormat = .html, hasAnswers: Bool = true)
    throws -> String
  {
    var options = ExportOptions()
    options.hasAnswers = hasAnswers
    return Exported.text(
      try format.exporter(options).export(ExportSet(items: items, title: "A <paper>")))
  }

  private func item(_ kind: QuestionKind, _ language: LanguageTag = .english) -> Item {
    Item(
      id: "q-\(kind.rawValue)", cell: nil, topic: ["T"], kind: kind, language: language,
      draft: Draft(question: "Asked \(kind.rawValue)?", answer: "Told \(kind.rawValue)."))
  }

  @Test(arguments: [ExportFormat.html, .interviewKit])
  func hostileTextStaysTextAndNothingIsLoaded(format: ExportFormat) throws {
    let page = try paper(HostileItems.all, format)
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    #expect(page.contains("A &lt;paper&gt;"))
    for word in ["<script", "<b>bold", "href=", "src=", "url(", "@import", "http:"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'"))
  }

  @Test(arguments: [ExportFormat.html, .interviewKit])
  func blankLinesAndIndentationOfCodeAreKept(format: ExportFormat) throws {
    let page = try paper(HostileItems.all, format)
    #expect(page.contains("def f():\n    x = 0\n\n\n    return x"))
    #expect(page.contains("def zero():\n\n    return 0"))
  }

  @Test func thePartsAreWorthTheirSum() throws {
    let page = try paper([item(.open), item(.trueFalse), item(.coding), item(.open)])
    #expect(page.contains("4 questions, 21 points"))
    for (part, worth) in [
      ("Part 1. True or false", "1 question, 1 point"),
      ("Part 2. Open question", "2 questions, 5 points each: 10 points"),
      ("Part 3. Coding", "1 question, 10 points"),
    ] {
      #expect(page.contains("<h2>\(part)</h2><p class=\"note\">\(worth)</p>"))
    }
    // Numbers go on from part to part.
    let order = ["trueFalse?", "open?", "coding?"].map {
      page.firstRange(of: "Asked \($0)")?.lowerBound
    }
    #expect(
      order.compactMap(\.self).count == 3
        && order.compactMap(\.self) == order.compactMap(\.self).sorted())
  }

  @Test func labelsAreInTheLanguageOfTheItems() throws {
    let chinese = try paper([item(.open, .chinese), item(.trueFalse, .chinese)])
    #expect(chinese.contains("<html lang=\"zh-Hans\">"))
    #expect(chinese.contains("<h2>第一部分　判断题</h2><p class=\"note\">共 1 题，1 分</p>"))
    #expect(chinese.contains("姓名") && !chinese.contains("Name<"))
    let mixed = try paper([item(.open, .chinese), item(.open)])
    #expect(
      mixed.contains("<h2>Part 1. Open question / 第一部分　问答题</h2>"))
    #expect(mixed.ranges(of: "</i>/ 5</span>").count == 2)
  }

  @Test func withoutAnswersThePaperHasNoKey() throws {
    let items = HostileItems.all
    let page = try paper(items, hasAnswers: false)
    #expect(try paper(items).contains("class=\"key\""))
    #expect(!page.contains("class=\"key\"") && !page.contains("An empty dict, or set in"))
    #expect(page.contains("Tell me about {}."))
  }

  @Test func theKeyHasWhatThePaperAsksFor() throws {
    let items = HostileItems.all
    let page = try paper(items)
    let cut = try #require(page.firstRange(of: "class=\"key\""))
    let key = page[cut.lowerBound...]
    for text in [
      "<b>1.</b>A</span><span><b>2.</b>B</span>", "It is 0 &amp; nothing else.", "dict, not set",
      "To pay 0",
      "assert zero() == 0",
      "A set with 0 in it.", "2 &lt; 3 servers", "notes &amp; &lt;more&gt;.md",
    ] {
      #expect(key.contains(text), "\(text)")
    }
    #expect(!page[..<cut.lowerBound].contains("A set with 0 in it."))
    #expect(page[..<cut.lowerBound].contains("空集怎么写？"))
  }

  private func choice(_ texts: [String]) -> Item {
    var item = item(.multipleChoice)
    item.draft.choices = texts.enumerated().map { index, text in
      Choice(text: text, isCorrect: index == 1, why: "Reason \(index).")
    }
    return item
  }

  @Test func theKeySaysNothingTwice() throws {
    var ticked = choice(["a queue", "a stack", "a heap"])
    ticked.draft.answer = "A stack. Reason 1."
    ticked.draft.keyPoints = ["`a stack`", "Reason 1", "Last in, first out"]
    ticked.draft.sources = [
      Citation(document: "d.md", quote: "Reason\n1.", start: 0, end: 9),
      Citation(document: "d.md", quote: "A stack is not a queue.", start: 9, end: 30),
    ]
    let page = try paper([ticked])
    let key = page[try #require(page.firstRange(of: "class=\"key\"")).lowerBound...]
    for (text, count) in [
      ("Reason 1", 1), ("Reason 0", 1), ("Reason 2", 1), ("Last in, first out", 1), ("a stack", 0),
      ("A stack is not a queue.", 1), ("d.md", 1),
    ] {
      #expect(key.ranges(of: text).count == count, "\(text)")
    }
    // A sheet that shows the choices with their reasons needs no answer below them.
    let sheet = try paper([ticked], .interviewKit)
    #expect(sheet.ranges(of: "Reason 1.").count == 1)
    #expect(!sheet.contains("A stack. Reason 1."))
    #expect(!sheet.contains("class=\"sides\""))
  }

  @Test func thePointsOfAWrittenAnswerAreTickedOffAllTheSame() throws {
    var open = item(.open)
    open.draft.answer = "Pages are read whole, and trees are shallow."
    open.draft.keyPoints = ["Pages are read whole", "trees are shallow"]
    #expect(
      try paper([open]).contains("<li><div><p class=\"text\">trees are shallow</p></div></li>"))
    open.draft.keyPoints = ["trees are shallow"]
    #expect(!(try paper([open]).contains("Key points")))
  }

  @Test(arguments: [
    (["2", "5"], "choices four"), (["一二三四五", "六"], "choices four"),
    (["一二三四五六", "七"], "choices two"), (["a weak reference", "b"], "choices two"),
    (["七个字以上的选项会换行的呀对吧", "八"], "choices"), (["a\nb", "c"], "choices"),
  ]) func choicesStandAbreastWhereTheyFitOnALine(texts: [String], style: String) throws {
    #expect(try paper([choice(texts)]).contains("<ul class=\"\(style)\">"))
  }

  @Test func aQuoteIsSetToTheMarginOfThePaper() {
    let source =
      "of all vectors, a bit for each dimension,\n  and then the few\n| a | b |\n| 1 | 2 |\nx"
    #expect(
      PaperText.quote(source).source.contains(
        "a bit for each dimension, and then the few\n| a | b |\n| 1 | 2 |\nx<"))
    let chinese = "向量的符号每一维一位，先比较这些符号，再比较整个向量，这样\n就快得多。"
    #expect(PaperText.quote(chinese).source.contains("整个向量，这样就快得多"))
  }

  @Test func anInterviewerSeesWeakAndStrongAndWhatToAskNext() throws {
    var interview = try #require(HostileItems.all.last)
    interview.language = .chinese
    let page = try paper([interview], .interviewKit)
    for text in [
      "面试题", "An empty dict, or set in 数学.", "dict, not set", "It is a set.", "空集怎么写？", "set()",
      "差的回答",
      "听这些要点", "<span>1</span><span>2</span><span>3</span><span>4</span><span>5</span>",
      "Senior; &lt;staff&gt;",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    let sheets = try paper(HostileItems.all, .interviewKit).ranges(of: "<article class=\"sheet")
      .count
    #expect(sheets == HostileItems.all.count)
  }

  @Test func sheetsWithoutAnswersStillAskAndScore() throws {
    let page = try paper(HostileItems.all, .interviewKit, hasAnswers: false)
    #expect(page.contains("空集怎么写？") && page.contains("class=\"scale\""))
    #expect(
      !page.contains("It is a set.") && !page.contains("A set with 0 in it.")
        && !page.contains("class=\"sides\""))
  }
}
