/// A wave was committed (or, at the start, counts as such): the planner may plan the one after the next.
package struct WaveCommitted: Message {
  package static let subject = "wave-committed"
  package var wave: Int
  /// Its cells in order, with what became of them.
  package var outcomes: [CellOutcome]
  /// What the wave took: planning it, and its cells.
  package var usage: UsageTally

  package init(wave: Int, outcomes: [CellOutcome], usage: UsageTally = UsageTally()) {
    self.wave = wave
    self.outcomes = outcomes
    self.usage = usage
  }

  package var scope: Scope { .wave(wave) }
  package var traced: JSONValue {
    [
      "wave": .integer(wave), "accepted": .integer(outcomes.count { $0.isAccepted }),
      "refused": .integer(outcomes.count { !$0.isAccepted }),
    ]
  }
  package var place: (time: LogicalTime, cause: LogicalTime?)? {
    // Which cell came last is a matter of timing: the cause that counts is the plan.
    (LogicalTime(.wave(wave), 1), LogicalTime(.wave(wave), 0))
  }
}

/// A wave was planned; its cells follow as writing tasks. Empty where nothing is open while others are in flight.
package struct WavePlanned: Message {
  package static let subject = "wave-planned"
  package var wave: Int
  package var cells: [Cell]
  /// The planner's state after planning it: what a resume starts from.
  package var planner: JSONValue
  /// Whether no further wave will come.
  package var isLast: Bool

  package init(wave: Int, cells: [Cell], planner: JSONValue, isLast: Bool) {
    self.wave = wave
    self.cells = cells
    self.planner = planner
    self.isLast = isLast
  }

  package var scope: Scope { .wave(wave) }
  package var traced: JSONValue {
    ["wave": .integer(wave), "cells": .array(cells.map { .integer($0.ordinal) })]
  }
  package var place: (time: LogicalTime, cause: LogicalTime?)? {
    (LogicalTime(.wave(wave), 0), wave >= 2 ? LogicalTime(.wave(wave - 2), 1) : nil)
  }
}

/// A message about one cell on its way through the stages.
package protocol CellMessage: Message {
  var wave: Int { get }
  var cell: Cell { get }
  var history: CellHistory { get }
}

/// A cell is to be written, or a draft of it revised.
package struct WritingTask: CellMessage {
  package static let subject = "writing-task"
  package var wave: Int
  package var cell: Cell
  package var history: CellHistory

  package init(wave: Int, cell: Cell, history: CellHistory) {
    self.wave = wave
    self.cell = cell
    self.history = history
  }

  package var scope: Scope { .cell(cell.ordinal) }
  package var traced: JSONValue {
    var object = JSONObject()
    object["wave"] = .integer(wave)
    if let critique = history.critiques.last {
      object["revise"] = .strings(critique.flaws.map(\.name))
    } else {
      object["cell"] = cell.json
    }
    return .object(object)
  }
  package var place: (time: LogicalTime, cause: LogicalTime?)? {
    // A wave that has to wait for its budget is planned later, but for the same reason as one that has not.
    history.isEmpty
      ? (LogicalTime(.cell(cell.ordinal), 0), LogicalTime(.wave(wave - 2), 1)) : nil
  }
}

/// What has happened to a cell so far; it travels with the cell.
package struct CellHistory: Sendable, Hashable {
  package var drafts: [Draft] = []
  package var critiques: [Critique] = []
  /// Generator requests made so far: the number of the next attempt.
  package var attempts = 0
  /// The lessons in force for the cell when it was first written, and whether its writer was told of them.
  package var lessons: Lessons?
  /// Known questions that the cell's writer is to keep away from, where the planner ranked them; nil leaves it to the writer.
  package var avoided: [String]?

  /// Flaws, and on which side of the experiment with their lessons the cell is.
  package struct Lessons: Sendable, Hashable {
    package var flaws: [String]
    package var isTold: Bool
  }

  package init() {}

  /// Whether nothing has been written yet.
  var isEmpty: Bool { attempts == 0 && drafts.isEmpty && critiques.isEmpty && lessons == nil }

  /// What the cell says of lessons.
  package var evidence: LessonEvidence {
    LessonEvidence(
      critiques: critiques, told: lessons.map { $0.isTold ? $0.flaws : [] } ?? [],
      withheld: lessons.map { $0.isTold ? [] : $0.flaws } ?? [])
  }
}

