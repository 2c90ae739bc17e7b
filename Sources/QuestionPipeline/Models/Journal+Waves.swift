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
      let own: [SQLiteValue] = [.int(wave.number), .text(checkpoint)]
      try connection.execute(
        "INSERT INTO wave (number, checkpoint, sum) VALUES (?, ?, ?)",
        own + [.integer(RowSum.of(own))])
      // A resume reads the last two. All of them would grow with the square of the run.
      let spent: [SQLiteValue] = [.int(wave.number - 2), .text("{}")]
      try connection.execute(
        "UPDATE wave SET checkpoint = ?2, sum = ?3 WHERE number = ?1",
        spent + [.integer(RowSum.of(spent))])
      try connection.execute(
        "INSERT INTO cell (ordinal, wave, accepted, body, sum) VALUES (?, ?, ?, ?, ?)",
        rows: wave.cells.count
      ) { index, row in
        let cell = wave.cells[index]
        row.isSummed = true
        row.add(cell.ordinal)
        row.add(wave.number)
        row.add(Int64(cell.isAccepted ? 1 : 0))
        row.add { JSONWriter.append(cell.body, to: &$0) }
        row.add(row.sum)
      }
      try connection.execute(
        "INSERT INTO trace (wave, position, body, sum) VALUES (?, ?, ?, ?)",
        rows: wave.trace.count
      ) { position, row in
        row.add(wave.number)
        row.add(position)
        row.isSummed = true
        row.add(wave.trace[position])
        row.add(row.sum)
      }
      // What a resume must know of all replies: it reads those since.
      try Self.write(keptUsage(on: connection).json, as: KeptUsage.name, on: connection)
    }
  }

  /// The numbers of the committed waves, ascending.
  package func committedWaves() async throws -> [Int] {
    try await database.rows("SELECT number FROM wave ORDER BY number").compactMap { $0[0].int }
  }

  /// The state after a committed wave: that of the last two; an empty one of those before, nil of those that are not there.
  package func checkpoint(ofWave number: Int) async throws -> JSONValue? {
    guard
      let row = try await database.rows(
        "SELECT number, checkpoint\(sumColumn) FROM wave WHERE number = ?", .int(number)
      ).first
    else { return nil }
    try check(row, "the state of wave \(number)")
    return try JSONParser.parse(row[1].string ?? "")
  }

  /// Makes something of all cells, by ordinal, without holding more than one of them.
  /// - Parameter take: hears of each cell, on the journal's queue.
  package func reduceCells<Result: Sendable>(
    into initial: Result, _ take: @Sendable (inout Result, CellRecord) throws -> Void
  ) async throws -> Result {
    try await database.withConnection { connection in
      var result = initial
      try connection.forEach(
        "SELECT ordinal, wave, accepted, body\(sumColumn) FROM cell ORDER BY ordinal"
      ) { row in
        try take(&result, try CellRow(row, in: self).record)
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

  /// A cell as it lies in its row: read when somebody needs it, where he is.
  package struct CellRow: Sendable {
    package var wave: Int
    private var values: [SQLiteValue]
    private var file: String
    private var hasSum: Bool

    fileprivate init(_ values: [SQLiteValue], in journal: Journal) {
      wave = values[1].int ?? 0
      self.values = values
      file = journal.file
      hasSum = journal.hasSums
    }

    /// Throws: `StorageError` where the row has changed since it was written.
    package var record: CellRecord { get throws { try record(only: nil) } }

    /// The same.
    /// - Parameter selection: what is wanted of its body; nil reads all.
    package func record(only selection: JSONSelection?) throws -> CellRecord {
      if hasSum { try Journal.check(values, "cell \(values[0].int ?? 0)", of: file) }
      return CellRecord(
        ordinal: values[0].int ?? 0, isAccepted: values[2].int == 1,
        body: try JSONParser.parse(values[3].string ?? "null", only: selection))
    }
  }

  /// The cells of some waves, by ordinal.
  package func cellRows(ofWaves waves: ClosedRange<Int>) async throws -> [CellRow] {
    try await database.rows(
      "SELECT ordinal, wave, accepted, body\(sumColumn) FROM cell WHERE wave BETWEEN ? AND ? ORDER BY ordinal",
      .int(waves.lowerBound), .int(waves.upperBound)
    ).map { CellRow($0, in: self) }
  }

  /// The cells of some waves, by ordinal, read.
  package func cells(ofWaves waves: ClosedRange<Int>) async throws -> [(
    wave: Int, record: CellRecord
  )] {
    try await cellRows(ofWaves: waves).map { ($0.wave, try $0.record) }
  }

  // MARK: Sums

  /// What a list of columns ends in, where rows carry sums.
  private var sumColumn: String { hasSums ? ", sum" : "" }

  private func check(_ row: [SQLiteValue], _ name: String) throws {
    if hasSums { try Self.check(row, name, of: file) }
  }

  /// Holds a row against its sum, which stands behind its values. Throws: `StorageError`.
  fileprivate static func check(_ row: [SQLiteValue], _ name: String, of file: String) throws {
    guard let sum = row.last, sum != .null else { return }
    guard sum == .integer(RowSum.of(row.dropLast())) else {
      throw damaged(file, "is damaged: \(name) has changed")
    }
  }

  /// Writes the trace as a file of lines: the waves' rows, then the cells', each by step. That of a long run is never in
  /// memory as a whole. Commits wait meanwhile: it is for the end of a run. Throws `StorageError`, `FileError`.
  package func writeTrace(to path: String, in storage: any RunStorage) async throws {
    try await database.withConnection { connection in
      var fault: (any Error)?
      do {
        try storage.write(to: path) { (put) throws(FileError) in
          do {
            try forEachTracePiece(connection, put)
          } catch let error as FileError {
            throw error
          } catch {
            // What was written so far must not take the file's place.
            fault = error
            throw FileError(code: .other, path: path, detail: "the journal could not be read")
          }
        }
      } catch {
        throw fault ?? error
      }
    }
  }

  private nonisolated func forEachTracePiece(
    _ connection: Connection, _ put: ([UInt8]) throws(FileError) -> Void
  ) throws {
    var lines: [UInt8] = []
    // Ordinals rise from wave to wave: the order of the waves is that of their cells.
    for wantsWaves in [true, false] {
      try connection.forEachSummedText(
        "SELECT body\(hasSums ? ", sum" : ", NULL") FROM trace ORDER BY wave, position"
      ) { row, sum in
        guard Self.isOfWave(row) == wantsWaves else { return }
        guard sum == .null || sum == .integer(RowSum.of(text: row)) else {
          throw Self.damaged(file, "is damaged: a row of the trace has changed")
        }
        lines.append(contentsOf: row)
        lines.append(0x0A)
        try lines.handOverPiece(to: put)
      }
    }
    try put(lines)
  }

  /// Whether the row's second member, behind the run, says that it belongs to a wave.
  private static func isOfWave(_ row: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let comma = row.firstIndex(of: 0x2C) else { return false }
    return row[(comma + 1)...].starts(with: "\"wave\":".utf8)
  }

  /// Reads what is kept under a key; one text, so that a connection prepares it once.
  /// - Parameter sum: the column's name behind a comma, or nothing.
  static func metaQuery(sum: String) -> String {
    "SELECT key, value\(sum) FROM meta WHERE key = ?"
  }

  package func meta(_ key: String) async throws -> String? {
    guard
      let row = try await database.rows(
        Self.metaQuery(sum: sumColumn), .text(key)
      ).first
    else { return nil }
    try check(row, "what is kept as '\(key)'")
    return row[1].string
  }

  package func setMeta(_ key: String, _ value: String) async throws {
    try await database.transaction { try Self.write(value, as: key, on: $0) }
  }

  private static func write(_ value: String, as key: String, on connection: Connection) throws {
    let values: [SQLiteValue] = [.text(key), .text(value)]
    try connection.execute(
      "INSERT OR REPLACE INTO meta (key, value, sum) VALUES (?, ?, ?)",
      values + [.integer(RowSum.of(values))])
  }

  /// What all kept replies took, by role and model, in the order of both names.
  package func usage() async throws -> [ModelUsage] {
    // Read with its sum first, so that a change is not taken for a figure.
    let kept = try await meta(KeptUsage.name)
    return try await database.withConnection { try KeptUsage(kept, on: $0).rows }
  }

  /// How long good replies of a cast took on the wire, a mean for each part; parts that it never played are left out.
  package func latencies(of cast: ModelCast) async throws -> [PlanTime.Latency] {
    let rows = try await database.rows(
      "SELECT role, model, wire FROM reply WHERE outcome = 'good' AND wire IS NOT NULL ORDER BY id")
    var times: [ModelRole: [Double]] = [:]
    for row in rows {
      guard let role = row[0].string.flatMap(ModelRole.init), let model = row[1].string else {
        continue
      }
      let names = role == .judge ? cast.judges.map(\.name) : [cast.model(for: role).name]
      let wire = try WireRecord(JSONReader(JSONParser.parse(row[2].string ?? "null")))
      guard names.contains(model), let last = wire.attempts.last, last.failure == nil else {
        continue
      }
      times[role, default: []].append(last.took / 1000)
    }
    return ModelRole.allCases.compactMap { role in
      guard let found = times[role] else { return nil }
      return PlanTime.Latency(
        role: role, seconds: found.reduce(0, +) / Double(found.count), replies: found.count)
    }
  }
}
