import QuestionPipeline
import TestSupport
import Testing

/// What the rules on quotes and answers catch, and what they refuse wrongly: over the items that they were made with, and
/// over those that were written later and showed what else had to be mended.
struct GroundingTests {
  @Test(arguments: ["", "-later"]) func honestItemsPassAndLiesDoNot(part: String) throws {
    let samples = try GroundingSamples(part)
    var refused: [String] = []
    var missed: [String] = []
    var counts: [(name: String, all: Int, caught: Int)] = []
    for (place, entry) in samples.entries.enumerated() {
      if let flaw = entry.flaws(entry.draft).first {
        refused.append("\(entry.draft.question) | \(entry.draft.answer) | \(flaw.evidence)")
      }
      for (name, lie) in samples.lies(about: place) {
        let flaws = entry.flaws(lie)
        #expect(flaws.allSatisfy { $0.severity == .error && !$0.evidence.isEmpty })
        if flaws.isEmpty { missed.append("\(name): \(lie.question) | \(lie.answer)") }
        let row =
          counts.firstIndex { $0.name == name }
          ?? {
            counts.append((name, 0, 0))
            return counts.count - 1
          }()
        counts[row].all += 1
        counts[row].caught += flaws.isEmpty ? 0 : 1
      }
    }
    print("grounding\(part): \(refused.count) of \(samples.entries.count) honest items refused")
    for line in refused { print("  refused: \(line)") }
    for row in counts { print("  \(row.name): \(row.caught) of \(row.all) caught") }
    for line in missed { print("  missed: \(line)") }
    #expect(Double(refused.count) <= 0.02 * Double(samples.entries.count))
    for row in counts {
      // Lies about quotes, documents and numbers can be shown; the others as far as they keep to the source's words.
      let isShown = row.name.contains("document") || row.name.contains("number")
      #expect(Double(row.caught) >= (isShown ? 1 : 0.9) * Double(row.all), "\(row.name)")
    }
  }

  @Test func aGroundedItemNeedsAQuote() throws {
    let entry = try #require(try GroundingSamples().entries.first)
    var draft = entry.draft
    draft.sources = []
    #expect(entry.flaws(draft).map(\.name) == ["missing-quote"])
  }

  @Test(arguments: [
    ("costs 1,000 euros", "costs 1000 euros"), ("takes one thousand days", "takes 1,000 days"),
    ("共有一千人", "共有1000人"), ("共有1.2万人", "共有12000人"), ("is 30% of it", "is 30 percent of it"),
    ("占百分之三十", "占30%"), ("占三成", "占30%"), ("about 4096 files", "about 4,000 files"),
    ("holds 2 GB", "holds 2048 MB"), ("lasts 90 minutes", "lasts 1.5 hours"),
    ("有3800万册", "有三千八百万册"), ("in 1863", "in 1863"), ("a quarter of all", "25% of all"),
    ("用时1分钟", "用时60秒"), ("twenty-five men", "25 men"), ("宽２０米", "宽20米"),
  ])
  func numbersAreTheSameHoweverTheyAreWritten(source: String, said: String) {
    #expect(Self.isCarried(said, by: source), "\(said) by \(source)")
  }

  @Test(arguments: [
    ("costs 1,000 euros", "costs 1,100 euros"), ("takes one thousand days", "takes 10,000 days"),
    ("共有一千人", "共有一千一百人"), ("is 30% of it", "is 31% of it"), ("占三成", "占40%"),
    ("holds 2 GB", "holds 2 MB"), ("lasts 90 minutes", "lasts 90 seconds"), ("高41米", "高14米"),
    ("GPT-4 has it", "it has 4 of them"), ("about 4096 files", "about 6,000 files"),
  ])
  func otherNumbersAreNot(source: String, said: String) {
    #expect(!Self.isCarried(said, by: source), "\(said) by \(source)")
  }

  private static func isCarried(_ said: String, by source: String) -> Bool {
    let isChinese = said.unicodeScalars.contains { $0.value >= 0x4E00 }
    var draft = Draft(question: isChinese ? "是多少？" : "How much is it?", answer: said)
    draft.sources = [Citation(document: "a.md", quote: source, start: -1, end: -1)]
    let context = ItemContext(
      kind: .open, language: isChinese ? .chinese : .english, passage: source + "。 End.")
    return ItemInspector(settings: .drafts).flaws(of: draft, in: context)
      .allSatisfy { $0.name != "unsupported-answer" }
  }
}
