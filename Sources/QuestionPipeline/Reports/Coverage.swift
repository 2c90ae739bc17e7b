/// How many questions there are on each topic at each level.
package struct Coverage: Sendable, Hashable {
  package struct Count: Sendable, Hashable {
    package var accepted = 0
    package var refused = 0
  }

  package struct Row: Sendable, Hashable {
    /// Empty for items without a topic.
    package var topic: String
    /// By the levels of the coverage.
    package var counts: [Count]

    package var total: Count {
      counts.reduce(into: Count()) {
        $0.accepted += $1.accepted
        $0.refused += $1.refused
      }
    }
  }

  /// Lowest first; nil, for items without a level, comes last.
  package private(set) var levels: [BloomLevel?]
  /// Topics in the brief's order, others after them in the order of their first item.
  package private(set) var rows: [Row] = []

  init(items: [Item], refused: [RefusedCell], brief: Brief?) {
    let isUnlevelled = items.contains { $0.level == nil }
    let used = Set(items.compactMap(\.level) + refused.map(\.cell.square.level))
    let asked = Set(brief?.levels ?? [])
    levels = BloomLevel.allCases.filter { used.contains($0) || asked.contains($0) }
    if isUnlevelled { levels.append(nil) }
    var places: [String: Int] = [:]
    func place(_ topic: String) -> Int {
      if let place = places[topic] { return place }
      places[topic] = rows.count
      rows.append(Row(topic: topic, counts: levels.map { _ in Count() }))
      return rows.count - 1
    }
    for topic in brief?.topics ?? [] { _ = place(topic) }
    for item in items {
      let row = place(item.topic.first ?? "")
      if let column = levels.firstIndex(of: item.level) { rows[row].counts[column].accepted += 1 }
    }
    for cell in refused.map(\.cell) {
      let row = place(cell.square.topic)
      if let column = levels.firstIndex(of: cell.square.level) {
        rows[row].counts[column].refused += 1
      }
    }
  }

  /// The largest number of accepted items in one field.
  var highest: Int { rows.flatMap(\.counts).map(\.accepted).max() ?? 0 }

  var json: JSONValue {
    func json(_ count: Count) -> JSONValue {
      ["accepted": .integer(count.accepted), "refused": .integer(count.refused)]
    }
    let names = levels.map { $0?.rawValue ?? "none" }
    return [
      "levels": .strings(names),
      "topics": .array(
        rows.map { row in
          [
            "topic": .string(row.topic), "accepted": .integer(row.total.accepted),
            "refused": .integer(row.total.refused),
            "levels": .object(JSONObject(zip(names, row.counts).map { ($0, json($1)) })),
          ]
        }),
    ]
  }
}

/// How the items spread over the values of one property, in a fixed order.
package struct Balance: Sendable, Hashable {
  package struct Share: Sendable, Hashable {
    package var name: String
    package var count: Int
  }
  package private(set) var shares: [Share] = []

  /// - Parameters:
  ///   - names: of the items, one each.
  ///   - order: names to show first, and even where no item has them.
  init(_ names: [String], order: [String]) {
    var counts: [String: Int] = [:]
    var seen = order
    for name in names {
      if counts[name] == nil, !order.contains(name) { seen.append(name) }
      counts[name, default: 0] += 1
    }
    shares = seen.map { Share(name: $0, count: counts[$0] ?? 0) }
  }

  var total: Int { shares.reduce(0) { $0 + $1.count } }

  var json: JSONValue {
    .object(JSONObject(shares.map { ($0.name, .integer($0.count)) }))
  }
}
