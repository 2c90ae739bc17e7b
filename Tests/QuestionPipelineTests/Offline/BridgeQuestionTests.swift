import QuestionPipeline
import Testing

struct BridgeQuestionTests {
  private static func passage(_ id: String, _ document: String, _ title: String, _ text: String)
    -> Passage
  {
    Passage(id: id, document: document, headings: [title], text: text, start: 0)
  }

  private static let kilns = passage(
    "p-1", "kilns.md", "Old kilns",
    "The draught regulator is a hinged iron plate that opens when the chamber grows too hot.\n\n"
      + "In one firing the tall kiln burns 11 tonnes of coal.")
  private static let workshop = passage(
    "p-2", "workshop.md", "Notes from a workshop",
    "The draught regulator sticks in winter because soot freezes on its hinge.\n\n"
      + "In one firing the flat kiln burns 4 tonnes of coal.")
  private static let machines = passage(
    "p-3", "茶史.md", "茶叶加工史", "揉捻机是一种把茶叶卷成条形并挤出茶汁的机器。\n\n满负荷时烘干炉每小时处理120公斤茶叶。")
  private static let factory = passage(
    "p-4", "茶厂.md", "茶厂手记", "揉捻机每小时加工90公斤鲜叶。\n\n满负荷时萎凋槽每小时处理300公斤茶叶。")

  private func written(_ parts: [Passage], _ language: String, hops: Int) async throws -> [Draft] {
    let joined = Passage(joining: parts)
    let model = OfflineModel(knowledge: try FixturePack.pack())
    let run = OfflineRun(model: model)
    var drafts: [Draft] = []
    for place in 0..<4 {
      let reply = try await run.reply(
        [
          "stage": "planner", "topic": "kilns", "language": .string(language), "kind": "open",
          "squares": [
            ["square": 0, "level": "analyze", "difficulty": 4, "hops": .integer(hops)]
          ],
          "used": .strings(drafts.map(\.question)), "covered": [], "seed": .integer(place),
          "passages": [joined.json],
        ], .planner)
      guard let angle = reply["angles"]?.arrayValue?.first else { continue }
      let block = OfflineRun.generatorBlock(
        ["kilns"], .open, language, angle: angle["angle"]?.stringValue ?? "",
        extra: ["passage": joined.json])
      drafts.append(Draft.reading(try await run.reply(.object(block), .generator)))
    }
    return drafts
  }

  @Test(arguments: ["en", "zh"])
  func anAnswerNeedsAndQuotesBothPassages(language: String) async throws {
    let parts =
      language == "en" ? [Self.kilns, Self.workshop] : [Self.machines, Self.factory]
    let joined = Passage(joining: parts)
    let drafts = try await written(parts, language, hops: 2)
    #expect(Set(drafts.map(\.question)).count >= 2)
    let library = PassageLibrary(parts, topics: [])
    var context = ItemContext(
      kind: .open, language: language == "en" ? .english : .chinese, passage: joined.shown,
      titles: joined.titles)
    context.hops = parts.map(\.shown)
    for draft in drafts {
      let found = draft.sources.map { library.located($0, in: joined) }
      #expect(Set(found.map(\.document)) == Set(parts.map(\.document)))
      #expect(found.allSatisfy { $0.start >= 0 })
      let inspector = ItemInspector(settings: .drafts)
      let flaws = inspector.flaws(of: draft, in: context)
      #expect(!flaws.contains { $0.severity == .error }, "\(draft) \(flaws)")
      var half = draft
      half.sources.removeLast()
      #expect(inspector.flaws(of: half, in: context).contains { $0.name == FlawName.missingQuote })
    }
  }

  @Test func onlySquaresThatWantSeveralPassagesGetThem() async throws {
    #expect(try await written([Self.kilns, Self.workshop], "en", hops: 1).isEmpty)
  }

  @Test func passagesThatShareATermBelongTogether() {
    let others = (0..<6).map {
      Self.passage("p-x\($0)", "other.md", "Other", "Nothing of this sort is told in part \($0).")
    }
    let library = PassageLibrary(
      others + [Self.kilns, Self.machines, Self.workshop, Self.factory], topics: [],
      linksPassages: true)
    let english = library.linkedForChunk(0, topic: "any", language: .english)
    #expect(english.contains { Set($0.parts.map(\.id)) == ["p-1", "p-2"] })
    let chinese = library.linkedForChunk(0, topic: "any", language: .chinese)
    #expect(chinese.map(\.id).contains { $0 == "p-3+p-4" || $0 == "p-4+p-3" })
    #expect(library["p-1+p-2"]?.parts == [Self.kilns, Self.workshop])
    #expect(library["p-1+p-nowhere"] == nil)
    let unlinked = PassageLibrary([Self.kilns, Self.workshop], topics: [])
    #expect(unlinked.linkedForChunk(0, topic: "any", language: .english).isEmpty)
  }

  @Test(arguments: [0.0, 0.1, 0.25, 1.0])
  func aShareOfSquaresIsMarkedInLongLanesAndInManyShortOnes(share: Double) {
    let long = (0..<1000).count {
      SquareMarks(lane: 3, chunk: $0 / 8, size: 8).isMarked($0 % 8, share: share)
    }
    let short = (0..<1000).count {
      SquareMarks(lane: $0, chunk: 0, size: 8).isMarked(0, share: share)
    }
    #expect(abs(Double(long) - 1000 * share) <= 2)
    #expect(abs(Double(short) - 1000 * share) <= 5)
  }
}

extension Draft {
  fileprivate static func reading(_ reply: JSONValue) -> Draft {
    (try? Draft(JSONReader(reply))) ?? Draft(question: "", answer: "")
  }
}
