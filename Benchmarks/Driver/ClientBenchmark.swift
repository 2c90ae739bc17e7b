import HTTPTransport
import QuestionPipeline
import Synchronization

/// The client alone: requests as the stages write them, through JSON, HTTP and back, against a loopback server.
struct ClientBenchmark {
  let base: String
  let delivery: EndpointProfile.Delivery
  /// In milliseconds, as the server was told; for the ideal that the wall time is held against.
  let latency: Int

  /// A model in front of the server, as a run makes it, without gates and retries.
  static func model(base: String, delivery: EndpointProfile.Delivery, inFlight: Int) throws
    -> ChatCompletionsModel
  {
    var profile = EndpointProfile(name: "benchmark", baseURL: base, model: "benchmark")
    profile.delivery = delivery
    // Nothing here depends on the date.
    let now: @Sendable () -> UnixTime = { UnixTime(1_800_000_000) }
    return try ChatCompletionsModel(
      profile: profile, key: nil, transport: CurlTransport(maxConnections: inFlight),
      cache: AbilityCache(path: nil, now: now), clock: MonotonicClock(), now: now)
  }

  /// So many requests, so many of them at once; the first of them warm the connections up and do not count.
  /// - Parameter report: hears of memory each time that so many more are done.
  func run(
    requests: Int, inFlight: Int, every step: Int = .max,
    report: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> String {
    let model = try Self.model(base: base, delivery: delivery, inFlight: inFlight)
    let prompts = try PromptLibrary(.builtIn)
    try await work(model, prompts, 0..<inFlight, inFlight: inFlight)
    let start = Meter.now
    let done = Counter()
    try await work(model, prompts, inFlight..<(inFlight + requests), inFlight: inFlight) {
      let count = done.next() + 1
      if count % step == 0 { report(count) }
    }
    let used = Meter.now.since(start)
    let count = Double(requests)
    let waves = (requests + inFlight - 1) / inFlight
    let ideal = Double(waves * latency) / 1000
    return """
      requests \(requests), in flight \(inFlight), \(delivery.rawValue), \
      seconds \(used.seconds.shown(2))\
      \(ideal > 0 ? " (\((used.seconds / ideal).shown(3)) of the ideal \(ideal.shown(2)))" : ""), \
      requests/s \((count / used.seconds).shown(0)), CPU µs/request \((used.cpu / count).shown(1)) \
      (of it kernel \((used.system / count).shown(1))), peak MB \((Meter.memory?.peak ?? 0).shown(1))
      """
  }

  private func work(
    _ model: ChatCompletionsModel, _ prompts: PromptLibrary, _ numbers: Range<Int>, inFlight: Int,
    done: @escaping @Sendable () -> Void = {}
  ) async throws {
    let next = Counter(from: numbers.lowerBound)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<inFlight {
        group.addTask {
          while true {
            let number = next.next()
            guard number < numbers.upperBound else { return }
            let reply = try await model.respond(to: Self.request(number, prompts))
            // Both ways: what came back is read, too.
            _ = try ReplyReader.json(in: reply.content)
            done()
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private static func request(_ number: Int, _ prompts: PromptLibrary) -> ChatRequest {
    var inputs = PromptInputs(.critic, language: .english, kind: .open)
    inputs.own["cell"] = .integer(number)
    inputs.fence(["draft": .string(InstantModel.words(number))])
    return prompts.request(
      inputs, seed: RunSeed(value: 1), cell: number, maxReplyTokens: 4096)
  }
}

/// Counts on, for tasks that share it.
final class Counter: Sendable {
  private let value: Atomic<Int>

  init(from first: Int = 0) { value = Atomic(first) }

  /// The number, and one more for whoever asks next.
  func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }

  var count: Int { value.load(ordering: .relaxed) }
}
