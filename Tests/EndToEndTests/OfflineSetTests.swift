import QuestionPipeline
import TestSupport
import Testing

struct OfflineSetTests {
  let mixed = Brief(
    topics: ["Transformers", "Python", "RAG"], count: 300, kinds: QuestionKind.allCases,
    languages: [.english, .chinese])

  @Test func threeHundredMixedItemsAreWrittenWithEqualBytesAtAnyConcurrency() async throws {
    let folder = TemporaryDirectory()
    var files: [[String: String]] = []
    for concurrency in [1, 512] {
      var (fixture, _) = try RunFixture.offline(mixed)
      fixture.settings.seed = 7
      fixture.settings.concurrency = concurrency
      let path = folder.file("c\(concurrency)")
      let outcome = try await fixture.run(folder: path)
      let ledger = try #require(outcome.contents.ledger)
      print("accepted \(ledger.places.accepted), refused cells \(ledger.reasons)")
      #expect(
        ledger.places.accepted + ledger.places.refused + ledger.places.notAttempted
          == ledger.places.total)
      #expect(
        ledger.cells.accepted + ledger.cells.refused + ledger.cells.notAttempted
          == ledger.cells.total)
      if case .met = outcome.ending {
        #expect(outcome.contents.items.count == 300)
      } else {
        #expect(outcome.contents.items.count < 300)
      }
      #expect(outcome.contents.items.count >= 290)
      files.append(try timelessFiles(path))
      try expectNoDuplicates(outcome.contents.items)
      #expect(Set(outcome.contents.items.map(\.id)).count == outcome.contents.items.count)
    }
    #expect(files[0].keys.sorted() == files[1].keys.sorted())
    for name in files[0].keys.sorted() { #expect(files[0][name] == files[1][name], "\(name)") }
  }

  private func expectNoDuplicates(_ items: [Item]) throws {
    var index = DuplicateIndex()
    for item in items {
      let found = index.duplicate(of: item.draft.question, language: item.language)
      #expect(found == nil, "\(item.draft.question)")
      index.add(id: item.id, question: item.draft.question, language: item.language)
    }
  }

  @Test func theKeysOfFiveHundredMultipleChoiceItemsAreSpreadEvenly() async throws {
    let folder = TemporaryDirectory()
    let pack = try ShippedPack.shared.get()
    let brief = Brief(
      topics: pack.fields.compactMap { $0.names(.english).first },
      count: 500, kinds: [.multipleChoice], languages: [.english, .chinese])
    let outcome = try await RunFixture.offline(brief).fixture.run(folder: folder.file("a"))
    #expect(outcome.contents.items.count == 500)
    var positions = [0, 0, 0, 0]
    for item in outcome.contents.items {
      let keys = item.draft.choices.indices.filter { item.draft.choices[$0].isCorrect }
      #expect(keys.count == 1 && item.draft.choices.count == 4)
      positions[try #require(keys.first)] += 1
    }
    let p = ChiSquare.p(ChiSquare.statistic(positions), degreesOfFreedom: 3)
    print("key positions \(positions), p \(p)")
    #expect(p > 0.01)
  }
}
