/// How well a number tells two classes of rows apart, whatever threshold is set on it.
package struct ROCCurve: Sendable {
  /// Rows of one value, the highest value first.
  private let steps: [(value: Double, rows: [Int])]
  private let labels: [Bool]

  /// - Parameters:
  ///   - values: what was predicted of each row; higher speaks for the label.
  ///   - labels: what people said of each row.
  package init(_ values: [Double], labels: [Bool]) {
    precondition(values.count == labels.count)
    self.labels = labels
    var steps: [(value: Double, rows: [Int])] = []
    for row in values.indices.sorted(by: { values[$0] > values[$1] }) {
      if steps.last?.value == values[row] {
        steps[steps.count - 1].rows.append(row)
      } else {
        steps.append((values[row], [row]))
      }
    }
    self.steps = steps
  }

  /// The area under the curve: the chance that a labelled row has a higher value than one that is not, where equal
  /// values count half (the Mann-Whitney statistic). 0.5 is chance; nil where one of the classes is missing.
  ///
  /// - Parameter weights: how often each row counts; once, unless given.
  package func area(weights: [Int]? = nil) -> Double? {
    var labelled = 0
    var others = 0
    // Pairs in the right order, each counted twice so that ties stay whole numbers.
    var ordered = 0
    for step in steps {
      var here = (labelled: 0, others: 0)
      for row in step.rows {
        let weight = weights?[row] ?? 1
        if labels[row] { here.labelled += weight } else { here.others += weight }
      }
      ordered += here.others * (2 * labelled + here.labelled)
      labelled += here.labelled
      others += here.others
    }
    guard labelled > 0, others > 0 else { return nil }
    return Double(ordered) / (2 * Double(labelled) * Double(others))
  }

  /// What share of the rows at or above the threshold is labelled, and what share of the labelled ones is found.
  ///
  /// Nil where no row reaches the threshold, or no row is labelled.
  package func precision(
    from threshold: Double, weights: [Int]? = nil
  ) -> (precision: Double, recall: Double, found: Int)? {
    var (hits, found, labelled) = (0, 0, 0)
    for step in steps {
      for row in step.rows {
        let weight = weights?[row] ?? 1
        if labels[row] { labelled += weight }
        guard step.value >= threshold else { continue }
        found += weight
        if labels[row] { hits += weight }
      }
    }
    guard found > 0, labelled > 0 else { return nil }
    return (Double(hits) / Double(found), Double(hits) / Double(labelled), found)
  }

  /// The best precision of any threshold that finds at least the share of the labelled rows; nil where none is labelled.
  package func bestPrecision(atRecall least: Double) -> (precision: Double, threshold: Double)? {
    let labelled = labels.count { $0 }
    guard labelled > 0 else { return nil }
    var (hits, found) = (0, 0)
    var best: (precision: Double, threshold: Double)?
    for step in steps {
      found += step.rows.count
      hits += step.rows.count { labels[$0] }
      guard Double(hits) >= least * Double(labelled) else { continue }
      let precision = Double(hits) / Double(found)
      if precision > best?.precision ?? -1 { best = (precision, step.value) }
    }
    return best
  }
}
