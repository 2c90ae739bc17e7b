import QuestionPipeline

/// How often a search for a generated question finds the passage that the question came from.
struct RecallBenchmark {
  let items: String
  let file: String
  let isChinese: Bool

  /// Searches the memory for each question of the set, as it was written and rewritten.
  func run() async throws -> String {
    let memory = try await LongTermMemory.existing(file)
    let weights = try ConfigurationReader.settings(.builtIn).memory
    let items = try FileSystem.read(items).split(separator: 0x0A).map { line in
      try JSONParser.read(Array(line), .json) { try Item($0) }
    }
    let all = try await memory.documents().filter(\.isCurrent).reduce(0) { $0 + $1.passages }
    var lines = ["\(items.count) questions over \(all) passages"]
    for rewriting in Rewriting.allCases {
      lines.append(try await figures(of: rewriting, items, memory, weights))
    }
    return lines.joined(separator: "\n")
  }

  private func figures(
    of rewriting: Rewriting, _ items: [Item], _ memory: LongTermMemory, _ weights: Settings.Memory
  ) async throws -> String {
    var (first, ten, reciprocal, changed) = (0, 0, 0.0, 0)
    for item in items {
      let query = rewriting.text(of: item.draft.question, isChinese: isChinese)
      changed += query == item.draft.question ? 0 : 1
      let hits = try await memory.searchPassages(query, limit: 10, weights: weights)
      guard let source = item.draft.sources.first,
        let place = hits.firstIndex(where: { Self.holds($0.passage, source) })
      else { continue }
      first += place == 0 ? 1 : 0
      ten += 1
      reciprocal += 1 / Double(place + 1)
    }
    let count = Double(max(1, items.count))
    return """
      \(rewriting.rawValue) (\(changed) changed): recall@1 \((Double(first) / count).shown(3)), \
      recall@10 \((Double(ten) / count).shown(3)), MRR@10 \((reciprocal / count).shown(3))
      """
  }

  /// Whether the quote was taken from the passage.
  private static func holds(_ passage: Passage, _ source: Citation) -> Bool {
    passage.document == source.document && passage.start <= source.start
      && source.end <= passage.start + passage.text.unicodeScalars.count
  }
}
