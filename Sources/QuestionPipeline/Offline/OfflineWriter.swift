/// Answers one request for a draft: finds what the angle stands for, and has it composed.
struct OfflineWriter {
  enum Outcome {
    case written(Draft)
    case unknown(String)
  }

  let pack: KnowledgePack
  let request: GeneratorRequest

  func outcome(seed: UInt64) -> Outcome {
    guard let tongue = Tongue(request.language) else {
      return .unknown("the offline writer writes English and Chinese, not \(request.language)")
    }
    if let passage = request.passage {
      return DocumentWriter(passage: passage, request: request, tongue: tongue).outcome(seed: seed)
    }
    guard let offer = offer(tongue) else {
      return .unknown(
        "the knowledge pack has nothing on \(request.topic.joined(separator: " / ")): "
          + "\(request.angle)")
    }
    guard let draft = compose(offer, tongue, seed: seed) else {
      return .unknown("the knowledge pack has nothing for a question of this form")
    }
    return .written(draft)
  }

  /// Writes a draft for an offer, on behalf of the request.
  func compose(_ offer: Offer, _ tongue: Tongue, seed: UInt64) -> Draft? {
    let concept = pack.concepts[offer.concept]
    guard let text = concept.text(tongue) else { return nil }
    var commission = Commission(
      pack: pack, concept: concept, position: offer.concept, text: text, tongue: tongue,
      form: offer.form, kind: request.kind, level: request.level, difficulty: request.difficulty,
      audience: Audience(request.audience), variant: request.round, avoid: request.avoid,
      flaws: Set(request.flaws.map(\.name)), previous: request.draft,
      chance: SplitMix64(seed: seed ^ offer.angle.stableHash))
    return composer.compose(&commission)
  }

  private var composer: any Composer {
    switch request.kind {
    case .open: OpenComposer()
    case .multipleChoice: MultipleChoiceComposer()
    case .trueFalse: TrueFalseComposer()
    case .cloze: ClozeComposer()
    case .coding: CodingComposer()
    case .scenario: ScenarioComposer()
    case .interview: InterviewComposer()
    }
  }

  /// The offer whose angle was asked for, or the one nearest to an angle that somebody else thought up.
  private func offer(_ tongue: Tongue) -> Offer? {
    let audience = Audience(request.audience)
    let offers = positions(tongue).flatMap {
      Offers(pack: pack).list($0, request.kind, tongue, audience)
    }
    if let offer = offers.first(where: { $0.angle == request.angle }) { return offer }
    let wanted = Bigrams(request.angle)
    var near: (similarity: Double, offer: Offer)?
    for offer in offers {
      let similarity = wanted.similarity(to: Bigrams(offer.angle))
      if similarity >= 0.4, similarity > near?.similarity ?? 0 { near = (similarity, offer) }
    }
    return near?.offer
  }

  /// The concept that the topic's path ends in, or all of the topic.
  private func positions(_ tongue: Tongue) -> [Int] {
    let topic = request.topic.first.flatMap { pack.topic(named: $0) }
    guard request.topic.count > 1, let name = request.topic.last else {
      return topic?.concepts ?? []
    }
    if let position = topic?.concepts.first(where: {
      PackPlanner.name(of: pack.concepts[$0], tongue) == name
    }) {
      return [position]
    }
    if let found = pack.topic(named: name) { return found.concepts }
    return topic?.concepts ?? []
  }
}

/// The pairs of neighbouring letters of a text, for telling how alike two texts are.
struct Bigrams {
  private let pairs: Set<UInt64>

  init(_ text: String) {
    var pairs: Set<UInt64> = []
    var last: UInt64 = 0
    for scalar in Fold.key(text).unicodeScalars {
      let next = UInt64(scalar.value)
      if last != 0 { pairs.insert(last << 32 | next) }
      last = next
    }
    self.pairs = pairs
  }

  /// Dice's coefficient.
  func similarity(to other: Bigrams) -> Double {
    guard !pairs.isEmpty, !other.pairs.isEmpty else { return 0 }
    return 2 * Double(pairs.intersection(other.pairs).count)
      / Double(pairs.count + other.pairs.count)
  }
}
