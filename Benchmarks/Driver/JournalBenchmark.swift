import QuestionPipeline

/// The journal alone: records offered at a steady rate, each awaited by its own task as the stages do.
enum JournalBenchmark {
  /// - Parameters:
  ///   - rate: records offered per second; 0 offers as many as are taken.
  ///   - rounds: parts that the records are offered in, each first without the journal: what else the machine does then
  ///     weighs on both sides of the difference.
  static func run(records: Int, rate: Int, rounds: Int, isDurable: Bool, file: String)
    async throws -> String
  {
    let prompts = try PromptLibrary(.builtIn)
    let requests = (0..<records).map { number in
      var inputs = PromptInputs(.generator, language: .english, kind: .open)
      inputs.own["cell"] = .integer(number)
      inputs.own["angle"] = .string(InstantModel.words(number))
      return prompts.request(inputs, seed: RunSeed(value: 1), cell: number)
    }
    let model = InstantModel()
    var entries: [(entry: JournalEntry, request: ChatRequest)] = []
    var replyBytes = 0
    var texts: Set<String> = []
    for request in requests {
      var reply = try await model.respond(to: request)
      reply.wire = WireRecord(
        attempts: [
          WireRecord.Attempt(
            endpoint: "127.0.0.1:8080", body: SHA256.hex(request.messages[1].content),
            status: 200, took: 1.234)
        ], rung: "json_schema", isStreamed: true)
      replyBytes += reply.content.utf8.count
      for message in request.messages { texts.insert(message.content) }
      texts.insert(JSONWriter.text(request.schema))
      entries.append(
        (
          JournalEntry(
            key: request.journalKey(model: model.name), outcome: .good, reply: reply, detail: nil,
            wire: reply.wire), request
        ))
    }
    let textBytes = texts.reduce(0) { $0 + $1.utf8.count }
    let costs = try await record(
      entries, rate: rate, rounds: max(1, min(rounds, records)), isDurable: isDurable, file: file)
    // The file is closed: what stood in the write-ahead log is in it.
    let size = Meter.size(of: file)
    let count = Double(records)
    let middle = costs[costs.count / 2]
    return """
      records \(records), offered \(rate == 0 ? "at once" : "\(rate)/s"), \
      taken \((count / costs.reduce(0) { $0 + $1.seconds }).shown(0))/s, \
      CPU µs/record \(middle.cpu.shown(1)), the median of \(costs.count) rounds from \
      \((costs.first?.cpu ?? 0).shown(1)) to \((costs.last?.cpu ?? 0).shown(1)) \
      (of it kernel \(middle.system.shown(1)); left out: offering them, \
      \(middle.offering.shown(1))), \
      bytes/record \((Double(size) / count).shown(0)): reply \((Double(replyBytes) / count).shown(0)), \
      texts \((Double(textBytes) / count).shown(0)), over both \
      \((Double(size - replyBytes - textBytes) / count).shown(0))
      """
  }

  /// What a round took: for each record in microseconds, but for the seconds.
  private struct Cost {
    var cpu: Double
    var system: Double
    /// What offering costs by itself, journal and disk left out.
    var offering: Double
    var seconds: Double
  }

  /// Offers all records to one journal, and returns what each round took, the cheapest first.
  private static func record(
    _ all: [(entry: JournalEntry, request: ChatRequest)], rate: Int, rounds: Int, isDurable: Bool,
    file: String
  ) async throws -> [Cost] {
    let journal = try await Journal(file: file, durable: isDurable)
    var costs: [Cost] = []
    for round in 0..<rounds {
      let part = Array(all[round * all.count / rounds..<(round + 1) * all.count / rounds])
      let offering = try await offer(all: part, rate: rate) { _, _ in await Task.yield() }
      let used = try await offer(all: part, rate: rate) { entry, request in
        try await journal.record(entry, of: request, model: "instant")
      }
      let count = Double(part.count)
      costs.append(
        Cost(
          cpu: (used.cpu - offering.cpu) / count, system: (used.system - offering.system) / count,
          offering: offering.cpu / count, seconds: used.seconds))
    }
    return costs.sorted { $0.cpu < $1.cpu }
  }

  /// Starts a task for each record when its time has come, every millisecond those that are due; without a rate, 512
  /// take one record after another.
  private static func offer(
    all: [(entry: JournalEntry, request: ChatRequest)], rate: Int,
    to take: @escaping @Sendable (JournalEntry, ChatRequest) async throws -> Void
  ) async throws -> (cpu: Double, system: Double, seconds: Double) {
    let clock = ContinuousClock()
    let start = Meter.now
    try await withThrowingDiscardingTaskGroup { group in
      if rate == 0 {
        for first in 0..<512 {
          group.addTask {
            for index in stride(from: first, to: all.count, by: 512) {
              try await take(all[index].entry, all[index].request)
            }
          }
        }
      }
      var next = rate == 0 ? all.count : 0
      while next < all.count {
        let elapsed = (clock.now - start.wall) / Duration.seconds(1)
        let due = min(all.count, Int(elapsed * Double(rate)) + 1)
        while next < due {
          let (entry, request) = all[next]
          group.addTask { try await take(entry, request) }
          next += 1
        }
        try await Task.sleep(for: .milliseconds(1), clock: .continuous)
      }
    }
    return Meter.now.since(start)
  }
}
