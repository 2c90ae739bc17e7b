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
        let told = offer.form.told(of: text, position: position)
        if state.used.contains(offer.angle) {
          state.noteUsed(offer, told)
        } else if !isCovered(offer, text, request.covered) {
          candidates.append(
            Candidate(
              offer: offer, told: told, penalty: audience.penalty(offer.form, text),
              tie: "\(request.seed)/\(request.kind.rawValue)/\(offer.angle)".stableHash))
        }
      }
    }
    tellOfOtherKinds(topic, request, tongue, audience, &state)
    return request.squares.compactMap { place in
      guard let best = bestIndex(for: place, among: candidates, state) else { return nil }
      let chosen = candidates.remove(at: best)
      let offer = chosen.offer
      state.note(offer, chosen.told)
      return [
        "square": .integer(place.square),
        "subtopic": .string(Self.name(of: pack.concepts[offer.concept], tongue)),
        "angle": .string(offer.angle),
      ]
    }
  }

  /// Takes in what the set tells of the concepts in questions of the other kinds whose answers are facts.
  private func tellOfOtherKinds(
    _ topic: KnowledgeTopic, _ request: PlannerRequest, _ tongue: Tongue, _ audience: Audience,
    _ state: inout State
  ) {
    guard state.hasForeignAngles, Self.factual.contains(request.kind) else { return }
    for position in topic.concepts {
      guard let text = pack.concepts[position].text(tongue) else { continue }
      for kind in Self.factual where kind != request.kind {
        for offer in Offers(pack: pack).list(position, kind, tongue, audience)
        where state.used.contains(offer.angle) {
          state.tell(offer.form.told(of: text, position: position), of: position)
        }
      }
    }
  }

  /// The name of a concept as the second part of a topic path.
  static func name(of concept: Concept, _ tongue: Tongue) -> String {
    Text.opening(concept.text(tongue)?.term ?? concept.id, tongue)
  }

  /// The kinds whose answers are the facts of a concept.
  private static let factual: [QuestionKind] = [.open, .interview]

  private struct Candidate {
    var offer: Offer
    /// The facts that it tells.
    var told: [Int]
    var penalty: Int
    var tie: UInt64
  }

  /// What was handed out so far.
  private struct State {
    let used: Set<String>
    private(set) var perConcept: [Int: Int] = [:]
    private(set) var facts: Set<[Int]> = []
    /// Of the angles that were used.
    private var own = 0

    /// Whether angles were used that are none of the kind that is planned.
    var hasForeignAngles: Bool { own < used.count }

    init(request: PlannerRequest) { used = Set(request.used) }

    mutating func noteUsed(_ offer: Offer, _ told: [Int]) {
      own += 1
      note(offer, told)
    }

    mutating func note(_ offer: Offer, _ told: [Int]) {
      perConcept[offer.concept, default: 0] += 1
      tell(told, of: offer.concept)
    }

    mutating func tell(_ told: [Int], of concept: Int) {
      for fact in told { facts.insert([concept, fact]) }
    }

    /// How many of the facts that it tells are told already.
    func repeats(_ candidate: Candidate) -> Int {
      candidate.told.count { facts.contains([candidate.offer.concept, $0]) }
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
        offer.depth + 2 * state.repeats(candidate),
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
