import SQLiteStorage
import Testing

extension Migrator {
  /// Expects that a new file, made at once, has the objects that the steps make one after another, each by each.
  func expectOneWay() async throws {
    let (fresh, old) = (try Database(file: ":memory:"), try Database(file: ":memory:"))
    try await run(on: fresh, file: "fresh")
    try await Migrator(steps: steps).run(on: old, file: "old")
    let made = try await Self.objects(fresh)
    let migrated = try await Self.objects(old)
    #expect(made.map(\.name) == migrated.map(\.name))
    for (made, migrated) in zip(made, migrated) { #expect(made == migrated) }
    #expect(try await fresh.rows("PRAGMA user_version") == [[.int(steps.count)]])
    // Both ways are different ones, or there is nothing to hold against each other.
    #expect(hasWholeScript)
  }

  private struct SchemaObject: Equatable {
    var name: String
    /// Its definition without white space, which steps leave where they add a column.
    var definition: String
    /// Name, type, default and so on of each column.
    var columns: [[SQLiteValue]]
  }

  private static func objects(_ database: Database) async throws -> [SchemaObject] {
    var result: [SchemaObject] = []
    for row in try await database.rows("SELECT name, sql FROM sqlite_master ORDER BY name") {
      let name = row[0].string ?? ""
      result.append(
        SchemaObject(
          name: name, definition: (row[1].string ?? "").filter { !$0.isWhitespace },
          columns: try await database.rows("SELECT * FROM pragma_table_xinfo(?)", row[0])))
    }
    return result
  }
}
