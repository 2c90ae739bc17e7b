import QuestionPipeline

/// What judges said of pairs, for a terminal.
enum PairText {
  static func lines(_ preference: PairPreference, _ pairing: ItemPairing, folder: String)
    -> [String]
  {
    var lines = ["", headline(preference)]
    var left: [String] = []
    if pairing.identical > 0 { left.append("\(pairing.identical) the same in both") }
    if pairing.unpaired.a > 0 { left.append("\(pairing.unpaired.a) of a without a counterpart") }
    if pairing.unpaired.b > 0 { left.append("\(pairing.unpaired.b) of b without a counterpart") }
    if !left.isEmpty { lines.append("Not judged: " + left.joined(separator: ", ") + ".") }
    lines.append("")
    lines += TextTable.rows(
      [
        "Judge of pairs", "Pairs", "Unread", "Declined", "Flips", "of them to the first", "Ties",
        "ρ length",
        "Weight",
      ],
      preference.judges.map { judge in
        [
          judge.name, String(judge.health.pairs), String(judge.health.unread),
          String(judge.health.declined),
          String(judge.health.flips), String(judge.health.firstPlace), String(judge.health.ties),
          CalibrationTable.number(judge.health.lengthCorrelation),
          Decimals.text(judge.standing.weight, 2),
        ]
      }, numbers: [1, 2, 3, 4, 5, 6, 7, 8])
    lines.append("")
    lines.append("Every verdict with its reasons: \(folder)/comparison.json")
    return lines
  }

  private static func headline(_ preference: PairPreference) -> String {
    let counts = preference.counts
    guard let lead = preference.lead, let share = preference.share else {
      return "Pairs: \(preference.whyUnscored)."
    }
    let facts =
      "of \(preference.decisions.count) pairs \(counts.a) for a, \(counts.b) for b, "
      + "\(counts.undecided) undecided"
      + (counts.unscored > 0 ? ", \(counts.unscored) unscored" : "")
      + "; b's share \(Decimals.text(share.value, 2)) (95% interval \(Decimals.text(share.low, 2)) to "
      + "\(Decimals.text(share.high, 2))), as far from a half by chance alone in "
      + ComparisonText.chance(lead.p)
    return switch preference.winner {
    case .a: "Pairs: judges prefer a: \(facts)."
    case .b: "Pairs: judges prefer b: \(facts)."
    case .neither, .unscored:
      "Pairs: no preference that could be told from noise: \(facts)."
    }
  }
}
