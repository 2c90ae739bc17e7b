/// The vectors of a run's questions: what the memory has of earlier runs, what is asked for while it works, and what it leaves
/// to the memory at its end.
struct RunMeanings: Sendable {
  private let desk: VectorDesk
  private let model: String
  private let topics: [String]
  private let journal: Journal
  private let earlier: EarlierRuns

  /// Nil where the run recalls by words alone.
  init?(_ request: RunRequest, _ journal: Journal, _ earlier: EarlierRuns?) {
    guard let model = request.cast.embedder?.name, let earlier else { return nil }
    self.earlier = earlier
    self.journal = journal
    self.model = model
    topics = request.brief.topics
    desk = VectorDesk(request.desk(journal))
  }

  /// What the planner recalls by when it goes on.
  /// - Parameter memory: with all committed waves.
  func recall(
    before segment: RunBook.Segment, restored: RunBook.Restored, memory: MemorySnapshot
  ) async throws -> MeaningRecall {
    var recall = MeaningRecall(
      desk, topics: topics, earlier: try await earlier.meanings(before: segment))
    guard restored.nextWave > 0 else { return recall }
    // The planner hears of the last two itself.
    try await forEachWave(before: restored.nextWave - 2) { wave, questions in
      recall.hear(wave: wave, accepted: questions.map(\.ordinal))
    }
    // Told and counted by the waves that asked first.
    _ = try await recall.learn(from: memory)
    return recall
  }

  /// Asks for the vectors of all accepted questions. Those that the budget does not cover are left out.
  func complete() async throws {
    try await forEachAnswer { _ in }
  }

  /// Leaves the vectors of all accepted questions to the memory.
  func remember() async throws {
    try await forEachAnswer { try await earlier.remember($0, model: model) }
  }

  private func forEachAnswer(
    _ body: ([(ordinal: Int, vector: StoredVector)]) async throws -> Void
  ) async throws {
    do {
      try await forEachWave(before: .max) { wave, questions in
        let vectors = try await desk.vectors(of: questions.map(\.text), wave: wave).vectors
        try await body(
          zip(questions, vectors).compactMap { question, vector in
            vector.map { (question.ordinal, $0) }
          })
      }
    } catch let error as ModelError where error.code == .overBudget {
      // 'viva memory embed' gives what is missing.
    }
  }

  /// Hands out the accepted questions of each committed wave.
  private func forEachWave(
    before end: Int, _ body: (Int, [(ordinal: Int, text: String)]) async throws -> Void
  ) async throws {
    for wave in try await journal.committedWaves() where wave < end {
      let questions = try await journal.cellRows(ofWaves: wave...wave).compactMap {
        row -> (ordinal: Int, text: String)? in
        let record = try row.record(only: ["item": ["question": .whole]])
        guard record.isAccepted, let text = record.body["item"]?["question"]?.stringValue else {
          return nil
        }
        return (record.ordinal, text)
      }
      if !questions.isEmpty { try await body(wave, questions) }
    }
  }
}
