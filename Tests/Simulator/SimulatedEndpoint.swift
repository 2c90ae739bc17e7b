import QuestionPipeline
import Synchronization

/// An endpoint that takes its time, fails, asks to slow down and forgets what it answered, as chance has it.
final class SimulatedEndpoint: LanguageModel {
  static let model = "simulated"

  /// In hundredths, but for the latency.
  struct Trouble: Sendable {
    var latency = Duration.milliseconds(800)
    var unavailable = 0
    /// Of the failures.
    var billed = 0
    var rateLimited = 0
    /// How often one request fails in a row; nil for as often as chance has it.
    var mostFaults: Int?
    /// Whether a request that is answered twice gets another answer.
    var forgets = false
  }

  let name = SimulatedEndpoint.model
  private let machine: SimulatedMachine
  private let writer: SimulatedWriter
  private let trouble: Trouble
  private let watch: Watch
  private let history: History

  /// What lasts from process to process.
  final class History: Sendable {
    fileprivate let answers = Mutex<[String: Int]>([:])
    /// Requests answered in full.
    var answered: Int { answers.withLock { $0.values.reduce(0, +) } }
  }
  private let faults = Mutex<[String: Int]>([:])

  init(
    machine: SimulatedMachine, writer: SimulatedWriter, trouble: Trouble, watch: Watch,
    history: History
  ) {
    self.machine = machine
    self.writer = writer
    self.trouble = trouble
    self.watch = watch
    self.history = history
  }

  func respond(to request: ChatRequest) async throws -> ChatReply {
    guard !watch.isOff else { throw CancellationError() }
    let key = request.journalKey(model: name)
    let most = watch.asked(request, key: key, model: name)
    var billed = Spending.nothing
    defer { watch.answered(most, billed: billed) }
    // In few steps, so that replies arrive together and share a commit.
    let ends = trouble.latency * (Int(machine.now / trouble.latency) + machine.draw(below: 4))
    // What it would have answered to somebody who hangs up may be billed all the same.
    let before = trouble.forgets ? history.answers.withLock { $0[key] ?? 0 } : 0
    let reply = writer.reply(to: request, key: key, model: name, answeredBefore: before)
    let price = Spending(
      requests: 1, tokens: reply.usage.prompt + reply.usage.completion,
      cost: Scenario.price.cost(reply.usage))
    do {
      try await machine.sleep(for: max(.zero, ends - machine.now))
    } catch {
      if machine.draw(below: 2) == 0 { billed = price }
      throw error
    }
    guard !watch.isOff else { throw CancellationError() }
    if let error = fault(key) {
      if error.mayBeBilled { billed = price }
      throw error
    }
    billed = price
    history.answers.withLock { $0[key, default: 0] += 1 }
    return reply
  }

  private func fault(_ key: String) -> ModelError? {
    let chance = machine.draw(below: 100)
    if chance < trouble.unavailable {
      let count = faults.withLock { faults in
        faults[key, default: 0] += 1
        return faults[key] ?? 0
      }
      if let most = trouble.mostFaults, count > most { return nil }
      return ModelError(
        code: .unavailable, model: name, detail: "the stream broke", status: 503,
        mayBeBilled: machine.draw(below: 100) < trouble.billed)
    }
    if chance < trouble.unavailable + trouble.rateLimited {
      let hint = machine.draw(below: 4)
      return ModelError(
        code: .rateLimited, model: name, detail: "slow down", status: 429,
        retryAfter: hint == 0 ? nil : .milliseconds(hint * machine.draw(below: 3000)))
    }
    return nil
  }
}
