/// What a committed cell leaves in the memory, made ready to be taken in: the costly part, and one that needs no other cell.
struct RememberedCell: Sendable {
  fileprivate enum Ending: Sendable {
    case accepted(MemorySnapshot.Known, DuplicateIndex.Probe)
    case refused(question: String?, reason: String)
  }
  fileprivate let cell: Cell
  fileprivate let evidence: LessonEvidence
  fileprivate let ending: Ending

  /// What is read of a cell's body: all but most of the item or of the draft, which are most of it.
  private static let selection: JSONSelection = [
    "item": ["id": .whole, "question": .whole, "topic": .whole, "language": .whole],
    "draft": ["question": .whole], "*": .whole,
  ]

  init(_ row: Journal.CellRow) throws {
    let record = try row.record(only: Self.selection)
    let reader = JSONReader(record.body)
    cell = try Cell(reader.required("cell"))
    evidence = try LessonEvidence(ofCell: reader)
    if record.isAccepted {
      let item = try reader.required("item")
      let known = MemorySnapshot.Known(
        id: try item.string("id"), question: try item.string("question"),
        topic: try item.texts("topic"),
        language: try item.optional("language")?.language() ?? .english, set: nil)
      ending = .accepted(known, DuplicateIndex.Probe(known.question, language: known.language))
    } else {
      ending = .refused(
        question: try reader.optional("draft").map { try $0.string("question") },
        reason: try reader.texts("reasons").first ?? "refused")
    }
  }

  /// Several at once, in their order: on as many processors as there are.
  static func read(_ rows: [Journal.CellRow]) async throws -> [RememberedCell] {
    let share = 256
    return try await withThrowingTaskGroup(of: (Int, [RememberedCell]).self) { group in
      for start in stride(from: 0, to: rows.count, by: share) {
        group.addTask {
          let part = rows[start..<min(start + share, rows.count)]
          return (start, try part.map { try RememberedCell($0) })
        }
      }
      var parts: [Int: [RememberedCell]] = [:]
      for try await (start, part) in group { parts[start] = part }
      return stride(from: 0, to: rows.count, by: share).flatMap { parts[$0] ?? [] }
    }
  }
}

extension MemorySnapshot {
  /// Takes in a committed cell as it stands in the journal.
  mutating func replay(_ cell: RememberedCell) {
    switch cell.ending {
    case .accepted(let known, let probe):
      accept(known, cell: cell.cell, evidence: cell.evidence, probe: probe)
    case .refused(let question, let reason):
      refuse(question, reason: reason, cell: cell.cell, evidence: cell.evidence)
    }
  }
}
