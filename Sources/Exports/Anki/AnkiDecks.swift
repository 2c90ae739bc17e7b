/// Names of decks in decks. Anki takes names that differ in case for one, so that the first spelling stands for all.
struct AnkiDecks {
  private var spellings: [String: String] = [:]

  /// The names from the outermost deck inwards, as Anki can have them.
  mutating func path(_ names: [String]) -> [String] {
    var path: [String] = []
    for name in names.map(Self.name) where !name.isEmpty {
      let key = (path + [name]).joined(separator: "::").lowercased()
      path.append(spellings[key, default: name])
      spellings[key] = path.last
    }
    return path
  }

  /// On one line, without the two colons that open a deck in a deck.
  private static func name(_ text: String) -> String {
    ExportNames.short(text, limit: 100).split(separator: ":").joined(separator: ":")
  }
}
