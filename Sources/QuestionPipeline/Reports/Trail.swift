import SQLiteStorage

/// How a cell's question came to be: its drafts in order, each with what the critic found wrong with it.
package struct Trail: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package var draft: Draft
    /// Empty for a draft that nobody objected to.
    package var flaws: [Flaw]
    /// "rules", or the name of the critic's model; empty where nobody looked.
    package var by: String
  }
  package var steps: [Step]

  /// Cells whose drafts are read for one report: a page is read by people.
  static let limit = 200
  /// Of one text, in scalars.
  static let clip = 4_000

  package init(drafts: [Draft], critiques: [Critique]) {
    steps = drafts.enumerated().map { round, draft in
      let looks = critiques.filter { $0.round == round }
      return Step(draft: draft, flaws: looks.flatMap(\.flaws), by: looks.last?.by ?? "")
    }
  }

  var json: JSONValue {
    .array(
      steps.map { step in
        [
          "question": .string(step.draft.question.clipped(Self.clip)),
          "answer": .string(step.draft.answer.clipped(Self.clip)),
          "flaws": .array(step.flaws.map(\.json)),
        ]
      })
  }
}

extension Journal {
  /// The trails of the first cells that were revised, by ordinal: those of accepted items, then of refused cells.
  ///
  /// The journal holds all of them; files of the set alone do not.
  package func trails(of contents: SetContents) async throws -> [Int: Trail] {
    let revised = contents.items.lazy.filter { ($0.made?.drafts ?? 1) > 1 }.compactMap(\.cell)
    let refused = contents.refused.lazy.filter { $0.drafts > 1 }.map(\.cell.ordinal)
    let wanted = Set((Array(revised.prefix(Trail.limit)) + refused).prefix(Trail.limit))
    guard !wanted.isEmpty else { return [:] }
    let list = wanted.sorted().map(String.init).joined(separator: ",")
    var drafts: [Int: [Draft]] = [:]
    let replies = try await database.rows(
      """
      SELECT cell, content FROM reply WHERE role = 'generator' AND outcome = 'good'
      AND cell IN (\(list)) ORDER BY cell, attempt
      """)
    for row in replies {
      // What could not be read as a draft was asked for again.
      guard let cell = row[0].int, let text = row[1].string,
        let value = try? JSONParser.parse(text), let draft = try? Draft(JSONReader(value))
      else { continue }
      drafts[cell, default: []].append(draft)
    }
    let bodies = try await database.rows(
      "SELECT ordinal, body FROM cell WHERE ordinal IN (\(list))")
    var trails: [Int: Trail] = [:]
    for row in bodies {
      guard let cell = row[0].int, let drafts = drafts[cell], drafts.count > 1,
        let text = row[1].string
      else { continue }
      let body = JSONReader(try JSONParser.parse(text))
      trails[cell] = Trail(drafts: drafts, critiques: try body.list("critiques"))
    }
    return trails
  }
}
