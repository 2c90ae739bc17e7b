import QuestionPipeline
import Testing

struct PromptTests {
  let library: PromptLibrary
  let seed = RunSeed(value: 7)

  init() throws { library = try PromptLibrary(.builtIn) }

  private func inputs(
    _ role: ModelRole = .critic, _ language: LanguageTag = .english, text: String = "a ``` fence",
    kind: QuestionKind = .open
  ) -> PromptInputs {
    var inputs = PromptInputs(role, language: language, kind: kind)
    inputs.shared["dimensions"] = [["name": "clarity"]]
    inputs.fence(["passage": ["id": "p-1", "text": "Tea is {{inputs}}."]])
    inputs.fence(["text": .string(text)])
    inputs.own["cell"] = 3
    return inputs
  }

  @Test(arguments: ModelRole.prompted, [LanguageTag.english, .chinese])
  func everyPromptEndsInTheBlockWithItsInputs(role: ModelRole, language: LanguageTag) throws {
    for kind in QuestionKind.allCases {
      let inputs = inputs(role, language, kind: kind)
      let request = library.request(inputs, seed: seed, cell: 3)
      #expect(request.messages.map(\.role) == [.system, .user])
      #expect(request.messages[1].content.hasSuffix("\n```"))
      #expect(try PromptInputs.read(request.messages) == inputs.flattened)
      #expect(request.schema["type"] == "object")
    }
  }

  @Test(arguments: ModelRole.prompted, [LanguageTag.english, .chinese])
  func bothMessagesSpeakOfJSON(role: ModelRole, language: LanguageTag) {
    let request = library.request(inputs(role, language), seed: seed, cell: 3)
    #expect(request.messages.allSatisfy { $0.content.contains("JSON") })
  }

  @Test(arguments: ModelRole.prompted) func bothLanguagesWantTheSameReply(role: ModelRole) {
    let english = library.template(role, .english)
    let chinese = library.template(role, .chinese)
    #expect(english.schema == chinese.schema)
    #expect(english.schemaName == chinese.schemaName)
    #expect(english.hash != chinese.hash)
  }

  @Test(arguments: ModelRole.prompted)
  func theSystemMessageIsTheSameForEveryCellKindAndSeed(role: ModelRole) {
    let first = library.request(inputs(role), seed: seed, cell: 1)
    let second = library.request(
      inputs(role, text: "other", kind: .cloze), seed: RunSeed(value: 8), cell: 2, sample: 1)
    #expect(first.messages[0] == second.messages[0])
    #expect(first.messages[1] != second.messages[1])
  }

  @Test func equalInputsGiveEqualBytesAndAnotherSeedOtherNames() {
    let first = library.request(inputs(), seed: seed, cell: 1)
    #expect(library.request(inputs(), seed: seed, cell: 1) == first)
    #expect(library.request(inputs(), seed: RunSeed(value: 8), cell: 1) != first)
  }

  /// Prompt caches hold what messages begin with: all up to the item is the same for the items of one document, and all
  /// but the sample's number for the samples of one item.
  @Test func whatRequestsShareStandsBeforeWhatTheyDoNot() throws {
    func text(_ item: String, sample: Int) -> String {
      var inputs = inputs(.judge, text: item)
      inputs.own["sample"] = .integer(sample)
      return library.request(inputs, seed: seed, cell: 3, sample: sample).messages[1].content
    }
    func shared(_ left: String, _ right: String) -> String { left.commonPrefix(with: right) }
    let items = shared(text("one", sample: 0), text("two", sample: 0))
    #expect(items.contains("dimensions") && items.contains("Tea is"))
    let samples = shared(text("one", sample: 0), text("one", sample: 1))
    #expect(samples.hasSuffix("\"sample\": "))
  }

  @Test func eachKindHasItsOwnPartOfTheWritersPrompt() {
    let texts = QuestionKind.allCases.map {
      library.request(inputs(.generator, kind: $0), seed: seed, cell: 1).messages[1].content
    }
    for (kind, text) in zip(QuestionKind.allCases, texts) {
      let named = QuestionKind.allCases.filter { text.contains("Kind \($0.rawValue):") }
      #expect(named == [kind])
    }
  }

  @Test func aCorrectionQuotesTheReplyAndFencesTheProblem() throws {
    let inputs = inputs(.solver, .chinese)
    let request = library.request(
      inputs, seed: seed, cell: 1, attempt: 1,
      correction: ModelDesk.Correction(reply: "hm", problem: "answer: is missing"))
    #expect(request.messages.map(\.role) == [.system, .user, .assistant, .user])
    #expect(request.messages[2].content == "hm")
    #expect(request.messages[3].content.contains(#": {"problem":"answer: is missing"}"#))
    var expected = inputs.flattened
    expected["problem"] = "answer: is missing"
    #expect(try PromptInputs.read(request.messages) == expected)
  }

