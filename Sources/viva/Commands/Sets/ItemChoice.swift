import QuestionPipeline

/// The one item that a word of the command line means.
enum ItemChoice {
  /// Throws: `ConfigurationError` where no item or several are meant.
  static func find(
    _ word: String, among items: [(index: Int, item: Item)], of path: String
  ) throws -> (index: Int, item: Item) {
    if let found = items.first(where: { $0.item.id == word }) { return found }
    if let number = Int(word) {
      guard (1...max(1, items.count)).contains(number) else {
        throw ConfigurationError(
          source: path, detail: "has items 1 to \(items.count); there is no item \(number)")
      }
      return items[number - 1]
    }
    let found = items.filter { $0.item.id.hasPrefix(word) }
    guard let first = found.first else {
      throw ConfigurationError(
        source: path, detail: "has no item whose identifier begins with '\(word)'")
    }
    guard found.count == 1 else {
      throw ConfigurationError(
        source: path,
        detail: "has \(found.count) items whose identifiers begin with '\(word)', among them "
          + found.prefix(3).map(\.item.id).joined(separator: ", "))
    }
    return first
  }
}
