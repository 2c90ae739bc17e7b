import VivaKit

func writeASet(in folder: String) async throws -> QuestionSet {
  let request = GenerationRequest(
    topics: ["Python"], count: 12, kinds: [.open, .multipleChoice], seed: 7)
  let set = try await Generator().generate(request, in: folder) { now in
    print("\(now.done) of \(now.wanted)")
  }
  for item in set.items {
    print(item.question, item.answer, item.score ?? "unscored", separator: "\n")
  }
  return set
}
