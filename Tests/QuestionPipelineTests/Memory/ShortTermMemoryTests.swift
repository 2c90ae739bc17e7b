import Testing

@testable import QuestionPipeline

struct ShortTermMemoryTests {
  private func entry(
    _ cell: Int, _ question: String, reason: String? = nil, flaws: [String] = []
  ) -> ShortTermMemory.Entry {
    ShortTermMemory.Entry(
      cell: cell, angle: "angle \(cell)", question: question, reason: reason,
      flaws: LessonEvidence(
        critiques: [
          Critique(
            round: 0,
            flaws: flaws.map { Flaw($0, "e", severity: .warning, suggestion: "mend \($0)") },
            by: "rules")
        ]
      ).critiques[0])
  }

  private func memory(_ entries: [ShortTermMemory.Entry], budget: Int = 600) -> ShortTermMemory {
    entries.reduce(into: ShortTermMemory(budget: budget)) { $0.take($1) }
  }

  @Test func questionsRefusalsAndOpenFlawsAreTold() {
    let memory = memory([
      entry(4, "Why does a cache go stale?", flaws: ["vague-term"]),
      entry(5, "为什么队列会满？", reason: "near-duplicate"),
    ])
    #expect(
      memory.prompted == [
        "asked": ["Why does a cache go stale?"],
        "refused": [["question": "为什么队列会满？", "reason": "near-duplicate"]],
        "flawsLeftStanding": [
          ["flaw": "vague-term", "count": 1, "suggestion": "mend vague-term"]
        ],
        "earlier": ["asked": 0, "refused": 0],
      ])
    #expect(memory.traced?["asked"] == [4] && memory.traced?["refused"] == [5])
    #expect(memory.traced?["flawsLeftStanding"] == ["vague-term"])
    #expect(memory.traced?["tokens"]?.intValue == memory.tokens && memory.tokens > 0)
    #expect(!memory.isEmpty && ShortTermMemory(budget: 600).isEmpty)
  }

  @Test func aTopicWithoutFlawsOrOverflowIsToldAsBefore() {
    let memory = memory([entry(0, "Why?")])
    #expect(
      memory.prompted
        == ["asked": ["Why?"], "refused": [], "earlier": ["asked": 0, "refused": 0]])
  }

  @Test func withoutALongTermMemoryNothingIsToldButTheLatest() {
    let entries = (0..<40).map { cell in
      entry(
        cell, "Why does part number \(cell) of the cache go stale?",
        reason: cell % 4 == 3 ? "off-topic" : nil, flaws: ["vague-term"])
    }
    let memory = entries.reduce(into: ShortTermMemory(budget: 150, scope: .latest)) { $0.take($1) }
    #expect(memory.traced == nil)
    let told = memory.prompted
    #expect(told.objectValue?.keys == ["asked", "refused", "earlier"])
    #expect(told["earlier"]?.objectValue?.keys == ["asked", "refused"])
    let kept =
      (told["asked"]?.arrayValue?.count ?? 0) + (told["refused"]?.arrayValue?.count ?? 0)
    let earlier = told["earlier"]
    #expect(
      kept + (earlier?["asked"]?.intValue ?? 0) + (earlier?["refused"]?.intValue ?? 0) == 40)
  }

  @Test func aFlawIsCountedOnceForACellAndClosesWhenTheLatestCellsLackIt() {
    var entries = [
      entry(0, "A?", flaws: ["vague-term", "vague-term"]), entry(1, "B?", flaws: ["vague-term"]),
    ]
    #expect(
      memory(entries).prompted["flawsLeftStanding"]?.arrayValue?.first?["count"] == 2)
    entries += (2..<21).map { entry($0, "C?") }
    #expect(memory(entries).prompted["flawsLeftStanding"] != nil)
    entries.append(entry(21, "D?"))
    let closed = memory(entries)
    #expect(closed.prompted["flawsLeftStanding"] == nil)
    #expect(closed.tokens == memory((0..<22).map { entry($0, $0 < 1 ? "A?" : "B?") }).tokens)
  }

  @Test(arguments: ["Why does part number %d of the cache go stale?", "第%d个缓存的条目为什么会过期？"])
  func whatIsToldNeverExceedsTheBudget(pattern: String) {
    for budget in [0, 7, 60, 200, 600] {
      var memory = ShortTermMemory(budget: budget)
      for cell in 0..<120 {
        let parts = pattern.split(separator: "%d", omittingEmptySubsequences: false)
        memory.take(
          entry(
            cell, "\(parts[0])\(cell)\(parts[1])", reason: cell % 3 == 0 ? "off-topic" : nil,
            flaws: cell % 4 == 0 ? ["vague-term"] : []))
        #expect(memory.tokens <= budget)
        #expect(memory.tokens == toldTokens(memory))
      }
    }
  }

  /// The estimate of what the prompt says, taken from the prompt.
  private func toldTokens(_ memory: ShortTermMemory) -> Int {
    let told = memory.prompted
    var texts = told["asked"]?.arrayValue?.compactMap(\.stringValue) ?? []
    for refusal in told["refused"]?.arrayValue ?? [] {
      texts += [refusal["question"], refusal["reason"]].compactMap { $0?.stringValue }
    }
    for flaw in told["flawsLeftStanding"]?.arrayValue ?? [] {
      texts += [flaw["flaw"], flaw["suggestion"]].compactMap { $0?.stringValue }
    }
    texts += told["earlier"]?["askedAbout"]?.arrayValue?.compactMap(\.stringValue) ?? []
    return texts.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
  }

  @Test func whatIsPushedOutIsSummarisedByItsAnglesAndReasons() {
    let many = (0..<40).map { cell in
      entry(
        cell, "Why does part number \(cell) of the cache go stale?",
        reason: cell % 4 == 3 ? (cell % 8 == 3 ? "off-topic" : "near-duplicate") : nil)
    }
    let memory = memory(many, budget: 150)
    let told = memory.prompted
    let kept = told["asked"]?.arrayValue?.compactMap(\.stringValue) ?? []
    let earlier = told["earlier"]
    #expect(kept.last == "Why does part number 38 of the cache go stale?")
    #expect((earlier?["asked"]?.intValue ?? 0) + kept.count == 30)
    let reasons = earlier?["reasons"]?.arrayValue ?? []
    #expect(
      Set(reasons.compactMap { $0["reason"]?.stringValue }) == ["off-topic", "near-duplicate"])
    #expect(
      reasons.reduce(0) { $0 + ($1["count"]?.intValue ?? 0) } == earlier?["refused"]?.intValue)
    let angles = earlier?["askedAbout"]?.arrayValue?.compactMap(\.stringValue) ?? []
    #expect(!angles.isEmpty && angles.allSatisfy { $0.hasPrefix("angle ") })
    #expect(angles.reduce(0) { $0 + TokenEstimate.tokens(in: $1) } <= 50)
  }
}
