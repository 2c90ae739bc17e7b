import QuestionPipeline

/// Sets made by hand, for reports of them.
enum ReportFixture {
  static func rubric() throws -> Rubric { try ConfigurationReader.rubric("default", .builtIn) }

  static let allDimensions = [
    "fluency", "clarity", "conciseness", "answerability", "correctness", "depth", "usefulness",
  ]

  static func report(_ contents: SetContents) throws -> SetReport {
    SetReport(contents, rubric: try rubric(), seed: 7)
  }

  static func item(
    _ id: String, _ question: String, _ answer: String = "An answer that says why.",
    topic: [String] = ["Transformers"], kind: QuestionKind = .open,
    language: LanguageTag = .english, score: Double? = 0.8, flaws: [Flaw] = []
  ) -> Item {
    var item = Item(
      id: id, cell: nil, topic: topic, kind: kind, language: language,
      draft: Draft(question: question, answer: answer))
    item.level = .understand
    item.difficulty = 3
    item.score = score
    if let score {
      item.scores = Scores([
        ("clarity", .exact(score, by: "rules")), ("depth", .unscored("no judge")),
      ])
    }
    item.flaws = flaws
    return item
  }

  static func cell(_ ordinal: Int, _ topic: String, _ angle: String) -> Cell {
    Cell(
      ordinal: ordinal, place: ordinal,
      square: Square(
        topic: topic, kind: .open, level: .analyze, difficulty: 4, language: .english),
      subtopic: "below", angle: angle)
  }

  static func refused(_ ordinal: Int, _ topic: String, _ reason: String, text: String)
    throws -> RefusedCell
  {
    let flaw = Flaw(reason, text, severity: .error, suggestion: text)
    var object = JSONObject()
    object["cell"] = cell(ordinal, topic, text).json
    object["reasons"] = .strings([reason])
    object["verdict"] =
      Verdict(
        isAccepted: false, scores: Scores(), score: 0.31, flaws: [flaw], reasons: [reason]
      ).json
    object["draft"] = Draft(question: text, answer: text).json
    object["drafts"] = 3
    object["critiques"] = .array([Critique(round: 0, flaws: [flaw], by: "rules").json])
    return try RefusedCell(JSONReader(.object(object)))
  }

  /// A set that has one of everything, with the same text in every field that a model or a user fills.
  static func contents(everyField text: String, language: LanguageTag = .english) throws
    -> SetContents
  {
    let warning = Flaw("mcq-negated-stem", text, severity: .warning, suggestion: text)
    let error = Flaw(text, text, severity: .error, with: [text], suggestion: text)
    var choice = item(
      text, text, text, topic: [text, text], kind: .multipleChoice, language: language,
      flaws: [warning, error])
    choice.audience = text
    choice.scores = Scores([
      ("clarity", .scored(value: 0.83, low: 0.71, high: 0.92, by: text)),
      (text, .exact(0.5, by: "rules")), ("depth", .unscored(text)),
    ])
    choice.draft.keyPoints = [text]
    choice.draft.mistakes = [text]
    choice.draft.followUps = [
      FollowUp(question: text, probes: text, strong: text, weak: text)
    ]
    choice.draft.choices = [
      Choice(text: text, isCorrect: true, why: text),
      Choice(text: text, isCorrect: false, why: text),
    ]
    choice.draft.code = CodeTask(language: text, solution: text, tests: text, checked: "ran")
    choice.draft.sources = [Citation(document: text, quote: text, start: 0, end: 9)]
    choice.made = Item.Provenance(
      backend: text, model: text, seed: 1, drafts: 2, promptHash: text)
    var contents = SetContents(
      items: [choice, item("q-2", "Why \(text)?", language: language)],
      refused: [try refused(2, text, text, text: text)],
      ledger: Ledger(
        requested: 4, outcomes: [(0, true, nil), (1, true, nil), (2, false, text)], planned: 4),
      brief: Brief(
        topics: [text], sources: [text], count: 4, kinds: [.open, .multipleChoice],
        languages: [language], audience: text))
    contents.lessons = [
      try Lesson(
        JSONReader([
          "flaw": .string(text), "kind": "open", "language": .string(language.tag), "count": 5,
          "suggestion": .string(text),
        ]))
    ]
    contents.ending = text
    contents.backend = text
    contents.model = text
    contents.usage = [
      try SetContents.RoleUsage(
        JSONReader([
          "role": .string(text), "requests": 3, "promptTokens": 1200, "completionTokens": 400,
        ]))
    ]
    return contents
  }

  /// What a hostile model or document might bring.
  static let hostile: [String] = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><b>x</b>",
    "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)",
    "![x](https://evil.example/a.png) [y](javascript:alert(1)) <https://evil.example>",
    "| a | b |\n|---|---|\n# heading\n- list\n1. one\n    code\n===\n---", "&lt;b&gt; &#60;i&#62;",
    "\u{202E}txet detrever\u{202C} \u{2066}isolate\u{2069}",
    "line\u{2028}separator\u{2029}end\u{85}x",
    "a\u{0}b\u{1B}[31mred\u{7F}\u{9B}c\r\nd\re", "```\nunclosed <script>\n````\n~~~", "-->", "]]>",
    "<!--", "{{question}} ${x} $(y) `z`", "www.evil.example https://evil.example a@evil.example",
    String(repeating: "W", count: 10_000), String(repeating: "深", count: 10_000), " ", "",
    "e\u{301}\u{1F469}\u{200D}\u{1F4BB}", "\u{FEFF}start",
  ]
}
