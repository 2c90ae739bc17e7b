import SetTools

/// The option that names what keeps its shares where a set is drawn from or cut.
enum TraitOption {
  static let standard: [ItemTrait] = [.kind, .language, .topic]

  /// - Parameter what: the beginning of its help: "What keeps its shares".
  static func by(_ what: String) -> Option<[ItemTrait]?> {
    Option.list(
      "by", "trait,…", ValueType<ItemTrait>.name("trait"),
      standard: standard.map(\.rawValue).joined(separator: ","),
      "\(what): \(ItemTrait.allCases.map(\.rawValue).joined(separator: ", ")).")
  }
}
