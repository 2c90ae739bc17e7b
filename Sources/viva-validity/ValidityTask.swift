import QuestionPipeline

/// One shape of labelled data, what the program predicts for its rows, and how that is held against people's labels.
///
/// A task calls the scoring code that `viva evaluate` calls, and adds nothing of its own to a prediction.
protocol ValidityTask: Sendable {
  /// Stands in each line of output.
  var name: String { get }

  /// Whether a row has the fields of the task. The first task that says so gets the file.
  func recognises(_ row: JSONReader) -> Bool

  /// Predicts and measures. Throws where a row lacks what the others have.
  func measure(_ file: LabelledFile) throws -> Measurement
}

/// All tasks; the more fields one asks for, the earlier it stands.
let validityTasks: [any ValidityTask] = [
  QuestionTask(), ArticleTask(), LevelTask(), JudgeReplyTask(), JudgeTask(), DuplicateTask(),
  AnswerTask(),
]

/// What came out for one file.
struct Measurement {
  var figures: [Figure]
  var predictions: [Prediction]
}

/// What was predicted for one row.
struct Prediction {
  var id: String
  /// `value`, or one member a dimension.
  var values: JSONObject

  init(id: String, _ value: JSONValue) {
    self.id = id
    values = JSONObject([("value", value)])
  }

  init(id: String, values: JSONObject) {
    self.id = id
    self.values = values
  }

  var json: JSONValue { .object(JSONObject([.init("id", .string(id))] + values.members)) }
}

/// One measured number: a line of output.
struct Figure {
  var name: String
  /// Nil where it is undefined for these rows; `why` then says so.
  var interval: Interval?
  /// How many rows it was measured on.
  var rows: Int
  /// What was drawn as a whole for the interval.
  var clusters: Int
  /// Further facts that a reader of the figure needs.
  var notes = JSONObject()

  var members: [JSONObject.Member] {
    var object = JSONObject([("figure", .string(name))])
    object["value"] = .null
    if let interval {
      object["value"] = .number(interval.value)
      object["low"] = .number(interval.low)
      object["high"] = .number(interval.high)
    } else {
      object["unscored"] = "the figure is undefined for these rows"
    }
    object["rows"] = .integer(rows)
    object["clusters"] = .integer(clusters)
    return object.members + notes.members
  }
}

extension Figure {
  /// A figure with the bootstrap interval that all tasks share: 95%, whole clusters, one seed.
  ///
  /// - Parameter statistic: of the rows, given how often each counts; nil where it is undefined.
  static func measured(
    _ name: String, clusters: [String], notes: JSONObject = JSONObject(),
    statistic: ([Int]) -> Double?
  ) -> Figure {
    Figure(
      name: name,
      interval: Bootstrap.interval(clusters: clusters, seed: 20_250_101, statistic: statistic),
      rows: clusters.count, clusters: Set(clusters).count, notes: notes)
  }
}
