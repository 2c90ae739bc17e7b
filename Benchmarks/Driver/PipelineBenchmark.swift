import QuestionPipeline

/// The whole pipeline with journal and trace on a real file, around a model that costs next to nothing.
enum PipelineBenchmark {
  /// - Parameters:
  ///   - base: the URL of a server that stands in for the model; nil asks the instant model within the process.
  ///   - publishesReports: whether the report's three files are written beside the set and its trace.
  ///   - folder: where the set is written; must not exist yet.
  ///   - isDurable: whether each commit waits for the disk.
  static func run(
    cells: Int, concurrency: Int, topics: Int, isDurable: Bool, base: String?,
    delivery: EndpointProfile.Delivery, publishesReports: Bool, folder: String
  ) async throws -> PipelineFigures {
    let instant = InstantModel()
    let model: any LanguageModel =
      if let base {
        CountingModel(
          try ClientBenchmark.model(base: base, delivery: delivery, inFlight: concurrency))
      } else { instant }
    var settings = try ConfigurationReader.settings(.builtIn)
    settings.concurrency = concurrency
    let brief = Brief(topics: (1...topics).map { "Subject \($0)" }, count: cells)
    var request = try RunRequest.benchmark(
      brief: brief, settings: settings, model: model, folder: folder, isDurable: isDurable)
    request.publishesReports = publishesReports
    let start = Meter.now
    let run = try await PipelineRun(request)
    let outcome = try await run.execute()
    let used = Meter.now.since(start)
    return PipelineFigures(
      requests: (model as? CountingModel)?.requests ?? instant.requests,
      accepted: outcome.contents.items.count,
      refused: outcome.contents.refused.count, used: used, model: instant.cpu,
      memory: Meter.memory?.peak ?? 0)
  }
}

/// Counts what another model is asked.
final class CountingModel: LanguageModel {
  var name: String { model.name }
  private let model: any LanguageModel
  private let asked = Counter()

  init(_ model: any LanguageModel) { self.model = model }

  var requests: Int { asked.count }

  func respond(to request: ChatRequest) async throws -> ChatReply {
    _ = asked.next()
    return try await model.respond(to: request)
  }
}

/// What one run of the pipeline cost.
struct PipelineFigures {
  var requests: Int
  var accepted: Int
  var refused: Int
  var used: (cpu: Double, system: Double, seconds: Double)
  /// Microseconds of the stand-in for the model.
  var model: Double
  /// Peak of resident memory, in megabytes.
  var memory: Double

  var line: String {
    let count = Double(max(1, requests))
    return """
      accepted \(accepted), refused \(refused), requests \(requests), seconds \(used.seconds.shown(2)), \
      requests/s \((count / used.seconds).shown(0)), CPU µs/request \((used.cpu / count).shown(1)) \
      (of it kernel \((used.system / count).shown(1)), stand-in model \((model / count).shown(1))), \
      peak MB \(memory.shown(1))
      """
  }
}

extension RunRequest {
  /// A run on shipped prompts, rubric and settings.
  static func benchmark(
    brief: Brief, settings: Settings, model: any LanguageModel, folder: String, isDurable: Bool
  ) throws -> RunRequest {
    let prompts = try PromptLibrary(.builtIn)
    let rubric = try ConfigurationReader.rubric(settings.evaluator.rubric, .builtIn)
    let cast = ModelCast(model)
    return RunRequest(
      brief: brief, settings: settings, prompts: prompts, rubric: rubric, passages: [],
      cast: cast, backend: "endpoint", folder: folder, memoryFile: nil,
      freshIdentifier: "benchmark", allowsRepeats: false,
      identity: RunIdentity(
        brief: brief, settings: settings, backend: "endpoint", models: cast, prompts: prompts,
        rubricHash: rubric.name, knowledge: nil, passages: [], usesMemory: false,
        allowsRepeats: false),
      isDurable: isDurable, clock: MonotonicClock(), progress: SilentProgress())
  }
}

extension Double {
  /// The number with that many decimals.
  func shown(_ decimals: Int) -> String {
    var factor = 1.0
    for _ in 0..<decimals { factor *= 10 }
    let whole = Int((self * factor).rounded())
    guard decimals > 0 else { return String(whole) }
    let digits = String(abs(whole))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (whole < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
