/// What can be asked about a passage, as far as patterns tell.
struct DocumentOffers {
  let passage: Passage
  let tongue: Tongue

  /// The offers of a kind in the order of the text, with angles that name the passage.
  func list(_ kind: QuestionKind) -> [DocumentOffer] {
    guard passage.parts.isEmpty else { return bridges(kind) }
    let facts = FactPatterns(passage: passage, tongue: tongue).facts()
    var result: [DocumentOffer] = []
    var seen: Set<String> = []
    let standing = SentenceStanding(passage: passage, tongue: tongue)
    for fact in facts {
      guard let levels = levels(fact, kind, facts) else { continue }
      let angle = angle(fact, kind)
      guard seen.insert(angle).inserted else { continue }
      result.append(
        DocumentOffer(
          basis: .fact(fact), levels: levels, difficulty: difficulty(fact), angle: angle,
          standing: standing.points(of: fact.sentence)))
    }
    for question in TableQuestions(passage: passage, tongue: tongue).list(kind) {
      let offer = DocumentOffer(
        basis: .table(question), levels: levels(question), difficulty: difficulty(question),
        angle: angle(question, kind))
      if seen.insert(offer.angle).inserted { result.append(offer) }
    }
    return result
  }

  /// The sentences that earlier angles of any kind asked about.
  func sentences(behind used: Set<String>) -> Set<String> {
    guard passage.parts.isEmpty, used.contains(where: { Text.contains($0, passage.id) }) else {
      return []
    }
    let kinds: [QuestionKind] = [.open, .cloze, .trueFalse, .multipleChoice]
    let facts = FactPatterns(passage: passage, tongue: tongue).facts()
    return Set(
      facts.filter { fact in kinds.contains { used.contains(angle(fact, $0)) } }
        .map(\.sentence.exact))
  }

  /// What can be asked in vain, of any level: to see that something is not said takes reading, and to see that it is
  /// said otherwise takes judging.
  func absences(_ reason: Unanswerable) -> [DocumentOffer] {
    guard passage.parts.isEmpty else { return [] }
    var seen: Set<String> = []
    return AbsentMatters(passage: passage, tongue: tongue).list(reason).compactMap { matter in
      let angle = angle(matter)
      guard seen.insert(angle).inserted else { return nil }
      return DocumentOffer(
        basis: .absence(matter), levels: QuestionKind.open.levels, difficulty: 3, angle: angle)
    }
  }

  private func angle(_ matter: AbsentMatter) -> String {
    let about =
      matter.cell.map {
        [
          $0.table.caption ?? $0.table.header.cells.joined(separator: ", "), $0.keys[0],
          $0.column.label,
        ].joined(separator: ", ")
      } ?? matter.sentence.map { opening($0.shown) } ?? ""
    let what = String((matter.cell == nil ? matter.claim : about).prefix(60))
    let place = "\(passage.document), \(passage.id)"
    return tongue == .english
      ? "\(matter.ask.english): \(what), “\(about.prefix(60))” (\(place))"
      : "\(matter.ask.chinese)：\(what)，“\(about.prefix(40))”（\(place)）"
  }

  /// What several passages answer together.
  private func bridges(_ kind: QuestionKind) -> [DocumentOffer] {
    guard kind == .open else { return [] }
    var seen: Set<String> = []
    return PassageBridges(passage: passage, tongue: tongue).list().compactMap { bridge in
      let angle = angle(bridge)
      guard seen.insert(angle).inserted else { return nil }
      return DocumentOffer(
        basis: .bridge(bridge), levels: [.understand, .apply, .analyze, .evaluate], difficulty: 4,
        angle: angle)
    }
  }

  private func angle(_ bridge: PassageBridge) -> String {
    let names = bridge.names.map { String($0.prefix(40)) }
    let places = passage.parts.map { "\($0.document), \($0.id)" }
    guard tongue == .chinese else {
      return (bridge.isComparison ? "figures for " : "what is said elsewhere of ")
        + names.joined(separator: " and ") + ", “\(opening(bridge.asked))” ("
        + places.joined(separator: "; ") + ")"
    }
    return (bridge.isComparison ? "数值比较：" : "另一处的说法：") + names.joined(separator: "与")
      + "，“\(opening(bridge.asked))”（" + places.joined(separator: "；") + "）"
  }

