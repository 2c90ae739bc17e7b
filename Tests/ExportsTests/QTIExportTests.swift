import QuestionPipeline
import TestSupport
import Testing

@testable import Exports

@Suite struct QTIExportTests {
  private static func files(_ items: [Item]) throws -> [String: String] {
    try Exported.unpacked(QTIExporter().export(ExportSet(items: items, title: "Quiz")))
  }

  private static func item(_ kind: QuestionKind, _ draft: Draft, id: String = "q-1") -> Item {
    Item(id: id, cell: nil, topic: [], kind: kind, language: .chinese, draft: draft)
  }

  @Test func theManifestNamesEveryFileAndTheTestEveryItem() throws {
    let items = HostileItems.all
    let files = try Self.files(items)
    let manifest = try #require(files["imsmanifest.xml"])
    let test = try #require(files["test.xml"])
    #expect(files.count == items.count + 2)
    for path in files.keys where path != "imsmanifest.xml" {
      #expect(manifest.split(separator: "<file href=\"\(path)\"/>").count == 2)
    }
    for item in items {
      #expect(test.contains("identifier=\"\(item.id)\" href=\"items/\(item.id).xml\""))
      #expect(manifest.contains("<dependency identifierref=\"R_\(item.id)\"/>"))
    }
  }

  @Test func aGapIsAnEntryInItsSentenceThatTakesEveryAnswer() throws {
    var draft = Draft(question: "`a ____ b`", answer: "=")
    draft.keyPoints = ["=", "Also accepted: is, \"be\""]
    let text = try #require(try Self.files([Self.item(.cloze, draft)])["items/q-1.xml"])
    #expect(
      text.contains("<code>a <textEntryInteraction responseIdentifier=\"RESPONSE\"/> b</code>"))
    #expect(text.contains("<value>=</value>") && text.contains("mapKey=\"&quot;be&quot;\""))
    #expect(text.contains("rptemplates/map_response\""))
  }

  @Test func severalRightChoicesAreAskedForTogether() throws {
    var draft = Draft(question: "Which?", answer: "Two.")
    draft.choices = (0..<3).map { Choice(text: "n\($0)", isCorrect: $0 < 2) }
    let text = try #require(try Self.files([Self.item(.multipleChoice, draft)])["items/q-1.xml"])
    #expect(text.contains("cardinality=\"multiple\" baseType=\"identifier\""))
    #expect(text.contains("<value>C1</value><value>C2</value>"))
    #expect(text.contains("maxChoices=\"0\"") && text.contains("rptemplates/match_correct\""))
  }

  @Test func essaysHaveARubricForTheScorerAndNoProcessing() throws {
    let draft = Draft(question: "Why?", answer: "So.")
    let text = try #require(try Self.files([Self.item(.open, draft)])["items/q-1.xml"])
    #expect(text.contains("<rubricBlock view=\"scorer\"><p>So.</p>"))
    #expect(text.contains("<extendedTextInteraction") && !text.contains("<responseProcessing"))
    #expect(text.contains("xml:lang=\"zh-Hans\""))
  }
}

@Suite struct UniqueNameTests {
  @Test func fitIdentifiersStayAsTheyAre() {
    var names = UniqueNames()
    #expect(["q-1", "a.b_C"].map { names.name(for: $0) } == ["q-1", "a.b_C"])
  }

  @Test func othersBecomeFitAndNoTwoAreTheSame() {
    var names = UniqueNames()
    let ids = ["1", "题", "a b", "a/b", "Q", "q", "", "../x"]
    let made = ids.map { names.name(for: $0) }
    #expect(Set(made.map { $0.lowercased() }).count == ids.count)
    #expect(made[0] == "item_1" && made[2] == "item_a_b" && made[3] == "item_a_b_2")
    for name in made {
      #expect(name.first?.isLetter ?? false)
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) })
    }
  }
}
