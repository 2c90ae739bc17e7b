import QuestionPipeline
import TestSupport
import Testing

@testable import viva

/// What is wrong is found before anything is written, and told in one message.
struct BadInputTests {
  private let folder = TemporaryDirectory()

  private func write(_ text: String, _ name: String) throws -> String {
    try FileSystem.write(Array(text.utf8), to: folder.file(name))
    return folder.file(name)
  }

  /// Runs generate into a folder of the test, which must not come to be.
  private func expectRefusal(
    _ words: [String], _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let out = folder.file("out")
    let result = await Session.run(["generate", "--out", out] + words)
    #expect(result.error == "Error: \(message)\n", sourceLocation: sourceLocation)
    #expect(result.output == "", sourceLocation: sourceLocation)
    #expect(result.code == .badInput, sourceLocation: sourceLocation)
    #expect(!FileSystem.exists(out), sourceLocation: sourceLocation)
  }

  @Test(arguments: ["--topics", "--source", "--config", "--knowledge", "--plan"])
  func aMissingFileIsNamed(option: String) async {
    let words = option == "--topics" || option == "--plan" ? [] : ["--topic", "RAG"]
    let path = folder.file("nowhere")
    await expectRefusal(words + [option, path], "\(path): there is no such file or folder")
  }

  @Test func anEmptyTopicsFileIsNoBrief() async throws {
    let path = try write("\n  \n# only a comment\n", "topics.txt")
    await expectRefusal(["--topics", path], "\(path): holds no topic; write one a line")
  }

  @Test func anUnknownTopicNamesTheNearest() async {
    let result = await Session.run(
      "generate", "--topic", "RAG", "--topic", "Transformr", "--out", folder.file("out"))
    #expect(
      result.error.hasPrefix(
        "Error: Topic 'Transformr' is unknown to the knowledge pack. Nearest: 'Transformers'"))
    #expect(result.code == .badInput)
  }

  @Test func anEndpointsLanguageIsNotForTheOfflineWriter() async {
    await expectRefusal(
      ["--topic", "RAG", "--languages", "en,fr"],
      "--languages: the offline backend writes en and zh-Hans, not 'fr'")
  }

  @Test func levelsThatNoKindReachesAreAnError() async {
    await expectRefusal(
      ["--topic", "RAG", "--kinds", "cloze", "--levels", "create"],
      "--levels: no kind asked for has the level create: cloze has remember, understand")
  }

  @Test func anUnknownSettingNamesItsLine() async throws {
    let path = try write("{\n  critic: { ronds: 1 },\n}\n", "my.json5")
    await expectRefusal(
      ["--topic", "RAG", "--config", path],
      "\(path): line 2: critic.ronds: unknown key 'ronds'; did you mean 'rounds'?")
  }

  @Test func anUnknownFlawKindIsNamed() async throws {
    let path = try write("{ offline: { flawRate: 0.5, flawKinds: [\"duplicat\"] } }", "my.json5")
    let result = await Session.run(
      "generate", "--topic", "RAG", "--config", path, "--out", folder.file("out"))
    #expect(
      result.error.hasPrefix(
        "Error: offline.flawKinds: unknown value 'duplicat'; did you mean 'duplicate'?"))
    #expect(result.code == .badInput)
  }

  @Test func aBrokenKnowledgePackNamesFileAndLine() async throws {
    let path = try write("{\n  field: 3,\n", "pack.json5")
    let result = await Session.run(
      "generate", "--topic", "RAG", "--knowledge", path, "--out", folder.file("out"))
    #expect(result.error.hasPrefix("Error: \(path):3: "), "\(result.error)")
    #expect(result.code == .badInput)
  }

  @Test func aBinarySourceIsNamed() async throws {
    let path = folder.file("picture.md")
    try FileSystem.write([0x89, 0x50, 0x00, 0x01], to: path)
    await expectRefusal(
      ["--source", path], "\(path): is a binary file; text was expected")
  }

  @Test func aSourceThatIsNotUTF8IsNamed() async throws {
    let path = folder.file("latin.md")
    try FileSystem.write([0x63, 0x61, 0x66, 0xE9], to: path)
    await expectRefusal(["--source", path], "\(path): is not UTF-8 text")
  }

  @Test func aHomeWithoutFilesIsNoHome() async {
    await expectRefusal(
      ["--topic", "RAG", "--home", folder.path],
      "\(folder.path): has no file in Config/ or Prompts/")
  }

  @Test func aFileIsNoOutputFolder() async throws {
    let path = try write("mine", "taken")
    let result = await Session.run("generate", "--topic", "RAG", "--out", path)
    #expect(result.code == .badInput)
    #expect(try FileSystem.read(path) == Array("mine".utf8))
  }

  @Test func aFolderOfSomethingElseIsLeftAlone() async throws {
    _ = try write("mine", "letter.txt")
    let result = await Session.run("generate", "--topic", "RAG", "--out", folder.path)
    #expect(
      result.error
        == "Error: \(folder.path): holds other files; choose a new folder, or one of an earlier "
        + "run\n")
    #expect(result.code == .badInput)
    #expect(try FileSystem.names(in: folder.path) == ["letter.txt"])
  }

  @Test func aPlanThatWasBrokenWhileEditingNamesTheSquare() async throws {
    let plan = await Session.run("plan", "--topic", "RAG", "--count", "2", "--json")
    let broken = plan.output.replacing("\"difficulty\": 1", with: "\"difficulty\": 9")
    #expect(broken != plan.output)
    let path = try write(broken, "plan.json")
    let result = await Session.run("generate", "--plan", path, "--out", folder.file("out"))
    #expect(result.error.hasPrefix("Error: \(path): line "), "\(result.error)")
    #expect(
      result.error.hasSuffix("squares[0].difficulty: 9 is not between 1 and 5\n"),
      "\(result.error)")
    #expect(result.code == .badInput)
  }

  @Test func nothingReadableIsNoSet() async throws {
    let path = try write("one\ntwo\n", "list.jsonl")
    let result = await Session.run("evaluate", path, "--out", folder.file("out"))
    #expect(
      result.error.hasPrefix(
        "Error: \(path): holds no item that can be read. It was read as JSON, GIFT, CSV and at last as "
      ))
    #expect(result.code == .badInput)
    #expect(!FileSystem.exists(folder.file("out")))
  }

  @Test func aReportNeedsASet() async {
    let path = folder.file("nowhere")
    let result = await Session.run("report", path)
    #expect(result.error == "Error: \(path): there is no such file or folder\n")
    #expect(result.code == .badInput)
  }

  @Test func aJournalThatIsNoneCannotBeReplayed() async throws {
    let path = try write("not a database, but long enough to be looked at by SQLite", "j.sqlite")
    let result = await Session.run(
      "generate", "--topic", "RAG", "--backend", "replay", "--journal", path, "--out",
      folder.file("out"))
    #expect(result.error.hasPrefix("Error: \(path): "), "\(result.error)")
    #expect(result.code == .badInput)
    #expect(!FileSystem.exists(folder.file("out")))
  }
}
