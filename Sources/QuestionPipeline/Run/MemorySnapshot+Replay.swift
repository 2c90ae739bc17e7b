extension MemorySnapshot {
  /// Takes in a committed cell as it stands in the journal.
  mutating func replay(_ record: CellRecord) throws {
    let reader = JSONReader(record.body)
    let cell = try Cell(reader.required("cell"))
    let critiques: [Critique] = try reader.list("critiques")
    if record.isAccepted {
      accept(try Item(reader.required("item")), square: cell.square, critiques: critiques)
    } else {
      let question = try reader.optional("draft").map { try $0.string("question") }
      refuse(
        question, reason: try reader.texts("reasons").first ?? "refused", square: cell.square,
        critiques: critiques)
    }
  }
}
