import Exports
import QuestionPipeline
import TestSupport
import Testing

@Suite struct TrainingExportTests {
  static let formats: [ExportFormat] = [.alpaca, .sharegpt, .openAIFineTune]

  private func export(_ items: [Item], _ format: ExportFormat) throws -> Export {
    try format.exporter(ExportOptions()).export(ExportSet(items: items, title: "T"))
  }

  /// Readers take the white space around a text away.
  private func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return String(scalars)
  }

  @Test(arguments: formats) func questionsAndAnswersComeBackEqual(format: ExportFormat) throws {
    // Those whose prompt and reply are question and answer alone.
    let items = HostileItems.all.filter { $0.draft.choices.isEmpty && $0.kind != .coding }
    let found = try Exported.read(Exported.bytes(export(items, format)), "set" + format.suffix)
    #expect(found.items.count == items.count)
    for (item, wanted) in zip(found.items, items) {
      #expect(item.draft.question == trimmed(wanted.draft.question))
      #expect(item.draft.answer == trimmed(wanted.draft.answer))
    }
  }

  @Test(arguments: formats) func choicesComeBackWithTheRightOne(format: ExportFormat) throws {
    var item = HostileItems.all[0]
    item.kind = .multipleChoice
    item.draft = Draft(question: "Which sea is the largest?", answer: "The Pacific")
    item.draft.choices = ["The Arctic", "The Pacific", "The Baltic"].map {
      Choice(text: $0, isCorrect: $0 == "The Pacific")
    }
    let found = try Exported.read(Exported.bytes(export([item], format)), "set" + format.suffix)
    let draft = try #require(found.items.first?.draft)
    if format == .alpaca {
      #expect(draft == item.draft)
    } else {
      // A conversation stays as it is said.
      #expect(
        draft.question
          == "Which sea is the largest?\n\nA. The Arctic\nB. The Pacific\nC. The Baltic"
          || draft == item.draft)
    }
  }

  @Test func theReplyNamesTheRightChoiceAndShowsTheSolution() throws {
    let items = HostileItems.all.filter {
      $0.kind == .multipleChoice || $0.kind == .coding || $0.kind == .trueFalse
    }
    let lines = Exported.text(try export(items, .openAIFineTune)).split(separator: "\n")
    var (roles, replies): ([[String]], [[String]]) = ([], [])
    for line in lines {
      let messages = try JSONReader(JSONParser.parse(String(line))).array("messages")
      roles.append(try messages.map { try $0.string("role") })
      replies.append(try messages.map { try $0.string("content") })
    }
    #expect(roles == [[String]](repeating: ["user", "assistant"], count: items.count))
    #expect(
      replies[0] == [
        "Which of these is a lone zero?\n\n=A1\n\nA. 0\nB. =1+1\nC. <script>\nD. -- \n\n两行", "A. 0",
      ])
    #expect(replies[1] == ["True or false: 0 = {}?", "False. 0 is a number."])
    #expect(
      replies[2][1]
        == "def zero():\n\n    return 0  # {}=~#:\n\n```python\ndef zero():\n\n    return 0  # {}=~#:\n```"
    )
  }

  @Test func alpacaHasItsThreeFieldsAndChoicesAsInput() throws {
    let item = try #require(HostileItems.all.first { $0.kind == .multipleChoice })
    let records = try JSONParser.parse(Exported.text(export([item], .alpaca))).arrayValue
    let record = try #require(records?.first?.objectValue)
    #expect(record.keys.map { $0 } == ["instruction", "input", "output"])
    #expect(record["instruction"]?.stringValue == "Which of these is a lone zero?\n\n=A1")
    #expect(record["input"]?.stringValue == "A. 0\nB. =1+1\nC. <script>\nD. -- \n\n两行")
  }

  @Test(arguments: formats) func anItemWithoutAnAnswerIsLeftOutAndTold(format: ExportFormat) throws
  {
    var item = HostileItems.all[0]
    item.draft.answer = " \n"
    let export = try export([item, HostileItems.all[1]], format)
    #expect(export.remarks.first == "left out, as there is no answer to learn (1 item)")
    #expect(!Exported.text(export).contains(item.id + "\""))
  }

  @Test func theAPIWantsTenExamples() throws {
    let ten = Array(HostileItems.all.prefix(10))
    #expect(try export(ten, .openAIFineTune).remarks.isEmpty)
    #expect(
      try export(Array(ten.dropLast()), .openAIFineTune).remarks
        == ["the API takes no fewer than 10 examples; here are 9"])
  }
}
