/// Writes questions on the rows of a table: what is asked for is worked out of the cells, and the rows are quoted.
struct TableWriter {
  let passage: Passage
  let question: TableQuestion
  let tongue: Tongue
  /// Which of the frames are used.
  let turn: Int

  private var wording: TableWording { .of(tongue) }
  private var label: TableLabel { TableLabel(question.column, tongue) }

  /// - Parameter isTrue: whether a statement is to hold.
  func draft(_ kind: QuestionKind, isTrue: Bool, _ chance: inout SplitMix64) -> Draft? {
    var draft: Draft? =
      switch kind {
      case .open: open
      case .multipleChoice: choice(&chance)
      case .trueFalse: statement(isTrue)
      case .cloze, .coding, .scenario, .interview: nil
      }
    draft?.sources = quotes.map {
      Citation(document: passage.document, quote: $0, start: -1, end: -1)
    }
    return draft
  }

  private var quotes: [String] { Self.quotes(of: question, in: passage) }

  /// The header row, then the rows: in one piece where they follow one another.
  static func quotes(of question: TableQuestion, in passage: Passage) -> [String] {
    let lines = question.rows.map { question.table.rows[$0].line }
    let whole = lines.joined(separator: "\n")
    let header = question.table.header.line
    return [header] + (Text.contains(passage.text, whole) ? [whole] : lines)
  }

  // MARK: Words

  private var keys: [String] { question.keys.map { question.table.named(row: $0, tongue) } }
  private var shown: [String] {
    question.figures.map { question.column.shown($0, isChinese: tongue == .chinese) }
  }

  private var table: String { Self.name(of: question.table, in: passage, tongue) }

  /// "the table “…” in “…”"
  static func name(of table: PassageTable, in passage: Passage, _ tongue: Tongue) -> String {
    let wording = TableWording.of(tongue)
    var values = [("d", passage.named(tongue))]
    if let caption = table.caption {
      values.append(("c", Text.unstopped(caption)))
      return wording.captioned.filled(values, tongue)
    }
    guard passage.headings.count > 1, let heading = passage.headings.last else {
      return wording.plain.filled(values, tongue)
    }
    values.append(("h", heading))
    return wording.inSection.filled(values, tongue)
  }

