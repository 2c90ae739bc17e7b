import QuestionPipeline
import TestSupport
import Testing

@testable import viva

/// Inputs that others wrote, given to `viva evaluate`.
struct EvaluateInputTests {
  private let folder = TemporaryDirectory()

  private func write(_ text: String, _ name: String) throws -> String {
    try FileSystem.write(Array(text.utf8), to: folder.file(name))
    return folder.file(name)
  }

  private static let pasted = """
    Home

    # Notes of an angler

    1. What is a reel?
    It holds the line.

    2、鱼钩有什么用？
    答案：钩住鱼。

    3. Which fish is flat?
    A. a flounder
    B. an eel
    Answer: A

    4. How is a knot tied?

    Top comments (1)
    Did you get these?

    """

  @Test func aDryRunShowsWhatWasReadAndWritesNothing() async throws {
    let path = try write(Self.pasted, "pasted.md")
    let out = folder.file("out")
    let result = await Session.run("evaluate", path, "--dry-run", "--out", out)
    #expect(
      result.output == """
        \(path): a list in Markdown or plain text, 4 items
        Kinds: 3 open, 1 multipleChoice.
        Languages: 3 en, 1 zh-Hans.
        Without an answer: 1.

        line  kind            language  answer  choices  code  question
           5  open            en        yes           –  –     What is a reel?
           8  open            zh-Hans   yes           –  –     鱼钩有什么用？
          11  multipleChoice  en        yes           2  –     Which fish is flat?
          16  open            en        no            –  –     How is a knot tied?

        Left out, since it belongs to no question:
          lines 1 to 3: Home
          lines 18 to 19: Top comments (1)

        Could not be read:
          line 19: a question in running text, without a number, bullet, heading or "Q:" before it

        4 items, 8 requests to the offline backend; the report would go to \(out).

        """)
    #expect(result.error == "")
    #expect(result.code == .done)
    #expect(!FileSystem.exists(out))
  }

  @Test func aDryRunTellsProgramsTheSame() async throws {
    let path = try write(Self.pasted, "pasted.md")
    let result = await Session.run("evaluate", path, "--dry-run", "--json")
    let json = try JSONReader(JSONParser.parse(result.output))
    #expect(try json.int("items") == 4)
    #expect(try json.array("found").map { try $0.int("line") } == [5, 8, 11, 16])
    #expect(try json.array("found")[2].int("choices") == 2)
    #expect(try json.array("unread").map { try $0.int("line") } == [19])
    #expect(try json.array("leftOut").map { try $0.int("line") } == [1, 18])
    #expect(try json.required("kinds").int("open") == 3)
    #expect(try json.int("requests") == 8)
  }

  @Test func theReportCarriesLinesAndWhatIsMissing() async throws {
    let path = try write(Self.pasted, "pasted.md")
    let result = await Session.run("evaluate", path, "--out", folder.file("out"), "--json")
    #expect(result.code == .done)
    #expect(
      result.error
        == "Notice: line 19 is left out: a question in running text, without a number, bullet, heading or "
        + "\"Q:\" before it.\nNotice: 5 lines around the questions are left out; --dry-run shows them.\n"
    )
    let report = try JSONReader(JSONParser.parse(result.output))
    let items = try report.array("items")
    #expect(try items.map { try $0.int("line") } == [5, 8, 11, 16])
    #expect(try items.map { try $0.int("index") } == [1, 2, 3, 4])
    #expect(try items[3].array("flaws").map { try $0.string("name") }.contains("missing-answer"))
    #expect(try report.array("unread").map { try $0.int("line") } == [19])
    #expect(try FileSystem.read(path) == Array(Self.pasted.utf8))
  }

  @Test func fieldsAreGuessedShownAndOverridden() async throws {
    let path = try write("id,text,reply,note\n1,What is bait?,Food.,A lure.\n", "t.csv")
    let guessed = await Session.run("evaluate", path, "--dry-run")
    #expect(
      guessed.output.contains(
        "Fields: question from 'text' (guessed), answer from 'reply' (guessed), id from 'id' (guessed)."
      ))
    let given = await Session.run(
      "evaluate", path, "--dry-run", "--json", "--map", "question=text,answer=note")
    let json = try JSONReader(JSONParser.parse(given.output))
    #expect(try json.array("fields").map { try $0.bool("given") } == [true, true, false])
  }

  @Test func aMappingThatCannotBeIsBadInput() async throws {
    let path = try write("question,answer\nWhat is bait?,Food.\n", "t.csv")
    let unknown = await Session.run("evaluate", path, "--map", "question=questions")
    #expect(unknown.code == .badInput)
    #expect(
      unknown.error
        == "Error: \(path): has no field 'questions' for --map question=questions; did you mean 'question'? "
        + "It has: question, answer\n")
    let malformed = await Session.run("evaluate", path, "--map", "question")
    #expect(malformed.code == .badInput)
    #expect(malformed.error.hasPrefix("Error: '--map' needs a part and the field that holds it"))
    let list = try write(Self.pasted, "pasted.md")
    let needless = await Session.run("evaluate", list, "--map", "question=q")
    #expect(needless.code == .badInput)
    #expect(needless.error.contains("which has no fields for --map"))
  }

  @Test func whatIsNoTextIsNamedAndNothingIsWritten() async throws {
    let path = folder.file("wide.txt")
    try FileSystem.write([0xFF, 0xFE, 0x31, 0x00], to: path)
    let result = await Session.run("evaluate", path, "--out", folder.file("out"))
    #expect(result.code == .badInput)
    #expect(result.error.hasPrefix("Error: \(path): is UTF-16LE text; UTF-8 was expected"))
    #expect(!FileSystem.exists(folder.file("out")))
  }

  @Test func aHostileQuestionMovesNoTerminal() {
    #expect(EvaluateInput.short("a\u{1B}[2Jb\u{202E}c\r\nd") == "a\u{FFFD}[2Jb\u{FFFD}c d")
    #expect(EvaluateInput.short(String(repeating: "字", count: 99)).hasSuffix("…"))
  }

  @Test func aChineseRepetitionIsToldInChinese() async throws {
    let path = try write("1、什么是鱼钩？\n答：钩住鱼的铁丝。\n2、什么是鱼钩？\n答：钩住鱼的铁丝。\n", "list.md")
    let result = await Session.run(
      "evaluate", path, "--out", folder.file("out"), "--json", "--quiet")
    let items = try JSONReader(JSONParser.parse(result.output)).array("items")
    let evidence = try items[1].array("flaws").map { try $0.string("evidence") }
    #expect(evidence.contains { $0.hasPrefix("相似度 1，重复了 q-") })
  }

  @Test func aBadLineOfLabelsIsNamedOnce() async throws {
    let path = try write(
      "{\"id\": \"a\", \"labels\": {\"clarity\": 3}}\nnonsense\n", "labels.jsonl")
    let result = await Session.run("calibrate", "--labels", path, "--dry-run")
    #expect(
      result.error == "Error: \(path), line 2: is no JSON object: expected a value, found 'n'\n")
  }
}
