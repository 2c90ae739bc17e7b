/// Writes a first question and a chain of follow-ups that reads as one conversation.
struct InterviewComposer: Composer {
  func compose(_ commission: inout Commission) -> Draft? {
    switch commission.form {
    case .chain(.basics): basics(&commission)
    case .chain(.decision(let contrast)): decision(contrast, &commission)
    case .chain(.trouble): trouble(&commission)
    case .resume: resume(&commission)
    default: nil
    }
  }

  private func basics(_ commission: inout Commission) -> Draft? {
    let question = commission.fill(
      commission.frame(commission.wording.interview.basics), commission.names)
    return draft(question, &commission)
  }

  private func decision(_ contrast: Int, _ commission: inout Commission) -> Draft? {
    let fact = commission.text.facts[contrast]
    guard let with = fact.with else { return nil }
    let frames = decisionFrames(against: with, commission)
    let question = commission.fill(
      commission.frame(frames, contrast),
      commission.names + [("w", other(with, commission)), ("v", with)])
    return draft(commission.demanding(question, .contrast, contrast), &commission)
  }

  /// Two concepts that are each compared with the other draw from different halves, or they would ask the same.
  private func decisionFrames(against name: String, _ commission: Commission) -> [Frame] {
    let frames = commission.wording.interview.decisions
    guard let topic = commission.pack.topic(named: name), topic.field == nil,
      let other = topic.concepts.first
    else { return frames }
    let half = other > commission.position ? 0 : 1
    return frames.indices.filter { $0 % 2 == half }.map { frames[$0] }
  }

  private func trouble(_ commission: inout Commission) -> Draft? {
    let question = commission.fill(
      commission.frame(commission.wording.interview.troubles, 5), commission.names)
    guard let facts = commission.chain,
      var draft = draft(commission.demanding(question, .fault), &commission)
    else {
      return nil
    }
    if facts.opening.count > 1 {
      let listed = facts.opening.enumerated().map {
        "(\($0 + 1)) " + commission.text.facts[$1].answer
      }
      draft.answer = Text.joined(
        [commission.pick(commission.wording.interview.suspects)] + listed, commission.tongue)
    }
    return draft
  }

  /// What a contrast is with, with its article where the pack shows one.
  private func other(_ name: String, _ commission: Commission) -> String {
    guard commission.tongue == .english else { return name }
    if let topic = commission.pack.topic(named: name), topic.field == nil,
      let text = topic.concepts.first.flatMap({ commission.pack.concepts[$0].english })
    {
      return NounPhrase(name, in: text, .english).phrase
    }
    return NounPhrase(name, in: commission.text, .english).phrase
  }

  private func draft(_ question: String, _ commission: inout Commission) -> Draft? {
    guard let chain = commission.chain else { return nil }
    let facts = commission.text.facts
    var draft = Draft(
      question: question,
      answer: Text.joined(chain.opening.map { facts[$0].answer }, commission.tongue))
    draft.keyPoints = Array(chain.opening.flatMap { facts[$0].points.prefix(3) }.prefix(5))
    draft.mistakes = chain.opening.map { facts[$0].weak }
    for (place, next) in chain.followUps.enumerated() {
      let leads = commission.wording.interview.bridges[facts[next.fact].type] ?? []
      draft.followUps.append(followUp(next.fact, leads: leads, place, &commission))
    }
    return draft
  }

  /// The question of a fact with what leads over to it.
  private func followUp(
    _ index: Int, leads: [String], _ place: Int, after opener: String? = nil,
    _ commission: inout Commission
  ) -> FollowUp {
    let fact = commission.text.facts[index]
    let ask = commission.ask(of: fact)
    let lead = commission.lead(leads, place, before: ask)
    return FollowUp(
      question: Text.joined([opener ?? "", lead ?? "", ask], commission.tongue),
      probes: fact.points.first ?? fact.answer,
      strong: fact.answer, weak: fact.weak)
  }
}

// MARK: - Over a CV or a job description

extension InterviewComposer {
  /// Problem, decision, bottleneck, failure, and what the candidate would do otherwise.
  private func resume(_ commission: inout Commission) -> Draft? {
    guard let chain = commission.chain, let first = chain.opening.first else { return nil }
    let fact = commission.text.facts[first]
    let words = commission.wording.interview.resume
    var draft = Draft(question: opening(words, commission), answer: "")
    draft.answer = Text.joined(
      [commission.pick(words.standard), fact.answer], commission.tongue)
    draft.keyPoints = fact.points
    draft.mistakes = [fact.weak]
    let steps = [words.decisions, words.bottlenecks, words.failures, words.hindsights]
    for (place, next) in chain.followUps.enumerated() {
      draft.followUps.append(
        followUp(
          next.fact, leads: words.generally, place, after: commission.pick(steps[next.step]),
          &commission))
    }
    return draft
  }

  private func opening(_ words: ResumeWording, _ commission: Commission) -> String {
    let audience = commission.audience
    if audience.isRole { return commission.fill(commission.frame(words.roles), commission.names) }
    if commission.variant % 2 == 0, let line = audience.line(naming: commission.concept) {
      return commission.fill(
        commission.frame(words.lines),
        commission.names + [
          ("line", Text.stopped(line, commission.tongue)), ("bare", Text.unstopped(line)),
        ])
    }
    return commission.fill(commission.frame(words.mentions), commission.names)
  }
}
