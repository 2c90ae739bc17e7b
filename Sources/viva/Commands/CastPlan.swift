import QuestionPipeline

/// Which endpoints play which parts: the configuration's roles, and for the rest the endpoint that the command line names.
struct CastPlan: Sendable {
  /// An endpoint and its share of the requests.
  struct Seat: Sendable {
    var profile: EndpointProfile
    var weight: Int
  }
  /// One endpoint, or several that share a part.
  struct Part: Sendable {
    var seats: [Seat]

    /// The name by which requests know the part's model.
    var name: String {
      ModelPool.name(of: seats.map { ($0.profile.modelName, $0.weight) })
    }
  }

  var planner: Part
  var generator: Part
  var critic: Part
  var solver: Part
  var judges: [Part]
  /// Nil where a run recalls by words alone.
  private(set) var embedder: Part?

  private var parts: [Part] { [planner, generator, critic, solver] + judges }

  /// Throws: `UsageError` or `ConfigurationError`.
  init(_ arguments: Arguments, _ settings: Settings) throws {
    let choice = EndpointChoice(arguments, settings)
    let standard = try choice.profile()
    func part(_ role: ModelRole) throws -> Part {
      if let pool = settings.roles.pool(for: role) { return try choice.part(pool) }
      guard let standard else {
        throw arguments.usageError(
          "No endpoint for the \(role.rawValue): name one with '--endpoint' or '--base-url', or in "
            + "'roles' of the configuration.")
      }
      return Part(seats: [Seat(profile: standard, weight: 1)])
    }
    planner = try part(.planner)
    generator = try part(.generator)
    critic = try part(.critic)
    solver = try part(.solver)
    judges =
      try settings.roles.judges?.map { try choice.part([EndpointRoles.Member(endpoint: $0)]) }
      ?? [part(.judge)]
    try check()
  }

  /// Has the model of `memory.embeddings` play its part, where the run has a memory. Throws: `ConfigurationError`.
  mutating func recall(_ arguments: Arguments, _ settings: Settings) throws {
    guard settings.memory.path != nil, let embeddings = settings.memory.embeddings else { return }
    let profile = EndpointChoice(arguments, settings).common(
      try embeddings.profile(among: settings.endpoints))
    _ = try profile.url(source: "memory.embeddings")
    embedder = Part(seats: [Seat(profile: profile, weight: 1)])
  }

  /// One judge for each of the endpoints of those names; the first solves, too, where the configuration names no solver.
  /// Throws: `UsageError` or `ConfigurationError`.
  init(judges names: [String], _ arguments: Arguments, _ settings: Settings) throws {
    for option in [EndpointOptions.endpoint, EndpointOptions.baseURL, EndpointOptions.model]
    where arguments.isGiven(option) {
      throw arguments.usageError(
        "'--judges' names who judges; '--\(option.spec.name)' cannot be given beside it.")
    }
    let choice = EndpointChoice(arguments, settings)
    judges = try names.map { try choice.part([EndpointRoles.Member(endpoint: $0)]) }
    planner = judges[0]
    generator = judges[0]
    critic = judges[0]
    solver = try settings.roles.solver.map(choice.part) ?? judges[0]
    try check()
  }

  private func check() throws {
    // Two judges of one name could not be told apart in the journal.
    var seen: Set<String> = []
    for judge in judges where !seen.insert(judge.name).inserted {
      throw ConfigurationError(
        source: "judges",
        detail: "two of them ask the model '\(judge.name)'; a second opinion needs another model "
          + "(evaluator.samples asks one model several times)")
    }
    // A name means one place: what an error, a report or a price says of it would be said of both.
    var places: [String: EndpointProfile] = [:]
    for profile in parts.flatMap(\.seats).map(\.profile) {
      let known = places[profile.name] ?? profile
      guard known == profile else {
        throw ConfigurationError(
          source: "endpoint '\(profile.name)'",
          detail: "is also named in 'roles', but the command line gives it another model or URL; "
            + "give it a name of its own in the configuration")
      }
      places[profile.name] = profile
    }
  }

  /// What each endpoint is asked of each part, and what it allows.
  var loads: [PlanTime.Load] {
    var loads: [PlanTime.Load] = []
    func add(_ part: Part, _ role: ModelRole, of count: Int = 1) {
      let weights = part.seats.reduce(0) { $0 + $1.weight }
      for seat in part.seats {
        let profile = seat.profile
        let share = Double(seat.weight) / Double(max(1, weights) * count)
        if let place = loads.firstIndex(where: { $0.endpoint == profile.name }) {
          loads[place].shares.append((role, share))
        } else {
          loads.append(
            PlanTime.Load(
              endpoint: profile.name, rates: profile.rates, shares: [(role, share)]))
        }
      }
    }
    add(planner, .planner)
    add(generator, .generator)
    add(critic, .critic)
    add(solver, .solver)
    for judge in judges { add(judge, .judge, of: judges.count) }
    return loads
  }

  /// What the models cost. Those behind this machine's own endpoints cost nothing, unless the configuration says what; a
  /// pool counts as its dearest member.
  /// - Parameter own: the prices that the configuration gives.
  func prices(_ book: PriceBook, own: PriceBook) throws -> RunPrices {
    var prices: [(model: String, price: Price?)] = []
    func add(_ name: String, _ price: Price?) {
      if !prices.contains(where: { $0.model == name }) { prices.append((name, price)) }
    }
    var isLocal: [String: Bool] = [:]
    let parts = parts + (embedder.map { [$0] } ?? [])
    for profile in parts.flatMap(\.seats).map(\.profile) {
      let isLoopback = try profile.url().isLoopback
      isLocal[profile.model] = (isLocal[profile.model] ?? true) && isLoopback
    }
    for part in parts {
      let members = part.seats.map { seat -> Price? in
        let model = seat.profile.model
        return own.price(of: model) ?? (isLocal[model] == true ? .free : book.price(of: model))
      }
      for (seat, price) in zip(part.seats, members) { add(seat.profile.modelName, price) }
      let known = members.compactMap(\.self)
      add(part.name, known.count == members.count ? Price.dearest(known) : nil)
    }
    return RunPrices(prices)
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
      // What belongs to one place, keys above all, does not go to another.
      profile = try named(name)
      profile.baseURL = url
      profile.key = .environment(Self.keyVariable)
      profile.extraFields = []
      profile.deployment = nil
      profile.apiVersion = nil
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

  /// The endpoints of a part. Throws: `UsageError`.
  func part(_ members: [EndpointRoles.Member]) throws -> CastPlan.Part {
    CastPlan.Part(
      seats: try members.map { member in
        let profile = common(try named(member.endpoint))
        guard !profile.model.isEmpty else {
          throw arguments.usageError(
            "Endpoint '\(profile.name)' plays a part, but has no 'model' in the configuration.")
        }
        return CastPlan.Seat(profile: profile, weight: member.weight)
      })
  }

  /// An endpoint of the configuration. Throws: `UsageError` that names the nearest.
  private func named(_ name: String) throws -> EndpointProfile {
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
    return profile
  }

  /// What the command line says of all endpoints.
  func common(_ profile: EndpointProfile) -> EndpointProfile {
    var profile = profile
    if let file = arguments[EndpointOptions.caFile] { profile.caFile = file }
    if arguments[EndpointOptions.allowInsecureHTTP] { profile.allowsInsecureHTTP = true }
    return profile
  }
}
