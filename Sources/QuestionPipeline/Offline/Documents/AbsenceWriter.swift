/// Writes questions that their document does not answer, with an answer that says so and quotes what it does say.
struct AbsenceWriter {
  let passage: Passage
  let matter: AbsentMatter
  let tongue: Tongue
  /// Which of the frames are used.
  let turn: Int

  var question: String { fill(frames[turn % frames.count]) }

  func draft() -> Draft {
    var draft = Draft(question: question, answer: fill(answer))
    draft.keyPoints = [
      matter.right.isEmpty ? Text.unstopped(fill(wording.point)) : matter.right
    ]
    draft.mistakes = [
      matter.ask.reason == .notStated ? wording.guessing : wording.believing
    ]
    draft.sources = quotes.map {
      Citation(document: passage.document, quote: $0, start: -1, end: -1)
    }
    return draft
  }

  private var wording: AbsenceWording { .of(tongue) }

  private var frames: [Frame] {
    switch matter.ask {
    case .termYear: wording.termYears
    case .termPerson: wording.termPersons
    case .statementSource: wording.sources
    case .figureYear: wording.figureYears
    case .tableYear: wording.tableYears
    case .tablePerson: wording.tablePersons
    case .wrongFigure, .wrongSubject: wording.premises
    case .wrongCell: wording.cells
    }
  }

  private var answer: Frame {
    switch matter.ask {
    case .termYear, .termPerson, .statementSource, .figureYear: wording.notStated
    case .tableYear, .tablePerson: wording.tableNotStated
    case .wrongFigure: wording.otherFigure
    case .wrongSubject: wording.otherSubject
    case .wrongCell: wording.otherCell
    }
  }

  private var quotes: [String] {
    if let cell = matter.cell { return TableWriter.quotes(of: cell, in: passage) }
    return matter.sentence.map { [$0.exact] } ?? []
  }

  private func fill(_ frame: Frame) -> String {
    var values: [(hole: String, text: String)] = [
      ("d", passage.named(tongue)), ("q", matter.claim), ("a", matter.sentence?.shown ?? ""),
      ("v", matter.right), ("w", matter.wrong),
    ]
    if let cell = matter.cell {
      values += [
        ("t", TableWriter.name(of: cell.table, in: passage, tongue)),
        ("l", TableLabel(cell.column, tongue).text),
        ("c", cell.table.header.cells[cell.column.index]),
        ("k", cell.table.named(row: cell.keys[0], tongue)), ("r", cell.keys[0]),
        ("h", cell.table.header.cells.joined(separator: tongue == .english ? ", " : "、")),
      ]
    }
    return Text.opening(frame.filled(values, tongue), tongue)
  }
}
