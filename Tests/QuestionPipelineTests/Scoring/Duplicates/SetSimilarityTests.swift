import QuestionPipeline
import Testing

struct SetSimilarityTests {
  /// A seeded set of unlike questions with edited repeats among them, and the likeness of each pair by hand.
  private struct Planted {
    var questions: [(question: String, language: LanguageTag)] = []
    /// Places, and the Jaccard coefficient of the words (Chinese: of the pairs of ideographs).
    var pairs: [(earlier: Int, later: Int, jaccard: Double)] = []

    init(_ count: Int, language: LanguageTag, seed: UInt64) {
      var generator = SplitMix64(seed: seed)
      func word() -> String {
        if language.isChinese {
          return String(
            String.UnicodeScalarView(
              (0..<2).map { _ in Unicode.Scalar(UInt32(0x4E00 + generator.below(900)))! }))
        }
        let (onsets, vowels) = (Array("bdfgklmnprstvz"), Array("aeiou"))
        return (0..<3).map { _ in
          "\(onsets[generator.below(onsets.count)])\(vowels[generator.below(vowels.count)])"
        }.joined()
      }
      for place in 0..<count {
        if place > 20, generator.below(4) == 0 {
          let earlier = generator.below(place)
          var pieces = Self.pieces(questions[earlier].question, language)
          let at = generator.below(pieces.count)
          switch generator.below(4) {
          case 0: pieces.remove(at: at)
          case 1: pieces.insert(word(), at: at)
          case 2: pieces[at] = word()
          default: pieces.swapAt(at, generator.below(pieces.count))
          }
          let text = pieces.joined(separator: language.isChinese ? "" : " ")
          questions.append((text, language))
          pairs.append(
            (earlier, place, Self.jaccard(questions[earlier].question, text, language)))
        } else if language.isChinese {
          questions.append(
            ("为什么\(word())\(word())在\(word())里比\(word())更能影响\(word())的\(word())？", language))
        } else {
          questions.append(
            (
              "Why does \(word()) \(word()) slow the \(word()) of \(word()) more than \(word()) or"
                + " \(word()) when \(word()) is full?", language
            ))
        }
      }
    }

    private static func pieces(_ text: String, _ language: LanguageTag) -> [String] {
      language.isChinese ? text.map(String.init) : text.split(separator: " ").map(String.init)
    }

    private static func jaccard(_ a: String, _ b: String, _ language: LanguageTag) -> Double {
      func parts(_ text: String) -> Set<String> {
        if language.isChinese {
          let letters = text.filter(\.isLetter).map(String.init)
          return Set(zip(letters, letters.dropFirst()).map { $0 + $1 })
        }
        return Set(text.lowercased().split { !$0.isLetter }.map(String.init))
      }
      return Double(parts(a).intersection(parts(b)).count) / Double(parts(a).union(parts(b)).count)
    }
  }

  @Test(arguments: [LanguageTag.english, .chinese], [1, 2, 3] as [UInt64])
  func findsPlantedPairsOfLikeWords(language: LanguageTag, seed: UInt64) {
    let planted = Planted(1500, language: language, seed: seed)
    let similarity = SetSimilarity(of: planted.questions)
    let found = Set(similarity.pairs.map { [$0.earlier, $0.later] })
    let alike = planted.pairs.filter { $0.jaccard >= 0.8 }
    let seen = alike.count { pair in
      let places = [similarity.originals[pair.earlier], similarity.originals[pair.later]]
      return places[0] == places[1] || found.contains(places.sorted())
    }
    #expect(alike.count > 100)
    #expect(Double(seen) >= 0.98 * Double(alike.count))
    // Whatever is found is as alike as comparing the two says.
    for pair in similarity.pairs.prefix(200) {
      #expect(
        pair.similarity
          == QuestionSimilarity.similarity(
            planted.questions[pair.earlier].question, planted.questions[pair.later].question,
            language: language))
    }
  }

  @Test func agreesWithComparingAllPairs() {
    let planted = Planted(160, language: .english, seed: 9).questions
    let similarity = SetSimilarity(of: planted)
    var expected: Set<[Int]> = []
    for later in planted.indices where similarity.originals[later] == later {
      for earlier in 0..<later where similarity.originals[earlier] == earlier {
        let value = QuestionSimilarity.similarity(
          planted[earlier].question, planted[later].question, language: .english)
        if value >= similarity.thresholds.candidate { expected.insert([earlier, later]) }
      }
    }
    #expect(!expected.isEmpty)
    #expect(Set(similarity.pairs.map { [$0.earlier, $0.later] }) == expected)
  }

  @Test func keepsTheWorkBoundedWhereAllIsAlike() {
    // One template filled a thousand times: each pair is a candidate.
    let questions = (0..<1000).map {
      (question: "What does option \($0) change in the planner of the query?", LanguageTag.english)
    }
    let similarity = SetSimilarity(of: questions.map { (question: $0.0, language: $0.1) })
    #expect(similarity.pairs.count <= 1000 * 32)
    let clusters = DuplicateClusters(similarity, ids: (0..<1000).map(String.init))
    #expect(clusters.duplicates.isEmpty)
    let each = Dictionary(grouping: clusters.candidates, by: \.later).values.map(\.count)
    #expect(each.allSatisfy { $0 <= DuplicateClusters.candidatesEach })
    #expect(clusters.candidates.count > 900)
  }

  @Test func takesEqualQuestionsForOne() {
    let similarity = SetSimilarity(of: [
      (question: "What is a heap?", language: .english), ("什么是堆？", .chinese),
      ("what is a HEAP", .english), ("What is a heap?", .chinese), ("?", .english), ("!", .english),
    ])
    #expect(similarity.originals == [0, 1, 0, 3, 4, 4])
    #expect(similarity.pairs.isEmpty)
  }
}
