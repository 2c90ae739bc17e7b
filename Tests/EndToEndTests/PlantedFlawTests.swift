import QuestionPipeline
import Synchronization
import TestSupport
import Testing

/// The offline writer spoils drafts on purpose; the stages must find out without being told.
struct PlantedFlawTests {
  /// Hears what is asked of a model, and passes it on.
  final class Listener: LanguageModel {
    let model: OfflineModel
    let drafts = Mutex<[Int: [(planted: PlantedFlaw?, text: String)]]>([:])
    var name: String { model.name }
    init(_ model: OfflineModel) { self.model = model }

    func respond(to request: ChatRequest) async throws -> ChatReply {
      let reply = try await model.respond(to: request)
      if request.role == .generator {
        let planted = model.planted(in: request)
        drafts.withLock { $0[request.cell, default: []].append((planted, reply.content)) }
      }
      return reply
    }
  }

  @Test func atLeastNineteenOfTwentyPlantedFlawsNeverReachTheSetAndCleanDraftsDo() async throws {
    let folder = TemporaryDirectory()
    let brief = Brief(
      topics: ["Transformers", "Python", "RAG", "Agents", "MLOps"], count: 500,
      kinds: QuestionKind.allCases, languages: [.english, .chinese])
    var (fixture, model) = try RunFixture.offline(
      brief, flaws: FlawPlan(rate: 0.3, stubbornness: 0.5))
    let listener = Listener(model)
    fixture.model = listener
    let outcome = try await fixture.run(folder: folder.file("a"))

    var planted = 0
    var caught = 0
    var missed: [String] = []
    var wronglyRefused: [String] = []
    let drafts = listener.drafts.withLock { $0 }
    let accepted = Dictionary(
      outcome.contents.items.map { ($0.cell ?? -1, $0) }, uniquingKeysWith: { first, _ in first })
    for (cell, versions) in drafts.sorted(by: { $0.key < $1.key }) {
      for (index, version) in versions.enumerated() {
        guard let flaw = version.planted, flaw.isVisibleToRules else { continue }
        planted += 1
        // It got through if it was the last word on the cell and the cell was accepted.
        if index == versions.count - 1, let item = accepted[cell] {
          missed.append("\(flaw) cell \(cell): \(item.draft.question) → \(item.draft.answer)")
        } else {
          caught += 1
        }
      }
    }
    for refusal in outcome.contents.refused {
      let versions = drafts[refusal.cell.ordinal] ?? []
      let reason = refusal.reasons.first ?? ""
      if versions.allSatisfy({ $0.planted == nil }), reason != "nothing-new",
        !reason.hasSuffix("duplicate")
      {
        wronglyRefused.append(
          "\(reason) \(refusal.cell.ordinal): \(refusal.draft?.question ?? "") \(refusal.verdict.flaws.map(\.evidence))"
        )
      }
    }
    let clean = drafts.values.joined().count { $0.planted == nil }
    print(
      "planted \(planted), caught \(caught) (\(100 * Double(caught) / Double(planted))%); "
        + "clean drafts \(clean), refused for a flaw \(wronglyRefused.count) "
        + "(\(100 * Double(wronglyRefused.count) / Double(clean))%); accepted \(outcome.contents.items.count), "
        + "refused \(outcome.contents.refused.count) \(outcome.contents.ledger?.reasons ?? [])")
    for line in missed + wronglyRefused { print(line) }
    #expect(planted > 100)
    #expect(Double(caught) >= 0.95 * Double(planted))
    #expect(Double(wronglyRefused.count) <= 0.02 * Double(clean))
  }
}