  @Test func inputsStandInTheLastMessageWhateverEndsItsLines() throws {
    let request = library.request(inputs(), seed: seed, cell: 1)
    var messages = request.messages
    messages[1].content = messages[1].content.replacing("\n", with: "\r\n")
    #expect(try PromptInputs.read(messages) == inputs().flattened)
    messages.append(ChatMessage(.user, "And now?"))
    #expect {
      try PromptInputs.read(messages)
    } throws: { "\($0)" == "no fenced JSON block in the last message of the user" }
  }

  @Test func aCorrectionQuotesNoMoreOfAReplyThanHelps() {
    let endless = String(repeating: "长", count: 100_000)
    let request = library.request(
      inputs(), seed: seed, cell: 1, attempt: 1,
      correction: ModelDesk.Correction(reply: endless, problem: endless))
    #expect(request.messages[2].content.utf8.count <= 12_003)
    #expect(request.messages[3].content.utf8.count < 1_700)
  }

  // MARK: Templates

  private static func file(
    stage: String = "x", inputs: String = "['inputs']", note: String = "{{names}}",
    output: String = "null", body: String = "a\n<!-- user -->\n```json\n{{inputs}}\n```"
  ) -> String {
    "---\n{ stage: '\(stage)', inputs: \(inputs), note: '\(note)', schemaName: 'x', output: \(output) }\n---\n"
      + body
  }

  @Test(arguments: [
    ("no front matter", "must open with a JSON5 object between two lines of ---"),
    (
      "---\n{ stage: 'x', schemaName: 'x', output: {} }\n---\na\n<!-- user -->\nb",
      "front matter: line 1: inputs: is missing"
    ),
    (
      "---\n{ stage: 'x', inputs: [], schemaName: 'x' }\n---\na\n<!-- user -->\nb",
      "front matter: line 1: note: is missing"
    ),
    (file(body: "a\nb"), "has no line '<!-- user -->'"),
    (
      file(body: "{{who}}\n<!-- user -->\n```json\n{{inputs}}\n```"),
      "the system message is the same for all cells, and has no room for a {{variable}}"
    ),
    (
      file(body: "a\n<!-- user -->\n{{who}}\n```json\n{{inputs}}\n```"),
      "{{who}} is no input; its inputs are inputs"
    ),
    (
      file(inputs: "['inputs', 'langauge']"),
      "front matter: inputs: unknown value 'langauge'; did you mean 'language'? Known: inputs, kind, language"
    ),
    (file(inputs: "['inputs', 'language']"), "input 'language' is not used in the text"),
    (
      file(body: "a\n<!-- user -->\n{{inputs}} b"),
      "must end in a fenced JSON block that holds {{inputs}}"
    ),
    (
      file(body: "a\n<!-- user -->\n{{inputs}}\n```json\n{{inputs}}\n```"),
      "must end in a fenced JSON block that holds {{inputs}}"
    ),
    (file(note: "data"), "front matter: note: does not say {{names}}"),
    (
      file(
        inputs: "['inputs', 'kind']",
        body: "a\n<!-- user -->\n{{kind}}\n```json\n{{inputs}}\n```\n<!-- kind open -->\nb"),
      "has no part <!-- kind multipleChoice -->"
    ),
    (
      file(body: "a\n<!-- user -->\n```json\n{{inputs}}\n```\n<!-- kind clozes -->\nb"),
      "<!-- kind -->: unknown value 'clozes'; did you mean 'cloze'? Known: open, multipleChoice, "
        + "trueFalse, cloze, coding, scenario, interview"
    ),
    (
      file(body: "a\n<!-- user -->\n```json\n{{inputs}}\n```\n<!-- kind open -->\nb"),
      "has a part for a kind, but no input 'kind'"
    ),
    (
      file(
        output: "{type: 'object', properties: {a: {type: 'string'}}, additionalProperties: false}"),
      "front matter: output: not every server would take it: 'a' is not in 'required'; what may be "
        + "absent is null instead"
    ),
    (
      file(
        output: "{type: 'object', properties: {a: {type: 'array', items: {type: 'object'}}}, "
          + "required: ['a'], additionalProperties: false}"),
      "front matter: output: not every server would take it: a[]: 'additionalProperties' is not false"
    ),
    (
      file(output: "{type: 'object', oneOf: []}"),
      "front matter: output: not every server would take it: 'oneOf' is not among "
        + "additionalProperties, anyOf, description, enum, items, properties, required, type"
    ),
  ])
  func aTemplateThatCannotBeUsedIsNamedAtTheStart(text: String, message: String) {
    #expect {
      try PromptTemplate(file: "p.md", bytes: Array(text.utf8))
    } throws: { "\($0)" == "p.md: \(message)" }
  }

  @Test func linesOfATemplateMayEndAsOnWindows() throws {
    let text = Self.file(body: "a\nb\n<!-- user -->\nc\n```json\n{{inputs}}\n```\n")
    let template = try PromptTemplate(file: "p.md", bytes: Array(text.utf8))
    let other = try PromptTemplate(
      file: "p.md", bytes: Array(text.replacing("\n", with: "\r\n").utf8))
    #expect(template.system == "a\nb" && other.system == template.system)
  }

  @Test(arguments: [
    (
      "```json\n{{inputs}}", "```text\n{{inputs}}",
      "its last block is not the JSON of its inputs when it is filled in"
    ),
    ("stage: \"judge\"", "stage: \"critic\"", "is for stage 'critic', not 'judge'"),
    ("  output: ", "  // output: ", "has no system message, or no schema as its output"),
  ])
  func aPromptOfTheUsersThatFailsIsNamedBeforeTheRun(old: String, new: String, message: String)
    throws
  {
    let path = "Prompts/judge.en.md"
    let text = String(decoding: try #require(DefaultFiles.builtIn[path]), as: UTF8.self)
    let broken = text.replacing(old, with: new)
    #expect(broken != text)
    let files = DefaultFiles.builtIn.overlaid(
      with: DefaultFiles(files: [(path, Array(broken.utf8))]))
    #expect {
      try PromptLibrary(files)
    } throws: { "\($0)" == "\(path): \(message)" }
  }
}

extension String {
  /// What both texts begin with.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
