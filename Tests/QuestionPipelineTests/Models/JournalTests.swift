import QuestionPipeline
import SQLiteStorage
import TestSupport
import Testing

struct JournalTests {
  func request(_ text: String, cell: Int = 0, attempt: Int = 0) -> ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.system, "s"), ChatMessage(.user, text)], schema: ["type": "object"],
      schemaName: "x", role: .generator, cell: cell, attempt: attempt)
  }

  func read(_ reader: JSONReader) throws -> Int { try reader.int("n") }

  @Test func theKeyCoversTheLogicalRequestAndNothingElse() {
    let base = request("q")
    let key = base.journalKey(model: "m")
    var changed: [ChatRequest] = []
    for index in 0..<7 {
      var other = base
      switch index {
      case 0: other.messages[1].content = "Q"
      case 1: other.schema = ["type": "array"]
      case 2: other.temperature = 0.5
      case 3: other.role = .critic
      case 4: other.cell = 1
      case 5: other.sample = 1
      default: other.attempt = 1
      }
      changed.append(other)
    }
    let keys = changed.map { $0.journalKey(model: "m") } + [base.journalKey(model: "n"), key]
    #expect(Set(keys).count == keys.count)
    var capped = base
    capped.maxReplyTokens = 99
    #expect(capped.journalKey(model: "m") == key)
  }

  @Test func aKeptReplyIsNotAskedForAgain() async throws {
    let folder = TemporaryDirectory()
    let model = ScriptedModel(texts: "{\"n\": 1}")
    for _ in 0..<2 {
      let journal = try await Journal(file: folder.file("j.sqlite"))
      let desk = ModelDesk(cast: ModelCast(model), journal: journal, attempts: 3)
      let answer = try await desk.ask(
        .generator,
        request: { attempt, _ in request("q", attempt: attempt) }, read: read)
      #expect(answer.value == 1)
      #expect(answer.calls.map(\.outcome) == [.good])
    }
    #expect(model.requests.count == 1)
  }

  @Test func aBadReplyIsAnsweredWithWhatWasWrongAndTheNextOneAskedForAfresh() async throws {
    let folder = TemporaryDirectory()
    let model = ScriptedModel { _, number in
      switch number {
      case 0: .text("no JSON here")
      case 1: .text("{\"n\": \"one\"}")
      default: .text("Here you are:\n```json\n{\"n\": 4}\n```")
      }
    }
    let journal = try await Journal(file: folder.file("j.sqlite"))
    let desk = ModelDesk(cast: ModelCast(model), journal: journal, attempts: 3)
    var problems: [String?] = []
    let answer = try await desk.ask(
      .generator,
      request: { attempt, correction in
        problems.append(correction?.problem)
        return request("q", attempt: attempt)
      }, read: read)
    #expect(answer.value == 4)
    #expect(answer.calls.map(\.outcome) == [.invalid, .invalid, .good])
    #expect(
      problems == [
        nil, "the reply holds no JSON object", nil,
      ])
    #expect(answer.calls.map(\.isCorrection) == [false, true, false])
    // A resume replays the bad outcomes, too, and asks nothing.
    let again = try await desk.ask(
      .generator,
      request: { attempt, _ in request("q", attempt: attempt) }, read: read)
    #expect(again.value == 4)
    #expect(again.calls.map(\.outcome) == [.invalid, .invalid, .good])
    #expect(model.requests.count == 3)
  }

  @Test func aTruncatedReplyIsNeverRead() async throws {
    let model = ScriptedModel { _, _ in .text("{\"n\": 1}", finish: .length) }
    let desk = ModelDesk(cast: ModelCast(model), journal: nil, attempts: 2)
    let answer = try await desk.ask(
      .generator,
      request: { attempt, _ in request("q", attempt: attempt) }, read: read)
    #expect(answer.value == nil)
    #expect(answer.failure?.outcome == .truncated)
    #expect(model.requests.count == 2)
  }

  @Test func aTruncatedReplyIsAskedAgainUnderALargerCapAndNoOther() async throws {
    let folder = TemporaryDirectory()
    let model = ScriptedModel { request, _ in
      request.maxReplyTokens.map { $0 < 200 } ?? false
        ? .text("{\"n\": ", finish: .length) : .text("{\"n\": 3}")
    }
    func outcome(cap: Int?) async throws -> ReplyOutcome? {
      // Opened anew each time: the cap stands in the file.
      let journal = try await Journal(file: folder.file("j.sqlite"))
      let desk = ModelDesk(cast: ModelCast(model), journal: journal, attempts: 1)
      return try await desk.ask(
        .generator,
        request: { attempt, _ in
          var request = request("q", attempt: attempt)
          request.maxReplyTokens = cap
          return request
        }, read: read
      ).calls.last?.outcome
    }
    #expect(try await outcome(cap: 100) == .truncated)
    #expect(try await outcome(cap: 100) == .truncated)
    #expect(try await outcome(cap: 50) == .truncated)
    #expect(model.requests.count == 1)
    #expect(try await outcome(cap: 150) == .truncated)
    #expect(model.requests.count == 2)
    // The larger cap counts from now on; the smaller one before it does not.
    #expect(try await outcome(cap: 120) == .truncated)
    #expect(model.requests.count == 2)
    #expect(try await outcome(cap: 300) == .good)
    #expect(try await outcome(cap: 100) == .good)
    #expect(try await outcome(cap: nil) == .good)
    #expect(model.requests.count == 3)
    // Each of the three was paid for, and stays.
    let journal = try await Journal(file: folder.file("j.sqlite"), mode: .readOnly)
    #expect(try await journal.sizes().replies == 3)
    #expect(try await journal.usage().reduce(0) { $0 + $1.requests } == 3)
  }

  @Test func aCapLeftToTheServerIsLargerThanAnyNumber() async throws {
    let folder = TemporaryDirectory()
    let model = ScriptedModel { _, _ in .text("{\"n\": ", finish: .length) }
    let journal = try await Journal(file: folder.file("j.sqlite"))
    let desk = ModelDesk(cast: ModelCast(model), journal: journal, attempts: 1)
    for cap in [100, nil, nil, 1_000_000] {
      _ = try await desk.ask(
        .generator,
        request: { attempt, _ in
          var request = request("q", attempt: attempt)
          request.maxReplyTokens = cap
          return request
        }, read: read)
    }
    #expect(model.requests.map(\.maxReplyTokens) == [100, nil])
  }

  @Test func givingUpIsKeptToo() async throws {
    let folder = TemporaryDirectory()
    let model = ScriptedModel { _, _ in
      throw ModelError(code: .unavailable, model: "m", detail: "500 six times", status: 500)
    }
    let journal = try await Journal(file: folder.file("j.sqlite"))
    let desk = ModelDesk(cast: ModelCast(model), journal: journal, attempts: 3)
    for _ in 0..<2 {
      let answer = try await desk.ask(
        .generator,
        request: { attempt, _ in request("q", attempt: attempt) }, read: read)
      #expect(answer.failure?.outcome == .gaveUp)
    }
    #expect(model.requests.count == 1)
  }

  @Test func manyRepliesAtOnceAreAllDurable() async throws {
    let folder = TemporaryDirectory()
    let journal = try await Journal(file: folder.file("j.sqlite"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for cell in 0..<200 {
        group.addTask {
          let request = request("q \(cell)", cell: cell)
          let key = request.journalKey(model: "m")
          try await journal.record(
            JournalEntry(key: key, outcome: .good, reply: .text("r \(cell)"), detail: nil),
            of: request, model: "m")
          // Another connection sees it: the commit is done when `record` returns.
          let other = try await Journal(file: folder.file("j.sqlite"))
          #expect(try await other.entry(key)?.reply?.content == "r \(cell)")
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func aReplayAnswersFromTheJournalAndNamesWhatItLacks() async throws {
    let folder = TemporaryDirectory()
    let journal = try await Journal(file: folder.file("j.sqlite"))
    let desk = ModelDesk(
      cast: ModelCast(ScriptedModel(texts: "{\"n\": 2}")), journal: journal, attempts: 1)
    _ = try await desk.ask(
      .generator, request: { attempt, _ in request("q", attempt: attempt) }, read: read)
    let replay = ReplayModel(name: "scripted", journal: journal)
    #expect(try await replay.respond(to: request("q")).content == "{\"n\": 2}")
    await #expect {
      try await replay.respond(to: request("other", cell: 3))
    } throws: { error in
      let error = error as? ModelError
      return error?.code == .notRecorded && error?.detail.contains("generator for cell 3") == true
    }
  }

  @Test func goodRepliesOfAnEarlierRunAreNotPaidForAgainAndBadOnesAre() async throws {
    let folder = TemporaryDirectory()
    let old = try await Journal(file: folder.file("old.sqlite"))
    for (text, outcome) in [("good", ReplyOutcome.good), ("bad", .invalid)] {
      let request = request(text)
      try await old.record(
        JournalEntry(
          key: request.journalKey(model: "scripted"), outcome: outcome, reply: .text("old"),
          detail: nil),
        of: request, model: "scripted")
    }
    let model = ScriptedModel(texts: "new")
    let reusing = ReusingModel(model, earlier: old)
    #expect(try await reusing.respond(to: request("good")).content == "old")
    #expect(model.requests.isEmpty)
    #expect(try await reusing.respond(to: request("bad")).content == "new")
    #expect(try await reusing.respond(to: request("unknown")).content == "new")
    #expect(model.requests.count == 2)
  }

  @Test func statesThatNoResumeReadsAreNotKept() async throws {
    let folder = TemporaryDirectory()
    let journal = try await Journal(file: folder.file("j.sqlite"))
    for number in 0..<5 {
      try await journal.commit(
        WaveCheckpoint(
          number: number, state: ["n": .integer(number)], usage: (UsageTally(), UsageTally()),
          cells: [], trace: []))
    }
    var kept: [Int?] = []
    for number in 0..<6 {
      kept.append(try await journal.checkpoint(ofWave: number)?["n"]?.intValue)
    }
    #expect(kept == [nil, nil, nil, 3, 4, nil])
    #expect(try await journal.committedWaves() == [0, 1, 2, 3, 4])
    #expect(try await journal.checkpoint(ofWave: 2) == [:])
  }
}
