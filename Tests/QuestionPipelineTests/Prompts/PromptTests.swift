import QuestionPipeline
import Testing

struct PromptTests {
  let library: PromptLibrary

  init() throws { library = try PromptLibrary(.builtIn) }

  func inputs() -> JSONObject {
    JSONObject([("stage", "critic"), ("text", "a ``` fence and {{inputs}}")])
  }

  @Test(arguments: ModelRole.allCases, [LanguageTag.english, .chinese])
  func everyPromptEndsInTheBlockWithItsInputs(role: ModelRole, language: LanguageTag) throws {
    let request = library.request(role, language: language, inputs: inputs(), cell: 3)
    #expect(request.messages.map(\.role) == [.system, .user])
    let last = try #require(request.messages.last?.content)
    let lines = last.split(separator: "\n", omittingEmptySubsequences: false)
    let open = try #require(lines.lastIndex(of: "```json"))
    #expect(lines.last == "```")
    let block = lines[(open + 1)..<(lines.count - 1)].joined(separator: "\n")
    #expect(try JSONParser.parse(block) == .object(inputs()))
    #expect(request.schema["type"] == "object")
  }

  @Test(arguments: ModelRole.allCases) func bothLanguagesWantTheSameReply(role: ModelRole) {
    let english = library.template(role, .english)
    let chinese = library.template(role, .chinese)
    #expect(english.schema == chinese.schema)
    #expect(english.schemaName == chinese.schemaName)
    #expect(english.hash != chinese.hash)
  }

  @Test func theSystemMessageIsTheSameForEveryCell() {
    let first = library.request(.generator, language: .english, inputs: inputs(), cell: 1)
    var other = inputs()
    other["text"] = "other"
    let second = library.request(.generator, language: .english, inputs: other, cell: 2)
    #expect(first.messages[0] == second.messages[0])
    #expect(first.messages[1] != second.messages[1])
  }

  @Test func aCorrectionQuotesTheReplyAndTheProblem() throws {
    let request = library.request(
      .solver, language: .chinese, inputs: inputs(), cell: 1, attempt: 1,
      correction: ModelDesk.Correction(reply: "hm", problem: "answer: is missing"))
    #expect(request.messages.map(\.role) == [.system, .user, .assistant, .user])
    #expect(request.messages[2].content == "hm")
    #expect(request.messages[3].content.contains("answer: is missing"))
    #expect(request.messages[3].content.hasSuffix("\n```"))
  }

  @Test(arguments: [
    ("no front matter", "p.md: must open with a JSON5 object between two lines of ---"),
    (
      "---\n{ stage: 'x', schemaName: 'x', output: {} }\n---\na\n<!-- user -->\nb",
      "p.md: front matter: line 1: inputs: is missing"
    ),
    (
      "---\n{ stage: 'x', inputs: ['inputs'], schemaName: 'x', output: {} }\n---\na\nb",
      "p.md: has no line '<!-- user -->'"
    ),
    (
      "---\n{ stage: 'x', inputs: ['inputs'], schemaName: 'x', output: {} }\n---\n{{who}}\n<!-- user -->\n```json\n{{inputs}}\n```",
      "p.md: {{who}} is no input; its inputs are inputs"
    ),
    (
      "---\n{ stage: 'x', inputs: ['inputs', 'who'], schemaName: 'x', output: {} }\n---\na\n<!-- user -->\n```json\n{{inputs}}\n```",
      "p.md: input 'who' is not used in the text"
    ),
    (
      "---\n{ stage: 'x', inputs: ['inputs'], schemaName: 'x', output: {} }\n---\na\n<!-- user -->\n{{inputs}} b",
      "p.md: must end in a fenced JSON block that holds {{inputs}}"
    ),
  ])
  func aTemplateThatCannotBeUsedIsNamedAtTheStart(text: String, message: String) {
    #expect {
      try PromptTemplate(file: "p.md", bytes: Array(text.utf8))
    } throws: { "\($0)" == message }
  }
}
