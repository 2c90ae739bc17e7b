import VivaKit

/// Answers of up to forty words score 1, longer ones the less the longer they are.
struct Brevity: Scorer {
  let name = "brevity-1"
  let dimension = "brevity"

  func score(_ draft: Draft) -> Score {
    let words = draft.answer.split(separator: " ").count
    return words == 0 ? .unscored("no answer") : Score(min(1, 40 / Double(words)))
  }
}

func brevity(of set: QuestionSet) async throws -> Double? {
  let report = try await Evaluator(scorers: [Brevity()]).evaluate(set)
  return report.means["brevity"]
}
