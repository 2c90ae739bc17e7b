/// Makes one score of several samples.
package enum GradeCombiner {
  /// The mean, with the lowest and highest sample as its interval; nil if nothing was said; unscored if nothing was scored.
  package static func combined(_ scores: [Score]) -> Score? {
    var values: [Double] = []
    var by = ""
    var reason: String?
    for score in scores {
      switch score {
      case .scored(let value, _, _, let who):
        values.append(value)
        by = who
      case .unscored(let why): reason = reason ?? why
      }
    }
    guard let low = values.min(), let high = values.max() else {
      return reason.map(Score.unscored)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    return .scored(
      value: mean.roundedScore, low: low.roundedScore, high: high.roundedScore, by: by)
  }
}
