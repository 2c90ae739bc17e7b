extension PairPreference {
  /// What `viva compare --json` prints of pairs, and the single decisions.
  package var json: JSONObject {
    var object = JSONObject()
    object["winner"] = .string(winner.rawValue)
    object["judged"] = .integer(decisions.count)
    object["wins"] = [
      "a": .integer(counts.a), "b": .integer(counts.b), "undecided": .integer(counts.undecided),
      "unscored": .integer(counts.unscored),
    ]
    object["shareOfB"] = share?.json ?? ["unscored": .string(whyUnscored)]
    object["p"] = lead.map { .number($0.p.roundedScore) } ?? .null
    object["judges"] = .array(judges.map { Self.json($0.name, $0.health, $0.standing) })
    return object
  }

  /// Why there is no share.
  package var whyUnscored: String {
    counts.unscored == decisions.count
      ? "no judge chose between any two items in both orders"
      : "no judge was constant enough under a change of order to count"
  }

  /// Each pair with every judge's verdicts in both orders and the words that came with them.
  package var decisionsJSON: JSONValue {
    .array(
      decisions.map { decision in
        [
          "a": .string(decision.pair.a.id), "b": .string(decision.pair.b.id),
          "basis": .string(decision.pair.basis.rawValue),
          "verdict": decision.verdict.map { .string(Self.word($0)) } ?? .null,
          "ballots": .array(
            zip(judges, decision.ballots).map { judge, ballot in
              [
                "judge": .string(judge.name), "aFirst": .string(Self.word(ballot.forward)),
                "bFirst": .string(Self.word(ballot.backward)),
                "reasons": .strings(ballot.reasons),
              ]
            }),
        ]
      })
  }

  private static func json(
    _ name: String, _ health: PairwiseHealth, _ standing: PairwisePanel.Standing
  ) -> JSONValue {
    var object = JSONObject()
    object["judge"] = .string(name)
    object["pairs"] = .integer(health.pairs)
    object["unread"] = .integer(health.unread)
    object["declined"] = .integer(health.declined)
    object["flips"] = .integer(health.flips)
    object["firstPlaceFlips"] = .integer(health.firstPlace)
    object["ties"] = .integer(health.ties)
    object["lengthCorrelation"] =
      health.lengthCorrelation.map { .number($0.roundedScore) } ?? .null
    object["constancy"] = .number(standing.constancy.roundedScore)
    object["weight"] = .number(standing.weight.roundedScore)
    return .object(object)
  }

  private static func word(_ verdict: PairVerdict) -> String {
    switch verdict {
    case .first: "a"
    case .second: "b"
    case .tie: "tie"
    case .unscored(let why): "unscored: \(why.words)"
    }
  }
}
