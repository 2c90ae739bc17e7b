import QuestionPipeline
import Testing

@testable import SetTools

@Suite struct SetSampleTests {
  /// 60 open and 30 cloze items in English, 10 open ones in Chinese.
  private let items = (0..<100).map { number in
    Item(
      id: "q-\(number)", cell: nil, topic: [], kind: (60..<90).contains(number) ? .cloze : .open,
      language: number < 90 ? .english : .chinese,
      draft: Draft(question: "Question \(number)?", answer: "Answer."))
  }

  @Test func sharesOfStrataAreKept() {
    let sample = SetSample.draw(20, of: items, by: [.kind, .language], seed: 1)
    #expect(sample.count == 20)
    #expect(sample.count { $0.kind == .cloze } == 6)
    #expect(sample.count { $0.language == .chinese } == 2)
  }

  @Test func itemsKeepTheirOrderAndComeOnce() {
    let places = SetSample.draw(40, of: items, by: [], seed: 5).map {
      Int($0.id.dropFirst(2)) ?? -1
    }
    #expect(places == places.sorted() && Set(places).count == 40)
  }

  @Test func theSeedDecides() {
    let ids = { SetSample.draw(10, of: items, by: [.kind], seed: $0).map(\.id) }
    #expect(ids(7) == ids(7))
    #expect(ids(7) != ids(8))
  }

  @Test func aSetThatIsTooSmallIsTakenWhole() {
    #expect(SetSample.draw(101, of: items, by: [.kind], seed: 1) == items)
  }

  @Test func everyItemIsDrawnAboutAsOften() {
    var counts = [String: Int]()
    for seed in 0..<400 {
      for item in SetSample.draw(50, of: items, by: [], seed: UInt64(seed)) {
        counts[item.id, default: 0] += 1
      }
    }
    // 200 expected, standard deviation 10.
    #expect(counts.count == 100)
    #expect(counts.values.allSatisfy { (150...250).contains($0) })
  }

  @Test(arguments: [([1, 1, 1], 2), ([10, 0, 5], 7), ([3, 3, 3, 1], 10), ([5], 3)])
  func quotasAddUp(sizes: [Int], total: Int) {
    let quotas = SetSample.quotas(total, of: sizes)
    #expect(quotas.reduce(0, +) == total)
    #expect(zip(quotas, sizes).allSatisfy { $0 <= $1 })
  }
}
