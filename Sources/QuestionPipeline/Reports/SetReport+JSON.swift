extension SetReport {
  /// `report.json`.
  package var json: JSONValue {
    var object = frame
    object["items"] = .array(items.map(json))
    return .object(object)
  }

  /// The bytes of `report.json`.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write { bytes += $0 }
    return bytes
  }

  /// Hands over `report.json` in pieces; its items are written one by one, since all of them as values would take a
  /// multiple.
  func write<Failure>(to put: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    try JSONWriter.write(
      frame, indent: 2, listing: "items", items.lazy.map(json), to: put)
    try put([0x0A])
  }

  private func json(_ entry: ReportedItem) -> JSONValue {
    entry.json(entry.item.cell.flatMap { contents.trails[$0] })
  }

  /// All but the items, whose list is empty.
  private var frame: JSONObject {
    var object = JSONObject()
    object["format"] = .integer(Self.formatVersion)
    object["set"] = setJSON
    object["ledger"] = contents.ledger?.json
    object["waterfall"] = waterfall.json
    object["flaws"] = .object(
      JSONObject(flawTally.map { ($0.name, .integer($0.items)) }))
    object["items"] = []
    object["duplicates"] = pairs(metrics.duplicates.duplicates)
    object["candidates"] = pairs(metrics.duplicates.candidates)
    object["unread"] = .array(
      unread.map { ["line": .integer($0.line), "why": .string($0.why)] })
    object["brief"] = contents.brief?.json
    object["ending"] = contents.ending.map(JSONValue.string)
    var made: JSONObject = [
      "backend": .string(contents.backend), "model": .string(contents.model),
      "rubric": .string(rubric.name),
    ]
    if contents.calibratedScores > 0 {
      made["calibratedScores"] = .integer(contents.calibratedScores)
    }
    object["made"] = .object(made)
    object["judging"] = contents.judging?.json
    object["scores"] = .array(summaries.map(\.json))
    object["coverage"] = coverage.json
    object["kinds"] = kinds.json
    object["languages"] = languages.json
    object["difficulties"] = difficulties.json
    object["refusals"] = .array(
      refusals.map { group in
        [
          "reason": .string(group.reason),
          "cells": .array(group.cells.map { .integer($0.cell.ordinal) }),
        ]
      })
    object["memory"] = contents.memory?.json
    object["lessons"] = .array(contents.lessons.map(\.json))
    object["unanswerable"] = UnanswerableItems(self)?.json
    object["usage"] = .array(contents.usage.map(\.json))
    object["cost"] = contents.cost?.json
    return object
  }

  private var setJSON: JSONValue {
    var object = JSONObject()
    object["items"] = .integer(items.count)
    object["score"] = score?.json ?? ["unscored": .string(words("no item was scored", "没有已打分的题目"))]
    object["verdict"] = .string(verdict)
    object["grade"] = .string(grade.rawValue)
    object["verdicts"] = .object(
      JSONObject(Advice.allCases.map { ($0.rawValue, .integer(count($0))) }))
    object["metrics"] = metrics.json
    return .object(object)
  }

  private func pairs(_ pairs: [DuplicateClusters.Pair]) -> JSONValue {
    .array(pairs.map { .strings([$0.earliest, $0.later]) })
  }
}

extension Lesson: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["flaw"] = .string(flaw)
    object["kind"] = .string(kind.rawValue)
    object["language"] = .string(language.tag)
    object["count"] = .integer(count)
    object["suggestion"] = suggestion.map(JSONValue.string)
    object["told"] = told?.json
    object["withheld"] = withheld?.json
    if let effect {
      object["rarerBy"] = [
        "value": .number(effect.value), "low": .number(effect.low), "high": .number(effect.high),
      ]
    }
    if isResting { object["resting"] = true }
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    self.init(
      flaw: try reader.string("flaw"),
      kind: try reader.required("kind").choice(of: QuestionKind.self),
      language: try reader.required("language").language(), count: try reader.int("count"),
      suggestion: try reader.optional("suggestion")?.string())
    told = try reader.optional("told").map { try Outcome($0) }
    withheld = try reader.optional("withheld").map { try Outcome($0) }
    isResting = try reader.optional("resting")?.bool() ?? false
  }
}

extension Lesson.Outcome: JSONConvertible {
  package var json: JSONValue { ["cells": .integer(cells), "flawed": .integer(flawed)] }

  package init(_ reader: JSONReader) throws {
    self.init(cells: try reader.int("cells"), flawed: try reader.int("flawed"))
  }
}

extension SetContents.RoleUsage: JSONConvertible {
  package var json: JSONValue {
    [
      "role": .string(role), "requests": .integer(requests),
      "promptTokens": .integer(promptTokens), "cachedTokens": .integer(cachedTokens),
      "completionTokens": .integer(completionTokens), "corrections": .integer(corrections),
      "freshSamples": .integer(freshSamples), "coercions": .integer(coercions),
      "outcomes": .object(JSONObject(outcomes.map { ($0.name, .integer($0.count)) })),
    ]
  }

  package init(_ reader: JSONReader) throws {
    self.init(
      role: try reader.string("role"), requests: try reader.int("requests"),
      promptTokens: try reader.int("promptTokens"),
      completionTokens: try reader.int("completionTokens"))
    cachedTokens = try reader.optional("cachedTokens")?.int() ?? 0
    corrections = try reader.optional("corrections")?.int() ?? 0
    freshSamples = try reader.optional("freshSamples")?.int() ?? 0
    coercions = try reader.optional("coercions")?.int() ?? 0
    outcomes =
      try reader.optional("outcomes")?.members().map { ($0.key, try $0.reader.int()) } ?? []
  }
}
