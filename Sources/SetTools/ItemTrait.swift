package import QuestionPipeline

/// What items are told apart by where parts of a set shall be like the whole.
package enum ItemTrait: String, Sendable, Hashable, CaseIterable {
  case topic, kind, language, level, difficulty

  /// Empty where an item does not have it.
  package func value(of item: Item) -> String {
    switch self {
    case .topic: item.topic.first ?? ""
    case .kind: item.kind.rawValue
    case .language: item.language.tag
    case .level: item.level?.rawValue ?? ""
    case .difficulty: item.difficulty.map(String.init) ?? ""
    }
  }
}
