import QuestionPipeline
import Testing

/// What the pack of `Config/Knowledge` and the composers make together.
@Suite(.enabled(if: ShippedPack.isThere)) struct ShippedPackTests {
  private func run() throws -> (pack: KnowledgePack, run: OfflineRun) {
    let pack = try KnowledgePack.read(files: ShippedPack.files)
    return (pack, OfflineRun(model: OfflineModel(knowledge: pack)))
  }

  /// About 500 items of all kinds over all fields.
  private func items(_ language: String) async throws -> [OfflineRun.Written] {
    let (pack, run) = try run()
    var result: [OfflineRun.Written] = []
    let each = 500 / (pack.fields.count * QuestionKind.allCases.count) + 1
    for field in pack.fields {
      for kind in QuestionKind.allCases {
        result += try await run.write(field.id, kind, language, limit: each).prefix(each)
      }
    }
    return result
  }

  @Test(arguments: ["en", "zh"])
  func noTemplateCoversMoreThanFivePercentOfAMixedSet(language: String) async throws {
    let pack = try run().pack
    let mask = TemplateMask(pack: pack, language: language)
    let items = try await items(language)
    #expect(items.count >= 300)
    var counts: [String: Int] = [:]
    for item in items { counts[mask.template(try #require(item.draft).question), default: 0] += 1 }
    let most = try #require(counts.max { $0.value < $1.value })
    #expect(Double(most.value) <= 0.05 * Double(items.count), "\(most)")
  }

  @Test(arguments: ["en", "zh"], [QuestionKind.trueFalse, .cloze, .multipleChoice])
  func noTemplateWearsOutASetOfOneKind(language: String, kind: QuestionKind) async throws {
    let (pack, run) = try run()
    let mask = TemplateMask(pack: pack, language: language)
    var counts: [String: Int] = [:]
    var total = 0
    for field in pack.fields {
      for item in try await run.write(field.id, kind, language, limit: 500) {
        counts[mask.template(try #require(item.draft).question), default: 0] += 1
        total += 1
      }
    }
    let most = try #require(counts.max { $0.value < $1.value })
    #expect(Double(most.value) <= 0.07 * Double(total), "\(most) of \(total)")
  }

  @Test func anglesOfThePackDifferAndCanBeWritten() async throws {
    let (pack, run) = try run()
    var angles: Set<String> = []
    for field in pack.fields {
      for kind in QuestionKind.allCases {
        for language in ["en", "zh"] {
          for item in try await run.write(field.id, kind, language, limit: 40) {
            let draft = try #require(item.draft, "\(item.angle): \(item.reply)")
            for hole in ["{x}", "{t}", "{q}", "{u}", "{ask}", "{weak}", "{w}", "{line}", "{is}"] {
              #expect(!draft.question.contains(hole), "\(draft.question)")
            }
            #expect(angles.insert(item.angle).inserted, "\(item.angle)")
          }
        }
      }
    }
  }
}

/// Reduces a question to its template: terms, quotes, gapped sentences and numbers are masked.
struct TemplateMask {
  private let terms: [String]
  private let sentences: [String]

  init(pack: KnowledgePack, language: String) {
    var terms: [String] = []
    var sentences: [String] = []
    for concept in pack.concepts {
      guard let text = language == "en" ? concept.english : concept.chinese else { continue }
      terms += [text.term] + text.aliases + text.facts.compactMap(\.with)
      sentences += text.cloze.map(\.blanked) + text.claims.flatMap { [$0.holds, $0.fails] }
    }
    self.terms = Set(terms).sorted { ($0.count, $0) > ($1.count, $1) }
    self.sentences = sentences
  }

  func template(_ question: String) -> String {
    var text = question
    for sentence in sentences where text.contains(sentence) {
      text = text.replacing(sentence, with: "Q")
    }
    var result = ""
    var depth = 0
    for character in text {
      if character == "“" { depth += 1 }
      if depth == 0 { result.append(character) }
      if character == "”" {
        depth = max(0, depth - 1)
        if depth == 0 { result += "Q" }
      }
    }
    let lowered = result.lowercased()
    result = lowered
    for term in terms where result.contains(term.lowercased()) {
      result = result.replacing(term.lowercased(), with: "T")
    }
    for article in ["a T", "an T", "the T"] { result = result.replacing(article, with: "T") }
    return String(result.map { $0.isNumber ? "9" : $0 })
  }
}