  private func levels(_ question: TableQuestion) -> [BloomLevel] {
    switch question.ask {
    case .lookUp: [.remember, .understand]
    case .workOut(.highest), .workOut(.lowest): [.understand, .analyze]
    case .workOut: [.apply, .analyze, .understand]
    }
  }

  private func difficulty(_ question: TableQuestion) -> Int {
    switch question.ask {
    case .lookUp: 1
    case .workOut(.sum), .workOut(.mean): 3
    case .workOut: 2
    }
  }

  private func angle(_ question: TableQuestion, _ kind: QuestionKind) -> String {
    let rows = String(question.keys.joined(separator: ", ").prefix(80))
    let place = "\(passage.document), \(passage.id)"
    let label = question.table.header.cells[question.column.index]
    guard tongue == .chinese else {
      let sort =
        switch question.ask {
        case .lookUp: "figure"
        case .workOut(let operation): operation.rawValue
        }
      return "\(sort) of “\(label)” for \(rows) (\(kindName(kind)), table in \(place))"
    }
    let sort =
      switch question.ask {
      case .lookUp: "查表"
      case .workOut(.sum): "求和"
      case .workOut(.difference): "求差"
      case .workOut(.mean): "求平均"
      case .workOut(.highest): "找最大"
      case .workOut(.lowest): "找最小"
      }
    return "\(sort)：\(rows)的“\(label)”（\(kindName(kind))，表格在\(place)）"
  }

  /// Nil where a kind cannot be made of a fact.
  private func levels(_ fact: DocumentFact, _ kind: QuestionKind, _ facts: [DocumentFact])
    -> [BloomLevel]?
  {
    if isNamed(fact, kind) { return nil }
    switch kind {
    case .open:
      switch fact.pattern {
      case .definition, .purpose, .enumeration: return [.remember, .understand]
      case .cause: return [.understand, .analyze]
      case .contrast, .unlike: return [.analyze, .understand, .evaluate]
      case .steps: return [.understand, .apply]
      case .quantity: return [.remember]
      }
    case .trueFalse:
      if let lead = fact.sentence.lead, fact.number != nil {
        // Of many sentences nobody says that they are true.
        let length = tongue == .english ? lead.split(separator: " ").count : lead.count / 2
        guard length <= 45 else { return nil }
      }
      if let number = fact.number {
        // The true statement of a sentence is the same whichever of its numbers is meant.
        let isRepeat = facts.contains {
          $0.sentence == fact.sentence && ($0.number?.start ?? number.start) < number.start
        }
        guard !number.isTied || !isRepeat else { return nil }
        // "1 euro" with another number is wrong in its grammar, too.
        guard number.value != 1 else { return nil }
      } else {
        guard fact.pattern == .definition, rival(of: fact, facts) != nil else { return nil }
      }
      return [.remember, .understand]
    case .cloze:
      guard fact.pattern == .quantity || fact.pattern == .definition && isOnce(fact) else {
        return nil
      }
      return [.remember, .understand]
    case .multipleChoice:
      guard fact.number?.isTied == false, Self.options(for: fact, facts).count >= 3 else {
        return nil
      }
      return [.remember, .understand]
    case .coding, .scenario, .interview: return nil
    }
  }

  /// Whether the document's name, which every question tells, gives the answer away.
  private func isNamed(_ fact: DocumentFact, _ kind: QuestionKind) -> Bool {
    let title = passage.named(tongue)
    if let number = fact.number {
      return NumberNames.tells(number.value, in: title)
    }
    return kind == .cloze && Text.names(title, fact.subject)
  }

  /// Another definition whose subject can be put in the place of this one's.
  private func rival(of fact: DocumentFact, _ facts: [DocumentFact]) -> DocumentFact? {
    Self.rivals(of: fact, facts).first
  }

  static func rivals(of fact: DocumentFact, _ facts: [DocumentFact]) -> [DocumentFact] {
    facts.filter {
      $0.pattern == .definition && $0.subject.lowercased() != fact.subject.lowercased()
    }
  }

