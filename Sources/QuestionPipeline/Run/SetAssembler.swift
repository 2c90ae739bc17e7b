/// Puts a set together from the committed cells of its journal.
package enum SetAssembler {
  /// - Parameters:
  ///   - cells: by ordinal.
  ///   - lessonAfter: critiques that make a flaw a lesson.
  package static func contents(of cells: [CellRecord], brief: Brief, lessonAfter: Int) throws
    -> SetContents
  {
    var lessons = LessonLedger(threshold: lessonAfter)
    var items: [Item] = []
    var refused: [RefusedCell] = []
    var outcomes: [(place: Int, isAccepted: Bool, reason: String?)] = []
    for record in cells {
      let reader = JSONReader(record.body)
      let cell = try Cell(reader.required("cell"))
      lessons.record(try reader.list("critiques"), square: cell.square)
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
    var contents = SetContents(items: items, refused: refused, ledger: ledger, brief: brief)
    contents.lessons = lessons.inForce
    return contents
  }

  /// Makes identifiers unique: a repeat gets "-2", "-3" …
  static func number(_ items: inout [Item]) {
    var taken: Set<String> = []
    for index in items.indices {
      let id = items[index].id
      var count = 1
      while !taken.insert(items[index].id).inserted {
        count += 1
        items[index].id = "\(id)-\(count)"
      }
    }
  }
}
