import HTTPTransport
import QuestionPipeline

/// The settings, prompts and rubric that work is done with.
struct Workbench: Sendable {
  let files = DefaultFiles.builtIn
  var settings: Settings
  let prompts: PromptLibrary
  let rubric: Rubric
  let rubricHash: String

  /// - Parameter configuration: JSON5 over the defaults.
  /// - Throws: `ConfigurationError`.
  init(configuration: String = "{}") throws {
    settings = try ConfigurationReader.settings(
      files, overrides: [(name: "configuration", bytes: Array(configuration.utf8))])
    prompts = try PromptLibrary(files)
    rubric = try ConfigurationReader.rubric(settings.evaluator.rubric, files)
    rubricHash = SHA256.hex(files["Config/Rubrics/\(settings.evaluator.rubric).json5"] ?? [])
  }
}

/// What answers in one run.
struct ChosenBackend: Sendable {
  var name: String
  var cast: ModelCast
  var budget: RunBudget
  var endpoints: [EndpointGate] = []
  /// Where the offline writer answers.
  var offline: OfflineBackend?

  /// - Parameter inFlight: counts what is asked of models that may cost something.
  /// - Throws: `ConfigurationError`, `KnowledgeError` or `TransportError`.
  init(_ backend: Backend, _ bench: Workbench, clock: any RunClock, inFlight: InFlight) throws {
    let settings = bench.settings
    func prices(_ model: String, isLocal: Bool) throws -> RunPrices {
      let own = settings.prices
      guard isLocal, own.price(of: model) == nil else {
        return RunPrices(of: [model], book: try PriceBook(bench.files).overlaid(with: own))
      }
      return RunPrices(free: [model])
    }
    switch backend {
    case .offline:
      let offline = try OfflineBackend(
        knowledge: OfflineBackend.knowledge(bench.files), settings.offline)
      name = OfflineBackend.name
      cast = ModelCast(offline.model)
      budget = RunBudget(limit: settings.budget, prices: RunPrices(free: [offline.model.name]))
      self.offline = offline
    case .endpoint(let url, let model, let key):
      var profile = EndpointProfile(name: "endpoint", baseURL: url, model: model)
      profile.key = key == nil ? nil : .environment("key")
      let prices = try prices(profile.modelName, isLocal: profile.url().isLoopback)
      let spending = SpendingGate(limit: settings.budget, prices: prices)
      let endpoint = try EndpointModel(
        profile, transport: CountedTransport(CurlTransport(), inFlight),
        cache: AbilityCache(path: nil, now: UnixTime.system), clock: clock,
        timeOfDay: UnixTime.system, environment: { _ in key }, spending: spending,
        seed: RunSeed(value: settings.seed))
      name = "endpoint"
      cast = ModelCast(endpoint.model)
      budget = RunBudget(limit: settings.budget, prices: prices, gate: spending)
      endpoints = [endpoint.gate]
    case .model(let guest):
      let model = HostedModel(guest, inFlight)
      name = "app"
      cast = ModelCast(model)
      budget = RunBudget(
        limit: settings.budget, prices: try prices(model.name, isLocal: false))
    }
  }
}
