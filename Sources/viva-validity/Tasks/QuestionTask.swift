import QuestionPipeline

/// Generated questions whose qualities raters graded (QGEval and its like): the rules' scores, a correlation a dimension.
///
/// Dimensions that rules leave unscored are printed with the rules' reason and predicted as null.
struct QuestionTask: ValidityTask {
  let name = "question-quality"

  /// The names of the dimensions in the data and in our scores.
  private static let dimensions = [
    ("fluency", "fluency"), ("clarity", "clarity"), ("conciseness", "conciseness"),
    ("relevance", "relevance"), ("consistency", "consistency"),
    ("answerability", "answerability"), ("answer_consistency", "answerConsistency"),
  ]

  func recognises(_ row: JSONReader) -> Bool { row.has("id", "question", "answer", "human") }

  func measure(_ file: LabelledFile) throws -> Measurement {
    let inspector = ItemInspector()
    let scorer = RuleScorer()
    var clusters: [String] = []
    var predictions: [Prediction] = []
    var said: [[Double?]] = []
    var rated: [[Double?]] = []
    var reasons: [String: String] = [:]
    for row in file.rows {
      let draft = Draft(question: try row.string("question"), answer: try row.string("answer"))
      let context = ItemContext(kind: .open, language: .english)
      let scores = scorer.scores(
        of: draft, flaws: inspector.flaws(of: draft, in: context), in: context)
      let human = try row.required("human")
      // Questions on one passage are not independent.
      clusters.append(try row.optional("passage_id")?.string() ?? draft.question)
      said.append(Self.dimensions.map { scores[$0.1]?.value })
      rated.append(try Self.dimensions.map { try human.optional($0.0)?.double() })
      for (name, ours) in Self.dimensions {
        if case .unscored(let why)? = scores[ours] { reasons[name] = why }
      }
      predictions.append(
        Prediction(
          id: try row.string("id"),
          values: JSONObject(
            Self.dimensions.map { ($0.0, scores[$0.1]?.value.map(JSONValue.number) ?? .null) })))
    }
    let figures = Self.dimensions.indices.map { place in
      figure(
        Self.dimensions[place].0, said.map { $0[place] }, rated.map { $0[place] }, clusters,
        reasons)
    }
    return Measurement(figures: figures, predictions: predictions)
  }

  private func figure(
    _ name: String, _ said: [Double?], _ rated: [Double?], _ clusters: [String],
    _ reasons: [String: String]
  ) -> Figure {
    let rows = said.indices.filter { said[$0] != nil && rated[$0] != nil }
    if rows.isEmpty, let why = reasons[name] {
      return Figure(
        name: "pearson-" + name, interval: nil, rows: 0, clusters: 0,
        notes: JSONObject([("why", .string(why))]))
    }
    let (x, y) = (rows.compactMap { said[$0] }, rows.compactMap { rated[$0] })
    return .measured("pearson-" + name, clusters: rows.map { clusters[$0] }) {
      Agreement.pearson(x, y, weights: $0)
    }
  }
}
