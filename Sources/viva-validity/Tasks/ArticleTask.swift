import QuestionPipeline

/// Multiple-choice items with a gap, some of which people found given away by the article before it.
struct ArticleTask: ValidityTask {
  let name = "article-cue"

  func recognises(_ row: JSONReader) -> Bool { row.has("id", "stem", "correct", "distractors") }

  func measure(_ file: LabelledFile) throws -> Measurement {
    let inspector = ItemInspector()
    var predictions: [Prediction] = []
    var said: [Bool] = []
    var labels: [Bool] = []
    for row in file.rows {
      var draft = Draft(question: try row.string("stem"), answer: try row.string("correct"))
      draft.choices =
        [Choice(text: draft.answer, isCorrect: true)]
        + (try row.strings("distractors")).map { Choice(text: $0, isCorrect: false) }
      let isCue = inspector.articleGivesKeyAway(
        in: draft, ItemContext(kind: .multipleChoice, language: .english))
      said.append(isCue)
      labels.append(try row.optional("note")?.string() == "a/an issue")
      predictions.append(Prediction(id: try row.string("id"), .bool(isCue)))
    }
    let clusters = file.rows.indices.map(String.init)
    let falseAlarms = zip(said, labels).count { $0 && !$1 }
    return Measurement(
      figures: [
        .measured(
          "recall", clusters: clusters,
          notes: JSONObject([
            ("cues", .integer(labels.count { $0 })), ("falseAlarms", .integer(falseAlarms)),
          ])
        ) { weights in
          Agreement.share(of: zip(said, labels).map { $0 && $1 }, among: labels, weights: weights)
        },
        .measured("precision", clusters: clusters) { weights in
          Agreement.share(of: zip(said, labels).map { $0 && $1 }, among: said, weights: weights)
        },
      ], predictions: predictions)
  }
}
