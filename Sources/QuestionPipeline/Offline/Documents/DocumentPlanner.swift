/// Hands out what the passages of a request state.
struct DocumentPlanner {
  let passages: [Passage]

  /// An offer of a passage that no angle has taken yet.
  private struct Candidate {
    var passage: Int
    var offer: DocumentOffer
    var tie: UInt64
    /// Why the documents do not answer it; nil for what they do.
    var unanswerable: Unanswerable?
  }

  func angles(for request: PlannerRequest) -> [JSONValue] {
    guard let tongue = Tongue(request.language) else { return [] }
    let used = Set(request.used)
    let covered = request.covered.map { ToldQuestion($0) }
    var counts = [Int](repeating: 0, count: passages.count)
    var candidates: [Candidate] = []
    // A sentence is asked about again only where no other that is as surely understood is left.
    var told: Set<String> = []
    let reasons = Unanswerable.allCases.filter { reason in
      request.squares.contains { $0.unanswerable == reason }
    }
    for (index, passage) in passages.enumerated() {
      let offers = DocumentOffers(passage: passage, tongue: tongue)
      told.formUnion(offers.sentences(behind: used))
      for reason in [nil] + reasons.map(Optional.some) {
        for offer in reason.map({ offers.absences($0) }) ?? offers.list(request.kind) {
          if used.contains(offer.angle) {
            counts[index] += 1
          } else if !offer.isTold(in: covered) {
            candidates.append(
              Candidate(
                passage: index, offer: offer, tie: "\(request.seed)/\(offer.angle)".stableHash,
                unanswerable: reason))
          }
        }
      }
    }
    var result: [JSONValue] = []
    for place in request.squares {
      let leveled = candidates.indices.filter {
        candidates[$0].offer.levels.contains(place.level)
          && candidates[$0].unanswerable == place.unanswerable
      }
      // One that needs several passages only where that is asked for; there another, if there is none.
      let linked = leveled.filter { !passages[candidates[$0].passage].parts.isEmpty }
      let fitting =
        place.hops > 1 && !linked.isEmpty ? linked : leveled.filter { !linked.contains($0) }
      let best = fitting.min { left, right in
        let (a, b) = (candidates[left], candidates[right])
        let ranks = [a, b].map { entry in
          [
            entry.offer.standing < 0 ? 1 : 0,
            entry.offer.sentence.map { told.contains($0) } == true ? 1 : 0,
            entry.offer.distance(of: request.kind), counts[entry.passage], -entry.offer.standing,
            abs(entry.offer.difficulty - place.difficulty),
          ]
        }
        return ranks[0] == ranks[1]
          ? a.tie < b.tie : ranks[0].lexicographicallyPrecedes(ranks[1])
      }
      guard let best else { continue }
      let chosen = candidates.remove(at: best)
      counts[chosen.passage] += 1
      if let sentence = chosen.offer.sentence { told.insert(sentence) }
      let passage = passages[chosen.passage]
      result.append([
        "square": .integer(place.square),
        "subtopic": .string(passage.headings.last ?? passage.document),
        "angle": .string(chosen.offer.angle), "passage": .string(passage.id),
      ])
    }
    return result
  }
}
