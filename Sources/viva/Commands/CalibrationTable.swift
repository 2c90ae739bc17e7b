import QuestionPipeline

/// The figures of a calibration for a terminal.
enum CalibrationTable {
  static func lines(_ result: Calibrator.Result, rows: Int) -> [String] {
    var lines = ["\(result.matched) of \(rows) labelled rows have an item.", ""]
    let ceilings = Dictionary(
      uniqueKeysWithValues: result.ceilings.map { ($0.dimension, $0.alpha) })
    var head = [
      "Dimension", "Judge", "Labels", "r before", "95% interval", "r after", "Error before",
      "after",
      "Bias", "Curve",
    ]
    if !ceilings.isEmpty { head.append("Raters' alpha") }
    let body = result.calibration.entries.map { entry in
      var row = [
        entry.dimension, entry.judge, String(entry.labels), number(entry.before.pearson?.value),
        entry.before.pearson.map { "\(number($0.low)) to \(number($0.high))" } ?? "–",
        number(entry.after?.pearson?.value), number(entry.before.error),
        number(entry.after?.error), signed(entry.before.bias), curve(entry),
      ]
      if !ceilings.isEmpty { row.append(number(ceilings[entry.dimension])) }
      return row
    }
    lines += TextTable.rows(head, body, numbers: [2, 3, 5, 6, 7, 8, 10])
    lines.append("")
    lines.append(
      "r: Pearson's, scores against labels. After: by isotonic curves, cross-validated. "
        + "Error: mean, on the scale 0 to 1.")
    for entry in result.unscored { lines.append("Unscored: \(entry.dimension) (\(entry.why)).") }
    return lines
  }

  private static func curve(_ entry: Calibration.Entry) -> String {
    if entry.curve != nil { return "kept" }
    guard let after = entry.after else { return "too few labels" }
    return after.error < entry.before.error ? "flat" : "no gain"
  }

  static func number(_ value: Double?) -> String { value.map { Decimals.text($0, 2) } ?? "–" }

  static func signed(_ value: Double) -> String { (value >= 0.005 ? "+" : "") + number(value) }
}

/// Numbers with a fixed number of decimals.
enum Decimals {
  static func text(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((abs(value) * scale).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let fraction = String(whole % Int(scale))
    return sign + String(whole / Int(scale)) + "."
      + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
