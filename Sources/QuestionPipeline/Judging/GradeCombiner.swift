/// Makes one score of several samples.
package enum GradeCombiner {
  /// The mean, with the interval that holds those of all samples; nil if nothing was said; unscored if nothing was scored.
  package static func combined(_ scores: [Score]) -> Score? { combined([scores], weighing: nil) }

  /// What the judges' samples say of one dimension of an item.
  static func combined(
    _ judged: JudgedItem, _ dimension: String, weighing panel: GradePanel?
  ) -> Score? {
    // One sample of one judge, as most items have: its own word, without lists of one.
    if panel == nil, judged.replies.count == 1, judged.replies[0].count == 1,
      case .graded(let grades) = judged.replies[0][0]
    {
      switch grades.first(where: { $0.name == dimension })?.score {
      case .scored(let value, let low, let high, let by):
        return .scored(
          value: value.roundedScore, low: low.roundedScore, high: high.roundedScore, by: by)
      case let other: return other
      }
    }
    return combined(judged.scores(of: dimension), weighing: panel)
  }

  /// The judges' means, each counting as the panel says, with the interval from the lowest to the highest of the samples'
  /// own.
  /// - Parameter samples: by judge.
  package static func combined(_ samples: [[Score]], weighing panel: GradePanel?) -> Score? {
    var values: [[Double]] = []
    var lows: [Double] = []
    var highs: [Double] = []
    var by: [String] = []
    var reason: String?
    for scores in samples {
      var own: [Double] = []
      for score in scores {
        switch score {
        case .scored(let value, let low, let high, let who):
          own.append(value)
          lows.append(low)
          highs.append(high)
          if !by.contains(who) { by.append(who) }
        case .unscored(let why): reason = reason ?? why
        }
      }
      values.append(own)
    }
    let all = values.flatMap(\.self)
    guard let low = lows.min(), let high = highs.max(), let plain = all.mean else {
      return reason.map(Score.unscored)
    }
    let means = values.map(\.mean)
    let mean = panel.flatMap { $0.weights.count == means.count ? $0.combined(means) : nil } ?? plain
    return .scored(
      value: mean.roundedScore, low: low.roundedScore, high: high.roundedScore,
      by: by.joined(separator: ", "))
  }
}
