import QuestionPipeline
import SetTools
import Testing

@Suite struct SetMergeTests {
  private func item(_ id: String, _ question: String, answer: String = "Because.") -> Item {
    Item(
      id: id, cell: 4, topic: ["Caches"], kind: .open, language: .english,
      draft: Draft(question: question, answer: answer))
  }

  private let cache = "How does a write-back cache decide when a dirty line goes to memory?"
  private let tree = "Why do databases store indexes in B-trees instead of hash tables?"

  @Test func theEarliestOfARepeatStays() {
    let merge = SetMerge(
      [[item("q-1", cache)], [item("q-2", tree), item("q-3", cache + " ")]],
      thresholds: DuplicateThresholds())
    #expect(merge.items.map(\.id) == ["q-1", "q-2"])
    #expect(merge.origins == [0, 1])
    #expect(merge.dropped.map(\.item.id) == ["q-3"])
    #expect(merge.dropped.map(\.origin) == [1])
    #expect(merge.dropped.map(\.repeats) == ["q-1"])
    #expect(merge.dropped.map(\.similarity) == [1])
  }

  @Test func differentItemsWithOneIdentifierAreToldApart() {
    let third = "What does a bloom filter answer wrongly, and how often?"
    let merge = SetMerge(
      [
        [item("1", cache)], [item("1", tree)],
        [item("1-2", third), item("1", third + " Say more.")],
      ],
      thresholds: DuplicateThresholds())
    #expect(Set(merge.items.map(\.id)).count == merge.items.count)
    #expect(merge.items.prefix(2).map(\.id) == ["1", "1-2"])
  }

  @Test func cellsOfDifferentRunsAreForgotten() {
    let merge = SetMerge([[item("q-1", cache)]], thresholds: DuplicateThresholds())
    #expect(merge.items.map(\.cell) == [nil])
  }
}
