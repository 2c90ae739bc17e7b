import QuestionPipeline

/// Every field as `items.jsonl` of a set has it, a line of JSON an item.
package struct JSONLinesExporter: SetExporter {
  package var carried: Set<ItemField> { Set(ItemField.allCases) }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    Export(.file(JSONWriter.lines(set.items.lazy.map(\.json))))
  }
}
