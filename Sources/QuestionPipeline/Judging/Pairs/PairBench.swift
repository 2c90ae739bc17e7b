/// Puts two items side by side before the judges, in both orders.
struct PairBench: Sendable {
  private let desk: ModelDesk
  private let prompts: PromptLibrary
  private let settings: Settings

  init(desk: ModelDesk, prompts: PromptLibrary, settings: Settings) {
    self.desk = desk
    self.prompts = prompts
    self.settings = settings
  }

  /// What every judge says of a pair, in the judges' order.
  func ballots(on pair: ItemPairing.Pair) async throws -> [PairBallot] {
    var ballots: [PairBallot] = []
    for judge in desk.cast.judges.indices {
      let forward = try await ask(judge, of: pair, order: 0)
      let backward = try await ask(judge, of: pair, order: 1)
      ballots.append(
        PairBallot(
          forward: forward.verdict, backward: backward.verdict.swapped,
          reasons: [forward.reason, backward.reason]))
    }
    return ballots
  }

  /// - Parameter order: 0 shows the first set's item first, 1 the other one.
  private func ask(_ judge: Int, of pair: ItemPairing.Pair, order: Int) async throws -> (
    verdict: PairVerdict, reason: String
  ) {
    let (first, second) = order == 0 ? (pair.a, pair.b) : (pair.b, pair.a)
    // Of one item in both orders, so that nothing but the order differs.
    var inputs = PromptInputs(
      .judge, stage: PromptLibrary.pair, language: pair.a.language, kind: pair.a.kind)
    // What only one of them is about would speak for it in both orders.
    let topic = zip(pair.a.topic, pair.b.topic).prefix { $0 == $1 }.map(\.0)
    inputs.fence(["topic": .strings(topic)])
    inputs.fence(["first": first.draft.json])
    inputs.fence(["second": second.draft.json])
    let cell = SHA256.number(of: pair.a.id + "\n" + pair.b.id)
    inputs.own["cell"] = .integer(cell)
    inputs.own["sample"] = .integer(order)
    let finished = inputs
    let answer = try await desk.ask(.judge, judge: judge) { attempt, correction in
      prompts.request(
        finished, seed: RunSeed(value: settings.seed), cell: cell, sample: order, attempt: attempt,
        correction: correction, maxReplyTokens: settings.maxReplyTokens)
    } read: { reader in
      (try Self.verdict(reader.string("verdict")), try reader.string("reason"))
    }
    if let value = answer.value { return value }
    let failure = answer.failure
    return (.unscored(Self.reason(failure?.outcome)), failure?.detail ?? "no reply")
  }

  private static func verdict(_ word: String) throws -> PairVerdict {
    switch word {
    case "first": .first
    case "second": .second
    case "tie": .tie
    case "cannot-tell": .unscored(.refused)
    default:
      throw JSONError(
        .invalidValue, path: "verdict",
        Suggestion.unknown(word, among: ["first", "second", "tie", "cannot-tell"]))
    }
  }

  private static func reason(_ outcome: ReplyOutcome?) -> PairVerdict.Reason {
    switch outcome {
    case .refused, .filtered: .refused
    default: .noVerdict
    }
  }
}

/// One judge's verdicts on one pair, by content, and the words that came with them.
package struct PairBallot: Sendable, Hashable {
  /// Of the order in which the first set's item is shown first.
  package var forward: PairVerdict
  package var backward: PairVerdict
  /// Of both orders.
  package var reasons: [String]

  package init(forward: PairVerdict, backward: PairVerdict, reasons: [String]) {
    self.forward = forward
    self.backward = backward
    self.reasons = reasons
  }

  /// 1 for the first set's item, −1 for the second's; nil where neither order gave a verdict.
  package var lean: Double? { PairwisePanel.lean(forward, backward) }

  /// Whether both orders gave a verdict: one alone may be the place's doing.
  package var isWhole: Bool {
    if case .unscored = forward { return false }
    if case .unscored = backward { return false }
    return true
  }
}
