import QuestionPipeline

/// The format of ShareGPT: a list of conversations between "human" and "gpt", here of one question and its answer.
package struct ShareGPTExporter: SetExporter {
  package var carried: Set<ItemField> { Example.carried.union([.id]) }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    let (examples, remarks) = Example.examples(of: set)
    let records: [JSONValue] = examples.map { item, example in
      [
        "id": .string(item.id),
        "conversations": [
          ["from": "human", "value": .string(example.prompt)],
          ["from": "gpt", "value": .string(example.reply)],
        ],
      ]
    }
    return Export(.file(JSONWriter.bytes(.array(records), indent: 2) + [0x0A]), remarks: remarks)
  }
}
