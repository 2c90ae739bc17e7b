import VivaKit

/// Sends questions back that begin with "What does", and refuses those that name a release.
struct HouseStyle: Stage {
  let name = "house-style"

  func process(_ draft: Draft) -> StageDecision {
    if draft.question.contains("CPython 3.") {
      return .refuse(Flaw("names-a-release", evidence: draft.question))
    }
    if draft.question.hasPrefix("What does") {
      return .revise(
        Flaw(
          "asks-for-a-definition", evidence: draft.question,
          suggestion: "Ask for a use or a consequence."))
    }
    return .pass
  }
}

func writeInHouseStyle(in folder: String) async throws -> QuestionSet {
  let generator = Generator(stages: [HouseStyle()], scorers: [Brevity()])
  let request = GenerationRequest(topics: ["Python"], count: 60)
  let set = try await generator.generate(request, in: folder)
  print(set.report.refusals)
  return set
}
