/// A metric's value with its uncertainty, or why there is none. Values lie in 0…1, rounded to 4 decimals.
package enum Score: Sendable, Hashable {
  case scored(value: Double, low: Double, high: Double, by: String)
  case unscored(String)

  /// A value that has no spread: low and high equal it.
  package static func exact(_ value: Double, by: String) -> Score {
    let rounded = value.roundedScore
    return .scored(value: rounded, low: rounded, high: rounded, by: by)
  }

  package var value: Double? {
    if case .scored(let value, _, _, _) = self { value } else { nil }
  }
}

extension Double {
  /// The number kept in files and held against thresholds: 4 decimals.
  package var roundedScore: Double { (self * 10_000).rounded() / 10_000 }
}

extension Score: JSONConvertible {
  package var json: JSONValue {
    switch self {
    case .scored(let value, let low, let high, let by):
      ["value": .number(value), "low": .number(low), "high": .number(high), "by": .string(by)]
    case .unscored(let reason): ["unscored": .string(reason)]
    }
  }

  package init(_ reader: JSONReader) throws {
    if let reason = try reader.optional("unscored") {
      self = .unscored(try reason.string())
    } else {
      let value = try reader.required("value").double(in: 0...1)
      self = .scored(
        value: value, low: try reader.optional("low")?.double() ?? value,
        high: try reader.optional("high")?.double() ?? value,
        by: try reader.optional("by")?.string() ?? "")
    }
  }
}

/// Scores by dimension, in the rubric's order.
package struct Scores: Sendable, Hashable, JSONConvertible {
  package var entries: [(name: String, score: Score)]

  package init(_ entries: [(name: String, score: Score)] = []) { self.entries = entries }

  package subscript(name: String) -> Score? { entries.first { $0.name == name }?.score }

  package static func == (left: Scores, right: Scores) -> Bool { left.json == right.json }

  package func hash(into hasher: inout Hasher) { hasher.combine(json) }

  package var json: JSONValue {
    .object(JSONObject(entries.map { JSONObject.Member($0.name, $0.score.json) }))
  }

  package init(_ reader: JSONReader) throws {
    entries = try reader.members().map { ($0.key, try Score($0.reader)) }
  }
}

/// Accepted or refused, with scores and reasons.
package struct Verdict: Sendable, Hashable, JSONConvertible {
  package var isAccepted: Bool
  package var scores: Scores
  /// The weighted mean of what was scored; nil if nothing was.
  package var score: Double?
  package var flaws: [Flaw]
  /// Kebab-case names of flaws or of "below-threshold", the first of which counts in the ledger; empty if accepted.
  package var reasons: [String]

  package init(
    isAccepted: Bool, scores: Scores, score: Double?, flaws: [Flaw], reasons: [String]
  ) {
    self.isAccepted = isAccepted
    self.scores = scores
    self.score = score
    self.flaws = flaws
    self.reasons = reasons
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["accepted"] = .bool(isAccepted)
    object["scores"] = scores.json
    object["score"] = score.map(JSONValue.number)
    object["flaws"] = .array(flaws.map(\.json))
    object["reasons"] = .strings(reasons)
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    isAccepted = try reader.bool("accepted")
    scores = try Scores(reader.required("scores"))
    score = try reader.optional("score")?.double()
    flaws = try reader.list("flaws")
    reasons = try reader.texts("reasons")
  }
}
