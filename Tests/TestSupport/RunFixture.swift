package import QuestionPipeline

/// The requests of test runs: real prompts, rubric and settings, a model of the test's own.
package struct RunFixture {
  package var brief: Brief
  package var settings: Settings
  package var model: any LanguageModel
  /// Gives vectors; nil where words alone count.
  package var embedder: (any LanguageModel)?
  package var memoryFile: String?
  package var freshIdentifier = "memory"
  package var passages: [Passage] = []
  package var allowsRepeats = false
  /// What may be spent; nil where nothing is limited.
  package var budget: RunBudget?

  package init(brief: Brief, model: any LanguageModel) throws {
    self.brief = brief
    self.model = model
    settings = try ConfigurationReader.settings(.builtIn)
  }

  package func request(folder: String, progress: any ProgressSink = SilentProgress()) throws
    -> RunRequest
  {
    let prompts = try PromptLibrary(.builtIn)
    let rubric = try ConfigurationReader.rubric(settings.evaluator.rubric, .builtIn)
    var cast = ModelCast(model)
    cast.embedder = embedder
    var request = RunRequest(
      brief: brief, settings: settings, prompts: prompts, rubric: rubric, passages: passages,
      cast: cast, backend: "offline", folder: folder, memoryFile: memoryFile,
      freshIdentifier: freshIdentifier,
      allowsRepeats: allowsRepeats,
      identity: RunIdentity(
        brief: brief, settings: settings, backend: "offline", models: cast,
        prompts: prompts, rubricHash: rubric.name, knowledge: nil, passages: passages,
        usesMemory: memoryFile != nil, allowsRepeats: allowsRepeats),
      isDurable: false, clock: MonotonicClock(), progress: progress)
    if let budget { request.budget = budget }
    return request
  }

  @discardableResult
  package func run(folder: String, progress: any ProgressSink = SilentProgress()) async throws
    -> RunOutcome
  {
    try await PipelineRun(request(folder: folder, progress: progress)).execute()
  }
}

/// The files of a set that must not depend on timing, with the trace's `wall` left out.
package func timelessFiles(_ folder: String) throws -> [String: String] {
  var result: [String: String] = [:]
  for name in try FileSystem.names(in: folder)
  where name != "timing.json" && !name.hasPrefix("journal.sqlite") {
    let text = String(decoding: try FileSystem.read(folder + "/" + name), as: UTF8.self)
    result[name] = name == "trace.jsonl" ? try withoutWall(text) : text
  }
  return result
}

private func withoutWall(_ trace: String) throws -> String {
  try trace.split(separator: "\n").map { line in
    guard case .object(var row) = try JSONParser.parse(String(line)) else { return String(line) }
    row["wall"] = nil
    return JSONWriter.text(.object(row))
  }.joined(separator: "\n")
}
