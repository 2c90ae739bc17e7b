/// Writes questions on a passage: every answer rests on an exact quote.
struct DocumentWriter {
  let passage: Passage
  let request: GeneratorRequest
  let tongue: Tongue

  func outcome(seed: UInt64) -> OfflineWriter.Outcome {
    let found = DocumentOffers(passage: passage, tongue: tongue)
    let offers = request.unanswerable.map { found.absences($0) } ?? found.list(request.kind)
    guard let place = offers.firstIndex(where: { $0.angle == request.angle }) else {
      return .unknown(
        "no sentence of \(passage.document) was recognised as stating: \(request.angle)")
    }
    let offer = offers[place]
    var chance = SplitMix64(seed: seed ^ offer.angle.stableHash)
    let draft: Draft? =
      switch offer.basis {
      case .fact(let fact): self.draft(fact, place, &chance)
      case .absence(let matter):
        AbsenceWriter(
          passage: passage, matter: matter, tongue: tongue,
          turn: Int(passage.id.stableHash % 997) + place + request.round
        ).draft()
      case .bridge(let bridge):
        BridgeWriter(
          passage: passage, bridge: bridge, tongue: tongue,
          turn: Int(passage.id.stableHash % 997) + place + request.round
        ).draft()
      case .table(let question):
        TableWriter(
          passage: passage, question: question, tongue: tongue,
          turn: Int(passage.id.stableHash % 997) + place + request.round
        ).draft(request.kind, isTrue: isTrue, &chance)
      }
    return draft.map { .written($0) } ?? .unknown("no question of this kind fits the sentence")
  }

  /// Whether the statement that is to be judged holds.
  private var isTrue: Bool { (request.angle.stableHash >> 9) % 2 == 0 }

  /// Another bound may follow from the one that the sentence states.
  private func isTrue(of fact: DocumentFact) -> Bool { isTrue || fact.number?.isTied == true }

  private func draft(_ fact: DocumentFact, _ place: Int, _ chance: inout SplitMix64) -> Draft? {
    let facts = FactPatterns(passage: passage, tongue: tongue).facts()
    var draft: Draft? =
      switch request.kind {
      case .open: open(fact, place)
      case .trueFalse: statement(fact, place, facts)
      case .cloze: gap(fact, place)
      case .multipleChoice: choice(fact, place, facts, &chance)
      case .coding, .scenario, .interview: nil
      }
    draft?.sources = [
      Citation(document: passage.document, quote: quote(of: fact), start: -1, end: -1)
    ]
    return draft
  }

  /// What a gapped or falsified sentence is shown with is quoted, too.
  private func quote(of fact: DocumentFact) -> String {
    fact.number == nil ? fact.sentence.exact : fact.sentence.led
  }

  private var wording: DocumentWording { Wording.of(tongue).documents }

  /// The document as a sentence names it: by its title, or else by its file's name.
  private var document: String { passage.named(tongue) }

  /// - Parameter fact: what is asked about, whose section is to be named.
  private func fill(
    _ frames: [Frame], _ place: Int, _ values: [(hole: String, text: String)],
    about fact: DocumentFact? = nil
  ) -> String {
    let start = Int(passage.id.stableHash % 997)
    let frame = frames[(start + place * 3 + request.round * 5) % frames.count]
    let named = fact.flatMap { section(for: $0) }
    let text = frame.filled(values + [("d", named ?? document)], tongue)
    return named == nil ? text : Text.opening(text, tongue)
  }

  /// The section and its document as a sentence names them: what a sentence is about often stands in the heading alone.
  /// Nil where that would say what is asked for, or the name makes no phrase.
  private func section(for fact: DocumentFact) -> String? {
    guard fact.pattern != .definition, let heading = SectionName.of(passage) else { return nil }
    if let value = fact.number?.value, NumberNames.tells(value, in: heading) { return nil }
    return wording.section.filled([("h", heading), ("d", document)], tongue)
  }

  private func open(_ fact: DocumentFact, _ place: Int) -> Draft {
    if let number = fact.number {
      return gapped(fact, number.sort == .year ? wording.years : wording.quantities, place)
    }
    let frames =
      switch fact.pattern {
      case .definition: fact.isDescription ? wording.descriptions : wording.definitions
      case .cause: wording.causes
      case .contrast: wording.contrasts
      case .unlike: wording.unlikes
      case .purpose: wording.purposes
      case .enumeration: fact.isDivision ? wording.divisions : wording.enumerations
      case .steps: wording.steps
      case .quantity: wording.quantities
      }
    let isClause = fact.pattern == .cause || fact.pattern == .contrast
    // Where nobody knows whether its capital is the sentence's or its own, a clause stands alone, and a noun is quoted.
    let fitting =
      isClause && !fact.isCaseSure ? frames.filter { $0.opensSentence(with: "s") } : frames
    let subject = isClause || fact.isCaseSure ? fact.subject : "“\(fact.subject)”"
    let question = fill(
      fitting, place, [("s", subject), ("o", fact.subject)], about: fact)
    var draft = Draft(question: question, answer: fact.sentence.shown)
    draft.keyPoints = fact.rest
    draft.mistakes = [wording.mistakes[place % wording.mistakes.count]]
    return draft
  }

