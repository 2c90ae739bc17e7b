import Synchronization

/// Scores items as the offline judge does, without a request for each: where rules alone speak, composing a prompt,
/// writing a reply and reading it again would cost many times what the rules do.
///
/// What it gives equals what the bench would give, and where the offline solver may know an item it gives nothing.
struct RuleEvaluation: Sendable {
  private let rubric: Rubric
  private let pack: PackIndex
  private let scorer = RuleScorer()
  private let shelf = ScoreShelf()

  /// Nil where another model than the offline one judges or solves.
  init?(cast: ModelCast, rubric: Rubric) {
    guard cast.judges.allSatisfy({ $0 is OfflineModel }), let solver = cast.solver as? OfflineModel
    else { return nil }
    self.rubric = rubric
    pack = PackIndex(solver.pack)
  }

  /// Nil where the offline solver may know the item, or the judge sees what it quotes.
  ///
  /// - Parameters:
  ///   - flaws: What the inspector found.
  ///   - reading: Of the same subject.
  func scores(of subject: InspectedDraft, flaws: [Flaw], reading: ItemReading) -> Scores? {
    let draft = subject.draft
    guard draft.sources.isEmpty,
      !pack.mayKnow(draft.question, choices: draft.choices.map(\.text))
    else { return nil }
    let values = scorer.values(of: subject, flaws: flaws, depth: reading.depth)
    return shelf.scores(of: values, subject.isChinese) { scores(values.scores, subject.isChinese) }
  }

  /// By the rubric's dimensions, then what else was measured.
  private func scores(_ byRules: Scores, _ isChinese: Bool) -> Scores {
    var entries: [(name: String, score: Score)] = []
    for dimension in rubric.dimensions {
      let isBeyond = RuleReplies.beyondRules.contains(dimension.name)
      if !isBeyond, let score = byRules[dimension.name] {
        entries.append((dimension.name, score))
      } else {
        let why = RuleReplies.cannotTell(isChinese: isChinese)
        entries.append((dimension.name, .unscored(why)))
      }
    }
    let named = Set(entries.map(\.name))
    entries += byRules.entries.filter { !named.contains($0.name) }
    return Scores(entries)
  }
}

/// Scores that were made already, so that items which measure the same share them: in a large set they would take
/// more memory than the texts of the items.
private final class ScoreShelf: Sendable {
  private struct Key: Hashable {
    var values: RuleScorer.Values
    var isChinese: Bool
  }

  /// Where that many differ, hardly any more will be shared.
  private static let capacity = 1 << 14
  private let known = Mutex<[Key: Scores]>([:])

  func scores(of values: RuleScorer.Values, _ isChinese: Bool, make: () -> Scores) -> Scores {
    let key = Key(values: values, isChinese: isChinese)
    if let scores = known.withLock({ $0[key] }) { return scores }
    let scores = make()
    return known.withLock { known in
      if let earlier = known[key] { return earlier }
      if known.count < Self.capacity { known[key] = scores }
      return scores
    }
  }
}
