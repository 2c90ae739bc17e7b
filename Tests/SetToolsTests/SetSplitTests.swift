import QuestionPipeline
import SetTools
import Testing

@Suite struct SetSplitTests {
  private static let nouns = [
    "caches", "queues", "graphs", "trees", "locks", "indexes", "sockets", "threads", "tensors",
    "gradients", "tokens", "embeddings", "filters", "shards", "logs", "clocks", "pages", "signals",
    "streams", "batches",
  ]
  private static let verbs = ["grow", "fail", "block", "drift", "split"]

  /// 100 items that ask different things: half of each kind, a fifth in Chinese.
  private static let items: [Item] = nouns.indices.flatMap { noun in
    verbs.indices.map { verb in
      let isChinese = verb == 4
      var item = Item(
        id: "q-\(noun)-\(verb)", cell: nil, topic: [nouns[noun]],
        kind: noun % 2 == 0 ? .open : .cloze, language: isChinese ? .chinese : .english,
        draft: Draft(
          question: isChinese
            ? "请问\(nouns[noun])与\(nouns[(noun + 7) % 20])之间有什么关系？"
            : "When \(nouns[noun]) \(verbs[verb]), what should \(nouns[(noun * 3 + verb) % 20]) do?",
          answer: "It depends."))
      item.level = BloomLevel.allCases[verb]
      return item
    }
  }

  private func split(
    _ items: [Item], _ shares: [SetSplit.Share], seed: UInt64 = 1, bindsDocuments: Bool = true
  ) -> SetSplit {
    SetSplit(
      items, into: shares, by: [.kind, .language], seed: seed, thresholds: DuplicateThresholds(),
      bindsDocuments: bindsDocuments)
  }

  private let thirds = [
    SetSplit.Share("train", 0.7), SetSplit.Share("validation", 0.1), SetSplit.Share("test", 0.2),
  ]

  @Test func eachItemIsInOnePart() {
    let parts = split(Self.items, thirds).parts
    #expect(parts.map(\.name) == ["train", "validation", "test"])
    #expect(parts.flatMap { $0.items.map(\.id) }.sorted() == Self.items.map(\.id).sorted())
  }

  @Test(arguments: [1, 2, 3]) func partsAreLikeTheWhole(seed: UInt64) {
    let parts = split(Self.items, thirds, seed: seed).parts
    #expect(zip(parts, [70, 10, 20]).allSatisfy { abs($0.items.count - $1) <= 3 })
    for part in parts {
      let half = Double(part.items.count) / 2
      #expect(abs(Double(part.items.count { $0.kind == .open }) - half) <= 0.15 * 2 * half + 1)
    }
    #expect((2...6).contains(parts[2].items.count { $0.language == .chinese }))
  }

  @Test func alikeQuestionsStayTogether() {
    var items = Self.items
    for place in stride(from: 0, to: 60, by: 2) {
      items[place + 1].draft.question = items[place].draft.question + " Why?"
      items[place + 1].language = items[place].language
    }
    let split = split(items, thirds)
    #expect(split.bundles.count { $0.count > 1 } >= 30)
    for place in stride(from: 0, to: 60, by: 2) {
      let parts = split.parts.filter { part in
        part.items.contains { [items[place].id, items[place + 1].id].contains($0.id) }
      }
      #expect(parts.count == 1)
    }
  }

  @Test func documentsStayTogetherUnlessTheyAreShared() {
    var items = Self.items
    for place in items.indices {
      items[place].draft.sources = [
        Citation(document: "d\(place % 10)", quote: "x", start: 0, end: 1)
      ]
    }
    let documents = { (split: SetSplit) in
      split.parts.map { Set($0.items.flatMap { $0.draft.sources.map(\.document) }) }
    }
    let bound = documents(split(items, thirds))
    #expect(bound[0].isDisjoint(with: bound[2]) && bound[1].isDisjoint(with: bound[2]))
    #expect(bound.allSatisfy { !$0.isEmpty })
    let free = documents(split(items, thirds, bindsDocuments: false))
    #expect(!free[0].isDisjoint(with: free[2]))
  }

  @Test func theSeedDecides() {
    let ids = { (seed: UInt64) in
      self.split(Self.items, self.thirds, seed: seed).parts[2].items.map(\.id)
    }
    #expect(ids(4) == ids(4))
    #expect(ids(4) != ids(5))
  }

  @Test func aSetOfOneDocumentGoesToOnePart() {
    var items = Self.items
    for place in items.indices {
      items[place].draft.sources = [Citation(document: "d", quote: "x", start: 0, end: 1)]
    }
    #expect(split(items, thirds).parts.count { !$0.items.isEmpty } == 1)
  }
}
