import Testing

@testable import QuestionPipeline

/// Moodle's GIFT format.
struct GIFTTests {
  private static let quiz = """
    // A comment
    $CATEGORY: $course$/top/Sky/Planets

    ::One:: Which planet has rings? {
      =Saturn #yes
      ~Mars #it has none
      ~Venus
      ####Galileo saw them first.
    }

    ::Two::[html]<p>The sun is a planet.</p>{FALSE#It is a star.#Right.}

    Mars has {=two ~three ~no} moons.

    Who wrote Sidereus Nuncius? {=Galileo =%50%Galilei}

    How many planets are there? {#8:0.5}

    In which years was a comet seen? {#1985..1987}

    Match the bodies. {
      =Earth -> Moon
      =Mars -> Phobos
    }

    Which are giants? {~%50%Jupiter ~%50%Saturn ~%-100%Mercury}

    Explain \\{tides\\}\\: why two a day? {}

    A description without answers.

    ::Broken:: Never closed {=a ~b

    ::Last:: 冥王星是行星吗？ {T}
    """

  @Test func eachTypeOfAnswerIsRead() throws {
    let found = try Reading.set(Self.quiz, "quiz.gift")
    #expect(
      found.questions == [
        "Which planet has rings?", "The sun is a planet.", "Mars has _____ moons.",
        "Who wrote Sidereus Nuncius?", "How many planets are there?",
        "In which years was a comet seen?", "Match the bodies.\n- Earth\n- Mars",
        "Which are giants?", "Explain {tides}: why two a day?", "冥王星是行星吗？",
      ])
    #expect(
      found.kinds == [
        .multipleChoice, .trueFalse, .multipleChoice, .open, .open, .open, .open, .multipleChoice,
        .open, .trueFalse,
      ])
    #expect(found.options(0) == "Saturn*, Mars, Venus")
    #expect(found.items[0].draft.choices.map(\.why) == ["yes", "it has none", nil])
    #expect(found.answers[0] == "Saturn\n\nGalileo saw them first.")
    #expect(found.options(1) == "True, False*")
    #expect(found.options(2) == "two*, three, no")
    #expect(found.answers[3] == "Galileo\nGalilei (50 %)")
    #expect(found.answers[4] == "8 ± 0.5")
    #expect(found.answers[5] == "1985..1987")
    #expect(found.answers[6] == "Earth → Moon\nMars → Phobos")
    #expect(found.options(7) == "Jupiter*, Saturn*, Mercury")
    #expect(found.answers[8] == "")
    #expect(found.options(9) == "正确*, 错误")
    #expect(found.items.allSatisfy { $0.topic == ["Sky", "Planets"] })
  }

  @Test func linesAndWhatIsBrokenAreTold() throws {
    let found = try Reading.set(Self.quiz, "quiz.gift")
    #expect(found.lines == [4, 11, 13, 15, 17, 19, 21, 26, 28, 34])
    #expect(found.unread == [SetReport.Unread(line: 32, why: "a brace that is not closed")])
    #expect(found.leftOut.map(\.text) == ["A description without answers."])
  }

  @Test func itIsKnownByItsContent() throws {
    let found = try Reading.set("Which is blue? {=sky ~grass}\n\nIce is cold.{T}\n", "quiz.txt")
    #expect(found.format == "Moodle GIFT")
    #expect(found.items.count == 2)
    #expect(
      try Reading.set("1. What is {x} in a template?\nA place.\n").format
        == "a list in Markdown or plain text")
  }

  @Test(arguments: [
    "1. What is the gradient of x^{T}Ax?\nIt is 2Ax for symmetric A.\n\n2. What does momentum change?\nIt averages gradients.\n",
    "1. What is `Array{T}` in Julia?\nA type with a parameter.\n\n2. What does `where` do?\nIt binds parameters.\n",
    "1. What is RAII?\nA resource lives as long as its object:\nclass File {\n  ~File() { close(); }\n};\n2. What does std::move do?\nIt casts to an rvalue.\n",
    "1. 向量的转置 x^{T} 是什么意思？\n答：行列互换。\n\n2. 什么是秩？\n答：线性无关的行数。\n",
  ])
  func bracesOfFormulasAndCodeMakeNoGIFT(text: String) throws {
    let found = try Reading.set(text)
    #expect(found.format == "a list in Markdown or plain text")
    #expect(found.items.count == 2)
  }

  @Test func questionsNeedNoBlankLineBetweenThem() throws {
    let found = try Reading.set(
      "Who wrote Emma? {=Austen ~Shelley}\nThe sun rises in the east. {T}\nMars has {=two ~three} moons\n(as far as is known).\nHow many planets are there? {#8}\n"
    )
    #expect(
      found.questions == [
        "Who wrote Emma?", "The sun rises in the east.",
        "Mars has _____ moons\n(as far as is known).", "How many planets are there?",
      ])
    #expect(found.lines == [1, 2, 3, 5])
  }

  @Test func plainTextsKeepWhatLooksLikeHTML() throws {
    let found = try Reading.set(
      "::a::[plain]Is <b>x</b> &amp; y bold? {=[plain]<i>no</i> ~%50%[html]<i>yes</i>}", "q.gift")
    #expect(found.questions == ["Is <b>x</b> &amp; y bold?"])
    #expect(found.items[0].draft.choices.map(\.text) == ["<i>no</i>", "yes"])
  }

  @Test func commentsSayWhatAQuestionIs() throws {
    let found = try Reading.set(
      """
      $CATEGORY: $course$/top/TCP//IP/C:\\\\x

      // [id:a\\]1] [tag:kind:scenario] [tag:level:apply] [tag:difficulty:4] [tag:language:de] [tag:odd] [tag:unanswerable:notStated]
      Warum? {####So.}

      Why? {}
      """, "q.gift")
    #expect(found.items.map(\.draft.question) == ["Warum?", "Why?"])
    let item = found.items[0]
    #expect(item.id == "a]1" && item.kind == .scenario && item.level == .apply)
    #expect(item.difficulty == 4 && item.language.tag == "de")
    #expect(item.unanswerable == .notStated)
    #expect(item.topic == ["TCP/IP", "C:\\x"])
    #expect(found.items[1].kind == .open && found.items[1].level == nil)
  }

  @Test func feedbackThatStatesTheKeyIsTheWholeAnswer() throws {
    let found = try Reading.set(
      """
      Capital? {=Paris ~Rome ####Paris. It is on the Seine.}

      Moon or star? {=star ~moon ####Starlight takes years.}

      The sun is a star. {T#No planet.#It \\#shines.####True. It burns.}
      """, "q.gift")
    #expect(
      found.answers == [
        "Paris. It is on the Seine.", "star\n\nStarlight takes years.", "True. It burns.",
      ])
    #expect(found.items[2].draft.choices.map(\.why) == ["It #shines.", "No planet."])
  }
}
