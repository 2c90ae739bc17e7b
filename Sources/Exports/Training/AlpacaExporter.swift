import QuestionPipeline

/// The format of Stanford's Alpaca: a list of instructions, each with an input and an output. Choices are the input.
package struct AlpacaExporter: SetExporter {
  package var carried: Set<ItemField> { Example.carried }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    let (examples, remarks) = Example.examples(of: set)
    let records: [JSONValue] = examples.map { _, example in
      [
        "instruction": .string(example.question), "input": .string(example.choices),
        "output": .string(example.reply),
      ]
    }
    return Export(.file(JSONWriter.bytes(.array(records), indent: 2) + [0x0A]), remarks: remarks)
  }
}
