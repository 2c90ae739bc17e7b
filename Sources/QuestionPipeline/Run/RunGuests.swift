/// Stages and scorers that the program around a run brings along.
package struct RunGuests: Sendable {
  /// Asked in this order, between the critic and the evaluator.
  package var stages: [any GuestStage] = []
  package var scorers: [any GuestScorer] = []

  package init(stages: [any GuestStage] = [], scorers: [any GuestScorer] = []) {
    self.stages = stages
    self.scorers = scorers
  }

  /// What a run's identity knows of them; nil where there are none.
  var json: JSONValue? {
    guard !stages.isEmpty || !scorers.isEmpty else { return nil }
    return [
      "stages": .strings(stages.map(\.name)),
      "scorers": .array(
        scorers.map { ["name": .string($0.name), "dimension": .string($0.dimension)] }),
    ]
  }
}
