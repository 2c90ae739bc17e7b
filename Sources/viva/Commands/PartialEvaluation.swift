import QuestionPipeline

/// What is said of an evaluation that did not come to its end.
struct PartialEvaluation {
  /// As its report has it.
  let ending: String
  /// For whoever called.
  let note: String
  let code: ExitCode

  /// Nil where all items were judged.
  /// - Parameters:
  ///   - count: how many items there are.
  ///   - folder: where replies and report are kept.
  init?(_ outcome: EvaluationRun.Outcome, of count: Int, folder: String) {
    let judged = "\(outcome.items.count) of \(count) items were judged"
    let report =
      outcome.items.isEmpty ? "there is no report yet" : "the report in \(folder) is of these alone"
    func goesOn(_ condition: String = "") -> String {
      "The replies so far are kept in \(folder); the same command\(condition) goes on from here."
    }
    switch outcome.ending {
    case .whole: return nil
    case .interrupted:
      ending = "interrupted; \(judged)"
      note = "Interrupted; \(judged); \(report).\n\(goesOn())"
      code = .interrupted
    case .stopped(let error) where error.code == .overBudget:
      ending = "\(error.detail); \(judged)"
      note =
        "The evaluation ended short: \(error.detail); \(judged); \(report).\n"
        + goesOn(" with a larger budget")
      code = .short
    case .stopped(let error):
      ending = "stopped: \(error); \(judged)"
      note = "Error: \(error)\n\(judged); \(report).\n" + goesOn()
      code = .failed
    }
  }
}
