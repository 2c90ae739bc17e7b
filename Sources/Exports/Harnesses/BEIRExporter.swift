import QuestionPipeline

/// What BEIR's loader and its kin read: questions to be searched for, passages to be found, and which answers which.
///
/// Passages are the quotes that items rest on; an item without any stands in with its reference answer.
package struct BEIRExporter: SetExporter {
  package var carried: Set<ItemField> {
    [.id, .topic, .kind, .language, .level, .difficulty, .sources]
  }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var corpus = LineList()
    var queries = LineList()
    var judgements = "query-id\tcorpus-id\tscore\n"
    var remarks = Remarks()
    var names = UniqueNames()
    var passages: [Passage: String] = [:]
    for item in set.items {
      var found = item.draft.sources.filter { !$0.quote.isEmpty }.map {
        Passage(title: $0.document, text: $0.quote)
      }
      if found.isEmpty {
        remarks.add("reference answers as passages, where there are no sources")
        found = [Passage(title: "", text: item.reference)]
      }
      let query = names.name(for: item.id)
      queries.append([
        "_id": .string(query), "text": .string(item.draft.question), "metadata": metadata(item),
      ])
      var seen: Set<Passage> = []
      for passage in found where seen.insert(passage).inserted {
        let id = passages[passage] ?? names.name(for: "p-" + passage.digest)
        if passages.updateValue(id, forKey: passage) == nil {
          corpus.append([
            "_id": .string(id), "title": .string(passage.title), "text": .string(passage.text),
            "metadata": [:],
          ])
        }
        judgements += "\(query)\t\(id)\t1\n"
      }
    }
    return Export(
      .folder([
        ("corpus.jsonl", corpus.bytes), ("queries.jsonl", queries.bytes),
        ("qrels/test.tsv", Array(judgements.utf8)),
      ]), remarks: remarks.sentences)
  }

  private func metadata(_ item: Item) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(item.id)
    object["topic"] = .strings(item.topic)
    object["kind"] = .string(item.kind.rawValue)
    object["language"] = .string(item.language.tag)
    object["level"] = item.level.map { .string($0.rawValue) }
    object["difficulty"] = item.difficulty.map(JSONValue.integer)
    return .object(object)
  }

  private struct Passage: Hashable {
    var title: String
    var text: String

    var digest: String { String(SHA256.hex("\(title)\u{0}\(text)").prefix(12)) }
  }
}
