import QuestionPipeline
import Testing

struct DuplicateIndexTests {
  private let subjects = [
    "cache", "queue", "mutex", "heap", "graph", "trie", "tensor", "kernel", "token", "prompt",
  ]
  private let verbs = ["grow", "fail", "leak", "block", "split", "merge", "sort", "copy", "expire"]

  /// Different questions, a fixed number of them.
  private func questions(_ count: Int) -> [String] {
    (0..<count).map { number in
      "Why does the \(subjects[number % 10]) \(verbs[number / 10 % 9]) near limit \(number)?"
    }
  }

  private func index(of questions: [String]) -> DuplicateIndex {
    var index = DuplicateIndex()
    for (number, question) in questions.enumerated() {
      index.add(id: "q\(number)", question: question, language: .english)
    }
    return index
  }

  @Test func findsTheNearestAcrossItsBlocks() throws {
    let questions = questions(700)
    let index = index(of: questions)
    #expect(index.count == 700)
    for number in [0, 127, 128, 300, 699] {
      let nearest = try #require(
        index.nearest(to: questions[number].uppercased(), language: .english))
      #expect(nearest.id == "q\(number)")
      #expect(nearest.similarity == 1)
    }
  }

  @Test func agreesWithComparingAllPairs() throws {
    let questions = questions(300)
    let index = index(of: questions)
    for query in questions.map({ $0 + " Explain." }).prefix(40) {
      let all = questions.map { QuestionSimilarity.similarity(query, $0, language: .english) }
      let best = try #require(all.max())
      #expect(index.nearest(to: query, language: .english)?.similarity == best)
      let near = index.neighbours(of: query, language: .english, atLeast: 0.6)
      #expect(near.count == all.count { $0 >= 0.6 })
    }
  }

  @Test(arguments: [1, 2, 5]) func aFewAreTheFirstOfAll(limit: Int) {
    let questions = questions(400)
    let index = index(of: questions)
    for query in questions.prefix(60) {
      let wanted = "When does it matter? " + query
      let all = index.neighbours(of: wanted, language: .english, atLeast: 0)
      let few = index.neighbours(of: wanted, language: .english, atLeast: 0, limit: limit)
      #expect(few.map(\.id) == all.prefix(limit).map(\.id))
      #expect(few.map(\.similarity) == all.prefix(limit).map(\.similarity))
    }
  }

  @Test func leavesASnapshotAsItWas() {
    var index = index(of: questions(200))
    let snapshot = index
    index.add(id: "new", question: "What is a monad?", language: .english)
    #expect(snapshot.exactMatch(of: "what is a monad", language: .english) == nil)
    #expect(index.exactMatch(of: "what is a monad", language: .english) == "new")
    #expect(snapshot.count == 200)
  }

  @Test func keepsLanguagesApart() {
    var index = DuplicateIndex()
    index.add(id: "en", question: "Transformer?", language: .english)
    #expect(index.nearest(to: "Transformer?", language: .chinese) == nil)
    #expect(index.exactMatch(of: "Transformer?", language: .chinese) == nil)
  }

  @Test func tellsDuplicatesFromCandidates() throws {
    var index = DuplicateIndex()
    index.add(id: "a", question: "What is gradient descent?", language: .english)
    index.add(
      id: "b", question: "How does a convolution layer share its weights over an image?",
      language: .english)
    #expect(
      index.duplicate(of: "Explain what gradient descent is.", language: .english)?.id == "a")
    #expect(index.duplicate(of: "What is momentum?", language: .english) == nil)
    let candidates = index.candidates(
      for: "How does a pooling layer share its weights over an image?", language: .english)
    #expect(candidates.map(\.id) == ["b"])
  }

  @Test func answersAnEmptyIndexAndAnEmptyQuestion() {
    var index = DuplicateIndex()
    #expect(index.nearest(to: "What?", language: .english) == nil)
    index.add(id: "a", question: "", language: .english)
    #expect(index.nearest(to: "What is a heap?", language: .english) == nil)
    #expect(index.exactMatch(of: " ", language: .english) == "a")
  }

  @Test func pairsLaterItemsWithTheEarliestOfTheirCluster() {
    let clusters = DuplicateClusters(of: [
      ("1", "What is gradient descent?", .english), ("2", "What is a mutex?", .english),
      ("3", "Please explain: what is gradient descent?", .english), ("4", "什么是互斥锁？", .chinese),
      ("5", "what is gradient descent", .english), ("6", "What is a mutex?", .english),
    ])
    #expect(clusters.duplicates.map(\.earliest) == ["1", "1", "2"])
    #expect(clusters.duplicates.map(\.later) == ["3", "5", "6"])
    #expect(clusters.duplicates.map(\.isExact) == [false, true, true])
  }

  @Test func identifiesAQuestionByWhatMakesIt() {
    let id = QuestionIdentity.id(
      topic: ["Python"], kind: .open, language: .english, question: "Why?")
    #expect(id.hasPrefix("q-") && id.utf8.count == 14)
    #expect(
      id
        != QuestionIdentity.id(
          topic: ["Python"], kind: .cloze, language: .english, question: "Why?"))
  }

  @Test func masksTermsQuotesAndNumbers() {
    let mask = QuestionPipeline.TemplateMask(terms: ["self-attention", "cache", "注意力机制"])
    #expect(
      mask.template(of: "How do 8 caches use “x y”?") == "how do ‹number› ‹term› use ‹quote›")
    #expect(
      mask.template(of: "What does Self-Attention cost?")
        == mask.template(of: "What does a cache cost?".replacing("a ", with: "")))
    #expect(mask.template(of: "什么是注意力机制？") == mask.template(of: "什么是 cache?"))
    #expect(mask.template(of: "What is a cached value?") == "what is a cached value")
  }

  @Test func measuresTheLargestShareOfATemplate() throws {
    let largest = try #require(
      QuestionPipeline.TemplateMask(terms: ["heap", "trie"]).largestShare(of: [
        "What is a heap?", "Why sort?", "What is a trie?", "How?",
      ]))
    #expect(largest.share == 0.5)
    #expect(largest.example == "What is a trie?")
  }
}
