import QuestionPipeline

/// What BEIR's loader and its kin read: questions to be searched for, passages to be found, and which answers which.
///
/// Passages are those of the documents, with the ones that no item rests on to tell them from; without documents the quotes
/// that items rest on. An item without any stands in with its reference answer.
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
    var known: [Entry: String] = [:]
    func add(_ entry: Entry, as name: String) -> String {
      if let id = known[entry] { return id }
      let id = names.name(for: name)
      known[entry] = id
      corpus.append([
        "_id": .string(id), "title": .string(entry.title), "text": .string(entry.text),
        "metadata": [:],
      ])
      return id
    }
    let finder = PassageFinder(set.passages)
    let passages = set.passages.map { add(Entry($0), as: $0.id) }
    for item in set.items {
      let contexts = finder.contexts(of: item)
      if let remark = finder.remark(on: contexts) { remarks.add(remark) }
      var found = contexts.map { context in
        switch context {
        case .passage(let place): return passages[place]
        case .quote(let source):
          let entry = Entry(title: source.document, text: source.quote)
          return add(entry, as: entry.name)
        }
      }
      if found.isEmpty {
        remarks.add("reference answers as passages, where there are no sources")
        let entry = Entry(title: "", text: item.reference)
        found = [add(entry, as: entry.name)]
      }
      let query = names.name(for: item.id)
      queries.append([
        "_id": .string(query), "text": .string(item.draft.question), "metadata": metadata(item),
      ])
      var seen: Set<String> = []
      for id in found where seen.insert(id).inserted { judgements += "\(query)\t\(id)\t1\n" }
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

  /// A row of the corpus.
  fileprivate struct Entry: Hashable {
    var title: String
    var text: String

    var name: String { "p-" + SHA256.hex("\(title)\u{0}\(text)").prefix(12) }
  }
}

extension BEIRExporter.Entry {
  /// Under the headings above it, else under the name of its document.
  fileprivate init(_ passage: Passage) {
    self.init(
      title: passage.headings.isEmpty
        ? passage.document : passage.headings.joined(separator: " › "),
      text: passage.shown)
  }
}
