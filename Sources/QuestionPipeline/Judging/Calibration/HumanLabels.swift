/// What people said of items, dimension by dimension.
package struct HumanLabels: Sendable {
  package struct Row: Sendable {
    /// In the file, from 1.
    package var line: Int
    /// Names the item: its id, or, where there is none, its question.
    package var id: String?
    package var question: String?
    /// By dimension in the order of writing: each rater's label, on the labels' own scale.
    package var labels: [(dimension: String, ratings: [Double])]
    /// The item's own scores, where the row brings them.
    package var scores: Scores?
    /// Rows of one topic are held out together.
    package var cluster: String?
  }

  package let rows: [Row]
  /// Lowest and highest label.
  package let scale: ClosedRange<Double>

  /// - Parameters:
  ///   - name: of the file, for errors.
  ///   - scale: nil for 1 to 5, the rubric's own.
  /// Throws: `ConfigurationError` that names the line.
  package init(_ bytes: [UInt8], name: String, scale: ClosedRange<Double>? = nil) throws {
    let scale = scale ?? 1...5
    self.scale = scale
    var rows: [Row] = []
    for (line, value) in try LabelRows.read(bytes, name: name) {
      do {
        rows.append(try Self.row(JSONReader(value), line: line, scale: scale))
      } catch {
        throw ConfigurationError(source: "\(name), line \(line)", detail: "\(error)")
      }
    }
    guard !rows.isEmpty else { throw ConfigurationError(source: name, detail: "holds no label") }
    self.rows = rows
  }

  private static func row(_ reader: JSONReader, line: Int, scale: ClosedRange<Double>) throws -> Row
  {
    let id = try reader.optional("id")?.string()
    let question = try reader.optional("question")?.string()
    guard id != nil || question != nil else {
      throw reader.invalid("a row of labels has the item's id, or its question")
    }
    let labels = try reader.required("labels").members().compactMap {
      entry -> (dimension: String, ratings: [Double])? in
      if entry.reader.value.isNull { return nil }
      let readers =
        entry.reader.value.arrayValue == nil ? [entry.reader] : try entry.reader.array()
      let ratings = try readers.filter { !$0.value.isNull }.map { reader in
        let label = try reader.double()
        guard scale.contains(label) else {
          throw reader.invalid(
            "the label \(JSONWriter.text(of: label)) lies outside the scale "
              + "\(JSONWriter.text(of: scale.lowerBound)) to \(JSONWriter.text(of: scale.upperBound)); "
              + "--scale names another")
        }
        return label
      }
      return ratings.isEmpty ? nil : (entry.key, ratings)
    }
    return Row(
      line: line, id: id, question: question, labels: labels,
      scores: try reader.optional("scores").map { try Scores($0) },
      cluster: try reader.optional("topic").flatMap {
        try $0.value.stringValue ?? $0.strings().joined(separator: "\u{1F}")
      })
  }

  /// A label on the scale of scores, 0 to 1.
  package func scaled(_ label: Double) -> Double {
    (label - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
  }
}
