import SQLiteStorage

/// What a committed wave leaves behind.
package struct WaveCheckpoint: Sendable {
  package var number: Int
  /// The planner's state after planning this wave, and what else a resume starts from.
  package var state: JSONValue
  /// What the waves before this one took, and what this one took.
  package var usage: (before: UsageTally, own: UsageTally)
  /// The wave's cells in order, each with its item or its refusal.
  package var cells: [CellRecord]
  /// Rows of the trace, sorted: a line of JSON each.
  package var trace: [String]

  package init(
    number: Int, state: JSONValue, usage: (before: UsageTally, own: UsageTally),
    cells: [CellRecord], trace: [String]
  ) {
    self.number = number
    self.state = state
    self.usage = usage
    self.cells = cells
    self.trace = trace
  }
}

/// A cell as the journal keeps it when its wave is committed.
package struct CellRecord: Sendable {
  package var ordinal: Int
  package var isAccepted: Bool
  package var body: JSONValue

  package init(ordinal: Int, isAccepted: Bool, body: JSONValue) {
    self.ordinal = ordinal
    self.isAccepted = isAccepted
    self.body = body
  }
}

extension Journal {
  /// Keeps a wave in one transaction; returns when it is durable.
  package func commit(_ wave: WaveCheckpoint) async throws {
    var state = wave.state.objectValue ?? JSONObject()
    state["usage"] = ["before": wave.usage.before.json, "own": wave.usage.own.json]
    let checkpoint = JSONWriter.text(.object(state))
    try await database.transaction { connection in
      try connection.execute(
        "INSERT INTO wave (number, checkpoint) VALUES (?, ?)",
        [.int(wave.number), .text(checkpoint)])
      for cell in wave.cells {
        try connection.execute(
          "INSERT INTO cell (ordinal, wave, accepted, body) VALUES (?, ?, ?, ?)",
          [
            .int(cell.ordinal), .int(wave.number), .int(cell.isAccepted ? 1 : 0),
            .text(JSONWriter.text(cell.body)),
          ])
      }
      for (position, row) in wave.trace.enumerated() {
        try connection.execute(
          "INSERT INTO trace (wave, position, body) VALUES (?, ?, ?)",
          [.int(wave.number), .int(position), .text(row)])
      }
    }
  }

  /// The numbers of the committed waves, ascending.
  package func committedWaves() async throws -> [Int] {
    try await database.rows("SELECT number FROM wave ORDER BY number").compactMap { $0[0].int }
  }

  package func checkpoint(ofWave number: Int) async throws -> JSONValue? {
    guard
      let text = try await database.rows(
        "SELECT checkpoint FROM wave WHERE number = ?", .int(number)
      ).first?[0].string
    else { return nil }
    return try JSONParser.parse(text)
  }

  /// Makes something of all cells, by ordinal, without holding more than one of them.
  /// - Parameter take: hears of each cell, on the journal's queue.
  package func reduceCells<Result: Sendable>(
    into initial: Result, _ take: @Sendable (inout Result, CellRecord) throws -> Void
  ) async throws -> Result {
    try await database.withConnection { connection in
      var result = initial
      try connection.forEach("SELECT ordinal, accepted, body FROM cell ORDER BY ordinal") { row in
        try take(
          &result,
          CellRecord(
            ordinal: row[0].int ?? 0, isAccepted: row[1].int == 1,
            body: try JSONParser.parse(row[2].string ?? "null")))
      }
      return result
    }
  }

  /// How many cells were committed.
  package func cellCounts() async throws -> (accepted: Int, refused: Int) {
    let row = try await database.rows(
      "SELECT COALESCE(SUM(accepted = 1), 0), COALESCE(SUM(accepted <> 1), 0) FROM cell")[0]
    return (row[0].int ?? 0, row[1].int ?? 0)
  }

  /// The cells of the waves up to that number, by ordinal.
  package func cells(throughWave number: Int) async throws -> [(wave: Int, record: CellRecord)] {
    try await database.rows(
      "SELECT ordinal, wave, accepted, body FROM cell WHERE wave <= ? ORDER BY ordinal",
      .int(number)
    ).map { row in
      (
        row[1].int ?? 0,
        CellRecord(
          ordinal: row[0].int ?? 0, isAccepted: row[2].int == 1,
          body: try JSONParser.parse(row[3].string ?? "null"))
      )
    }
  }

  /// The trace as a file of lines: the waves' rows, then the cells', each by step.
  package func trace() async throws -> [UInt8] {
    try await database.withConnection { connection in
      var lines: [UInt8] = []
      let size = try connection.rows("SELECT SUM(length(CAST(body AS BLOB)) + 1) FROM trace")
      lines.reserveCapacity(size.first?[0].int ?? 0)
      // Ordinals rise from wave to wave: the order of the waves is that of their cells.
      for wantsWaves in [true, false] {
        try connection.forEachText("SELECT body FROM trace ORDER BY wave, position") { row in
          guard Self.isOfWave(row) == wantsWaves else { return }
          lines.append(contentsOf: row)
          lines.append(0x0A)
        }
      }
      return lines
    }
  }

  /// Whether the row's second member, behind the run, says that it belongs to a wave.
  private static func isOfWave(_ row: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let comma = row.firstIndex(of: 0x2C) else { return false }
    return row[(comma + 1)...].starts(with: "\"wave\":".utf8)
  }

  package func meta(_ key: String) async throws -> String? {
    try await database.rows("SELECT value FROM meta WHERE key = ?", .text(key)).first?[0].string
  }

  package func setMeta(_ key: String, _ value: String) async throws {
    try await database.execute(
      "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", .text(key), .text(value))
  }

  /// What all kept replies took, by role and model, in the order of both names.
  package func usage() async throws -> [ModelUsage] {
    let outcomes = ReplyOutcome.allCases.map { "SUM(outcome = '\($0.rawValue)')" }
      .joined(separator: ", ")
    return try await database.rows(
      """
      SELECT role, model, COUNT(*), COUNT(content), SUM(prompt_tokens), SUM(cached_tokens),
        SUM(completion_tokens), SUM(messages LIKE '%["assistant"%'), SUM(cost), COUNT(cost),
        \(outcomes)
      FROM reply GROUP BY role, model ORDER BY role, model
      """
    ).map { row in
      ModelUsage(
        role: row[0].string ?? "", model: row[1].string ?? "", requests: row[2].int ?? 0,
        replies: row[3].int ?? 0, promptTokens: row[4].int ?? 0, cachedTokens: row[5].int ?? 0,
        completionTokens: row[6].int ?? 0, corrections: row[7].int ?? 0,
        reportedCost: row[8].int ?? 0, pricedReplies: row[9].int ?? 0,
        outcomes: row[10...].map { $0.int ?? 0 })
    }
  }

  /// What went over the wire for the kept replies.
  package func wires() async throws -> [WireRecord] {
    try await database.rows("SELECT wire FROM reply WHERE wire IS NOT NULL").map {
      try WireRecord(JSONReader(JSONParser.parse($0[0].string ?? "null")))
    }
  }
}
