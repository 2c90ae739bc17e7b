import QuestionPipeline

/// Questions whose level of Bloom's taxonomy experts gave: the estimate from the wording, by quadratic kappa.
///
/// Compared are rows that both experts gave a level, with the first expert, and beside it with the second; every row is
/// predicted.
struct LevelTask: ValidityTask {
  let name = "bloom-level"

  func recognises(_ row: JSONReader) -> Bool { row.has("id", "question", "expert") }

  func measure(_ file: LabelledFile) throws -> Measurement {
    var predictions: [Prediction] = []
    var said: [Int] = []
    var experts: [[Int]] = [[], []]
    var clusters: [String] = []
    for row in file.rows {
      let question = try row.string("question")
      let rank = LevelEstimate(question: question, language: .english).level.rank
      predictions.append(Prediction(id: try row.string("id"), .integer(rank)))
      let given = try row.required("expert").optional("SkillLevel")?.value.arrayValue ?? []
      let levels = given.compactMap(\.intValue)
      guard levels.count == 2 else { continue }
      said.append(rank)
      for index in experts.indices { experts[index].append(levels[index]) }
      // Questions of one prompt on one topic resemble each other.
      let set = try row.optional("prompt_set")?.int()
      let topic = try row.optional("topic")?.string() ?? question
      clusters.append("\(set ?? 0)/\(topic)")
    }
    let distance = zip(said, experts[0]).reduce(0) { $0 + abs($1.0 - $1.1) }
    let notes = JSONObject([
      (
        "meanDistance",
        said.isEmpty ? .null : .number((Double(distance) / Double(said.count)).roundedScore)
      )
    ])
    return Measurement(
      figures: [
        .measured("quadraticKappa", clusters: clusters, notes: notes) {
          Agreement.quadraticKappa(said, experts[0], weights: $0)
        },
        .measured("quadraticKappa-expert2", clusters: clusters) {
          Agreement.quadraticKappa(said, experts[1], weights: $0)
        },
        .measured("quadraticKappa-between-experts", clusters: clusters) {
          Agreement.quadraticKappa(experts[0], experts[1], weights: $0)
        },
      ], predictions: predictions)
  }
}
