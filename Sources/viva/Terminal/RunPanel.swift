import QuestionPipeline

/// The lines that a terminal shows of a run while it goes on.
struct RunPanel {
  var title: String
  var figures: RunFigures
  /// Since this invocation began.
  var seconds: Double
  /// By all invocations; nil where nothing costs anything.
  var spent: Spending?
  /// Whether what was spent has a price.
  var knowsPrices = false
  /// By earlier invocations.
  var resumed: Spending?
  var endpoints: [GateSnapshot] = []

  func lines(columns: Int) -> [String] {
    [bar(columns), stages, traffic, endpointLine, refusals, last].compactMap { $0 }
  }

  /// "rag-interview  ██████░░░░  24/40 accepted, 3 refused, 1 min 12 s left"
  private func bar(_ columns: Int) -> String {
    let left = figures.wanted - figures.accepted
    var words = "\(figures.accepted)/\(figures.wanted) accepted"
    if figures.refused > 0 { words += ", \(figures.refused) refused" }
    let done = figures.accepted - figures.acceptedBefore
    if done > 0, left > 0 {
      words += ", \(Pace.time(Double(left) * seconds / Double(done))) left"
    } else {
      words += ", \(Pace.time(seconds))"
    }
    let name = title.isEmpty ? "" : TextPage.clipped(TextPage.inline(title), to: 30) + "  "
    let room = columns - 3 - name.columns - words.count
    let width = min(30, room)
    guard width >= 8, figures.wanted > 0 else { return name + words }
    let full = min(width, width * figures.accepted / figures.wanted)
    return name + String(repeating: "█", count: full)
      + String(repeating: "░", count: width - full) + "  " + words
  }

  private var stages: String {
    let parts = RunFigures.stages.map { "\($0) \(max(0, figures.inFlight[$0] ?? 0))" }
    return "in flight: \(parts.joined(separator: ", ")); \(figures.done) cells done"
  }

  /// "84 requests, 4.2/s, 412k + 88k tokens, $0.42 of about $1.60"
  private var traffic: String? {
    guard figures.requests > 0 else { return nil }
    var parts = ["\(figures.requests) requests"]
    if seconds > 0 { parts.append("\(Pace.short(Double(figures.requests) / seconds))/s") }
    parts.append(
      "\(ProgressPrinter.short(figures.promptTokens)) + "
        + "\(ProgressPrinter.short(figures.completionTokens)) tokens")
    if let spent, knowsPrices {
      var money = Money.short(spent.cost)
      let fresh = figures.accepted - figures.acceptedBefore
      if fresh > 0, figures.accepted < figures.wanted {
        // What an item cost in this invocation, for those that are missing.
        let each = (spent.cost - (resumed?.cost ?? 0)) / fresh
        money += " of about \(Money.short(spent.cost + each * (figures.wanted - figures.accepted)))"
      }
      parts.append(money)
    }
    return parts.joined(separator: ", ")
  }

  /// "ollama: 12 at once of 16, 3 waiting, 2 retries"
  private var endpointLine: String? {
    guard !endpoints.isEmpty else { return nil }
    return endpoints.map { gate in
      var text = "\(gate.endpoint): \(gate.inFlight) at once of \(gate.limit)"
      if gate.waiting > 0 { text += ", \(gate.waiting) waiting" }
      if gate.counts.retries > 0 { text += ", \(gate.counts.retries) retries" }
      if let pause = gate.pause { text += ", pauses \(Pace.time(pause.milliseconds / 1000))" }
      if let down = gate.downFor { text += ", down for \(Pace.time(down.milliseconds / 1000))" }
      return text
    }.joined(separator: "; ")
  }

  private var refusals: String? {
    let reasons = figures.reasons.prefix(5).map { "\($0.name) \($0.count)" }
    return reasons.isEmpty ? nil : "refused: " + reasons.joined(separator: ", ")
  }

  private var last: String? {
    figures.lastRefusal.map { "last refusal: \($0.reason): \(TextPage.inline($0.question))" }
  }
}
