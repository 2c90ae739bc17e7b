import QuestionPipeline
import TestSupport
import Testing

@testable import viva

struct KnowledgeCommandTests {
  private let folder = TemporaryDirectory()

  @Test func theListNamesFieldsAndConcepts() async throws {
    let result = await Session.run("knowledge", "list", "--field", "RAG")
    #expect(result.code == .done)
    #expect(result.output.contains("bm25"))
    #expect(!result.output.contains("self-attention"))
    let json = await Session.run("knowledge", "list", "--json")
    let reader = try JSONReader(JSONParser.parse(json.output))
    let concepts = try reader.array("concepts")
    #expect(concepts.count >= 60)
    #expect(try concepts.allSatisfy { try $0.required("zh").int("facts") >= 12 })
  }

  @Test func aFieldThatIsUnknownIsNamedWithTheKnownOnes() async {
    let result = await Session.run("knowledge", "list", "--field", "cooking")
    #expect(result.code == .badInput)
    #expect(result.error.contains("Unknown field 'cooking'"))
    #expect(result.error.contains("Python"))
  }

  @Test(arguments: [("kv-cache", "KV cache"), ("自注意力", "自注意力")])
  func aConceptIsFoundByItsNames(name: String, term: String) async {
    let result = await Session.run("knowledge", "show", name)
    #expect(result.code == .done)
    #expect(result.output.contains(term))
    #expect(result.output.contains("[tradeoff]") && result.output.contains("[code]"))
  }

  @Test func oneLanguageCanBeShownAlone() async {
    let result = await Session.run("knowledge", "show", "kv-cache", "--language", "zh")
    #expect(!result.output.contains("[what] What"))
  }

  @Test func aConceptThatIsUnknownBringsTheNearest() async {
    let result = await Session.run("knowledge", "show", "kv-cash")
    #expect(result.code == .badInput)
    #expect(result.error.contains("Unknown concept 'kv-cash'"))
    let field = await Session.run("knowledge", "show", "Python")
    #expect(field.error.contains("'Python' is a field"))
  }

  private func pack(_ change: (String) -> String = { $0 }) throws -> String {
    let text = change(
      """
      { field: { id: "kitchen", names: { en: ["Cooking"], zh: ["烹饪"] } },
        concepts: [
          { id: "blanching", difficulty: 1, siblings: [], prerequisites: [],
            en: { term: "blanching", gist: "a short boil followed by ice water",
              facts: [ { type: "why", ask: ["Why is blanching ended in ice water?"],
                answer: "Ice water stops blanching at once, because the heat that is left would go on cooking the vegetable and turn it soft and grey.",
                points: ["stops the cooking", "keeps colour and bite"], weak: "It makes the vegetable cold for serving." } ] },
            code: [ { id: "boil", difficulty: 1, entry: "boil", solution: "def boil(x):\\n    return x + 1\\n",
              tests: "assert boil(1) == 2\\nassert boil(2) == 3\\nassert boil(0) == 1\\nassert boil(-1) == 0\\nassert boil(9) == 10\\n",
              en: { title: "boil", task: "Write boil(x).", input: "x", output: "x + 1", constraints: [], edgeCases: [], explain: "It adds one.", points: ["adds"] } } ] }
        ] }
      """)
    try FileSystem.makeFolder(folder.file("pack"))
    try FileSystem.makeFolder(folder.file("pack/kitchen"))
    try FileSystem.write(Array(text.utf8), to: folder.file("pack/kitchen/blanching.json5"))
    return folder.file("pack")
  }

  @Test func thoseOfOnesOwnPackAreCheckedWithTheirLines() async throws {
    let result = await Session.run("knowledge", "check", "--knowledge", try pack())
    #expect(result.code == .badInput)
    let file = folder.file("pack/kitchen/blanching.json5")
    #expect(result.output.contains("\(file):3: error: blanching: zh: is missing"))
    #expect(
      result.output.contains("\(file):5: error: blanching: en.facts: 0 of type 'what'; 1 needed"))
    #expect(result.output.contains("1 concept: "))
    #expect(!result.output.contains("Config/Knowledge"))
  }

  @Test(.enabled(if: CodeTrial.isPossible)) func codeIsRunWhereItIsAskedFor() async throws {
    let broken = try pack { $0.replacing("return x + 1", with: "return x") }
    let plain = await Session.run("knowledge", "check", "--knowledge", broken, "--json")
    #expect(!plain.output.contains("fails its tests"))
    let run = await Session.run("knowledge", "check", "--knowledge", broken, "--json", "--run-code")
    let findings = try JSONReader(JSONParser.parse(run.output)).array("findings")
    let last = try #require(findings.last)
    #expect(try last.string("field") == "code[0].tests")
    #expect(try last.string("detail").hasPrefix("the solution fails its tests: "))
    #expect(try last.int("line") == 9)
  }

  @Test func thePackThatIsBuiltInHasNoError() async throws {
    let result = await Session.run("knowledge", "check", "--json")
    #expect(result.code == .done)
    #expect(try JSONReader(JSONParser.parse(result.output)).int("errors") == 0)
  }
}
