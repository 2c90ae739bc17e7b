/// The offline writer as a run needs it: the model, what it knows, and the hash by which a run's identity knows that.
package struct OfflineBackend: Sendable {
  /// The backend's name in files.
  package static let name = "offline"

  package let model: OfflineModel
  package let pack: KnowledgePack
  package let hash: String

  /// - Parameter files: of the knowledge packs, in their order.
  /// - Throws: `KnowledgeError`, or `ConfigurationError` where the settings plant a flaw that there is not.
  package init(knowledge files: [(name: String, bytes: [UInt8])], _ settings: Settings.Offline)
    throws
  {
    pack = try KnowledgePack.read(files: files)
    model = OfflineModel(
      knowledge: pack, rules: InspectionRules(),
      flawPlan: FlawPlan(
        rate: settings.flawRate, kinds: try settings.flawKinds.map(Self.flaw),
        stubbornness: settings.stubbornness))
    hash = DefaultFiles(files: files.map { (FileSystem.name(of: $0.name), $0.bytes) }).hash
  }

  /// The packs that are built in.
  package static func knowledge(_ files: DefaultFiles) -> [(name: String, bytes: [UInt8])] {
    files.below("Config/Knowledge").map { (name: $0.path, bytes: $0.bytes) }
  }

  private static func flaw(_ name: String) throws -> PlantedFlaw {
    guard let flaw = PlantedFlaw(rawValue: name) else {
      throw ConfigurationError(
        source: "offline.flawKinds",
        detail: Suggestion.unknown(name, among: PlantedFlaw.allCases.map(\.rawValue)))
    }
    return flaw
  }
}
