package import QuestionPipeline

/// Items whose texts break careless writers: each format's own signs, and what machines take for commands.
package enum HostileItems {
  /// One item of each kind and more, with every field filled somewhere, identifiers `q-1`, `q-2` ….
  package static var all: [Item] {
    var items = texts.enumerated().map { index, text in
      item(index, .open, question: "What does this say? \(text)", answer: "It says: \(text)")
    }
    items += kinds(from: items.count)
    for index in items.indices { items[index].id = "q-\(index + 1)" }
    return items
  }

  /// Texts that stand in questions, answers, choices and code alike.
  package static let texts = [
    "def f():\n    x = 0\n\n\n    return x\n",
    "0",
    "{}=~#:\\ and \\{escaped\\} = ~50%right ~%-100%wrong # feedback // comment ::title::",
    "one\ttab\tand another\r\nand a Windows line end",
    #"He said "yes", 'no', and `maybe`; then ""twice""."#,
    "<script>alert('x')</script> &amp; <b>bold</b> ]]> <!-- no comment --> </textarea>",
    "-- ",
    "=cmd()|'/C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-800",
    "注意力的计算复杂度是多少？“引号”，《书名》，以及全角＝～＃：",
    "family 👨‍👩‍👧‍👦, flag 🇨🇳, wave 👋🏽",
    "right to left: שלום עולם مرحبا بالعالم, then left again",
    String(repeating: "A title of three hundred characters. ", count: 9).prefix(300)
      .description,
    "{{c1::not a cloze}} and {{Field}} and {% raw %}{{ x }}{% endraw %}",
    "$$E = mc^2$$ and \\(a_1 < b^2\\) and |pipe| and *stars* _lines_ # heading",
    "line\n- list\n- list\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "a\u{A0}no-break space, a soft\u{AD}hyphen, a \u{FEFF}mark, a line\u{2028}separator",
    "e\u{301}a\u{308} decomposed, é composed",
  ]

  private static func item(
    _ index: Int, _ kind: QuestionKind, question: String, answer: String
  ) -> Item {
    var item = Item(
      id: "", cell: index, topic: ["Hostile: texts", "{}=~#:"], kind: kind,
      language: index % 2 == 0 ? .english : .chinese,
      draft: Draft(question: question, answer: answer))
    item.level = BloomLevel.allCases[index % BloomLevel.allCases.count]
    item.difficulty = index % 5 + 1
    return item
  }

  private static func kinds(from start: Int) -> [Item] {
    var choice = item(
      start, .multipleChoice, question: "Which of these is a lone zero?\n\n=A1",
      answer: "0")
    choice.draft.choices = [
      Choice(text: "0", isCorrect: true, why: "It is 0 & nothing else."),
      Choice(text: "=1+1", isCorrect: false, why: "~ and # and {}"),
      Choice(text: "<script>", isCorrect: false),
      Choice(text: "-- \n\n两行", isCorrect: false, why: "It has two lines."),
    ]
    var truth = item(
      start + 1, .trueFalse, question: "True or false: 0 = {}?", answer: "False. 0 is a number.")
    truth.draft.choices = [
      Choice(text: "True", isCorrect: false), Choice(text: "False", isCorrect: true),
    ]
    var cloze = item(
      start + 2, .cloze, question: "In C, `a ____ b` assigns b to a.", answer: "=")
    cloze.draft.keyPoints = ["= assigns", "== compares; ~ does neither"]
    var coding = item(
      start + 3, .coding, question: "Write `zero()`.\n\nIt returns 0.\n\n```python\nzero()\n```",
      answer: "def zero():\n\n    return 0  # {}=~#:")
    coding.draft.code = CodeTask(
      language: "python", solution: "def zero():\n\n    return 0  # {}=~#:\n",
      tests: "assert zero() == 0\n\nassert zero() != \"\\t\"\n", checked: "ran")
    var scenario = item(
      start + 4, .scenario,
      question: "A team of 5 has 2 < 3 servers & \"no\" budget. 该怎么办？", answer: "Ask; then 0.")
    scenario.draft.sources = [
      Citation(
        document: "notes & <more>.md", quote: "2 < 3 servers\n& \"no\" budget", start: 4, end: 32)
    ]
    scenario.draft.mistakes = ["To pay 0", "=HYPERLINK(\"x\")"]
    var interview = item(
      start + 5, .interview, question: "Tell me about {}.", answer: "An empty dict, or set in 数学.")
    interview.draft.keyPoints = ["dict, not set", "0 elements"]
    interview.draft.mistakes = ["It is a set."]
    interview.draft.followUps = [
      FollowUp(
        question: "And `{0}`?", probes: "0 elements", strong: "A set with 0 in it.", weak: "A dict."
      ),
      FollowUp(question: "空集怎么写？", probes: "dict, not set", strong: "set()", weak: "{}"),
    ]
    interview.audience = "Senior; <staff>"
    return [choice, truth, cloze, coding, scenario, interview]
  }
}
