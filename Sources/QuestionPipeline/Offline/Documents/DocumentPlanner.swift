struct DocumentPlanner {
  let passages: [Passage]
  func angles(for request: PlannerRequest) -> [JSONValue] { [] }
}
struct DocumentWriter {
  let passage: Passage
  let request: GeneratorRequest
  let tongue: Tongue
  func outcome(seed: UInt64) -> OfflineWriter.Outcome { .unknown("nothing yet") }
}
