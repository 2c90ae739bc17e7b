/// What comments before a question say of it, as Moodle reads them: "// [id:q-1] [tag:level:apply]".
struct GIFTRemarks {
  private var id: String?
  private var tags: [String: String] = [:]

  /// Takes in a comment, without its slashes.
  mutating func read(_ comment: ArraySlice<Unicode.Scalar>) {
    var rest = comment
    while let open = rest.firstIndex(of: "["), let close = Self.close(in: rest[open...]) {
      let words = rest[(open + 1)..<close].split(separator: ":", maxSplits: 1).map {
        Self.unescaped($0).trimmed.string
      }
      if words.count == 2, words[0] == "id" { id = words[1] }
      if words.count == 2, words[0] == "tag" {
        let parts = words[1].split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 { tags[parts[0]] = parts[1] }
      }
      rest = rest[(close + 1)...]
    }
  }

  private static func close(in text: ArraySlice<Unicode.Scalar>) -> Int? {
    text.indices.first { text[$0] == "]" && text[$0 - 1] != "\\" }
  }

  private static func unescaped(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    text.indices.filter {
      text[$0] != "\\" || $0 + 1 == text.endIndex || text[$0 + 1] != "]"
    }.map { text[$0] }[...]
  }

  /// Gives an item what was said.
  func apply(to item: inout RawItem) {
    item.id = id
    item.kind = tags["kind"].flatMap(QuestionKind.init)
    item.language = tags["language"].flatMap(LanguageTag.init)
    item.level = tags["level"].flatMap(BloomLevel.init)
    item.difficulty = tags["difficulty"].flatMap { Int($0) }.flatMap {
      (1...5).contains($0) ? $0 : nil
    }
    item.unanswerable = tags["unanswerable"].flatMap(Unanswerable.init)
  }
}
