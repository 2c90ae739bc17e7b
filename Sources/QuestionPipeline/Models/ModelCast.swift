/// Which model plays which part of a run.
package struct ModelCast: Sendable {
  package var planner: any LanguageModel
  package var generator: any LanguageModel
  package var critic: any LanguageModel
  package var solver: any LanguageModel
  /// At least one.
  package var judges: [any LanguageModel]
  /// Nil where a run recalls by words alone.
  package var embedder: (any LanguageModel)?

  package init(
    planner: any LanguageModel, generator: any LanguageModel, critic: any LanguageModel,
    solver: any LanguageModel, judges: [any LanguageModel],
    embedder: (any LanguageModel)? = nil
  ) {
    precondition(!judges.isEmpty, "a run has a judge")
    self.planner = planner
    self.generator = generator
    self.critic = critic
    self.solver = solver
    self.judges = judges
    self.embedder = embedder
  }

  /// One model for all parts.
  package init(_ model: any LanguageModel) {
    self.init(planner: model, generator: model, critic: model, solver: model, judges: [model])
  }

  /// - Parameter judge: the judge's place, for that role.
  /// - Precondition: the role is played.
  package func model(for role: ModelRole, judge: Int = 0) -> any LanguageModel {
    switch role {
    case .planner: return planner
    case .generator: return generator
    case .critic: return critic
    case .solver: return solver
    case .judge: return judges[judge]
    case .embedder:
      guard let embedder else { preconditionFailure("a run without vectors asked for some") }
      return embedder
    }
  }

  /// The same parts, each model changed alike.
  package func map(_ change: (any LanguageModel) -> any LanguageModel) -> ModelCast {
    ModelCast(
      planner: change(planner), generator: change(generator), critic: change(critic),
      solver: change(solver), judges: judges.map(change), embedder: embedder.map(change))
  }

  /// What a run's identity knows of it: a name, or one for each part where they differ.
  package var json: JSONValue {
    let names = [planner, generator, critic, solver].map(\.name) + judges.map(\.name)
    if embedder == nil, Set(names).count == 1 { return .string(names[0]) }
    var object: JSONObject = [
      "planner": .string(planner.name), "generator": .string(generator.name),
      "critic": .string(critic.name), "solver": .string(solver.name),
      "judges": .strings(judges.map(\.name)),
    ]
    object["embedder"] = embedder.map { .string($0.name) }
    return .object(object)
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
      judges: judges.map(make), embedder: json["embedder"]?.stringValue.map(make))
  }
}