  private func gap(_ fact: DocumentFact, _ place: Int) -> Draft {
    if fact.pattern == .quantity { return gapped(fact, wording.clozes, place) }
    let gapped =
      Self.range(of: fact.subject, in: fact.sentence.shown).map {
        fact.sentence.shown[..<$0.lowerBound] + "____" + fact.sentence.shown[$0.upperBound...]
      } ?? ""
    var draft = Draft(
      question: fill(wording.clozes, place, [("q", String(gapped))]), answer: fact.subject)
    draft.keyPoints = [fact.subject]
    return draft
  }

  /// The sentence with its number left out.
  private func gapped(_ fact: DocumentFact, _ frames: [Frame], _ place: Int) -> Draft {
    let question = fill(frames, place, [("q", gap(in: fact))], about: fact)
    var draft = Draft(question: question, answer: fact.subject)
    draft.keyPoints = [fact.subject]
    if request.kind == .open {
      draft.answer = Text.joined(
        [
          Text.stopped(fact.subject, tongue),
          fill(wording.grounds, place, [("q", fact.sentence.shown)]),
        ], tongue)
      draft.mistakes = [wording.mistakes[place % wording.mistakes.count]]
    }
    return draft
  }

  /// The sentence with a gap for its number, behind what its paragraph says before it.
  private func gap(in fact: DocumentFact) -> String {
    let sentence = fact.sentence
    return Text.joined(
      [
        sentence.lead ?? "",
        fact.number?.replaced(in: sentence.shown, by: "____") ?? sentence.shown,
      ], tongue)
  }

  private func statement(_ fact: DocumentFact, _ place: Int, _ facts: [DocumentFact]) -> Draft? {
    let isTrue = isTrue(of: fact)
    guard let shown = isTrue ? fact.sentence.shown : Self.falsified(fact, facts, tongue) else {
      return nil
    }
    let words = Wording.of(tongue)
    let lead = fact.number == nil ? "" : fact.sentence.lead ?? ""
    let question = fill(
      wording.claims, place, [("q", Text.joined([lead, shown], tongue))], about: fact)
    let ground = fill(
      wording.grounds, place, [("q", Text.joined([lead, fact.sentence.shown], tongue))])
    var draft = Draft(
      question: question,
      answer: Text.joined(
        [Text.stopped(isTrue ? words.isTrue : words.isFalse, tongue), ground], tongue))
    draft.choices = [
      Choice(text: words.isTrue, isCorrect: isTrue, why: isTrue ? ground : nil),
      Choice(text: words.isFalse, isCorrect: !isTrue, why: isTrue ? nil : ground),
    ]
    draft.keyPoints = [fact.sentence.shown]
    return draft
  }

  /// The sentence with another number, or with the subject of another definition.
  static func falsified(_ fact: DocumentFact, _ facts: [DocumentFact], _ tongue: Tongue) -> String?
  {
    if let number = fact.number {
      return number.replaced(in: fact.sentence.shown, by: falseNumber(of: fact, number, facts))
    }
    guard let rival = DocumentOffers.rivals(of: fact, facts).first else { return nil }
    let shown = rival.sentence.shown
    guard let range = Self.range(of: rival.subject, in: shown),
      range.lowerBound == shown.startIndex
    else { return nil }
    return Text.opening(fact.subject, tongue) + shown[range.upperBound...]
  }

  /// A number that stands in the place of another: one of the passage that is about as large, or one made of it.
  static func falseNumber(
    of fact: DocumentFact, _ number: FoundNumber, _ facts: [DocumentFact]
  ) -> String {
    DocumentOffers.options(for: fact, facts).first ?? number.twisted
  }

  /// Where a subject stands in its sentence, with a small or a capital first letter.
  private static func range(of subject: String, in sentence: String) -> Range<String.Index>? {
    let capital = subject.prefix(1).uppercased() + subject.dropFirst()
    return Text.range(of: capital, in: sentence) ?? Text.range(of: subject, in: sentence)
  }

  private func choice(
    _ fact: DocumentFact, _ place: Int, _ facts: [DocumentFact], _ chance: inout SplitMix64
  ) -> Draft? {
    guard let number = fact.number else { return nil }
    let wrong = chance.shuffled(Array(DocumentOffers.options(for: fact, facts).prefix(3)))
    guard wrong.count == 3 else { return nil }
    let ground = fill(wording.grounds, place, [("q", fact.sentence.shown)])
    var choices = wrong.map { Choice(text: $0, isCorrect: false) }
    choices.insert(
      Choice(text: number.text, isCorrect: true, why: ground), at: chance.below(4))
    var draft = Draft(
      question: fill(
        number.sort == .year ? wording.yearStems : wording.stems, place, [("q", gap(in: fact))],
        about: fact),
      answer: Text.joined([Text.stopped(number.text, tongue), ground], tongue))
    draft.choices = choices
    draft.keyPoints = [number.text]
    return draft
  }
}
