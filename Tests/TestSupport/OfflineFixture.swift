package import QuestionPipeline

extension RunFixture {
  /// A run on the offline writer with the shipped knowledge pack.
  package static func offline(_ brief: Brief, flaws: FlawPlan = .none) throws -> (
    fixture: RunFixture, model: OfflineModel
  ) {
    let model = OfflineModel(
      knowledge: try ShippedPack.shared.get(), rules: InspectionRules(), flawPlan: flaws)
    return (try RunFixture(brief: brief, model: model), model)
  }
}

/// The pack that is built into the program, read once.
package enum ShippedPack {
  package static let shared = Result {
    try KnowledgePack.read(
      files: DefaultFiles.builtIn.below("Config/Knowledge").map { ($0.path, $0.bytes) })
  }
}
