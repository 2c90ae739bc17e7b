import SQLiteStorage

/// What the replies of a journal took, summed up to one of them and kept, so that nobody reads all of them again.
struct KeptUsage {
  /// Under which it is kept.
  static let name = "usage"

  /// The last reply that is counted.
  private var through: Int
  /// In the order of both names.
  private(set) var rows: [ModelUsage]

  /// What is kept, with all replies since.
  init(on connection: Connection) throws {
    let kept = try connection.rows("SELECT value FROM meta WHERE key = ?", [.text(Self.name)])
    try self.init(kept.first?[0].string, on: connection)
  }

  init(_ kept: String?, on connection: Connection) throws {
    through = 0
    rows = []
    if let kept {
      let reader = JSONReader(try JSONParser.parse(kept))
      through = try reader.int("through")
      rows = try reader.array("rows").map(Self.row)
    }
    let last = try connection.rows("SELECT MAX(rowid) FROM reply").first?[0].int ?? 0
    guard last > through else { return }
    for row in try Self.sums(after: through, on: connection) { add(row) }
    through = last
  }

  private static func sums(after id: Int, on connection: Connection) throws -> [ModelUsage] {
    let outcomes = ReplyOutcome.allCases.map { "SUM(outcome = '\($0.rawValue)')" }
      .joined(separator: ", ")
    return try connection.rows(
      """
      SELECT role, model, COUNT(*), COUNT(content), SUM(prompt_tokens), SUM(cached_tokens),
        SUM(completion_tokens), SUM(messages LIKE '%["assistant"%'), SUM(cost), COUNT(cost),
        \(outcomes)
      FROM reply WHERE rowid > ? GROUP BY role, model
      """, [.int(id)]
    ).map { row in
      ModelUsage(
        role: row[0].string ?? "", model: row[1].string ?? "", requests: row[2].int ?? 0,
        replies: row[3].int ?? 0, promptTokens: row[4].int ?? 0, cachedTokens: row[5].int ?? 0,
        completionTokens: row[6].int ?? 0, corrections: row[7].int ?? 0,
        reportedCost: row[8].int ?? 0, pricedReplies: row[9].int ?? 0,
        outcomes: row[10...].map { $0.int ?? 0 })
    }
  }

  private mutating func add(_ new: ModelUsage) {
    func names(_ row: ModelUsage) -> [UInt8] { Array("\(row.role)\0\(row.model)".utf8) }
    guard let place = rows.firstIndex(where: { $0.role == new.role && $0.model == new.model })
    else {
      let place = rows.firstIndex { names(new).lexicographicallyPrecedes(names($0)) }
      return rows.insert(new, at: place ?? rows.count)
    }
    for figure in Self.figures {
      rows[place][keyPath: figure.path] += new[keyPath: figure.path]
    }
    for (index, count) in new.outcomes.enumerated() { rows[place].outcomes[index] += count }
  }

  // MARK: JSON

  private static var figures: [(name: String, path: WritableKeyPath<ModelUsage, Int>)] {
    [
      ("requests", \.requests), ("replies", \.replies), ("promptTokens", \.promptTokens),
      ("cachedTokens", \.cachedTokens), ("completionTokens", \.completionTokens),
      ("corrections", \.corrections), ("reportedCost", \.reportedCost),
      ("pricedReplies", \.pricedReplies),
    ]
  }

  var json: String {
    let rows = rows.map { row -> JSONValue in
      var object = JSONObject()
      object["role"] = .string(row.role)
      object["model"] = .string(row.model)
      for figure in Self.figures { object[figure.name] = .integer(row[keyPath: figure.path]) }
      object["outcomes"] = .array(row.outcomes.map(JSONValue.integer))
      return .object(object)
    }
    return JSONWriter.text(["through": .integer(through), "rows": .array(rows)])
  }

  private static func row(_ reader: JSONReader) throws -> ModelUsage {
    var row = ModelUsage(
      role: try reader.string("role"), model: try reader.string("model"), requests: 0, replies: 0,
      promptTokens: 0, cachedTokens: 0, completionTokens: 0, corrections: 0, reportedCost: 0,
      pricedReplies: 0, outcomes: try reader.array("outcomes").map { try $0.int() })
    for figure in figures { row[keyPath: figure.path] = try reader.int(figure.name) }
    // An outcome that came with a later version has no figure yet.
    while row.outcomes.count < ReplyOutcome.allCases.count { row.outcomes.append(0) }
    return row
  }
}
