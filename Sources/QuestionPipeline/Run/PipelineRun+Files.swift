import HTTPTransport
import SQLiteStorage

extension PipelineRun {
  /// Writes the set's files, with all that the journal holds. Throws what stood in the way of them.
  func publish(_ ending: RunOutcome.Ending) async throws -> RunOutcome {
    // Before anything is summed up, so that it is the same when the finished run is asked for again.
    let (hasMeanings, outage) = ending.isOver ? await complete() : (false, nil)
    var lessons = LessonLedger(request.settings.memory.lessonRules)
    if let earlier, let last = try await book.segments(upTo: request.brief.count).last {
      lessons = try await earlier.lessons(before: last)
    }
    var contents = try await assembled(
      SetAssembler(brief: request.brief, lessons: lessons), ending
    ).contents()
    contents.backend = request.backend
    if let earlier {
      contents.memory = MemoryCoverage(
        of: request.brief, earlier: try await earlier.counts(), items: contents.items)
    }
    contents.model = request.cast.generator.name
    switch ending {
    case .met: break
    case .short(let why), .spent(let why): contents.ending = why
    case .interrupted: contents.ending = "interrupted"
    case .failed(let error): contents.ending = "stopped: \(error)"
    }
    let usage = try await journal.usage()
    contents.usage = usage.byRole(try await book.committedUsage())
    if request.backend != "offline" {
      contents.cost = CostSummary(
        usage, prices: request.budget.prices, items: contents.items.count)
    }
    if let gate = request.budget.gate { try await book.keepLost(gate.lost) }
    if request.publishesReports { contents.trails = try await journal.trails(of: contents) }
    let publisher = SetPublisher(
      folder: request.folder, rubric: request.rubric, thresholds: request.settings.duplicates,
      storage: request.storage)
    let files = try await publisher.publish(
      contents, identity: request.identity, segments: try await book.segmentsJSON(),
      mark: try await book.marksJSON(), trace: journal.writeTrace,
      seed: request.settings.seed,
      timing: try await timing(contents, usage), documents: request.intake.json,
      withReports: request.publishesReports)
    // The set first: a memory that cannot be written costs no more than itself.
    if let earlier {
      try await earlier.remember(journal.cells(ofWaves: 0...Int.max).map(\.record))
    }
    if let outage { throw outage }
    if hasMeanings, let meanings {
      _ = try await untilInterrupted { try await meanings.remember() }
    }
    return RunOutcome(ending: ending, contents: contents, files: files)
  }

  /// All committed cells put together: those that this invocation knows, or else what the journal holds. After a failure,
  /// which may have been the journal's, it has the word.
  private func assembled(
    _ empty: SetAssembler, _ ending: RunOutcome.Ending
  ) async throws -> SetAssembler {
    var known = committedCells.all
    if case .failed = ending { known = nil }
    guard let known else {
      return try await journal.reduceCells(into: empty) { $0.add(try SetAssembler.Part($1)) }
    }
    var assembler = empty
    for part in known { assembler.add(part) }
    return assembler
  }

  /// Asks for the vectors of the last waves, for which the set need not wait: whether they are there, and what stood in the
  /// way. Once nothing more is sent, the same run asks for them when it is called again.
  private func complete() async -> (isWhole: Bool, outage: (any Error)?) {
    guard let meanings, !request.interruption.inFlight.isClosed else { return (false, nil) }
    do {
      let done: Void? = try await untilInterrupted { try await meanings.complete() }
      return (done != nil, nil)
    } catch {
      return (false, error)
    }
  }

  private func timing(_ contents: SetContents, _ usage: [ModelUsage]) async throws -> JSONValue {
    let seconds = request.clock.now.milliseconds / 1000
    let result: JSONValue = [
      "wallSeconds": .number(seconds), "concurrency": .integer(request.settings.concurrency),
      "itemsPerSecond": .number(seconds > 0 ? Double(contents.items.count) / seconds : 0),
      "folder": .string(request.folder),
      "memory": request.memoryFile.map(JSONValue.string) ?? .null,
      "libraries": [
        // Where nothing was sent, it was not even loaded.
        "curl": try request.endpoints.isEmpty ? .null : .string(CurlLibrary.version()),
        "sqlite": .string(StorageVersion.sqlite),
      ],
    ]
    let wires = try await journal.wireSummary()
    guard wires.requests > 0, case .object(var object) = result else { return result }
    object["wire"] = wires.json
    if !request.endpoints.isEmpty {
      object["endpoints"] = .array(request.endpoints.map(\.snapshot.json))
    }
    // Of this invocation alone: earlier ones had their own time.
    if let gate = request.budget.gate {
      let made = gate.spent.requests - gate.resumed.requests
      object["requestsPerSecond"] = .number(seconds > 0 ? Double(made) / seconds : 0)
      object["lost"] = [
        "requests": .integer(gate.lost.requests), "tokensAtMost": .integer(gate.lost.tokens),
        "nanoDollarsAtMost": .integer(gate.lost.cost),
      ]
    }
    object["billed"] = [
      "reportedNanoDollars": .integer(usage.reduce(0) { $0 + $1.reportedCost }),
      "repliesWithCost": .integer(usage.reduce(0) { $0 + $1.pricedReplies }),
      "replies": .integer(usage.reduce(0) { $0 + $1.replies }),
    ]
    return .object(object)
  }
}
