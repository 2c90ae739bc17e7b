import QuestionPipeline

/// Every field as `items.jsonl` of a set has it, a line of JSON an item.
package struct JSONLinesExporter: SetExporter {
  package var carried: Set<ItemField> { Set(ItemField.allCases) }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var bytes: [UInt8] = []
    for item in set.items {
      JSONWriter.append(item.json, to: &bytes)
      bytes.append(0x0A)
    }
    return Export(.file(bytes))
  }
}
