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
      endpoints: factory.gates)
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
    return guarded(VectorModel(base, name: profile.modelName), profile, gate(profile))
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

  /// Throws: `FileError`, or `ConfigurationError` where the file cannot be what a certificate is checked with.
  private static func check(certificates file: String) throws {
    let text = try FileSystem.read(file, limit: 16 << 20)
    guard text.contains(Array("-----BEGIN ".utf8)) else {
      throw ConfigurationError(source: file, detail: "holds no certificate in PEM")
    }
  }

  private func member(_ profile: EndpointProfile) throws -> RetryingModel {
    if let model = made[profile] { return model }
    let url = try profile.url()
    if let note = url.note { workplace.console.note("Notice: \(note).") }
    if let file = profile.caFile { try Self.check(certificates: file) }
    let key = try EndpointKey.find(for: profile, url: url, environment: workplace.environment)
    let gate = gate(profile)
    let model = guarded(
      try ChatCompletionsModel(
        profile: profile, key: key, transport: transport, cache: cache, clock: workplace.clock,
        now: workplace.timeOfDay, name: profile.modelName, heard: { gate.learn(from: $0) }),
      profile, gate)
    made[profile] = model
    return model
  }

  private func gate(_ profile: EndpointProfile) -> EndpointGate {
    let gate = EndpointGate(profile, clock: workplace.clock)
    gates.append(gate)
    return gate
  }

  private func guarded(
    _ model: any LanguageModel, _ profile: EndpointProfile, _ gate: EndpointGate
  ) -> RetryingModel {
    RetryingModel(
      model, gate: gate, spending: spending, seed: RunSeed(value: settings.seed),
      troubled: trouble(at: profile))
  }
}
