/// Makes one score of several samples.
package enum GradeCombiner {
  /// The mean, with the lowest and highest sample as its interval; nil if nothing was said; unscored if nothing was scored.
  package static func combined(_ scores: [Score]) -> Score? { combined([scores], weighing: nil) }

  /// The judges' means, each counting as the panel says, with the lowest and highest sample of a judge that counts as the
  /// interval.
  /// - Parameter samples: by judge.
  package static func combined(_ samples: [[Score]], weighing panel: GradePanel?) -> Score? {
    var values: [[Double]] = []
    var by: [String] = []
    var reason: String?
    for scores in samples {
      var own: [Double] = []
      for score in scores {
        switch score {
        case .scored(let value, _, _, let who):
          own.append(value)
          if !by.contains(who) { by.append(who) }
        case .unscored(let why): reason = reason ?? why
        }
      }
      values.append(own)
    }
    let all = values.flatMap(\.self)
    guard let low = all.min(), let high = all.max(), let plain = all.mean else {
      return reason.map(Score.unscored)
    }
    let means = values.map(\.mean)
    let mean = panel.flatMap { $0.weights.count == means.count ? $0.combined(means) : nil } ?? plain
    return .scored(
      value: mean.roundedScore, low: low.roundedScore, high: high.roundedScore,
      by: by.joined(separator: ", "))
  }
}
