/// Writes questions with four options of which one is right.
struct MultipleChoiceComposer: Composer {
  func compose(_ commission: inout Commission) -> Draft? {
    switch commission.form {
    case .quiz(let index): quiz(commission.text.quiz[index], &commission)
    case .termChoice: term(&commission)
    case .gistChoice: gist(&commission)
    default: nil
    }
  }

  private func quiz(_ quiz: QuizFact, _ commission: inout Commission) -> Draft? {
    let wrong = commission.chance.shuffled(quiz.wrong).prefix(3).map {
      Choice(text: $0.text, isCorrect: false, why: $0.why)
    }
    return draft(
      quiz.ask, Choice(text: quiz.right, isCorrect: true, why: quiz.why), Array(wrong),
      &commission)
  }

  /// Which term fits the description?
  private func term(_ commission: inout Commission) -> Draft? {
    let tongue = commission.tongue
    let others = distractors(&commission)
    guard others.count == 3 else { return nil }
    let question = commission.fill(
      commission.frame(commission.wording.termStems), [("q", commission.text.gist)])
    return draft(
      question,
      Choice(
        text: commission.text.term, isCorrect: true, why: Self.reason(commission.text, tongue)),
      others.map { Choice(text: $0.term, isCorrect: false, why: Self.gloss($0, tongue)) },
      &commission)
  }

  /// Which description fits the term?
  private func gist(_ commission: inout Commission) -> Draft? {
    let tongue = commission.tongue
    let others = distractors(&commission)
    guard others.count == 3 else { return nil }
    let question = commission.fill(
      commission.frame(commission.wording.gistStems, 3),
      commission.names)
    return draft(
      question,
      Choice(
        text: Text.opening(commission.text.gist, tongue), isCorrect: true,
        why: Self.gloss(commission.text, tongue)),
      others.map {
        Choice(text: Text.opening($0.gist, tongue), isCorrect: false, why: Self.gloss($0, tongue))
      }, &commission)
  }

  private func distractors(_ commission: inout Commission) -> [ConceptText] {
    let all = Distractors.siblings(
      of: commission.concept, in: commission.pack, commission.tongue)
    return Array(commission.chance.shuffled(all).prefix(3))
  }

  /// What the concept does, in the words of its definition.
  private static func reason(_ text: ConceptText, _ tongue: Tongue) -> String {
    text.facts.first { $0.type == .what }.map {
      Text.condensed($0.answer, sentences: 1, tongue)
    } ?? gloss(text, tongue)
  }

  /// "Cross-attention: a layer in which …"
  private static func gloss(_ text: ConceptText, _ tongue: Tongue) -> String {
    tongue == .english
      ? "\(Text.capitalized(text.term)): \(Text.unstopped(text.gist))."
      : Frame("{t}是{q}。").filled([("t", text.term), ("q", Text.unstopped(text.gist))], tongue)
  }

  private func draft(
    _ question: String, _ right: Choice, _ wrong: [Choice], _ commission: inout Commission
  ) -> Draft {
    var choices = wrong
    choices.insert(right, at: commission.chance.below(wrong.count + 1))
    if let previous = commission.previous, previous.choices == choices {
      choices.append(choices.removeFirst())
    }
    let answer = Text.stopped(
      Text.opening(right.text, commission.tongue), commission.tongue)
    var draft = Draft(
      question: question, answer: Text.joined([answer, right.why ?? ""], commission.tongue))
    draft.choices = choices
    draft.keyPoints = [right.text, right.why ?? ""].filter { !$0.isEmpty }
    return draft
  }
}

/// Writes statements to be judged. The false ones say something else, never just "not".
struct TrueFalseComposer: Composer {
  func compose(_ commission: inout Commission) -> Draft? {
    guard case .claim(let index) = commission.form else { return nil }
    let claim = commission.text.claims[index]
    // By concept and place, so that about half of any set is true and neighbours differ.
    let isTrue =
      (commission.position + index + Int(commission.concept.id.stableHash >> 7 & 1)) % 2 == 0
    let wording = commission.wording
    let statement = isTrue ? claim.holds : claim.fails
    let question = commission.fill(
      commission.frame(wording.claims, index),
      [("q", statement), ("u", Text.unstopped(statement))])
    let verdict = Text.stopped(isTrue ? wording.isTrue : wording.isFalse, commission.tongue)
    var parts = [verdict, claim.why]
    if !isTrue { parts.append(wording.correction + claim.holds) }
    var draft = Draft(question: question, answer: Text.joined(parts, commission.tongue))
    draft.choices = [
      Choice(text: wording.isTrue, isCorrect: isTrue, why: isTrue ? claim.why : nil),
      Choice(text: wording.isFalse, isCorrect: !isTrue, why: isTrue ? nil : claim.why),
    ]
    draft.keyPoints = isTrue ? [claim.why] : [claim.holds, claim.why]
    return draft
  }
}

/// Writes sentences with a gap.
struct ClozeComposer: Composer {
  func compose(_ commission: inout Commission) -> Draft? {
    guard case .cloze(let index) = commission.form else { return nil }
    let cloze = commission.text.cloze[index]
    let wording = commission.wording
    let question = commission.fill(
      commission.frame(wording.clozes, index), [("q", cloze.blanked)])
    var draft = Draft(question: question, answer: cloze.answer)
    draft.keyPoints = [cloze.answer]
    if !cloze.accept.isEmpty {
      draft.keyPoints.append(ClozeAnswers.point(of: cloze.accept, commission.tongue))
    }
    return draft
  }
}
