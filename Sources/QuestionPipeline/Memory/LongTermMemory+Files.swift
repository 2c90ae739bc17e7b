import SQLiteStorage

extension LongTermMemory {
  /// Formats of an exported memory that can be taken in: 2 has documents, too.
  package static let formats = 1...2

  /// Hands out the memory as lines of JSON: one that says what it is, a cell each, then a document each, in their order.
  package func export(_ line: @Sendable (JSONValue) throws -> Void) async throws {
    let identifier = identifier
    try await database.withConnection { connection in
      let hasDocuments =
        try connection.rows("SELECT EXISTS (SELECT 1 FROM document)")[0][0].int == 1
      try line(["memory": .string(identifier), "format": .integer(hasDocuments ? 2 : 1)])
      try connection.forEach(
        """
        SELECT writer.number, writer.run, writer.name, writer.origin, ordinal, accepted, body
        FROM entry JOIN writer ON writer.number = entry.writer ORDER BY position
        """
      ) { row in
        var object = Self.writer(row, of: identifier)
        object["ordinal"] = .integer(row[4].int ?? 0)
        object["accepted"] = .bool(row[5].int == 1)
        object["cell"] = try JSONParser.parse(row[6].string ?? "")
        try line(.object(object))
      }
      try connection.forEach("SELECT hash, name, first, last FROM document ORDER BY number") {
        row in
        let readers = try connection.rows(
          """
          SELECT writer.number, writer.run, writer.name, writer.origin FROM source
          JOIN writer ON writer.number = source.writer
          WHERE hash = ? AND forgotten = 0 ORDER BY writer.number
          """, [row[0]])
        let bodies = try connection.rows(
          "SELECT body FROM passage WHERE number BETWEEN ? AND ? ORDER BY number", [row[2], row[3]])
        try line([
          "document": [
            "name": .string(row[1].string ?? ""),
            "passages": .array(try bodies.map { try JSONParser.parse($0[0].string ?? "") }),
          ],
          "readers": .array(readers.map { .object(Self.writer($0, of: identifier)) }),
        ])
      }
    }
  }

  /// What a line says of a writer; its number, run, name and origin come first in the row.
  private static func writer(_ row: [SQLiteValue], of identifier: String) -> JSONObject {
    var object = JSONObject()
    object["writer"] = .string(row[3].string ?? "\(identifier)/\(row[0].int ?? 0)")
    object["run"] = .string(row[1].string ?? "")
    object["set"] = .string(row[2].string ?? "")
    return object
  }

  /// What came of taking in a file.
  package struct Imported: Sendable, Hashable {
    package var added = 0
    /// There already, or forgotten here.
    package var known = 0
    /// Versions of documents that were added, and those that were there already or are forgotten here.
    package var documents = 0
    package var knownDocuments = 0

    package init(added: Int = 0, known: Int = 0, documents: Int = 0, knownDocuments: Int = 0) {
      self.added = added
      self.known = known
      self.documents = documents
      self.knownDocuments = knownDocuments
    }
  }

  /// A line of an exported memory, behind the first.
  private enum Line {
    case cell(ImportedWriter, MemoryEntry)
    case document([ImportedWriter], DocumentVersion)

    init(_ line: JSONReader) throws {
      if let document = try line.optional("document") {
        self = .document(
          try line.array("readers").map { try ImportedWriter($0) }, try DocumentVersion(document))
      } else {
        self = .cell(try ImportedWriter(line), try MemoryEntry(exported: line))
      }
    }
  }

  /// A writer of another file.
  private struct ImportedWriter: Hashable {
    var origin: String
    var run: String
    var set: String

    init(_ reader: JSONReader) throws {
      origin = try reader.string("writer")
      run = try reader.string("run")
      set = try reader.string("set")
    }
  }

  /// Throws: `JSONError` where the line is none that `export` wrote.
  package static func check(_ line: JSONReader) throws { _ = try Line(line) }

  /// Takes in what `export` wrote, each cell and each version of a document once, however often it is given.
  /// Throws: `JSONError` that names what is wrong, or `StorageError`; of the lines given then nothing is kept.
  package func takeIn(_ lines: [JSONReader]) async throws -> Imported {
    var cells: [(writer: ImportedWriter, entries: [MemoryEntry])] = []
    var documents: [(readers: [ImportedWriter], versions: [DocumentVersion])] = []
    for line in try lines.map({ try Line($0) }) {
      switch line {
      case .cell(let writer, let entry):
        if cells.last?.writer != writer { cells.append((writer, [])) }
        cells[cells.count - 1].entries.append(entry)
      case .document(let readers, let version):
        if documents.last?.readers != readers { documents.append((readers, [])) }
        documents[documents.count - 1].versions.append(version)
      }
    }
    var result = Imported()
    for part in cells {
      let added = try await add(part.entries, writer: writer(for: part.writer))
      result.added += added
      result.known += part.entries.count - added
    }
    for part in documents {
      var writers: [Int] = []
      for reader in part.readers { writers.append(try await writer(for: reader)) }
      let added = try await keep(part.versions, writers: writers)
      result.documents += added
      result.knownDocuments += part.versions.count - added
    }
    return result
  }

  /// The number of a writer that came from elsewhere, or from this file itself.
  private func writer(for imported: ImportedWriter) async throws -> Int {
    let (origin, run, set) = (imported.origin, imported.run, imported.set)
    let identifier = identifier
    return try await database.transaction { connection in
      let parts = origin.split(separator: "/")
      if parts.count == 2, parts[0] == identifier, let number = Int(parts[1]),
        try !connection.rows("SELECT 1 FROM writer WHERE number = ?", [.int(number)]).isEmpty
      {
        return number
      }
      let known = try connection.rows(
        "SELECT number FROM writer WHERE origin = ?", [.text(origin)])
      if let number = known.first?[0].int { return number }
      try connection.execute(
        "INSERT INTO writer (run, name, origin) VALUES (?, ?, ?)",
        [.text(run), .text(set), .text(origin)])
      return try connection.rows("SELECT last_insert_rowid()")[0][0].int ?? 0
    }
  }
}
