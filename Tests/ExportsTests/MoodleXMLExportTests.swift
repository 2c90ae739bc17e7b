import Exports
import QuestionPipeline
import TestSupport
import Testing

@Suite struct MoodleXMLExportTests {
  private static func export(_ items: [Item]) -> Export {
    MoodleXMLExporter().export(ExportSet(items: items, title: "Quiz"))
  }

  private static func item(_ kind: QuestionKind, _ draft: Draft, id: String = "q-1") -> Item {
    Item(id: id, cell: nil, topic: ["A/B"], kind: kind, language: .chinese, draft: draft)
  }

  @Test func aGapStandsInItsSentenceWithEverySignOfItsAnswersMasked() {
    var draft = Draft(question: "Both `a{1} ____ b` and {2}.", answer: "=~#}*/")
    draft.keyPoints = ["=~#}*/", "也可接受：等号、\"is\""]
    let text = Exported.text(Self.export([Self.item(.cloze, draft)]))
    #expect(text.contains("<question type=\"cloze\">"))
    #expect(
      text.contains(
        "&lt;code&gt;a&amp;#123;1} {1:SHORTANSWER:=&amp;#61;&amp;#126;&amp;#35;&amp;#125;&amp;#92;*"
          + "&amp;#47;~=等号~=&amp;#34;is&amp;#34;} b&lt;/code&gt; and &amp;#123;2}."))
  }

  @Test func severalGapsTakeOneAnswerBelowTheQuestion() {
    let draft = Draft(question: "____ and ____", answer: "one; two")
    let text = Exported.text(Self.export([Self.item(.cloze, draft)]))
    #expect(text.contains("<question type=\"shortanswer\">"))
    #expect(text.contains("<text>one; two</text>"))
  }

  @Test func gradersOfEssaysAreToldMoreThanStudents() throws {
    var draft = Draft(question: "Write `zero`.", answer: "It is short.")
    draft.keyPoints = ["a point"]
    draft.code = CodeTask(language: "python", solution: "0 < 1", tests: "assert 1", checked: "ran")
    let export = Self.export([Self.item(.coding, draft)])
    let text = Exported.text(export)
    let info = try #require(text.firstRange(of: "<graderinfo")?.lowerBound)
    #expect(text[info...].contains("a point") && text[info...].contains("assert 1"))
    #expect(!text[..<info].contains("a point") && !text[..<info].contains("assert 1"))
    #expect(text[..<info].contains("&lt;pre&gt;&lt;code&gt;0 &amp;lt; 1&lt;/code&gt;&lt;/pre&gt;"))
    #expect(text.contains("<responseformat>monospaced</responseformat>"))
    #expect(export.remarks == ["coding items as essays: nothing there runs their code (1 item)"])
  }

  @Test func severalRightChoicesShareTheGradeAndWrongOnesTakeItBack() {
    var draft = Draft(question: "Which?", answer: "Three.")
    draft.choices = (0..<5).map { Choice(text: "n\($0)", isCorrect: $0 < 3) }
    let text = Exported.text(Self.export([Self.item(.multipleChoice, draft)]))
    #expect(text.contains("<single>false</single>"))
    #expect(text.split(separator: "fraction=\"33.33333\"").count == 4)
    #expect(text.split(separator: "fraction=\"-50\"").count == 3)
  }

  @Test func statementsOfBothLanguagesAreTrueOrFalse() {
    for (words, isTrue) in [(["正确", "错误"], true), (["False", "True"], true)] {
      var draft = Draft(question: "0 = 0", answer: words[0])
      draft.choices = words.enumerated().map { Choice(text: $1, isCorrect: $0 == 0) }
      let text = Exported.text(Self.export([Self.item(.trueFalse, draft)]))
      let fraction = isTrue == (words[0] == "正确") ? "100" : "0"
      #expect(
        text.contains("<answer fraction=\"\(fraction)\" format=\"moodle_auto_format\"><text>true</")
      )
    }
  }

  @Test func controlCharactersBecomeReplacementCharacters() {
    let item = Self.item(
      .open, Draft(question: "a\u{0}b\u{1F}c", answer: "d\u{FFFE}"), id: "i\u{1}")
    let text = Exported.text(Self.export([item]))
    #expect(text.contains("a\u{FFFD}b\u{FFFD}c") && text.contains("d\u{FFFD}"))
    #expect(text.contains("<idnumber>i\u{FFFD}</idnumber>"))
  }

  @Test func aCategoryIsNamedOnceForNeighboursAndASlashInItTwice() {
    let draft = Draft(question: "Why?", answer: "So.")
    let text = Exported.text(
      Self.export([Self.item(.open, draft), Self.item(.open, draft, id: "q-2")]))
    #expect(text.split(separator: "<text>$course$/top/A//B</text>").count == 2)
  }
}
