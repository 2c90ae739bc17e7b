import VivaKit

func write(
  _ request: GenerationRequest, with generator: Generator, in folder: String,
  until isEnough: @Sendable (RunProgress) -> Bool
) async throws -> QuestionSet {
  let (progress, told) = AsyncStream.makeStream(of: RunProgress.self)
  let work = Task {
    defer { told.finish() }
    return try await generator.generate(request, in: folder) { told.yield($0) }
  }
  for await now in progress where isEnough(now) { work.cancel() }
  return try await work.value
}