/// A draft was written; the last of the history.
package struct DraftWritten: CellMessage {
  package static let subject = "draft-written"
  package var wave: Int
  package var cell: Cell
  package var history: CellHistory

  package init(wave: Int, cell: Cell, history: CellHistory) {
    self.wave = wave
    self.cell = cell
    self.history = history
  }

  package var scope: Scope { .cell(cell.ordinal) }
  package var traced: JSONValue {
    [
      "draft": .integer(history.drafts.count),
      "question": .string(history.drafts.last?.question ?? ""),
    ]
  }
}

/// The critic is through with a cell: its last draft passed, or is given up.
package struct DraftReviewed: CellMessage {
  package static let subject = "draft-reviewed"
  package var wave: Int
  package var cell: Cell
  package var history: CellHistory
  package var isPassed: Bool
  /// The question made ready for comparisons, which the curator makes, too.
  package var probe: DuplicateIndex.Probe?

  package init(
    wave: Int, cell: Cell, history: CellHistory, isPassed: Bool,
    probe: DuplicateIndex.Probe? = nil
  ) {
    self.wave = wave
    self.cell = cell
    self.history = history
    self.isPassed = isPassed
    self.probe = probe
  }

  package var scope: Scope { .cell(cell.ordinal) }
  package var traced: JSONValue {
    let critique = history.critiques.last
    return [
      "passed": .bool(isPassed), "round": .integer(critique?.round ?? 0),
      "flaws": .array((critique?.flaws ?? []).map(\.json)),
    ]
  }
}

/// A cell has its verdict, or was refused before there could be one.
package struct CellFinished: CellMessage {
  package static let subject = "cell-finished"
  package var wave: Int
  package var cell: Cell
  package var history: CellHistory
  package var verdict: Verdict
  /// The last draft's question made ready for comparisons, where it is at hand.
  package var probe: DuplicateIndex.Probe?

  package init(
    wave: Int, cell: Cell, history: CellHistory, verdict: Verdict,
    probe: DuplicateIndex.Probe? = nil
  ) {
    self.wave = wave
    self.cell = cell
    self.history = history
    self.verdict = verdict
    self.probe = probe
  }

  /// A refusal without scores.
  package static func refused(
    wave: Int, cell: Cell, history: CellHistory, reason: String, flaws: [Flaw] = []
  ) -> CellFinished {
    CellFinished(
      wave: wave, cell: cell, history: history,
      verdict: Verdict(
        isAccepted: false, scores: Scores(), score: nil, flaws: flaws, reasons: [reason]))
  }

  package var scope: Scope { .cell(cell.ordinal) }
  package var traced: JSONValue {
    var object = JSONObject()
    object["accepted"] = .bool(verdict.isAccepted)
    object["score"] = verdict.score.map(JSONValue.number)
    if !verdict.reasons.isEmpty { object["reasons"] = .strings(verdict.reasons) }
    return .object(object)
  }
}

/// The run is over: the brief is met, nothing new can be had, or an error stopped it.
package struct RunEnded: Message {
  package static let subject = "run-ended"
  /// The last wave, or the thread that came to nothing.
  package var scope: Scope
  package var reason: Reason

  package enum Reason: Sendable {
    case met
    /// Every open square was retired: the words for it.
    case short(String)
    /// The budget does not cover what would come next: the words for it.
    case spent(String)
    case failed(any Error)
  }

  package init(_ scope: Scope, reason: Reason) {
    self.scope = scope
    self.reason = reason
  }

  package init(wave: Int, reason: Reason) { self.init(.wave(wave), reason: reason) }

  package var traced: JSONValue {
    switch reason {
    case .met: ["ended": "met"]
    case .short(let why), .spent(let why): ["ended": .string(why)]
    case .failed(let error): ["ended": .string("\(error)")]
    }
  }
}
