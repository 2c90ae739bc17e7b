import Synchronization

/// Makes spans of what a run does: the run, its cells, what each stage does about a cell, and each request to a model.
///
/// Ids follow from the run, the cell and the step alone, and times from the clock passed in.
package final class RunTracer: Sendable {
  /// What a trace is of.
  package struct Subject: Sendable {
    /// "generate".
    package var name: String
    /// What the ids derive from: alike for all invocations of a run, and another for another seed.
    package var run: String
    package var seed: UInt64
    package var backend: String
    /// Cells that earlier invocations committed: each invocation is a span of its own.
    package var before: Int

    package init(name: String, run: String, seed: UInt64, backend: String, before: Int = 0) {
      self.name = name
      self.run = run
      self.seed = seed
      self.backend = backend
      self.before = before
    }
  }

  private struct State {
    /// When each cell in flight was planned, and what is known of it.
    var cells: [Int: (start: Int, task: WritingTask)] = [:]
    var isEnded = false
  }

  let endpoints: [String: TracedEndpoint]
  /// Who answers where no endpoint does.
  let provider: String
  private let subject: Subject
  private let trace: String
  private let root: String
  private let start: Int
  private let clock: any WallClock
  /// Nanoseconds from the start of 1970 to that of the clock.
  private let epoch: Int
  private let keep: @Sendable (Span) -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - time: the time of day, now.
  ///   - keep: takes each span when it has ended.
  package init(
    _ subject: Subject, endpoints: [TracedEndpoint], clock: any WallClock, time: UnixTime,
    keep: @escaping @Sendable (Span) -> Void
  ) {
    self.subject = subject
    self.endpoints = Dictionary(endpoints.map { ($0.name, $0) }) { first, _ in first }
    provider = endpoints.first?.provider ?? "viva"
    self.clock = clock
    let now = Self.nanoseconds(clock.now.milliseconds)
    epoch = Int((time.seconds * 1e6).rounded()) * 1000 - now
    start = epoch + now
    // The same run again, elsewhere or after an interruption, is another trace; `viva.run` ties them together.
    trace = Self.digits(32, of: "trace/\(subject.run)/\(subject.seed)/\(start)")
    root = Self.digits(16, of: "\(trace)/run/\(subject.before)")
    self.keep = keep
  }

  // MARK: Stages

  /// What stages that ask models are called as agents.
  private static let agents = [
    "topic-planner": "planner", "generator": "generator", "critic": "critic",
    "evaluator": "evaluator",
  ]

  /// Does a stage's work on a message within a span of its own.
  func working(
    on envelope: Envelope<any Message>, by stage: String,
    _ process: () async throws -> StageOutput
  ) async throws -> StageOutput {
    guard let name = Self.agents[stage] else { return try await process() }
    var parent = root
    if case .cell(let ordinal) = envelope.time.scope { parent = cellID(ordinal) }
    return try await agent(
      name, key: "\(parent)/\(name)/\(envelope.time.text)/\(envelope.delivery)", parent: parent,
      details: [], isWork: Self.isWork, process)
  }

  /// Whether something came of it, or a model was asked. The planner hears of each wave, and of the last ones only as long
  /// as the run lasts: which of them it finds nothing to do about is a matter of timing.
  private static func isWork(_ output: StageOutput) -> Bool {
    output.messages.enumerated().contains { index, message in
      message is any CellMessage || !output.calls(ofMessage: index).isEmpty
    }
  }

  /// Judges an item within a span of its own, below the run.
  func judging<Result>(
    _ item: String, at index: Int, _ work: () async throws -> Result
  ) async throws -> Result {
    try await agent(
      "evaluator", key: "\(root)/item/\(index)", parent: root,
      details: [("viva.item.id", .text(item)), ("viva.item.index", .integer(index + 1))], work)
  }

  private func agent<Result>(
    _ name: String, key: String, parent: String, details: [(String, Span.Value)],
    isWork: (Result) -> Bool = { _ in true }, _ work: () async throws -> Result
  ) async throws -> Result {
    let start = now
    let id = Self.digits(16, of: key)
    func end(_ error: (any Error)?) {
      var span = span("invoke_agent \(name)", id: key, parent: parent, start: start)
      span["gen_ai.operation.name"] = .text("invoke_agent")
      span["gen_ai.agent.name"] = .text(name)
      span["gen_ai.provider.name"] = .text(provider)
      for (key, value) in details { span[key] = value }
      span.error = error.map(Self.word)
      add(span)
    }
    do {
      let result = try await SpanScope.$current.withValue(SpanScope(tracer: self, span: id)) {
        try await work()
      }
      if isWork(result) { end(nil) }
      return result
    } catch {
      end(error)
      throw error
    }
  }

  // MARK: Cells

  /// Follows a cell from its first message to its last.
  func passed(_ message: any CellMessage) {
    let ordinal = message.cell.ordinal
    if let task = message as? WritingTask {
      let now = now
      state.withLock { state in
        if state.cells[ordinal] == nil { state.cells[ordinal] = (now, task) }
      }
    } else if let finished = message as? CellFinished {
      guard let (start, task) = state.withLock({ $0.cells.removeValue(forKey: ordinal) }) else {
        return
      }
      var span = cell(task, start: start)
      span["viva.verdict"] = .text(finished.verdict.isAccepted ? "passed" : "refused")
      span["viva.drafts"] = .integer(finished.history.drafts.count)
      span["viva.score"] = finished.verdict.score.map(Span.Value.number)
      let reasons = finished.verdict.reasons.filter(Self.isName)
      if !reasons.isEmpty { span["viva.reasons"] = .texts(reasons) }
      add(span)
    }
  }

  private func cell(_ task: WritingTask, start: Int) -> Span {
    let ordinal = task.cell.ordinal
    var span = span("cell", id: "\(root)/cell/\(ordinal)", parent: root, start: start)
    let square = task.cell.square
    span["viva.cell"] = .integer(ordinal)
    span["viva.wave"] = .integer(task.wave)
    span["viva.kind"] = .text(square.kind.rawValue)
    span["viva.language"] = .text(square.language.tag)
    span["viva.level"] = .text(square.level.rawValue)
    return span
  }

  private func cellID(_ ordinal: Int) -> String { Self.digits(16, of: "\(root)/cell/\(ordinal)") }

  /// Whether it is one of the fixed names of flaws and refusals, and no sentence.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 40 && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
  }

  // MARK: The run

  /// The run is over; cells that are still open end with it.
  /// - Parameters:
  ///   - ending: how, in a word.
  ///   - counts: what it came to, by the attribute's last name.
  ///   - error: what stopped it.
  package func end(_ ending: String, counts: [(String, Int)] = [], error: (any Error)? = nil) {
    let open = state.withLock { state -> [(start: Int, task: WritingTask)]? in
      guard !state.isEnded else { return nil }
      state.isEnded = true
      return state.cells.values.sorted { $0.task.cell.ordinal < $1.task.cell.ordinal }
    }
    guard let open else { return }
    for (start, task) in open {
      var span = cell(task, start: start)
      span["viva.verdict"] = .text("unfinished")
      add(span)
    }
    var span = span("invoke_workflow \(subject.name)", id: "", parent: nil, start: start)
    span.id = root
    span["gen_ai.operation.name"] = .text("invoke_workflow")
    span["gen_ai.workflow.name"] = .text(subject.name)
    span["viva.run"] = .text(subject.run)
    span["viva.seed"] = .text(String(subject.seed))
    span["viva.backend"] = .text(subject.backend)
    span["viva.ending"] = .text(ending)
    for (name, count) in counts { span["viva.items." + name] = .integer(count) }
    span.error = error.map(Self.word)
    add(span)
  }

  // MARK: Spans

  /// Nanoseconds since the start of 1970.
  var now: Int { epoch + Self.nanoseconds(clock.now.milliseconds) }

  /// - Parameters:
  ///   - id: what its id derives from.
  ///   - end: nil for now.
  func span(_ name: String, id: String, parent: String?, start: Int, end: Int? = nil) -> Span {
    Span(
      trace: trace, id: Self.digits(16, of: id), parent: parent, name: name, start: start,
      end: end ?? now)
  }

  func add(_ span: Span) { keep(span) }

  static func nanoseconds(_ milliseconds: Double) -> Int {
    Int((milliseconds * 1000).rounded()) * 1000
  }

  /// What kind of error it is.
  static func word(for error: any Error) -> String {
    switch error {
    case is CancellationError: "cancelled"
    case let error as ModelError: error.code.rawValue
    default: String(describing: type(of: error))
    }
  }

  private static func digits(_ count: Int, of text: String) -> String {
    String(SHA256.hex("viva/" + text).prefix(count))
  }
}
