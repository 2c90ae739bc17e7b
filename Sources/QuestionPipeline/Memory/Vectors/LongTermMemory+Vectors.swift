import SQLiteStorage

/// The model that the vectors of a memory are of: those of two models tell nothing of each other.
package struct VectorSpace: Sendable, Hashable {
  package var model: String
  package var dimensions: Int

  package init(model: String, dimensions: Int) {
    self.model = model
    self.dimensions = dimensions
  }
}

/// A question of a memory with its vector.
package struct KnownMeaning: Sendable {
  package var id: String
  package var language: LanguageTag
  /// Nil where it has none.
  package var vector: StoredVector?
}

extension LongTermMemory {
  /// What the file's vectors are of; nil where it has none.
  package func vectorSpace() async throws -> VectorSpace? {
    try await database.withConnection { try Self.vectorSpace($0) }
  }

  static func vectorSpace(_ connection: Connection) throws -> VectorSpace? {
    func meta(_ key: String) throws -> String? {
      try connection.rows("SELECT value FROM meta WHERE key = ?", [.text(key)]).first?[0].string
    }
    guard let model = try meta("vectors.model"),
      let dimensions = try meta("vectors.dimensions").flatMap({ Int($0) })
    else { return nil }
    return VectorSpace(model: model, dimensions: dimensions)
  }

  /// Accepted questions and passages that have no vector, oldest first, questions before passages.
  package func withoutVector(limit: Int) async throws -> [(owner: VectorOwner, text: String)] {
    try await database.withConnection { connection in
      var result = try connection.rows(
        """
        SELECT position, question FROM entry WHERE accepted = 1 AND question IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM vector WHERE owner = 2 * position)
        ORDER BY position LIMIT ?
        """, [.int(limit)]
      ).map { (VectorOwner.question($0[0].int ?? 0), $0[1].string ?? "") }
      result += try connection.rows(
        """
        SELECT number, body FROM passage
        WHERE NOT EXISTS (SELECT 1 FROM vector WHERE owner = 2 * number + 1)
        ORDER BY number LIMIT ?
        """, [.int(limit - result.count)]
      ).map { row in
        let passage = try Passage(JSONReader(JSONParser.parse(row[1].string ?? "")))
        return (VectorOwner.passage(row[0].int ?? 0), PassageIndex.text(of: passage))
      }
      return result
    }
  }

  /// Keeps vectors of what is there and has none yet. Throws: `ConfigurationError` where the file's vectors are another model's.
  package func keep(
    _ vectors: [(owner: VectorOwner, vector: StoredVector)], space: VectorSpace
  ) async throws {
    let file = file
    try await database.transaction { connection in
      if let known = try Self.vectorSpace(connection) {
        try known.check(space, file: file)
      } else {
        for (key, value) in [
          ("vectors.model", space.model), ("vectors.dimensions", String(space.dimensions)),
        ] {
          try connection.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?)", [.text(key), .text(value)])
        }
      }
      if let odd = vectors.first(where: { $0.vector.bytes.count != space.dimensions }) {
        try space.check(
          VectorSpace(model: space.model, dimensions: odd.vector.bytes.count), file: file)
      }
      try VectorIndex(connection, dimensions: space.dimensions).add(vectors)
    }
  }

  /// Keeps vectors of a writer's questions that are there and have none yet. Throws: `ConfigurationError` where the file's
  /// vectors are another model's.
  /// - Parameter vectors: by the ordinals of their cells.
  package func keep(
    _ vectors: [(ordinal: Int, vector: StoredVector)], writer: Int, model: String
  ) async throws {
    guard let dimensions = vectors.first?.vector.bytes.count else { return }
    let owned = try await database.withConnection { connection in
      try vectors.compactMap { ordinal, vector in
        // What was forgotten has no row.
        try connection.rows(
          "SELECT position FROM entry WHERE writer = ? AND ordinal = ?",
          [.int(writer), .int(ordinal)]
        ).first?[0].int.map { (VectorOwner.question($0), vector) }
      }
    }
    try await keep(
      owned.map { (owner: $0.0, vector: $0.1) },
      space: VectorSpace(model: model, dimensions: dimensions))
  }

  /// The accepted questions up to the mark, in the order of their writing and without those of one writer, each with its
  /// vector if it has one.
  package func meanings(upTo mark: Int, except writer: Int) async throws -> [KnownMeaning] {
    try await database.withConnection { connection in
      var result: [KnownMeaning] = []
      try connection.forEachRow(
        """
        SELECT entry.id, language, bytes FROM entry
        LEFT JOIN vector ON vector.owner = 2 * position
        WHERE position <= ? AND accepted = 1 AND writer <> ? ORDER BY position
        """, [.int(mark), .int(writer)]
      ) { row in
        let bytes = row.bytes(2)
        result.append(
          KnownMeaning(
            id: String(decoding: row.bytes(0), as: UTF8.self),
            language: LanguageTag(String(decoding: row.bytes(1), as: UTF8.self)) ?? .english,
            vector: bytes.isEmpty ? nil : StoredVector(row: bytes)))
      }
      return result
    }
  }

  /// Removes all vectors, so that another model may give new ones.
  package func forgetVectors() async throws {
    try await database.transaction { connection in
      for table in ["vector", "signs"] { try connection.execute("DELETE FROM \(table)") }
      try connection.execute("DELETE FROM meta WHERE key LIKE 'vectors.%'")
    }
  }

  /// How many questions and passages have a vector, and how many might have one.
  package func vectorCounts() async throws -> (kept: Int, of: Int) {
    let row = try await database.rows(
      """
      SELECT (SELECT COUNT(*) FROM vector),
        (SELECT COUNT(*) FROM entry WHERE accepted = 1 AND question IS NOT NULL)
          + (SELECT COALESCE(SUM(last - first + 1), 0) FROM document)
      """)[0]
    return (row[0].int ?? 0, row[1].int ?? 0)
  }

  /// The nearest vectors, best first; nothing where the file has none of that many dimensions.
  /// - Parameter looked: vectors that are compared whole; nil for as many as are likely enough to hold the nearest.
  package func nearest(
    to vector: StoredVector, limit: Int, looked: Int? = nil
  ) async throws -> [(owner: VectorOwner, cosine: Double)] {
    try await database.withConnection { connection in
      try VectorIndex(connection, dimensions: vector.bytes.count).nearest(
        to: vector, limit: limit, looked: looked)
    }
  }
}

extension VectorSpace {
  /// Throws: `ConfigurationError` where vectors of another space are to be told from these.
  package func check(_ other: VectorSpace, file: String) throws {
    guard self != other else { return }
    throw ConfigurationError(
      source: "memory.embeddings",
      detail:
        "gives vectors of \(other.model) with \(other.dimensions) dimensions, but those in \(file) are of "
        + "\(model) with \(dimensions); name that model again, or have all made anew with "
        + "'viva memory embed --anew'")
  }
}
