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
      Citation(document: passage.document, quote: fact.sentence.exact, start: -1, end: -1)
    ]
    return draft
  }

  private var wording: DocumentWording { Wording.of(tongue).documents }

  /// The document as a sentence names it: by its title, or else by its file's name.
  private var document: String { passage.named(tongue) }

  private func fill(_ frames: [Frame], _ place: Int, _ values: [(hole: String, text: String)])
    -> String
  {
    let start = Int(passage.id.stableHash % 997)
    let frame = frames[(start + place * 3 + request.round * 5) % frames.count]
    return frame.filled(values + [("d", document)], tongue)
  }

  private func open(_ fact: DocumentFact, _ place: Int) -> Draft {
    if fact.pattern == .quantity {
      return gapped(fact, wording.quantities, place)
    }
    let frames =
      switch fact.pattern {
      case .definition: fact.isDescription ? wording.descriptions : wording.definitions
      case .cause: wording.causes
      case .contrast: wording.contrasts
      case .unlike: wording.unlikes
      case .purpose: wording.purposes
      case .enumeration: wording.enumerations
      case .steps: wording.steps
      case .quantity: wording.quantities
      }
    let isClause = fact.pattern == .cause || fact.pattern == .contrast
    // Where nobody knows whether its capital is the sentence's or its own, a clause stands alone, and a noun is quoted.
    let fitting =
      isClause && !fact.isCaseSure ? frames.filter { $0.opensSentence(with: "s") } : frames
    let subject = isClause || fact.isCaseSure ? fact.subject : "“\(fact.subject)”"
    let question = fill(fitting, place, [("s", subject), ("o", fact.subject)])
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
    let question = fill(frames, place, [("q", replaced(fact, by: "____"))])
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

  private func replaced(_ fact: DocumentFact, by text: String) -> String {
    fact.number?.replaced(in: fact.sentence.shown, by: text) ?? fact.sentence.shown
  }

  private func statement(_ fact: DocumentFact, _ place: Int, _ facts: [DocumentFact]) -> Draft? {
    guard let shown = isTrue ? fact.sentence.shown : Self.falsified(fact, facts, tongue) else {
      return nil
    }
    let words = Wording.of(tongue)
    let question = fill(wording.claims, place, [("q", shown)])
    let ground = fill(wording.grounds, place, [("q", fact.sentence.shown)])
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
      return number.replaced(in: fact.sentence.shown, by: falseNumber(number, facts))
    }
    guard let rival = DocumentOffers.rivals(of: fact, facts).first else { return nil }
    let shown = rival.sentence.shown
    guard let range = Self.range(of: rival.subject, in: shown),
      range.lowerBound == shown.startIndex
    else { return nil }
    return Text.opening(fact.subject, tongue) + shown[range.upperBound...]
  }

  /// A number that stands in the place of another: one of the passage that is about as large, or one made of it.
  static func falseNumber(_ number: FoundNumber, _ facts: [DocumentFact]) -> String {
    DocumentOffers.options(for: number, facts).first ?? number.twisted
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
    let wrong = chance.shuffled(Array(DocumentOffers.options(for: number, facts).prefix(3)))
    guard wrong.count == 3 else { return nil }
    let ground = fill(wording.grounds, place, [("q", fact.sentence.shown)])
    var choices = wrong.map { Choice(text: $0, isCorrect: false) }
    choices.insert(
      Choice(text: number.text, isCorrect: true, why: ground), at: chance.below(4))
    var draft = Draft(
      question: fill(wording.stems, place, [("q", replaced(fact, by: "____"))]),
      answer: Text.joined([Text.stopped(number.text, tongue), ground], tongue))
    draft.choices = choices
    draft.keyPoints = [number.text]
    return draft
  }
}
