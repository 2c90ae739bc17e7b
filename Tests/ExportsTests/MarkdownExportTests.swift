import Exports
import QuestionPipeline
import TestSupport
import Testing

@Suite struct MarkdownExportTests {
  private let set = ExportSet(items: HostileItems.all, title: "# <Hostile>\n--> {}=~")

  private func markdown(_ set: ExportSet, hasAnswers: Bool = true) -> Export {
    var options = ExportOptions()
    options.hasAnswers = hasAnswers
    return MarkdownExporter(options).export(set)
  }

  @Test func everyItemComesBackEqual() throws {
    let found = try Exported.read(Exported.bytes(markdown(set)), "set.md")
    var wanted = set.items
    // Cell numbers are left out.
    for index in wanted.indices { wanted[index].cell = nil }
    #expect(found.items == wanted)
    #expect(found.unread.isEmpty)
  }

  @Test(
    arguments: [
      "```python\nx\n\n\ny\n```", "text\n```\ncode\n```\n", "```\nnever closed", "````\n```\n````",
      "    ```\nx\n    ```", "- ```", "  ```x\n# <!-- viva:answer -->\n  ```",
      "<!-- viva:answer -->",
      "`<!-- viva:answer -->", "`<!-- viva:item {} -->`", "\n\n leading and trailing \n\n", "\n",
      " ", "a\n\n\n\nb",
      "\\`x` ``y`` ` `z`", "1. one\n2) two\n10. ten\n-\n+ x\n=====\n---\n> q", "a\r\nb\rc",
      "&lt; &#32; &amp;#32;",
      "\u{3000}全角　空格\u{3000}", "<\u{301} -\u{301}-> \"\u{301}", "\\", "`\\`", "a  \nb\t\n\tc",
      "***", "<!-- -->",
    ])
  func anyTextComesBackEqual(text: String) throws {
    var item = Item(
      id: "--> <x>", cell: nil, topic: ["-->", "--"], kind: .interview, language: .chinese,
      draft: Draft(question: text.trimmedToSomething, answer: text))
    item.draft.keyPoints = [text, text]
    item.draft.mistakes = [text]
    item.draft.choices = [
      Choice(text: text, isCorrect: true, why: text), Choice(text: text, isCorrect: false),
      Choice(text: text, isCorrect: false, why: text),
    ]
    item.draft.followUps = [FollowUp(question: text, probes: text, strong: text, weak: text)]
    item.draft.code = CodeTask(language: "c++", solution: text, tests: text, checked: "ran")
    item.draft.sources = [Citation(document: text, quote: text, start: 3, end: 9)]
    let export = markdown(ExportSet(items: [item, item], title: "Two"))
    let found = try Exported.read(Exported.bytes(export), "set.md")
    var second = item
    second.id += "-2"
    #expect(found.items == [item, second])
  }

  @Test func withoutAnswersNothingTellsThem() throws {
    var item = Item(
      id: "q-1", cell: nil, topic: ["T"], kind: .multipleChoice, language: .english,
      draft: Draft(question: "Which?", answer: "Secret one"))
    item.draft.choices = [
      Choice(text: "red", isCorrect: false, why: "Secret two"),
      Choice(text: "blue", isCorrect: true),
    ]
    item.draft.keyPoints = ["Secret three"]
    item.draft.mistakes = ["Secret four"]
    item.draft.code = CodeTask(
      language: "swift", solution: "Secret five", tests: "Secret six", checked: "no")
    item.draft.followUps = [FollowUp(question: "Secret seven", probes: "", strong: "", weak: "")]
    item.draft.sources = [
      Citation(document: "Secret eight", quote: "Secret nine", start: 0, end: 1)
    ]
    let export = markdown(ExportSet(items: [item], title: "T"), hasAnswers: false)
    let text = Exported.text(export)
    #expect(!text.contains("Secret") && !text.contains("[x]"))
    #expect(text.contains("- [ ] **A.** red\n- [ ] **B.** blue\n"))
    var options = ExportOptions()
    options.hasAnswers = false
    let left = MarkdownExporter(options).omissions(of: [item]).map(\.field)
    #expect(
      left == [
        .answer, .keyPoints, .mistakes, .followUps, .choiceReasons, .solution, .tests, .sources,
      ])
  }

  @Test func anItemReadsAsItShouldInItsLanguage() {
    var item = Item(
      id: "q-1", cell: nil, topic: ["注意力"], kind: .trueFalse, language: .chinese,
      draft: Draft(question: "`softmax` 的输出之和为 1。", answer: "正确。"))
    item.level = .understand
    item.difficulty = 2
    item.draft.choices = [
      Choice(text: "正确", isCorrect: true), Choice(text: "错误", isCorrect: false),
    ]
    #expect(
      Exported.text(markdown(ExportSet(items: [item], title: "小测"))) == """
        <!-- viva:questions 1 -->

        # 小测

        ## 1. 判断题 <!-- viva:item {"id":"q-1","topic":["注意力"],"kind":"trueFalse","language":"zh-Hans","level":"understand","difficulty":2} -->

        注意力 · 理解 · 难度 2/5 <!-- viva:question -->

        `softmax` 的输出之和为 1。

        <!-- viva:choices -->

        - [x] **A.** 正确
        - [ ] **B.** 错误

        **答案：A** <!-- viva:answer -->

        正确。

        """)
  }

  @Test func windowsLineEndsAndOtherLabelsAreTaken() throws {
    let text = Exported.text(markdown(set)).replacing("**Answer**", with: "*Réponse*")
    let windows = text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let found = try Exported.read(windows, "set.md")
    #expect(found.items.map(\.draft.answer) == set.items.map(\.draft.answer))
  }

  @Test func faultsAreToldWithTheirLine() throws {
    let text = Exported.text(markdown(ExportSet(items: Array(set.items.prefix(2)), title: "T")))
    let found = try Exported.read(
      Array(
        text.replacing("\"kind\":\"open\"", with: "\"kind\":\"quiz\"", maxReplacements: 1).utf8),
      "set.md")
    #expect(found.items.count == 1)
    #expect(found.unread.map(\.line) == [5])
  }
}

extension String {
  /// A question has words; blank texts get one.
  fileprivate var trimmedToSomething: String {
    unicodeScalars.allSatisfy { $0.properties.isWhitespace } ? self + "?" : self
  }
}
