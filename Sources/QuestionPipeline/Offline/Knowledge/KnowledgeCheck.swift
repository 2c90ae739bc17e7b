/// Looks over the concepts of a pack that can be read: what is missing, and what a reader would stumble over.
///
/// Counts and lengths are those of "Add a concept to the knowledge pack" in CONTRIBUTING; what is wrong with single
/// questions the rules say by which drafts are inspected.
package struct KnowledgeCheck: Sendable {
  /// Something about one concept.
  package struct Finding: Sendable, Hashable {
    package enum Weight: String, Sendable { case error, warning }
    package var concept: String
    /// "en.facts[2]", as a problem of a file names it.
    package var field: String
    package var weight: Weight
    package var detail: String

    package init(concept: String, field: String, weight: Weight, detail: String) {
      self.concept = concept
      self.field = field
      self.weight = weight
      self.detail = detail
    }
  }

  /// Facts of each type that a concept needs, in each language.
  package static let facts: [(type: FactType, least: Int)] = [
    (.what, 1), (.how, 2), (.why, 1), (.contrast, 2), (.tradeoff, 1), (.pitfall, 2), (.limit, 1),
    (.quantity, 1), (.example, 1),
  ]

  private let rules: any ItemRules

  package init(rules: any ItemRules) { self.rules = rules }

  /// What there is to say of a concept, in the order of its file.
  package func findings(on concept: Concept) -> [Finding] {
    var findings: [Finding] = []
    func add(_ field: String, _ detail: String, _ weight: Finding.Weight = .error) {
      findings.append(Finding(concept: concept.id, field: field, weight: weight, detail: detail))
    }
    if concept.siblings.count < 3 {
      add("siblings", "\(concept.siblings.count) are named; 3 are needed for contrasts", .warning)
    }
    for tongue in Tongue.allCases {
      guard let text = concept.text(tongue) else {
        add(tongue.rawValue, "is missing: the pack speaks both languages")
        continue
      }
      let part = KnowledgeText(concept: concept, text: text, tongue: tongue, rules: rules)
      for (field, detail, weight) in part.findings() {
        add("\(tongue.rawValue).\(field)", detail, weight)
      }
    }
    if concept.code.isEmpty { add("code", "no task", .warning) }
    for (place, task) in concept.code.enumerated() {
      let field = "code[\(place)]"
      let asserts = task.tests.split(separator: "\n").count { $0.contains("assert") }
      if asserts < 5 { add(field + ".tests", "\(asserts) assertions; 5 are needed", .warning) }
      for tongue in Tongue.allCases {
        guard let text = task.text(tongue) else {
          add("\(field).\(tongue.rawValue)", "is missing")
          continue
        }
        if !Text.contains(text.task, task.entry) {
          add("\(field).\(tongue.rawValue).task", "does not name '\(task.entry)'")
        }
      }
    }
    return findings
  }
}

/// A concept in one language, looked over.
private struct KnowledgeText {
  typealias Entry = (field: String, detail: String, weight: KnowledgeCheck.Finding.Weight)

  var concept: Concept
  var text: ConceptText
  var tongue: Tongue
  var rules: any ItemRules

  private var language: LanguageTag { tongue == .english ? .english : .chinese }

