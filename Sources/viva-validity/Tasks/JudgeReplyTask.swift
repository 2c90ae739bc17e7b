import QuestionPipeline

/// Completions of judges as the models wrote them: is each read as its author put it, or left unscored for a reason?
struct JudgeReplyTask: ValidityTask {
  let name = "judge-replies"

  func recognises(_ row: JSONReader) -> Bool { row.has("item", "judge", "strategy", "raw") }

  func measure(_ file: LabelledFile) throws -> Measurement {
    var predictions: [Prediction] = []
    // A completion that was read, or not; and for those with a recorded reading whether ours is the same.
    var (wasRead, clusters): ([Bool], [String]) = ([], [])
    var (agrees, recordedClusters): ([Bool], [String]) = ([], [])
    var reasons: [String: Int] = [:]
    for row in file.rows {
      let item = try row.string("item")
      let id = try "\(item)/\(row.string("judge"))/\(row.string("strategy"))"
      let raw = try row.required("raw")
      var verdicts: [PairVerdict] = []
      if let both = try Self.ratings(raw) {
        verdicts = [both, both]
      } else {
        for (key, isSwapped) in [("swap = False", false), ("swap = True", true)] {
          let reply = try raw.optional(key)?.string()
          let verdict = reply.map { VerdictReader.read($0) } ?? .unscored(.empty)
          verdicts.append(isSwapped ? verdict.swapped : verdict)
        }
      }
      for (verdict, key) in zip(verdicts, ["winner_ab", "winner_ba"]) {
        clusters.append(item)
        let value = Self.value(verdict)
        if case .unscored(let why) = verdict { reasons[why.rawValue, default: 0] += 1 }
        wasRead.append(!verdict.isUnscored)
        if let value = value.stringValue, let recorded = try row.optional(key)?.string() {
          agrees.append(value == recorded)
          recordedClusters.append(item)
        }
      }
      let both = PairVerdict.combined(verdicts[0], verdicts[1])
      var values = JSONObject([("value", Self.value(both))])
      values["ab"] = Self.value(verdicts[0])
      values["ba"] = Self.value(verdicts[1])
      switch both {
      case .unscored(let why): values["unscored"] = .string(why.words)
      case .tie: values["unscored"] = "a tie"
      case .first, .second: break
      }
      predictions.append(Prediction(id: id, values: values))
    }
    let counts = JSONObject(reasons.keys.sorted().map { ($0, .integer(reasons[$0] ?? 0)) })
    return Measurement(
      figures: [
        .measured("read", clusters: clusters, notes: JSONObject([("unscored", .object(counts))])) {
          Self.share(wasRead, $0)
        },
        .measured("readAsRecorded", clusters: recordedClusters) { Self.share(agrees, $0) },
      ], predictions: predictions)
  }

  /// The verdict of two ratings, where the row has ratings.
  private static func ratings(_ raw: JSONReader) throws -> PairVerdict? {
    guard let first = try raw.optional("score_1")?.string(),
      let second = try raw.optional("score_2")?.string()
    else { return nil }
    switch (RatingReader.read(first, scale: 0...10), RatingReader.read(second, scale: 0...10)) {
    case (.rated(let a), .rated(let b)): return a == b ? .tie : a > b ? .first : .second
    case (.unscored(let why), _), (_, .unscored(let why)): return .unscored(why)
    }
  }

  private static func value(_ verdict: PairVerdict) -> JSONValue {
    switch verdict {
    case .first: "1"
    case .second: "2"
    case .tie, .unscored: .null
    }
  }

  private static func share(_ values: [Bool], _ weights: [Int]) -> Double? {
    let all = weights.reduce(0, +)
    let sum = zip(values, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    return all > 0 ? Double(sum) / Double(all) : nil
  }
}

extension PairVerdict {
  fileprivate var isUnscored: Bool {
    if case .unscored = self { true } else { false }
  }
}
