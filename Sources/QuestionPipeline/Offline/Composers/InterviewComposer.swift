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
    let text = commission.text
    guard let what = text.indices(of: .what).first else { return nil }
    let why = text.indices(of: .why).first
    let question = commission.fill(
      commission.frame(commission.wording.interview.basics), commission.names)
    let spent = [what] + (why.map { [$0] } ?? [])
    return draft(
      question, spent, then: [.example, .how, .tradeoff, .limit], &commission)
  }

  private func decision(_ contrast: Int, _ commission: inout Commission) -> Draft? {
    let fact = commission.text.facts[contrast]
    guard let with = fact.with else { return nil }
    let frames = decisionFrames(against: with, commission)
    let question = commission.fill(
      commission.frame(frames, contrast),
      commission.names + [("w", other(with, commission)), ("v", with)])
    return draft(question, [contrast], then: [.example, .how, .tradeoff, .limit], &commission)
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
    let pitfalls = Array(commission.text.indices(of: .pitfall).prefix(2))
    let question = commission.fill(
      commission.frame(commission.wording.interview.troubles, 5), commission.names)
    var draft = draft(question, pitfalls, then: [.quantity, .how, .contrast, .limit], &commission)
    if pitfalls.count > 1 {
      let listed = pitfalls.enumerated().map {
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

  /// - Parameter spent: the facts that answer the first question; follow-ups take others.
  private func draft(
    _ question: String, _ spent: [Int], then types: [FactType], _ commission: inout Commission
  ) -> Draft {
    let facts = commission.text.facts
    var draft = Draft(
      question: question,
      answer: Text.joined(spent.map { facts[$0].answer }, commission.tongue))
    draft.keyPoints = Array(spent.flatMap { facts[$0].points.prefix(3) }.prefix(5))
    draft.mistakes = spent.map { facts[$0].weak }
    draft.followUps = followUps(types, spent, &commission)
    return draft
  }

  private func followUps(_ types: [FactType], _ spent: [Int], _ commission: inout Commission)
    -> [FollowUp]
  {
    var spent = Set(spent)
    var result: [FollowUp] = []
    for type in types + [.how, .quantity, .why] where result.count < 4 {
      let left = commission.text.indices(of: type).filter { !spent.contains($0) }
      guard !left.isEmpty else { continue }
      let index = left[(commission.variant + commission.position) % left.count]
      spent.insert(index)
      let fact = commission.text.facts[index]
      let bridge = commission.wording.interview.bridges[type].map {
        commission.pick($0, result.count)
      }
      result.append(
        FollowUp(
          question: Text.joined([bridge ?? "", commission.ask(of: fact)], commission.tongue),
          probes: fact.points.first ?? fact.answer,
          strong: Text.condensed(fact.answer, sentences: 2, commission.tongue), weak: fact.weak))
    }
    return result
  }
}

// MARK: - Over a CV or a job description

extension InterviewComposer {
  /// Problem, decision, bottleneck, failure, and what the candidate would do otherwise.
  private func resume(_ commission: inout Commission) -> Draft? {
    let text = commission.text
    let words = commission.wording.interview.resume
    let basis = text.indices(of: .why) + text.indices(of: .what)
    guard let first = basis.first else { return nil }
    var draft = Draft(question: opening(words, commission), answer: "")
    draft.answer = Text.joined(
      [commission.pick(words.standard), text.facts[first].answer], commission.tongue)
    draft.keyPoints = text.facts[first].points
    draft.mistakes = [text.facts[first].weak]
    let steps: [(questions: [String], types: [FactType])] = [
      (words.decisions, [.tradeoff, .contrast]), (words.bottlenecks, [.quantity, .how]),
      (words.failures, [.pitfall, .how]), (words.hindsights, [.limit, .contrast]),
    ]
    var spent: Set<Int> = [first]
    for step in steps {
      let left = step.types.flatMap { text.indices(of: $0) }.filter { !spent.contains($0) }
      guard let index = left.first else { continue }
      spent.insert(index)
      let fact = text.facts[index]
      let parts = [
        commission.pick(step.questions),
        commission.pick(words.generally, draft.followUps.count), commission.ask(of: fact),
      ]
      draft.followUps.append(
        FollowUp(
          question: Text.joined(parts, commission.tongue),
          probes: fact.points.first ?? fact.answer,
          strong: Text.condensed(fact.answer, sentences: 2, commission.tongue), weak: fact.weak))
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
