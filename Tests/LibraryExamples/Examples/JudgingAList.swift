import VivaKit

func judge(_ list: String) async throws -> QualityReport {
  let set = try QuestionSet(reading: list)
  let report = try await Evaluator().evaluate(set)
  print(report.verdict)
  for entry in report.entries where entry.advice != .keep {
    print(entry.item.question, entry.advice, entry.reasons)
  }
  return report
}

func keepWhatIsGood(by report: QualityReport, in folder: String) throws {
  let good = report.entries.filter { $0.advice == .keep }.map(\.item)
  try QuestionSet(good).write(to: folder)
}
