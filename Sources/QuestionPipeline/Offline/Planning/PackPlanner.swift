/// Hands out combinations of the pack as angles.
struct PackPlanner {
  let pack: KnowledgePack

  /// The angles for the squares that can be served, in their order.
  func angles(for request: PlannerRequest) -> [JSONValue] {
    guard let tongue = Tongue(request.language), let topic = pack.topic(named: request.topic) else {
      return []
    }
    let audience = Audience(request.audience)
    var state = State(request: request)
    var candidates: [Candidate] = []
    for position in topic.concepts {
      guard let text = pack.concepts[position].text(tongue) else { continue }
      for offer in Offers(pack: pack).list(position, request.kind, tongue, audience) {
        if state.used.contains(offer.angle) {
          state.note(offer)
        } else if !isCovered(offer, text, request.covered) {
          candidates.append(
            Candidate(
              offer: offer, penalty: audience.penalty(offer.form, text),
              tie: "\(request.seed)/\(request.kind.rawValue)/\(offer.angle)".stableHash))
        }
      }
    }
    return request.squares.compactMap { place in
      guard let best = bestIndex(for: place, among: candidates, state) else { return nil }
      let offer = candidates.remove(at: best).offer
      state.note(offer)
      return [
        "square": .integer(place.square),
        "subtopic": .string(Self.name(of: pack.concepts[offer.concept], tongue)),
        "angle": .string(offer.angle),
      ]
    }
  }

  /// The name of a concept as the second part of a topic path.
  static func name(of concept: Concept, _ tongue: Tongue) -> String {
    Text.opening(concept.text(tongue)?.term ?? concept.id, tongue)
  }

  private struct Candidate {
    var offer: Offer
    var penalty: Int
    var tie: UInt64
  }

  /// What was handed out so far.
  private struct State {
    let used: Set<String>
    private(set) var perConcept: [Int: Int] = [:]
    private(set) var facts: Set<[Int]> = []

    init(request: PlannerRequest) { used = Set(request.used) }

    mutating func note(_ offer: Offer) {
      perConcept[offer.concept, default: 0] += 1
      if let fact = offer.form.fact { facts.insert([offer.concept, fact]) }
    }

    func isAsked(_ offer: Offer) -> Bool {
      offer.form.fact.map { facts.contains([offer.concept, $0]) } ?? false
    }
  }

  /// Concepts that were asked about least come first, then what is best asked first, then the nearest difficulty.
  private func bestIndex(
    for place: PlannerRequest.Place, among candidates: [Candidate], _ state: State
  ) -> Int? {
    var best: (rank: [Int], tie: UInt64, index: Int)?
    for (index, candidate) in candidates.enumerated() {
      let offer = candidate.offer
      guard offer.levels.contains(place.level) else { continue }
      let rank = [
        state.perConcept[offer.concept] ?? 0,
        offer.depth + (state.isAsked(offer) ? 2 : 0),
        abs(offer.difficulty - place.difficulty) + candidate.penalty,
        offer.levels.first == place.level ? 0 : 1,
      ]
      if let old = best {
        if old.rank.lexicographicallyPrecedes(rank) { continue }
        if old.rank == rank, old.tie <= candidate.tie { continue }
      }
      best = (rank, candidate.tie, index)
    }
    return best?.index
  }

  /// Whether memory already holds a question made from the same words of the pack.
  private func isCovered(_ offer: Offer, _ text: ConceptText, _ covered: [String]) -> Bool {
    guard !covered.isEmpty else { return false }
    let marks: [String] =
      switch offer.form {
      case .ask(let index): text.facts[index].ask
      case .judge(let index): [text.facts[index].weak]
      case .quiz(let index): [text.quiz[index].ask]
      case .claim(let index): [text.claims[index].holds, text.claims[index].fails]
      case .cloze(let index): [text.cloze[index].blanked]
      case .scenario(let index): [text.scenarios[index].setting]
      case .task(let index):
        [pack.concepts[offer.concept].code[index].entry + "("]
      case .riddle, .termChoice: [text.gist]
      case .newcomer, .gistChoice, .chain, .resume: []
      }
    return covered.contains { question in marks.contains { Text.contains(question, $0) } }
  }
}
