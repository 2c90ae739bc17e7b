/// Which model plays which part of a run.
package struct ModelCast: Sendable {
  package var planner: any LanguageModel
  package var generator: any LanguageModel
  package var critic: any LanguageModel
  package var solver: any LanguageModel
  /// At least one.
  package var judges: [any LanguageModel]

  package init(
    planner: any LanguageModel, generator: any LanguageModel, critic: any LanguageModel,
    solver: any LanguageModel, judges: [any LanguageModel]
  ) {
    precondition(!judges.isEmpty, "a run has a judge")
    self.planner = planner
    self.generator = generator
    self.critic = critic
    self.solver = solver
    self.judges = judges
  }

  /// One model for all parts.
  package init(_ model: any LanguageModel) {
    self.init(planner: model, generator: model, critic: model, solver: model, judges: [model])
  }

  /// - Parameter judge: the judge's place, for that role.
  package func model(for role: ModelRole, judge: Int = 0) -> any LanguageModel {
    switch role {
    case .planner: planner
    case .generator: generator
    case .critic: critic
    case .solver: solver
    case .judge: judges[judge]
    }
  }

  /// The same parts, each model changed alike.
  package func map(_ change: (any LanguageModel) -> any LanguageModel) -> ModelCast {
    ModelCast(
      planner: change(planner), generator: change(generator), critic: change(critic),
      solver: change(solver), judges: judges.map(change))
  }

  /// What a run's identity knows of it: a name, or one for each part where they differ.
  package var json: JSONValue {
    let names = [planner, generator, critic, solver].map(\.name) + judges.map(\.name)
    if Set(names).count == 1 { return .string(names[0]) }
    return [
      "planner": .string(planner.name), "generator": .string(generator.name),
      "critic": .string(critic.name), "solver": .string(solver.name),
      "judges": .strings(judges.map(\.name)),
    ]
  }

  /// The cast that `json` tells of; nil where it tells of none.
  package init?(json: JSONValue, make: (String) -> any LanguageModel) {
    if let name = json.stringValue {
      self.init(make(name))
      return
    }
    guard let planner = json["planner"]?.stringValue, let writer = json["generator"]?.stringValue,
      let critic = json["critic"]?.stringValue, let solver = json["solver"]?.stringValue,
      let judges = json["judges"]?.arrayValue?.compactMap(\.stringValue), !judges.isEmpty
    else { return nil }
    self.init(
      planner: make(planner), generator: make(writer), critic: make(critic), solver: make(solver),
      judges: judges.map(make))
  }
}
