/// Scores what rules can: fluency, clarity and conciseness of the wording, depth cues, and how much of the answer the
/// item's source says.
///
/// Each starts at 1 and loses a fixed part for each fault; the rest is a judge's to say. The sizes of the losses follow
/// the ratings of QGEval (Fu et al. 2024; 885 English questions on dev passages, means of three raters, most of them
/// the best grade): |Pearson r| is 0.89 for conciseness, 0.65 for fluency and 0.50 for clarity. What raters there mark
/// down beside form (a question whose answer is not unique, an article in the wrong place) rules do not see, and for
/// Chinese no ratings were found to measure against. Relevance, consistency, answerability and answer consistency had
/// no measure by rules that agrees with people, so rules leave them unscored.
package struct RuleScorer: Sendable {
  package static let dimensions = ["fluency", "clarity", "conciseness", "depthCues"]
  /// QGEval's other dimensions, and the reason that rules give for not scoring them.
  package static let beyondRules = [
    "relevance", "consistency", "answerability", "answerConsistency",
  ]
  package static let noValidity = "no validity without a judge"

  package init() {}

  /// Values in 0…1, rounded, by "rules", in the order of `dimensions`; then `groundedness` where the item has a source,
  /// and the dimensions beyond rules as unscored.
  ///
  /// - Parameter flaws: What the inspector found; some lower a score.
  package func scores(of draft: Draft, flaws: [Flaw], in context: ItemContext) -> Scores {
    scores(of: InspectedDraft(draft, context, estimatesLevel: false), flaws: flaws)
  }

  /// The same for a draft that the inspector has looked at as well.
  func scores(of subject: InspectedDraft, flaws: [Flaw]) -> Scores {
    values(of: subject, flaws: flaws, depth: nil).scores
  }

  /// What is measured. Many items of a set measure the same, and then are given one and the same `Scores`.
  struct Values: Hashable, Sendable {
    var fluency: Double
    var clarity: Double
    var conciseness: Double
    /// Nil without an answer.
    var depthCues: Double?
    /// Nil without a source.
    var groundedness: Double?
  }

  /// - Parameter depth: the cues of the answer alone, if they are known.
  func values(of subject: InspectedDraft, flaws: [Flaw], depth: DepthCues?) -> Values {
    let draft = subject.draft
    let names = Set(flaws.map(\.name))
    let wording = WordingScores(subject, flaws: names)
    var values = Values(
      fluency: wording.fluency, clarity: wording.clarity, conciseness: wording.conciseness)
    if !subject.answer.isBlank {
      let reasons = draft.choices.compactMap(\.why)
      let cues =
        reasons.isEmpty
        ? depth ?? DepthCues(subject.answer.allTokens)
        : DepthCues(in: ([draft.answer] + reasons).joined(separator: "\n"))
      values.depthCues = cues.share
    }
    values.groundedness = Groundedness(subject)?.share
    return values
  }
}

extension RuleScorer.Values {
  var scores: Scores {
    var entries: [(name: String, score: Score)] = [
      ("fluency", .exact(fluency, by: "rules")),
      ("clarity", .exact(clarity, by: "rules")),
      ("conciseness", .exact(conciseness, by: "rules")),
      ("depthCues", depthCues.map { .exact($0, by: "rules") } ?? .unscored("no answer")),
    ]
    if let groundedness { entries.append(("groundedness", .exact(groundedness, by: "rules"))) }
    for name in RuleScorer.beyondRules {
      entries.append((name, .unscored(RuleScorer.noValidity)))
    }
    return Scores(entries)
  }
}
