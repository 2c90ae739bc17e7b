import HTTPTransport
import QuestionPipeline

/// Sends the traces of a run where OpenTelemetry's environment variables say, and nowhere where they say nothing.
struct TraceSender: Sendable {
  /// How long the end of a run waits for its last spans, at most.
  private static let bound = Duration.seconds(5)
  private static let boundWhenInterrupted = Duration.seconds(2)

  private let exporter: SpanExporter
  private let workplace: Workplace
  private let isQuiet: Bool

  /// Nil where nothing is to be sent, or where what the variables say is of no use: a notice says so, and the run goes on.
  init?(_ arguments: Arguments, _ workplace: Workplace) {
    let isQuiet = arguments[CommonOptions.quiet]
    func notice(_ text: String) {
      if !isQuiet { workplace.console.note("Notice: " + Self.ended(text)) }
    }
    do {
      guard
        let settings = try SpanSettings(
          allowsInsecureHTTP: arguments[EndpointOptions.allowInsecureHTTP],
          environment: workplace.environment)
      else { return nil }
      for text in settings.notices { notice(text) }
      exporter = SpanExporter(
        settings, transport: try CurlTransport(maxConnections: 2), clock: workplace.clock)
    } catch {
      notice("no traces are sent: \(error)")
      return nil
    }
    self.workplace = workplace
    self.isQuiet = isQuiet
  }

  /// As a sentence, which a question is already.
  private static func ended(_ text: String) -> String {
    text.last.map { ".?!".contains($0) } == true ? text : text + "."
  }

  /// Begins to send what becomes of a run.
  func start(_ subject: RunTracer.Subject, endpoints: [TracedEndpoint]) -> TracedRun {
    let tracer = RunTracer(
      subject, endpoints: endpoints, clock: workplace.clock, time: workplace.timeOfDay(),
      keep: { [exporter] in exporter.add($0) })
    let sending = Task { [exporter] in await exporter.keepSending() }
    return TracedRun(tracer: tracer, sender: self, sending: sending)
  }

  fileprivate func finish(_ sending: Task<Void, Never>) async {
    exporter.close()
    let isInterrupted = workplace.interruption.inFlight.isClosed
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await sending.value }
      group.addTask { [clock = workplace.clock] in
        try? await clock.sleep(for: isInterrupted ? Self.boundWhenInterrupted : Self.bound)
      }
      await group.next()
      sending.cancel()
      group.cancelAll()
    }
    if !isQuiet, let loss = exporter.conclude() {
      workplace.console.note("Notice: " + Self.ended(loss))
    }
  }
}

/// A run whose spans are sent while it works.
struct TracedRun: Sendable {
  let tracer: RunTracer
  fileprivate let sender: TraceSender
  fileprivate let sending: Task<Void, Never>

  /// Ends the run's own span, and waits for what has not been sent yet, but not for long.
  /// - Parameters:
  ///   - ending: how it ended, in a word.
  ///   - counts: what it came to, by the attribute's last name.
  ///   - error: what stopped it.
  func finish(_ ending: String, counts: [(String, Int)] = [], error: (any Error)? = nil) async {
    tracer.end(ending, counts: counts, error: error)
    await sender.finish(sending)
  }
}
