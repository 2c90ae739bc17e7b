import QuestionPipeline

/// What has been heard of a run so far.
struct RunFigures: Sendable {
  var wanted = 0
  /// Items that stood in the folder before, so that the rate is the one of this invocation.
  var acceptedBefore = 0
  var accepted = 0
  var refused = 0
  /// Cells that are through, committed or not.
  var done = 0
  /// Cells in the hands of each stage.
  private(set) var inFlight: [String: Int] = [:]
  private(set) var requests = 0
  private(set) var promptTokens = 0
  private(set) var completionTokens = 0
  /// Refused cells by reason, the most frequent first, ties by name.
  var reasons: [(name: String, count: Int)] {
    counts.map { (name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
  private var counts: [String: Int] = [:]
  /// Of what was refused last: reason and question.
  private(set) var lastRefusal: (reason: String, question: String)?

  /// The stages that work on cells, in their order.
  static let stages = ["generator", "critic", "evaluator"]

  mutating func pass(from sender: String, to receivers: [String], calls: [ModelCall]) {
    if Self.stages.contains(sender) { inFlight[sender, default: 0] -= 1 }
    for receiver in receivers where Self.stages.contains(receiver) {
      inFlight[receiver, default: 0] += 1
    }
    requests += calls.count
    for call in calls {
      promptTokens += call.usage?.prompt ?? 0
      completionTokens += call.usage?.completion ?? 0
    }
  }

  mutating func finish(_ cell: CellFinished) {
    done += 1
    guard !cell.verdict.isAccepted else { return }
    lastRefusal = (
      cell.verdict.reasons.first ?? "refused",
      cell.history.drafts.last?.question ?? cell.cell.angle
    )
  }

  mutating func commit(_ wave: WaveCommitted) {
    for outcome in wave.outcomes {
      if outcome.isAccepted {
        accepted += 1
      } else {
        refused += 1
        counts[outcome.reason ?? "refused", default: 0] += 1
      }
    }
  }
}