  /// "a, b and c"
  private func listed(_ words: [String], _ last: String) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: wording.comma) + last + words[words.count - 1]
  }

  private func fill(_ frame: Frame, _ more: [(hole: String, text: String)] = []) -> String {
    let or = tongue == .english ? " or " : "还是"
    let values: [(hole: String, text: String)] = [
      ("t", table), ("l", label.text), ("c", question.table.header.cells[question.column.index]),
      ("k", keys[0]), ("K", Text.opening(keys[0], tongue)), ("j", keys.last ?? ""),
      ("ks", listed(keys, wording.and)), ("ko", listed(keys, or)),
      ("r", question.keys[0]),
      ("most", label.degrees.most), ("least", label.degrees.least),
      ("more", label.degrees.more), ("less", label.degrees.less),
    ]
    let text = frame.filled(more + values, tongue)
    return Text.opening(text, tongue)
  }

  private func pick(_ frames: [Frame]) -> Frame { frames[turn % frames.count] }

  private func draft(_ frames: [Frame], _ answer: String, keyPoint: String) -> Draft {
    var draft = Draft(question: fill(pick(frames)), answer: answer)
    draft.keyPoints = [keyPoint]
    draft.mistakes = [wording.mistakes[turn % wording.mistakes.count]]
    return draft
  }

  // MARK: Kinds

  private var open: Draft? {
    guard case .workOut(let operation) = question.ask else {
      return draft(
        label.isNoun ? wording.lookUps : wording.readings, found, keyPoint: shown[0])
    }
    guard let result = question.result(tongue) else { return nil }
    switch operation {
    case .difference:
      let answer = fill(
        wording.differ, [("v", result), ("a", shown[0]), ("b", shown[1])])
      return draft(wording.differences, answer, keyPoint: result)
    case .sum: return draft(wording.sums, workedOut(operation, result), keyPoint: result)
    case .mean: return draft(wording.means, workedOut(operation, result), keyPoint: result)
    case .highest: return draft(wording.highest, leading, keyPoint: winner)
    case .lowest: return draft(wording.lowest, leading, keyPoint: winner)
    }
  }

  private var found: String { fill(wording.found, [("v", shown[0])]) }

  /// "25 kg, since 12 kg + 13 kg = 25 kg."
  private func workedOut(_ operation: TableOperation, _ result: String) -> String {
    let plus = tongue == .english ? " + " : "＋"
    let sum = shown.joined(separator: plus)
    let count = String(shown.count)
    let steps =
      operation == .sum ? sum : tongue == .english ? "(\(sum)) / \(count)" : "（\(sum)）÷\(count)"
    let frame = operation.isExact(of: question.figures) ? wording.workedOut : wording.rounded
    return fill(frame, [("v", result), ("s", steps)])
  }

  private var winner: String { question.winner.map { keys[$0] } ?? keys[0] }

  /// The row that wins, then what the others have.
  private var leading: String {
    guard let first = question.winner else { return "" }
    let others = keys.indices.filter { $0 != first }.map { place in
      wording.has.filled([("k", keys[place]), ("a", shown[place])], tongue)
    }
    return fill(
      wording.leading,
      [
        ("K", Text.opening(keys[first], tongue)), ("k", keys[first]), ("a", shown[first]),
        ("s", others.joined(separator: wording.pause)),
      ])
  }

  private func choice(_ chance: inout SplitMix64) -> Draft? {
    switch question.ask {
    case .lookUp:
      let table = question.table
      let rest = table.rows.indices.filter {
        !question.rows.contains($0) && !TableQuestions.isSummary(table.rows[$0].cells[0])
      }.map { question.column.figures[$0] }
      var others: [TableFigure] = []
      for figure in chance.shuffled(Array(rest))
      where figure.value != question.figures[0].value
        && !others.contains(where: { $0.value == figure.value })
      { others.append(figure) }
      guard others.count >= 3 else { return nil }
      var draft = draft(
        label.isNoun ? wording.lookUps : wording.readings, found, keyPoint: shown[0])
      let wrong = others.prefix(3).map {
        question.column.shown($0, isChinese: tongue == .chinese)
      }
      draft.choices = options(shown[0], Array(wrong), found, &chance)
      draft.mistakes = []
      return draft
    case .workOut(let operation):
      guard operation == .highest || operation == .lowest, keys.count == 4 else { return nil }
      let frames = operation == .highest ? wording.highestStems : wording.lowestStems
      var draft = draft(frames, leading, keyPoint: winner)
      draft.choices = options(winner, keys.filter { $0 != winner }, leading, &chance)
      draft.mistakes = []
      return draft
    }
  }

  private func options(
    _ key: String, _ wrong: [String], _ why: String, _ chance: inout SplitMix64
  ) -> [Choice] {
    var choices = chance.shuffled(wrong).map { Choice(text: $0, isCorrect: false) }
    choices.insert(Choice(text: key, isCorrect: true, why: why), at: chance.below(4))
    return choices
  }

  private func statement(_ isTrue: Bool) -> Draft? {
    guard question.ask == .workOut(.difference), question.figures.count == 2 else { return nil }
    let isMore = question.figures[0].value > question.figures[1].value
    let ground = fill(wording.both, [("a", shown[0]), ("b", shown[1])])
    let words = Wording.of(tongue)
    var draft = draft(
      isMore == isTrue ? wording.more : wording.less,
      Text.joined([Text.stopped(isTrue ? words.isTrue : words.isFalse, tongue), ground], tongue),
      keyPoint: ground)
    draft.choices = [
      Choice(text: words.isTrue, isCorrect: isTrue, why: isTrue ? ground : nil),
      Choice(text: words.isFalse, isCorrect: !isTrue, why: isTrue ? nil : ground),
    ]
    draft.mistakes = []
    return draft
  }
}
