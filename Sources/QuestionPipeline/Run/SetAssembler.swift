/// Puts a set together from the committed cells of its journal, which it takes one by one.
package struct SetAssembler: Sendable {
  private let brief: Brief
  private var lessons: LessonLedger
  private var items: [Item] = []
  private var refused: [RefusedCell] = []
  private var outcomes: [(place: Int, isAccepted: Bool, reason: String?)] = []

  /// - Parameter lessons: what cells of earlier runs say of flaws.
  package init(brief: Brief, lessons: LessonLedger) {
    self.brief = brief
    self.lessons = lessons
  }

  /// What a committed cell brings to its set.
  package struct Part: Sendable {
    let ordinal: Int
    fileprivate let place: Int
    fileprivate let kind: QuestionKind
    fileprivate let language: LanguageTag
    fileprivate let evidence: LessonEvidence
    fileprivate let outcome: Outcome

    fileprivate enum Outcome: Sendable {
      case accepted(Item)
      case refused(RefusedCell)
    }

    /// What the record of an accepted cell says.
    package init(_ result: CellFinished, accepted item: Item) {
      (ordinal, place) = (result.cell.ordinal, result.cell.place)
      (kind, language) = (result.cell.square.kind, result.cell.square.language)
      evidence = result.history.evidence
      outcome = .accepted(item)
    }

    /// Throws: `JSONError` where the record is no cell.
    package init(_ record: CellRecord) throws {
      let reader = JSONReader(record.body)
      let cell = try Cell(reader.required("cell"))
      ordinal = record.ordinal
      (place, kind, language) = (cell.place, cell.square.kind, cell.square.language)
      evidence = try LessonEvidence(ofCell: reader)
      outcome =
        record.isAccepted
        ? .accepted(try Item(reader.required("item"))) : .refused(try RefusedCell(reader))
    }
  }

  /// Takes the next cell, by ordinal.
  package mutating func add(_ part: Part) {
    lessons.record(part.evidence, kind: part.kind, language: part.language)
    switch part.outcome {
    case .accepted(let item):
      items.append(item)
      outcomes.append((part.place, true, nil))
    case .refused(let refusal):
      refused.append(refusal)
      outcomes.append((part.place, false, refusal.reasons.first))
    }
  }

  /// What the cells come to.
  package consuming func contents() -> SetContents {
    var items = items
    Self.number(&items)
    let ledger = Ledger(
      requested: brief.count, outcomes: outcomes, planned: items.count + refused.count)
    var contents = SetContents(items: items, refused: refused, ledger: ledger, brief: brief)
    contents.lessons = lessons.inForce
    return contents
  }

  /// Makes identifiers unique: a repeat gets "-2", "-3" …
  static func number(_ items: inout [Item]) {
    var taken: Set<String> = []
    // The count each repeat goes on from, so that a thousand equal ones are not counted anew each time.
    var counts: [String: Int] = [:]
    for index in items.indices {
      let id = items[index].id
      var count = counts[id] ?? 1
      while !taken.insert(items[index].id).inserted {
        count += 1
        items[index].id = "\(id)-\(count)"
      }
      counts[id] = count
    }
  }
}