  /// Numbers of the same sort and size in the passage that can stand as wrong options, the likeliest first; none that
  /// the sentence or its lead tells of something else.
  static func options(for fact: DocumentFact, _ facts: [DocumentFact]) -> [String] {
    guard let number = fact.number else { return [] }
    var found: [FoundNumber] = []
    let told = Set(FoundNumber.all(in: fact.told).map(\.value))
    for other in facts.compactMap(\.number)
    where other.sort == number.sort && other.value != 1 && !told.contains(other.value)
      && number.ratio(to: other) <= 6 && !found.contains(where: { $0.value == other.value })
    {
      found.append(other)
    }
    return found.enumerated()
      .sorted {
        (number.ratio(to: $0.element), $0.offset) < (number.ratio(to: $1.element), $1.offset)
      }
      .map(\.element.text)
  }

  /// Whether the subject stands once in its sentence, so that a gap does not give itself away.
  private func isOnce(_ fact: DocumentFact) -> Bool {
    Text.occurrences(of: fact.subject.lowercased(), in: fact.sentence.shown.lowercased()).count == 1
  }

  private func difficulty(_ fact: DocumentFact) -> Int {
    switch fact.pattern {
    case .quantity, .purpose, .enumeration: 1
    case .definition, .steps: 2
    case .cause, .contrast, .unlike: 3
    }
  }

  private func angle(_ fact: DocumentFact, _ kind: QuestionKind) -> String {
    let detail = String(fact.subject.prefix(60))
    let place = "\(passage.document), \(passage.id)"
    if tongue == .english {
      let sort =
        switch fact.pattern {
        case .definition: "definition of"
        case .cause: "reason why"
        case .contrast, .unlike: "contrast with"
        case .purpose: "use of"
        case .enumeration: "parts of"
        case .steps: "steps to"
        case .quantity: "figure \(fact.number?.start ?? 0) in \(opening(fact)):"
        }
      return "\(sort) \(detail) (\(kindName(kind)), \(place))"
    }
    let sort =
      switch fact.pattern {
      case .definition: "定义："
      case .cause: "原因："
      case .contrast, .unlike: "对比："
      case .purpose: "用途："
      case .enumeration: "组成："
      case .steps: "步骤："
      case .quantity: "“\(opening(fact))”中的数值："
      }
    return "\(sort)\(detail)（\(kindName(kind))，\(place)）"
  }

  /// The first words of the sentence, since one number may stand in several.
  private func opening(_ fact: DocumentFact) -> String { opening(fact.sentence.shown) }

  private func opening(_ sentence: String) -> String {
    tongue == .english
      ? sentence.split(separator: " ").prefix(5).joined(separator: " ")
      : String(sentence.prefix(12))
  }

  private func kindName(_ kind: QuestionKind) -> String {
    switch kind {
    case .open: tongue == .english ? "open question" : "问答"
    case .multipleChoice: tongue == .english ? "choice" : "选择"
    case .trueFalse: tongue == .english ? "true or false" : "判断"
    case .cloze: tongue == .english ? "gap" : "填空"
    case .coding, .scenario, .interview: kind.rawValue
    }
  }
}

extension AbsentMatter.Ask {
  /// What an angle calls it.
  fileprivate var english: String {
    switch self {
    case .termYear: "year of a term, not stated"
    case .termPerson: "author of a term, not stated"
    case .statementSource: "source of a statement, not stated"
    case .figureYear: "year of a figure, not stated"
    case .tableYear: "year of a table, not stated"
    case .tablePerson: "author of a table, not stated"
    case .wrongFigure: "premise with a wrong figure"
    case .wrongSubject: "premise with a wrong subject"
    case .wrongCell: "premise with a wrong cell"
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .termYear: "未说明的年份（术语）"
    case .termPerson: "未说明的人（术语）"
    case .statementSource: "未说明的出处"
    case .figureYear: "未说明的年份（数值）"
    case .tableYear: "未说明的年份（表格）"
    case .tablePerson: "未说明的人（表格）"
    case .wrongFigure: "错误前提：数值"
    case .wrongSubject: "错误前提：对象"
    case .wrongCell: "错误前提：表格"
    }
  }
}
