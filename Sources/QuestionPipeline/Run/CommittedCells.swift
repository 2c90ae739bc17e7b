import Synchronization

/// A cell as its curator commits it.
package struct CommittedCell: Sendable {
  /// What the journal keeps of it.
  package var record: CellRecord
  package var result: CellFinished
  /// Nil where the cell was refused.
  package var item: Item?
}

/// The committed cells of a run that began in this invocation, kept for its set: one that nothing broke off need not read
/// them all again.
///
/// A set holds all its items while it is written, so that keeping them while they are made raises no peak.
final class CommittedCells: Sendable {
  /// Nil where earlier invocations committed cells, which the journal alone knows.
  private let state: Mutex<[SetAssembler.Part]?>

  /// - Parameter isFirst: whether nothing is committed yet.
  init(isFirst: Bool) { state = Mutex(isFirst ? [] : nil) }

  /// Takes the cells of a wave, once they are durable. Throws: `JSONError` where one is no cell.
  func add(_ cells: [CommittedCell]) throws {
    guard state.withLock({ $0 != nil }) else { return }
    let parts = try cells.map { cell in
      // Nearly all are accepted, and what is read of their records is what is at hand.
      try cell.item.map { SetAssembler.Part(cell.result, accepted: $0) }
        ?? SetAssembler.Part(cell.record)
    }
    state.withLock { $0?.append(contentsOf: parts) }
  }

  /// All of them, by ordinal; nil where some are not known.
  var all: [SetAssembler.Part]? {
    state.withLock { $0 }?.sorted { $0.ordinal < $1.ordinal }
  }
}
