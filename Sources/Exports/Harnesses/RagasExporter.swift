import QuestionPipeline

/// Samples for Ragas, a line of JSON each: a question, its reference answer, and the passages that answer it. What a
/// system retrieves and responds is for its owner to fill in.
package struct RagasExporter: SetExporter {
  package var carried: Set<ItemField> {
    [.id, .topic, .kind, .language, .answer, .choices, .solution, .sources, .unanswerable]
  }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var lines = LineList()
    var remarks = Remarks()
    let finder = PassageFinder(set.passages)
    for item in set.items {
      let found = finder.contexts(of: item)
      if let remark = finder.remark(on: found) { remarks.add(remark) }
      var contexts = found.map(finder.text)
      if contexts.isEmpty {
        remarks.add("reference answers as contexts, where there are no sources")
        contexts = [item.reference]
      }
      var object = JSONObject()
      object["user_input"] = .string(item.questionWithChoices)
      object["reference"] = .string(item.reference)
      object["reference_contexts"] = .strings(contexts)
      object["id"] = .string(item.id)
      object["topic"] = .strings(item.topic)
      object["kind"] = .string(item.kind.rawValue)
      object["language"] = .string(item.language.tag)
      object["unanswerable"] = item.unanswerable.map { .string($0.rawValue) }
      lines.append(.object(object))
    }
    return Export(.file(lines.bytes), remarks: remarks.sentences)
  }
}
