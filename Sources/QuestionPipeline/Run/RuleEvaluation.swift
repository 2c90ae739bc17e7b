/// Scores items as the offline judge does, without a request for each: where rules alone speak, composing a prompt,
/// writing a reply and reading it again would cost many times what the rules do.
///
/// What it gives equals what the bench would give, and where the offline solver may know an item it gives nothing.
struct RuleEvaluation: Sendable {
  private let rubric: Rubric
  private let pack: PackIndex
  private let scorer = RuleScorer()

  /// Nil where another model than the offline one judges or solves.
  init?(cast: ModelCast, rubric: Rubric) {
    guard cast.judges.allSatisfy({ $0 is OfflineModel }), let solver = cast.solver as? OfflineModel
    else { return nil }
    self.rubric = rubric
    pack = PackIndex(solver.pack)
  }

  /// Nil where the offline solver may know the item, or the judge sees what it quotes.
  func scores(of item: Item, flaws: [Flaw]) -> Scores? {
    guard item.draft.sources.isEmpty else { return nil }
    guard !pack.mayKnow(item.draft.question, choices: item.draft.choices.map(\.text)) else {
      return nil
    }
    let byRules = scorer.scores(
      of: item.draft, flaws: flaws,
      in: ItemContext(
        kind: item.kind, language: item.language, topic: item.topic, level: item.level))
    var entries: [(name: String, score: Score)] = []
    for dimension in rubric.dimensions {
      let isBeyond = RuleReplies.beyondRules.contains(dimension.name)
      if !isBeyond, let score = byRules[dimension.name] {
        entries.append((dimension.name, score))
      } else {
        let why = RuleReplies.cannotTell(isChinese: item.language.isChinese)
        entries.append((dimension.name, .unscored(why)))
      }
    }
    let named = Set(entries.map(\.name))
    entries += byRules.entries.filter { !named.contains($0.name) }
    return Scores(entries)
  }
}
