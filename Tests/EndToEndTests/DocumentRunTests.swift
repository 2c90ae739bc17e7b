import QuestionPipeline
import TestSupport
import Testing

struct DocumentRunTests {
  @Test func everyQuoteOfASourceBasedItemStandsAtItsOffsets() async throws {
    let folder = TemporaryDirectory()
    let path = FixturePath.path("Documents")
    let (documents, skipped) = try DocumentReader.read([path])
    #expect(documents.count == 2 && skipped.isEmpty)
    let brief = Brief(
      topics: documents.map(\.title), sources: documents.map(\.name), count: 24,
      kinds: [.open, .trueFalse, .cloze], languages: [.english, .chinese])
    var (fixture, _) = try RunFixture.offline(brief)
    fixture.passages = documents.flatMap { PassageSplitter().passages(of: $0) }
    let outcome = try await fixture.run(folder: folder.file("a"))
    let texts = Dictionary(
      uniqueKeysWithValues: documents.map { ($0.name, Array($0.text.unicodeScalars)) })
    print("accepted \(outcome.contents.items.count), \(outcome.contents.ledger?.reasons ?? [])")
    #expect(outcome.contents.items.count >= 16)
    for language in brief.languages {
      #expect(outcome.contents.items.count { $0.language == language } >= 6)
    }
    // What is taken from a document word by word is carried by it.
    for cell in outcome.contents.refused {
      #expect(GroundingSamples.names.isDisjoint(with: cell.reasons), "\(cell.json)")
    }
    for item in outcome.contents.items {
      #expect(!item.draft.sources.isEmpty, "\(item.draft.question)")
      for source in item.draft.sources {
        let text = try #require(texts[source.document])
        #expect(source.start >= 0 && source.end <= text.count && source.start < source.end)
        var found = String.UnicodeScalarView()
        found.append(contentsOf: text[source.start..<source.end])
        #expect(String(found) == source.quote)
      }
    }
  }
}

/// Where the fixtures lie: beside this file.
enum FixturePath {
  static func path(_ name: String) -> String {
    FileSystem.parent(of: #filePath) + "/Fixtures/" + name
  }
}
