/// Everything that the pack can ask about a concept in one kind and language.
struct Offers {
  let pack: KnowledgePack

  /// The offers of a concept, in a fixed order, with angles that differ.
  func list(_ position: Int, _ kind: QuestionKind, _ tongue: Tongue, _ audience: Audience)
    -> [Offer]
  {
    let concept = pack.concepts[position]
    guard let text = concept.text(tongue) else { return [] }
    var offers = forms(concept, text, kind, tongue, audience).map { entry in
      Offer(
        concept: position, form: entry.form, levels: entry.levels,
        difficulty: min(5, max(1, concept.difficulty + entry.shift)), depth: entry.depth,
        angle: AngleName.of(entry.form, kind, concept, text, tongue))
    }
    if kind == .coding {
      for index in offers.indices {
        if case .task(let task) = offers[index].form {
          offers[index].difficulty = concept.code[task].difficulty
        }
      }
    }
    var seen: Set<String> = []
    for index in offers.indices {
      let angle = offers[index].angle
      var count = 2
      while !seen.insert(offers[index].angle).inserted {
        offers[index].angle = "\(angle) (\(count))"
        count += 1
      }
    }
    return offers
  }

  private typealias Entry = (form: Form, levels: [BloomLevel], shift: Int, depth: Int)

  private func forms(
    _ concept: Concept, _ text: ConceptText, _ kind: QuestionKind, _ tongue: Tongue,
    _ audience: Audience
  ) -> [Entry] {
    switch kind {
    case .open: return open(concept, text, tongue)
    case .multipleChoice:
      var entries: [Entry] = text.quiz.enumerated().map {
        (.quiz($0), QuizLevels.of($1.ask, tongue), 0, 0)
      }
      if Distractors.siblings(of: concept, in: pack, tongue).count >= 3 {
        entries.append((.termChoice, [.remember], -1, 0))
        entries.append((.gistChoice, [.remember], -1, 1))
      }
      return entries
    case .trueFalse:
      return text.claims.enumerated().map {
        (.claim($0), ClaimLevels.of($1.holds, tongue), 0, 0)
      }
    case .cloze:
      return text.cloze.enumerated().map {
        (.cloze($0), ClaimLevels.of($1.whole, tongue), -1, 0)
      }
    case .coding:
      return concept.code.indices.filter { concept.code[$0].text(tongue) != nil }
        .map { (.task($0), concept.code[$0].difficulty >= 3 ? [.create, .apply] : [.apply], 0, 0) }
    case .scenario:
      return text.scenarios.enumerated().map {
        (.scenario($0), ScenarioLevels.of($1.ask, tongue), 1, 0)
      }
    case .interview: return interviews(concept, text, tongue, audience)
    }
  }

  private func open(_ concept: Concept, _ text: ConceptText, _ tongue: Tongue) -> [Entry] {
    var entries: [Entry] = []
    for (index, fact) in text.facts.enumerated() {
      let prefersJudging =
        fact.type != .example && "\(concept.id)/\(index)".stableHash % 6 == 0
      entries.append(
        (.ask(index), FactLevels.of(fact, tongue), fact.type.shift, prefersJudging ? 1 : 0))
      guard fact.type != .example else { continue }
      entries.append(
        (.judge(index), [.evaluate], fact.type.shift, prefersJudging ? 0 : 1))
    }
    if !text.indices(of: .what).isEmpty {
      entries.append((.newcomer, [.understand], -1, 1))
      entries.append((.riddle, [.understand], 0, 1))
    }
    return entries
  }

  private func interviews(
    _ concept: Concept, _ text: ConceptText, _ tongue: Tongue, _ audience: Audience
  ) -> [Entry] {
    var entries: [Entry] = []
    let has = { (type: FactType) in !text.indices(of: type).isEmpty }
    if audience.isDocument, audience.names(concept), has(.what) || has(.why),
      has(.pitfall) || has(.tradeoff)
    {
      entries.append((.resume, [.analyze, .evaluate, .understand], 0, 0))
    }
    let depth = audience.isDocument ? 1 : 0
    if has(.what), text.facts.count >= 4 {
      entries.append((.chain(.basics), [.understand], -1, depth))
    }
    if text.facts.count >= 4 {
      for (place, index) in text.indices(of: .contrast).enumerated() {
        entries.append((.chain(.decision(index)), [.evaluate, .analyze], 1, depth + min(place, 1)))
      }
    }
    if has(.pitfall), text.facts.count >= 4 {
      entries.append((.chain(.trouble), [.analyze], 0, depth))
    }
    return entries
  }
}

/// Options for questions that are answered with a sibling's name or description.
enum Distractors {
  /// The siblings of a concept, and then its neighbours in the field, that the language knows.
  static func siblings(of concept: Concept, in pack: KnowledgePack, _ tongue: Tongue)
    -> [ConceptText]
  {
    var seen: Set<String> = [concept.id]
    var result: [ConceptText] = []
    for sibling in pack.siblings(of: concept, in: tongue) where seen.insert(sibling.id).inserted {
      if let text = sibling.text(tongue) { result.append(text) }
    }
    guard result.count < 3 else { return result }
    for other in pack.concepts where other.field == concept.field {
      guard result.count < 3 else { break }
      if seen.insert(other.id).inserted, let text = other.text(tongue) { result.append(text) }
    }
    return result
  }
}
