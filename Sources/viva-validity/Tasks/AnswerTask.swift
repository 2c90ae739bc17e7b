import QuestionPipeline

/// Answers that people found right or not, with what they were held against: the score of an answer.
///
/// Two shapes: open questions (`gold`, `correct`) and explanations (`references`, `label`, where "correct" is right and
/// all else is not).
struct AnswerTask: ValidityTask {
  let name = "answers"

  func recognises(_ row: JSONReader) -> Bool {
    row.has("id", "question", "answer")
      && (row.has("gold", "correct") || row.has("references", "label"))
  }

  func measure(_ file: LabelledFile) throws -> Measurement {
    var (values, labels, clusters): ([Double], [Bool], [String]) = ([], [], [])
    var predictions: [Prediction] = []
    var unscored = 0
    for row in file.rows {
      let question = try row.string("question")
      let references: [String]
      let isRight: Bool
      if try row.optional("gold") != nil {
        references = try row.strings("gold")
        isRight = try row.bool("correct")
      } else {
        references = try row.array("references").map { try $0.string("text") }
        isRight = try row.string("label") == "correct"
      }
      let scorer = AnswerScorer(references: references, question: question)
      let id = try row.string("id")
      guard let score = scorer.score(try row.string("answer")) else {
        predictions.append(Prediction(id: id, .null))
        unscored += 1
        continue
      }
      predictions.append(Prediction(id: id, .number(score.value)))
      values.append(score.value)
      labels.append(isRight)
      clusters.append(try row.optional("question_id")?.string() ?? question)
    }
    let curve = ROCCurve(values, labels: labels)
    let notes = JSONObject([("unscoredRows", .integer(unscored))])
    return Measurement(
      figures: [.measured("auc", clusters: clusters, notes: notes) { curve.area(weights: $0) }],
      predictions: predictions)
  }
}
