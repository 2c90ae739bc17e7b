/// All that a written set says, from which its files and its report are made.
package struct SetContents: Sendable {
  /// The accepted items in cell order.
  package var items: [Item]
  /// The refused cells in cell order.
  package var refused: [RefusedCell]
  /// Nil for a set that was not written by a run.
  package var ledger: Ledger?
  package var brief: Brief?
  /// Guidance that was in force at the end.
  package var lessons: [Lesson]
  /// What earlier runs had covered; nil without a long-term memory.
  package var memory: MemoryCoverage?
  /// Why the run ended short, in words.
  package var ending: String?
  /// Requests and tokens by role.
  package var usage: [RoleUsage]
  /// What they come to at list price; nil where models cost nothing by their nature, as offline.
  package var cost: CostSummary?
  /// What the set is called where nothing in it says so: the name of the file that it was read from.
  package var name: String?
  package var backend: String
  package var model: String
  /// What the judges of an evaluation are worth; nil where rules alone spoke.
  package var judging: JudgingSummary?
  /// Scores that stand on the scale of people's labels, as a calibration says.
  package var calibratedScores = 0
  /// How the cells came about that were revised, as far as a journal tells, by ordinal.
  package var trails: [Int: Trail] = [:]
  /// How alike the items' questions are, where that was measured before the report.
  package var similarity: SetSimilarity?
  /// What was read of each item's texts, where that was done before the report.
  package var readings: [ItemReading]?

  package struct RoleUsage: Sendable, Hashable {
    package var role: String
    package var requests: Int
    package var promptTokens: Int
    package var completionTokens: Int
    /// How many of the prompt's the server had in its cache.
    package var cachedTokens = 0
    /// Requests that answered a reply with what was wrong with it.
    package var corrections = 0
    /// Requests that asked afresh after a reply that could not be used.
    package var freshSamples = 0
    /// Values of replies that were brought into the schema's form.
    package var coercions = 0
    /// What became of the replies, in the order of `ReplyOutcome`; without those that did not occur.
    package var outcomes: [(name: String, count: Int)] = []

    package init(role: String, requests: Int, promptTokens: Int, completionTokens: Int) {
      self.role = role
      self.requests = requests
      self.promptTokens = promptTokens
      self.completionTokens = completionTokens
    }

    package static func == (left: RoleUsage, right: RoleUsage) -> Bool { left.json == right.json }

    package func hash(into hasher: inout Hasher) { hasher.combine(json) }
  }

  package init(
    items: [Item], refused: [RefusedCell] = [], ledger: Ledger? = nil, brief: Brief? = nil
  ) {
    self.items = items
    self.refused = refused
    self.ledger = ledger
    self.brief = brief
    lessons = []
    usage = []
    backend = ""
    model = ""
  }
}

/// One line of `refused.jsonl`.
package struct RefusedCell: Sendable, Hashable, JSONConvertible {
  package var cell: Cell
  /// The first reason counts in the ledger.
  package var reasons: [String]
  package var verdict: Verdict
  /// The last draft, if one could be read.
  package var draft: Draft?
  package var drafts: Int
  package var critiques: [Critique]

  package init(_ reader: JSONReader) throws {
    cell = try Cell(reader.required("cell"))
    reasons = try reader.strings("reasons")
    verdict = try Verdict(reader.required("verdict"))
    draft = try reader.optional("draft").map { try Draft($0) }
    drafts = try reader.int("drafts")
    critiques = try reader.list("critiques")
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["cell"] = cell.json
    object["reasons"] = .strings(reasons)
    object["verdict"] = verdict.json
    object["draft"] = draft?.json
    object["drafts"] = .integer(drafts)
    object["critiques"] = .array(critiques.map(\.json))
    return .object(object)
  }
}

/// Where every place asked for went, and every cell planned.
package struct Ledger: Sendable, Hashable, JSONConvertible {
  /// Counts that add up to their first.
  package struct Line: Sendable, Hashable {
    package var total: Int
    package var accepted: Int
    package var refused: Int
    package var notAttempted: Int
  }

  /// Places asked for.
  package var places: Line
  package var cells: Line
  /// Refused cells by their first reason, most frequent first, ties by name.
  package var reasons: [(name: String, count: Int)]

  /// - Parameters:
  ///   - requested: places asked for.
  ///   - outcomes: the committed cells by place, in ordinal order, with the first reason of a refusal.
  ///   - planned: cells that were planned, committed or not.
  package init(
    requested: Int, outcomes: [(place: Int, isAccepted: Bool, reason: String?)], planned: Int
  ) {
    var last: [Int: Bool] = [:]
    var counts: [String: Int] = [:]
    var acceptedCells = 0
    for outcome in outcomes {
      last[outcome.place] = outcome.isAccepted
      if outcome.isAccepted {
        acceptedCells += 1
      } else {
        counts[outcome.reason ?? "refused", default: 0] += 1
      }
    }
    let accepted = last.values.count { $0 }
    places = Line(
      total: requested, accepted: accepted, refused: last.count - accepted,
      notAttempted: requested - last.count)
    cells = Line(
      total: planned, accepted: acceptedCells, refused: outcomes.count - acceptedCells,
      notAttempted: planned - outcomes.count)
    reasons = counts.map { ($0.key, $0.value) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  package static func == (left: Ledger, right: Ledger) -> Bool { left.json == right.json }

  package func hash(into hasher: inout Hasher) { hasher.combine(json) }

  package var json: JSONValue {
    [
      "requested": .integer(places.total), "accepted": .integer(places.accepted),
      "refused": .integer(places.refused), "notAttempted": .integer(places.notAttempted),
      "cells": [
        "planned": .integer(cells.total), "accepted": .integer(cells.accepted),
        "refused": .integer(cells.refused), "notAttempted": .integer(cells.notAttempted),
      ],
      "reasons": .object(JSONObject(reasons.map { ($0.name, .integer($0.count)) })),
    ]
  }

  package init(_ reader: JSONReader) throws {
    func line(_ reader: JSONReader, _ total: String) throws -> Line {
      Line(
        total: try reader.int(total), accepted: try reader.int("accepted"),
        refused: try reader.int("refused"), notAttempted: try reader.int("notAttempted"))
    }
    places = try line(reader, "requested")
    cells = try line(reader.required("cells"), "planned")
    reasons = try reader.required("reasons").members().map { ($0.key, try $0.reader.int()) }
  }
}
