import QuestionPipeline

/// Pairs of questions or sentences that people found the same or not: the similarity that finds duplicates in a set.
struct DuplicateTask: ValidityTask {
  let name = "duplicates"

  func recognises(_ row: JSONReader) -> Bool { row.has("id", "a", "b", "label") }

  func measure(_ file: LabelledFile) throws -> Measurement {
    var (values, labels, clusters): ([Double], [Bool], [String]) = ([], [], [])
    var predictions: [Prediction] = []
    for row in file.rows {
      let (left, right) = (try row.string("a"), try row.string("b"))
      let value = QuestionSimilarity.similarity(left, right, language: file.language)
      values.append(value)
      labels.append(try row.int("label") == 1)
      // Pairs about one thing are not independent; where nothing names it, the first text does.
      clusters.append(
        try row.optional("entity")?.string() ?? row.optional("intent_a")?.string() ?? left)
      predictions.append(Prediction(id: try row.string("id"), .number(value)))
    }
    let curve = ROCCurve(values, labels: labels)
    let threshold = DuplicateThresholds().duplicate
    var notes = JSONObject([("threshold", .number(threshold))])
    if let found = curve.precision(from: threshold) {
      notes["found"] = .integer(found.found)
      notes["recall"] = .number(found.recall.roundedScore)
    }
    if let best = curve.bestPrecision(atRecall: 0.05) {
      notes["bestAtRecall0.05"] = .number(best.precision.roundedScore)
    }
    return Measurement(
      figures: [
        .measured("auc", clusters: clusters) { curve.area(weights: $0) },
        .measured("duplicatePrecision", clusters: clusters, notes: notes) {
          curve.precision(from: threshold, weights: $0)?.precision
        },
      ], predictions: predictions)
  }
}
