import SQLiteStorage
import TestSupport
import Testing

@testable import QuestionPipeline

struct KeptUsageTests {
  private func record(
    _ role: ModelRole, _ model: String, cell: Int, _ outcome: ReplyOutcome = .good,
    content: String? = "reply", cost: Int? = nil, isCorrection: Bool = false, in journal: Journal
  ) async throws {
    var request = ChatRequest(
      messages: [ChatMessage(.system, "s"), ChatMessage(.user, "q\(cell)")],
      schema: ["type": "object"], schemaName: "x", role: role, cell: cell)
    if isCorrection {
      request.messages += [ChatMessage(.assistant, "no"), ChatMessage(.user, "again")]
    }
    let reply = content.map {
      ChatReply(
        content: $0, finishReason: .stop,
        usage: TokenUsage(
          prompt: 100, completion: 10, isReported: true, cached: 7, cost: cost), model: model)
    }
    let entry = JournalEntry(
      key: request.journalKey(model: model), outcome: outcome, reply: reply, detail: nil)
    try await journal.record(entry, of: request, model: model)
  }

  private func usage(
    _ role: ModelRole, _ model: String, requests: Int, replies: Int, corrections: Int = 0,
    cost: Int = 0, priced: Int = 0, _ outcomes: [ReplyOutcome: Int]
  ) -> ModelUsage {
    ModelUsage(
      role: role.rawValue, model: model, requests: requests, replies: replies,
      promptTokens: 100 * replies, cachedTokens: 7 * replies, completionTokens: 10 * replies,
      corrections: corrections, reportedCost: cost, pricedReplies: priced,
      outcomes: ReplyOutcome.allCases.map { outcomes[$0] ?? 0 })
  }

  /// The sums are the same whether replies are read one by one or were summed up with a wave, and after a new start.
  @Test func repliesCountByRoleAndModelBeforeAndAfterAWaveSumsThemUp() async throws {
    let folder = TemporaryDirectory()
    let journal = try await Journal(file: folder.file("j.sqlite"))
    #expect(try await journal.usage().isEmpty)
    try await record(.judge, "b", cell: 1, cost: 5, in: journal)
    try await record(.judge, "a", cell: 1, .invalid, in: journal)
    try await record(.judge, "a", cell: 1, isCorrection: true, in: journal)
    try await record(.generator, "质检", cell: 1, .gaveUp, content: nil, in: journal)
    let first = [
      usage(.generator, "质检", requests: 1, replies: 0, [.gaveUp: 1]),
      usage(.judge, "a", requests: 2, replies: 2, corrections: 1, [.good: 1, .invalid: 1]),
      usage(.judge, "b", requests: 1, replies: 1, cost: 5, priced: 1, [.good: 1]),
    ]
    #expect(try await journal.usage() == first)
    try await journal.commit(
      WaveCheckpoint(
        number: 0, state: [:], usage: (before: UsageTally(), own: UsageTally()), cells: [],
        trace: []))
    #expect(try await journal.usage() == first)
    try await record(.critic, "a", cell: 2, .truncated, in: journal)
    try await record(.judge, "b", cell: 2, cost: 0, in: journal)
    let second = [
      usage(.critic, "a", requests: 1, replies: 1, [.truncated: 1]), first[0], first[1],
      usage(.judge, "b", requests: 2, replies: 2, cost: 5, priced: 2, [.good: 2]),
    ]
    #expect(try await journal.usage() == second)
    let reader = try await Journal(file: folder.file("j.sqlite"), mode: .readOnly)
    #expect(try await reader.usage() == second)
  }

  /// From the first wave on, replies are counted as they are kept: a later wave's sums are those of reading all of them.
  @Test func aLaterWaveSumsUpWhatReadingAllRepliesComesTo() async throws {
    let folder = TemporaryDirectory()
    let (counting, reading) = (folder.file("counting.sqlite"), folder.file("reading.sqlite"))
    var sums: [String?] = []
    for file in [counting, reading] {
      let journal = try await Journal(file: file)
      func commit(_ wave: Int) async throws {
        try await journal.commit(
          WaveCheckpoint(
            number: wave, state: [:], usage: (before: UsageTally(), own: UsageTally()), cells: [],
            trace: []))
      }
      try await record(.judge, "b", cell: 1, cost: 5, in: journal)
      if file == counting { try await commit(0) }
      try await record(.judge, "b", cell: 1, .invalid, in: journal)
      try await record(.judge, "a", cell: 1, cost: 0, isCorrection: true, in: journal)
      try await record(.generator, "质检", cell: 1, .gaveUp, content: nil, in: journal)
      try await commit(1)
      sums.append(try await journal.meta(KeptUsage.name))
    }
    #expect(sums[0] != nil)
    #expect(sums[0] == sums[1])
  }
}
