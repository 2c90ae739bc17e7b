extension SetComparison {
  /// What `viva compare --json` prints.
  package var json: JSONValue {
    var object = JSONObject()
    object["winner"] = .string(winner.rawValue)
    object["a"] = Self.summary(a)
    object["b"] = Self.summary(b)
    object["sharedItems"] = .integer(shared)
    object["scores"] = .array(scores.map(Self.json))
    object["mix"] = .object(
      JSONObject(
        mixes.map { mix in
          (
            mix.name,
            [
              "counts": .object(
                JSONObject(
                  mix.values.map { ($0.name, ["a": .integer($0.a), "b": .integer($0.b)]) })
              ),
              "psi": mix.psi.map(JSONValue.number) ?? .null,
            ]
          )
        }))
    object["refusals"] = .object(
      JSONObject(refusals.map { ($0.reason, ["a": .integer($0.a), "b": .integer($0.b)]) }))
    object["stages"] = .array(
      stageNames.map { name in
        func side(_ set: ComparedSet) -> JSONValue {
          set.stages.first { $0.name == name }.map(Self.json) ?? .null
        }
        return ["name": .string(name), "a": side(a), "b": side(b)]
      })
    return .object(object)
  }

  /// The stages of both sets, in the order of the first.
  package var stageNames: [String] {
    let first = a.stages.map(\.name)
    return first + b.stages.map(\.name).filter { !first.contains($0) }
  }

  private static func summary(_ set: ComparedSet) -> JSONValue {
    var object = JSONObject()
    object["path"] = .string(set.path)
    object["items"] = .integer(set.items.count)
    object["rubric"] = set.rubric.map(JSONValue.string)
    if set.isCalibrated { object["calibrated"] = true }
    return .object(object)
  }

  private static func json(_ drift: ScoreDrift) -> JSONValue {
    func number(_ value: Double?) -> JSONValue {
      value.map { .number($0.roundedScore) } ?? .null
    }
    var object = JSONObject()
    object["name"] = .string(drift.name)
    object["a"] = ["scored": .integer(drift.counts.a), "mean": number(drift.means.a)]
    object["b"] = ["scored": .integer(drift.counts.b), "mean": number(drift.means.b)]
    if let change = drift.change {
      object["difference"] = change.difference.json
      object["paired"] = .bool(drift.isPaired)
      object["n"] = .integer(change.count)
      object["p"] = number(change.p)
      object["adjustedP"] = number(drift.adjustedP)
    } else {
      object["difference"] = ["unscored": "one of the sets has no such score"]
    }
    object["ks"] = ["statistic": number(drift.ks), "p": number(drift.ksP)]
    object["psi"] = number(drift.psi)
    if drift.name != "score" {
      object["judges"] = ["a": .strings(drift.judges.a), "b": .strings(drift.judges.b)]
    }
    return .object(object)
  }

  private static func json(_ stage: ComparedSet.Stage) -> JSONValue {
    var object = JSONObject()
    object["messages"] = stage.messages.map(JSONValue.integer)
    object["medianMilliseconds"] = stage.median.map { .number($0.roundedScore) }
    object["p95Milliseconds"] = stage.p95.map { .number($0.roundedScore) }
    object["requests"] = .integer(stage.requests)
    object["promptTokens"] = .integer(stage.promptTokens)
    object["completionTokens"] = .integer(stage.completionTokens)
    object["nanoDollars"] = stage.nanoDollars.map(JSONValue.integer)
    return .object(object)
  }
}