  func findings() -> [Entry] {
    var found = counts()
    if Text.contains(Fold.key(text.gist), Fold.key(text.term)) {
      found.append(("gist", "names the concept, which makes it no riddle", .error))
    }
    for (place, fact) in text.facts.enumerated() {
      found += self.fact(fact).map { ("facts[\(place)]\($0.field)", $0.detail, $0.weight) }
    }
    for (place, quiz) in text.quiz.enumerated() { found += self.quiz(quiz, "quiz[\(place)]") }
    for (place, claim) in text.claims.enumerated() {
      for (member, sentence) in [("true", claim.holds), ("false", claim.fails)]
      where !Self.isSentence(sentence) {
        found.append(("claims[\(place)].\(member)", "is no full sentence", .error))
      }
    }
    for (place, cloze) in text.cloze.enumerated() {
      let rest = Fold.key(cloze.before + " " + cloze.after)
      if Text.contains(rest, Fold.key(cloze.answer)) {
        found.append(
          ("cloze[\(place)]", "the answer '\(cloze.answer)' stands elsewhere in it", .error))
      }
    }
    for (place, scenario) in text.scenarios.enumerated() {
      let field = "scenario[\(place)]"
      if !scenario.setting.unicodeScalars.contains(where: { $0.properties.numericType != nil }) {
        found.append((field + ".setting", "holds no number", .error))
      }
      var draft = Draft(question: scenario.setting + " " + scenario.ask, answer: scenario.answer)
      draft.keyPoints = scenario.points
      found += flaws(of: draft, .scenario, field)
    }
    return found
  }

  private func counts() -> [Entry] {
    var found: [Entry] = []
    for (type, least) in KnowledgeCheck.facts {
      let count = text.indices(of: type).count
      if count < least {
        found.append(("facts", "\(count) of type '\(type.rawValue)'; \(least) needed", .error))
      }
    }
    for (field, count, least) in [
      ("quiz", text.quiz.count, 3), ("claims", text.claims.count, 3),
      ("cloze", text.cloze.count, 3), ("scenario", text.scenarios.count, 2),
    ] where count < least {
      found.append((field, "\(count); \(least) needed", .error))
    }
    return found
  }

  private func fact(_ fact: Fact) -> [Entry] {
    var found: [Entry] = []
    let length = Self.length(fact.answer, tongue)
    let range = tongue == .english ? 24...132 : 56...264
    if !range.contains(length) {
      let unit = tongue == .english ? "words" : "characters"
      found.append(
        (
          ".answer", "\(length) \(unit); \(range.lowerBound) to \(range.upperBound) are expected",
          .warning
        ))
    }
    if !(2...4).contains(fact.points.count) {
      found.append((".points", "\(fact.points.count); 2 to 4 are expected", .warning))
    }
    let names = [text.term] + text.aliases
    for (place, ask) in fact.ask.enumerated() {
      let folded = Fold.key(ask)
      if !names.contains(where: { Text.contains(folded, Fold.key($0)) }) {
        found.append((".ask[\(place)]", "names neither the term nor an alias: \(ask)", .warning))
      }
      var draft = Draft(question: ask, answer: fact.answer)
      draft.keyPoints = fact.points
      draft.mistakes = [fact.weak]
      found += flaws(of: draft, .open, ".ask[\(place)]")
    }
    return found
  }

  private func quiz(_ quiz: QuizFact, _ field: String) -> [Entry] {
    let answer = Text.joined([Text.stopped(quiz.right, tongue), quiz.why], tongue)
    var draft = Draft(question: quiz.ask, answer: answer)
    draft.choices =
      [Choice(text: quiz.right, isCorrect: true, why: quiz.why)]
      + quiz.wrong.map { Choice(text: $0.text, isCorrect: false, why: $0.why) }
    return flaws(of: draft, .multipleChoice, field)
  }

  private func flaws(of draft: Draft, _ kind: QuestionKind, _ field: String) -> [Entry] {
    rules.flaws(of: draft, in: ItemContext(kind: kind, language: language)).map { flaw in
      (
        field, "\(flaw.name): \(flaw.evidence)",
        flaw.severity == .error ? .error : .warning
      )
    }
  }

  /// Words; for Chinese, characters that are no blanks.
  private static func length(_ text: String, _ tongue: Tongue) -> Int {
    tongue == .english
      ? text.split { $0.isWhitespace }.count
      : text.unicodeScalars.count { !$0.properties.isWhitespace }
  }

  private static func isSentence(_ text: String) -> Bool {
    text.unicodeScalars.last.map { ".。!！?？)）”\"".unicodeScalars.contains($0) } ?? false
  }
}
