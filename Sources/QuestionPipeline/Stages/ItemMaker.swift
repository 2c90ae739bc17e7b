/// Makes items of finished cells: the identifier, the provenance, the journal's form of both outcomes.
package struct ItemMaker: Sendable {
  package let backend: String
  package let model: String
  package let seed: UInt64
  package let audience: String?
  package let prompts: PromptLibrary

  package init(
    backend: String, model: String, seed: UInt64, audience: String?, prompts: PromptLibrary
  ) {
    self.backend = backend
    self.model = model
    self.seed = seed
    self.audience = audience
    self.prompts = prompts
  }

  /// The item of an accepted cell; its identifier is unique in a set once the writer has numbered repeats.
  package func item(_ result: CellFinished) -> Item {
    let cell = result.cell
    let draft = result.history.drafts.last ?? Draft(question: "", answer: "")
    var item = Item(
      id: QuestionIdentity.id(
        topic: cell.topicPath, kind: cell.square.kind, language: cell.square.language,
        question: draft.question),
      cell: cell.ordinal, topic: cell.topicPath, kind: cell.square.kind,
      language: cell.square.language, draft: draft)
    item.audience = audience
    item.level = cell.square.level
    item.difficulty = cell.square.difficulty
    item.unanswerable = cell.unanswerable
    item.scores = result.verdict.scores
    item.score = result.verdict.score
    item.flaws = result.verdict.flaws
    item.made = Item.Provenance(
      backend: backend, model: model, seed: seed, drafts: result.history.drafts.count,
      promptHash: prompts.template(.generator, cell.square.language).hash)
    return item
  }

  /// What the journal keeps of an accepted cell.
  func accepted(_ item: Item, _ result: CellFinished) -> JSONValue {
    var object = JSONObject()
    object["cell"] = result.cell.json
    object["item"] = item.json
    object["critiques"] = critiques(result)
    object["lessons"] = result.history.lessons?.json
    return .object(object)
  }

  /// What the journal and `refused.jsonl` keep of a refused cell.
  func refusal(_ result: CellFinished) -> JSONValue {
    var object = JSONObject()
    object["cell"] = result.cell.json
    object["reasons"] = .strings(result.verdict.reasons)
    object["verdict"] = result.verdict.json
    object["draft"] = result.history.drafts.last?.json
    object["drafts"] = .integer(result.history.drafts.count)
    object["critiques"] = critiques(result)
    object["lessons"] = result.history.lessons?.json
    return .object(object)
  }

  private func critiques(_ result: CellFinished) -> JSONValue {
    .array(result.history.critiques.map(\.json))
  }
}

extension CellHistory.Lessons {
  fileprivate var json: JSONValue { [isTold ? "told" : "withheld": .strings(flaws)] }
}
