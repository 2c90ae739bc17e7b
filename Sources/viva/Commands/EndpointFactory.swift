import HTTPTransport
import QuestionPipeline

/// Makes the models of a run from the endpoints that the command line and the configuration name.
///
/// An endpoint that plays several parts is made once, so that they share its connections, limits and gate.
final class EndpointFactory {
  private let settings: Settings
  private let workplace: Workplace
  private let arguments: Arguments
  private let transport: CurlTransport
  private let cache: AbilityCache
  private let spending: (any AttemptGate)?
  private var made: [EndpointProfile: RetryingModel] = [:]
  private(set) var gates: [EndpointGate] = []

  /// - Parameter spending: the run's budget; nil where there is none.
  init(
    _ arguments: Arguments, _ settings: Settings, in workplace: Workplace,
    spending: (any AttemptGate)?
  ) throws {
    self.arguments = arguments
    self.settings = settings
    self.workplace = workplace
    self.spending = spending
    transport = try CurlTransport()
    cache = workplace.abilityCache()
  }

  /// The models of all parts: the configuration's roles, and for the rest the endpoint that the command line names.
  /// Throws: `UsageError`, `ConfigurationError` or `FileError`.
  func cast() throws -> ModelCast {
    let roles = settings.roles
    let standard = try EndpointChoice(arguments, settings).profile()
    func model(for role: ModelRole) throws -> any LanguageModel {
      guard let pool = roles.pool(for: role) else {
        guard let standard else {
          throw arguments.usageError(
            "No endpoint for the \(role.rawValue): name one with '--endpoint' or '--base-url', or in "
              + "'roles' of the configuration.")
        }
        return try member(standard)
      }
      return try self.pool(pool)
    }
    let judges: [any LanguageModel] =
      try roles.judges?.map { try pool([EndpointRoles.Member(endpoint: $0)]) }
      ?? [model(for: .judge)]
    let cast = ModelCast(
      planner: try model(for: .planner), generator: try model(for: .generator),
      critic: try model(for: .critic), solver: try model(for: .solver), judges: judges)
    try check(cast.judges)
    return cast
  }

  /// One judge for each of the endpoints of that name, and nobody else. Throws as `cast` does.
  func judges(_ names: [String]) throws -> ModelCast {
    let judges = try names.map { try pool([EndpointRoles.Member(endpoint: $0)]) }
    try check(judges)
    let solver = try settings.roles.solver.map(pool) ?? judges[0]
    return ModelCast(
      planner: judges[0], generator: judges[0], critic: judges[0], solver: solver, judges: judges)
  }

  /// Two judges of one name could not be told apart in the journal.
  private func check(_ judges: [any LanguageModel]) throws {
    var seen: Set<String> = []
    for judge in judges where !seen.insert(judge.name).inserted {
      throw ConfigurationError(
        source: "judges",
        detail: "two of them ask the model '\(judge.name)'; a second opinion needs another model "
          + "(evaluator.samples asks one model several times)")
    }
  }

  private func pool(_ members: [EndpointRoles.Member]) throws -> any LanguageModel {
    let choice = EndpointChoice(arguments, settings)
    let models = try members.map { member in
      ModelPool.Member(try self.member(choice.named(member.endpoint)), weight: member.weight)
    }
    return models.count == 1 ? models[0].model : ModelPool(models)
  }

  private func member(_ profile: EndpointProfile) throws -> RetryingModel {
    if let model = made[profile] { return model }
    let url = try EndpointURL(
      profile.baseURL, deployment: profile.deployment, apiVersion: profile.apiVersion,
      source: "endpoint '\(profile.name)'")
    if let note = url.note { workplace.console.note("Notice: \(note).") }
    let key = try EndpointKey.find(for: profile, url: url, environment: workplace.environment)
    let gate = EndpointGate(profile, clock: workplace.clock)
    gates.append(gate)
    let model = RetryingModel(
      try ChatCompletionsModel(
        profile: profile, key: key, transport: transport, cache: cache, clock: workplace.clock,
        now: workplace.timeOfDay, heard: { gate.learn(from: $0) }),
      gate: gate, spending: spending, seed: RunSeed(value: settings.seed))
    made[profile] = model
    return model
  }
}

/// The endpoint that the command line names, out of those of the configuration or a new one.
struct EndpointChoice: Sendable {
  /// What an endpoint is called that has only its URL.
  static let unnamed = "base-url"
  /// Where its key is looked for.
  static let keyVariable = "VIVA_API_KEY"

  private let arguments: Arguments
  private let settings: Settings

  init(_ arguments: Arguments, _ settings: Settings) {
    self.arguments = arguments
    self.settings = settings
  }

  /// Nil where nothing on the command line names one. Throws: `UsageError`.
  /// - Parameter wantsModel: whether one without a model is of no use.
  func profile(wantsModel: Bool = true) throws -> EndpointProfile? {
    var profile: EndpointProfile
    switch (arguments[EndpointOptions.endpoint], arguments[EndpointOptions.baseURL]) {
    case (nil, nil):
      guard let model = arguments[EndpointOptions.model] else { return nil }
      throw arguments.usageError(
        "'--model \(model)' needs '--endpoint' or '--base-url': which server has it?")
    case (let name?, nil): profile = try named(name)
    case (let name?, let url?):
      // A key belongs to the place it was made for: another URL does not inherit it.
      profile = try named(name)
      profile.baseURL = url
      profile.key = .environment(Self.keyVariable)
    case (nil, let url?):
      profile = EndpointProfile(name: Self.unnamed, baseURL: url, model: "")
      profile.key = .environment(Self.keyVariable)
    }
    if let model = arguments[EndpointOptions.model] { profile.model = model }
    guard !wantsModel || !profile.model.isEmpty else {
      throw arguments.usageError("'--model <name>' is missing: which model of \(profile.name)?")
    }
    return common(profile)
  }

  /// An endpoint of the configuration. Throws: `UsageError` that names the nearest.
  func named(_ name: String) throws -> EndpointProfile {
    let known = settings.endpoints.keys.sorted()
    guard let profile = settings.endpoints[name] else {
      throw arguments.usageError(
        Suggestion.nearest(to: name, among: known).map {
          "Unknown endpoint '\(name)'. Did you mean '\($0)'?"
        } ?? "Unknown endpoint '\(name)'. Known: \(known.joined(separator: ", ")).")
    }
    guard !profile.baseURL.isEmpty || arguments.isGiven(EndpointOptions.baseURL) else {
      throw arguments.usageError(
        "Endpoint '\(name)' has no base URL; give 'baseURL' in the configuration or --base-url.")
    }
    return common(profile)
  }

  /// What the command line says of all endpoints.
  private func common(_ profile: EndpointProfile) -> EndpointProfile {
    var profile = profile
    if let file = arguments[EndpointOptions.caFile] { profile.caFile = file }
    if arguments[EndpointOptions.allowInsecureHTTP] { profile.allowsInsecureHTTP = true }
    return profile
  }
}
