import HTTPTransport
import QuestionPipeline
import Synchronization

/// Makes the models of a run from the endpoints that play its parts.
///
/// An endpoint that plays several parts is made once, so that they share its connections, limits and gate.
final class EndpointFactory {
  private let workplace: Workplace
  private let settings: Settings
  /// Counts what is on the wire, so that an interruption can wait for it.
  private let transport: any Transport
  private let cache: AbilityCache
  private let spending: SpendingGate
  private var made: [EndpointProfile: RetryingModel] = [:]
  private var gates: [EndpointGate] = []
  private var places: [TracedEndpoint] = []
  private let isQuiet: Bool

  private init(
    _ bench: Workbench, _ workplace: Workplace, spending: SpendingGate, isQuiet: Bool
  ) throws {
    self.workplace = workplace
    self.isQuiet = isQuiet
    self.spending = spending
    settings = bench.settings
    transport = CountedTransport(try CurlTransport(), workplace.interruption.inFlight)
    cache = workplace.abilityCache()
  }

  /// The models for a plan, and what they cost. Throws: `ConfigurationError`, `FileError` or `TransportError`.
  static func models(
    _ plan: CastPlan, _ bench: Workbench, _ workplace: Workplace, isQuiet: Bool
  ) throws -> ChosenModel {
    let own = bench.settings.prices
    let prices = try plan.prices(PriceBook(bench.files).overlaid(with: own), own: own)
    let spending = SpendingGate(limit: bench.settings.budget, prices: prices)
    let factory = try EndpointFactory(bench, workplace, spending: spending, isQuiet: isQuiet)
    let cast = try factory.cast(plan)
    return ChosenModel(
      cast: cast, backend: Backend.endpoint.rawValue, prices: prices, gate: spending,
      endpoints: factory.gates, places: factory.places)
  }

  private func cast(_ plan: CastPlan) throws -> ModelCast {
    ModelCast(
      planner: try model(plan.planner), generator: try model(plan.generator),
      critic: try model(plan.critic), solver: try model(plan.solver),
      judges: try plan.judges.map(model), embedder: try plan.embedder.map(vectors))
  }

  /// The model of vectors, with limits of its own, though it may stand behind an endpoint that plays other parts.
  private func vectors(_ part: CastPlan.Part) throws -> any LanguageModel {
    let profile = part.seats[0].profile
    let url = try profile.url(source: "memory.embeddings")
    let base = try EmbeddingsModel(
      profile: profile,
      key: try EndpointKey.find(for: profile, url: url, environment: workplace.environment),
      transport: transport, dimensions: settings.memory.embeddings?.dimensions,
      clock: workplace.clock, now: workplace.timeOfDay)
    let gate = EndpointGate(profile, clock: workplace.clock)
    gates.append(gate)
    return RetryingModel(
      VectorModel(base, name: profile.modelName), gate: gate, spending: spending,
      seed: RunSeed(value: settings.seed), troubled: trouble(at: profile))
  }

  private func model(_ part: CastPlan.Part) throws -> any LanguageModel {
    let members = try part.seats.map { ModelPool.Member(try member($0.profile), weight: $0.weight) }
    return members.count == 1 ? members[0].model : ModelPool(members)
  }

  /// Says every few seconds that an endpoint makes trouble: a run that only waits is not taken for one that hangs.
  private func trouble(at profile: EndpointProfile) -> @Sendable (ModelError) -> Void {
    guard !isQuiet else { return { _ in } }
    let last = Mutex<Duration?>(nil)
    let workplace = workplace
    return { error in
      let now = workplace.clock.now
      let isDue = last.withLock { last in
        if let last, now - last < .seconds(10) { return false }
        last = now
        return true
      }
      if isDue {
        workplace.console.note("Trying again: endpoint \(profile.name) \(error.detail)")
      }
    }
  }

  private func member(_ profile: EndpointProfile) throws -> RetryingModel {
    if let model = made[profile] { return model }
    let endpoint = try EndpointModel(
      profile, transport: transport, cache: cache, clock: workplace.clock,
      timeOfDay: workplace.timeOfDay, environment: workplace.environment, spending: spending,
      seed: RunSeed(value: settings.seed),
      noted: { workplace.console.note("Notice: \($0).") }, troubled: trouble(at: profile))
    gates.append(endpoint.gate)
    places.append(try TracedEndpoint(profile))
    made[profile] = endpoint.model
    return endpoint.model
  }
}
