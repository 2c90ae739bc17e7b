/// What a passage gives reason to ask for and does not say, or says otherwise.
struct AbsentMatter: Sendable, Hashable {
  /// What is asked for.
  enum Ask: String, Sendable, Hashable {
    /// Not stated: the year in which a term came up, who used it first, what a statement rests on, when a figure was found.
    case termYear, termPerson, statementSource, figureYear, tableYear, tablePerson
    /// False premises: a statement with another number, or with another subject; another cell of a table.
    case wrongFigure, wrongSubject, wrongCell

    var reason: Unanswerable {
      switch self {
      case .termYear, .termPerson, .statementSource, .figureYear, .tableYear, .tablePerson:
        .notStated
      case .wrongFigure, .wrongSubject, .wrongCell: .falsePremise
      }
    }
  }

  let ask: Ask
  /// The term, the statement that is taken up, or what the question takes for granted.
  let claim: String
  /// The sentence that speaks of it, or says what is so.
  let sentence: PassageSentence?
  /// The row that speaks of it, or says what is so.
  let cell: TableQuestion?
  /// What stands there, and what the question puts in its place; empty where nothing is exchanged.
  let right: String
  let wrong: String
}

/// Finds what can be asked of a passage in vain.
struct AbsentMatters {
  let passage: Passage
  let tongue: Tongue

  /// In the order of the text, tables last. Nothing that the passage itself answers is among them.
  func list(_ reason: Unanswerable) -> [AbsentMatter] {
    let patterns = FactPatterns(passage: passage, tongue: tongue)
    // What is asked in vain is quoted alone.
    let facts = patterns.facts().filter { $0.standsAlone }
    let tables = TableQuestions(passage: passage, tongue: tongue).list(.open).filter {
      $0.ask == .lookUp
    }
    let found =
      reason == .notStated
      ? facts.flatMap { unstated(of: $0) } + unstated(of: tables)
      : facts.compactMap { twisted($0, facts) } + tables.compactMap { twisted($0) }
    let check = StatementCheck(passage.shown, isChinese: tongue == .chinese)
    return found.filter { matter in
      let question = AbsenceWriter(passage: passage, matter: matter, tongue: tongue, turn: 0)
        .question
      let asked = AskedMatter(question, titles: passage.titles, isChinese: tongue == .chinese)
      return check.answer(to: asked, reason) == nil
    }
  }

  // MARK: Not stated

  private func unstated(of fact: DocumentFact) -> [AbsentMatter] {
    func matter(_ ask: AbsentMatter.Ask, _ claim: String) -> AbsentMatter {
      AbsentMatter(
        ask: ask, claim: claim, sentence: fact.sentence, cell: nil, right: "", wrong: "")
    }
    switch fact.pattern {
    case .definition where !fact.isDescription:
      let term = Self.bare(fact.subject)
      return [matter(.termYear, term), matter(.termPerson, term)]
    case .quantity:
      return [
        matter(.statementSource, fact.sentence.shown), matter(.figureYear, fact.sentence.shown),
      ]
    case .cause, .contrast: return [matter(.statementSource, fact.sentence.shown)]
    case .definition, .unlike, .purpose, .enumeration, .steps: return []
    }
  }

  /// Of each table once.
  private func unstated(of tables: [TableQuestion]) -> [AbsentMatter] {
    var seen: Set<String> = []
    return tables.filter { seen.insert($0.table.header.line).inserted }.flatMap { table in
      [AbsentMatter.Ask.tableYear, .tablePerson].map {
        AbsentMatter(ask: $0, claim: "", sentence: nil, cell: table, right: "", wrong: "")
      }
    }
  }

  /// Without an article.
  private static func bare(_ subject: String) -> String {
    for article in ["the ", "a ", "an ", "The ", "A ", "An "] where subject.hasPrefix(article) {
      return String(subject.dropFirst(article.count))
    }
    return subject
  }

  // MARK: False premises

  private func twisted(_ fact: DocumentFact, _ facts: [DocumentFact]) -> AbsentMatter? {
    guard let claim = DocumentWriter.falsified(fact, facts, tongue), claim != fact.sentence.shown
    else { return nil }
    // Only definitions have a subject that another can stand for.
    guard fact.number != nil || fact.pattern == .definition else { return nil }
    guard let number = fact.number else {
      return AbsentMatter(
        ask: .wrongSubject, claim: claim, sentence: fact.sentence, cell: nil, right: "", wrong: "")
    }
    // "1 euro" with another number is wrong in its grammar, too; another bound may follow from the one that is stated.
    guard number.value != 1, number.value != 0, !number.isTied else { return nil }
    // The year of a source is nothing that the sentence states.
    guard !SourceMarks.cites(fact.sentence.shown) else { return nil }
    return AbsentMatter(
      ask: .wrongFigure, claim: claim, sentence: fact.sentence, cell: nil, right: number.text,
      wrong: DocumentWriter.falseNumber(of: fact, number, facts))
  }

  /// With the figure of another row.
  private func twisted(_ question: TableQuestion) -> AbsentMatter? {
    guard let row = question.rows.first, TableLabel(question.column, tongue).isNoun else {
      return nil
    }
    let own = question.column.figures[row]
    let count = question.table.rows.count
    let other = (1..<count).map { question.column.figures[(row + $0) % count] }.first {
      $0.value != own.value
    }
    guard let other else { return nil }
    let isChinese = tongue == .chinese
    return AbsentMatter(
      ask: .wrongCell, claim: "", sentence: nil, cell: question,
      right: question.column.shown(own, isChinese: isChinese),
      wrong: question.column.shown(other, isChinese: isChinese))
  }
}
