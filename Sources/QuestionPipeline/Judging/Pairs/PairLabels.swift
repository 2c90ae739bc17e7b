/// Which items of pairs people found better.
package struct PairLabels: Sendable {
  private struct Key: Hashable {
    var a: String
    var b: String
  }

  private var better: [Key: Double] = [:]

  /// Reads JSON lines, or a list: `{"a": "q-…", "b": "q-…", "better": "a"}`, `b` and `tie` likewise.
  ///
  /// Throws: `ConfigurationError` that names the line.
  package init(_ bytes: [UInt8], name: String) throws {
    for (line, value) in try LabelRows.read(bytes, name: name) {
      do {
        let reader = JSONReader(value)
        try reader.allowOnly(["a", "b", "better"])
        let key = Key(a: try reader.string("a"), b: try reader.string("b"))
        switch try reader.string("better") {
        case "a": better[key] = 1
        case "b": better[key] = -1
        case "tie": better[key] = 0
        case let word:
          throw JSONError(
            .invalidValue, path: "better", Suggestion.unknown(word, among: ["a", "b", "tie"]))
        }
      } catch {
        throw ConfigurationError(source: "\(name), line \(line)", detail: "\(error)")
      }
    }
    guard !better.isEmpty else { throw ConfigurationError(source: name, detail: "holds no label") }
  }

  /// Labels by the pair's place: 1 for a, −1 for b. A tie teaches nothing of who is right, and is left out.
  package func places(among pairs: [ItemPairing.Pair]) -> [Int: Double] {
    var result: [Int: Double] = [:]
    for (place, pair) in pairs.enumerated() {
      guard let label = better[Key(a: pair.a.id, b: pair.b.id)], label != 0 else { continue }
      result[place] = label
    }
    return result
  }

  package var count: Int { better.count }
}
