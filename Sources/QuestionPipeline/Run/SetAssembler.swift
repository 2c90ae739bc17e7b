/// Puts a set together from the committed cells of its journal.
package enum SetAssembler {
  /// - Parameter cells: by ordinal.
  package static func contents(of cells: [CellRecord], brief: Brief) throws -> SetContents {
    var items: [Item] = []
    var refused: [RefusedCell] = []
    var outcomes: [(place: Int, isAccepted: Bool, reason: String?)] = []
    for record in cells {
      let reader = JSONReader(record.body)
      let cell = try Cell(reader.required("cell"))
      if record.isAccepted {
        items.append(try Item(reader.required("item")))
        outcomes.append((cell.place, true, nil))
      } else {
        let refusal = try RefusedCell(reader)
        refused.append(refusal)
        outcomes.append((cell.place, false, refusal.reasons.first))
      }
    }
    number(&items)
    let ledger = Ledger(requested: brief.count, outcomes: outcomes, planned: cells.count)
    return SetContents(items: items, refused: refused, ledger: ledger, brief: brief)
  }

  /// Makes identifiers unique: a repeat gets "-2", "-3" …
  static func number(_ items: inout [Item]) {
    var seen: [String: Int] = [:]
    for index in items.indices {
      let id = items[index].id
      seen[id, default: 0] += 1
      if let count = seen[id], count > 1 { items[index].id = "\(id)-\(count)" }
    }
  }
}
