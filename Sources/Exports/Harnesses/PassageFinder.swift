import QuestionPipeline

/// Finds the passages that items rest on among those of the documents.
struct PassageFinder {
  private let passages: [Passage]
  private let byDocument: [String: [Int]]
  private let library = PassageLibrary([], topics: [])

  init(_ passages: [Passage]) {
    self.passages = passages
    byDocument = passages.indices.reduce(into: [:]) {
      $0[passages[$1].document, default: []].append($1)
    }
  }

  /// The places of the passages that hold the quote: where it says it stands, else wherever its words are in its
  /// document, else, if there is no document of that name, in any.
  func places(of citation: Citation) -> [Int] {
    let own = byDocument[citation.document] ?? []
    let near = own.filter { index in
      let passage = passages[index]
      return citation.start >= passage.start
        && citation.end <= passage.start + passage.text.unicodeScalars.count
    }
    for candidates in [near, own, own.isEmpty ? Array(passages.indices) : []] {
      let found = candidates.filter { library.located(citation, in: passages[$0]).start >= 0 }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// What an item can be answered from: the passages that hold its quotes, and the quotes that no passage holds.
  func contexts(of item: Item) -> [Context] {
    var contexts: [Context] = []
    for source in item.draft.sources where !source.quote.isEmpty {
      let places = places(of: source)
      let found = places.isEmpty ? [Context.quote(source)] : places.map { .passage($0) }
      for context in found where !contexts.contains(context) { contexts.append(context) }
    }
    return contexts
  }

  enum Context: Hashable {
    /// By its place among the passages.
    case passage(Int)
    case quote(Citation)
  }

  func text(of context: Context) -> String {
    switch context {
    case .passage(let place): passages[place].shown
    case .quote(let source): source.quote
    }
  }

  /// What is to be said of contexts that are no passages.
  func remark(on contexts: [Context]) -> String? {
    let hasQuotes = contexts.contains { if case .quote = $0 { true } else { false } }
    guard hasQuotes else { return nil }
    return passages.isEmpty
      ? "the quotes alone as passages; '--source' with the set's documents gives whole passages"
      : "quotes as passages, where no passage of the documents holds them"
  }
}
