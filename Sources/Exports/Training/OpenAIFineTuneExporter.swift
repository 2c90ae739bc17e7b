import QuestionPipeline

/// Chat messages as OpenAI's API for fine-tuning takes them: a line of JSON an example, nothing but roles and contents.
package struct OpenAIFineTuneExporter: SetExporter {
  /// The API refuses files with fewer examples.
  static let fewest = 10

  package var carried: Set<ItemField> { Example.carried }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var (examples, remarks) = Example.examples(of: set)
    var bytes: [UInt8] = []
    for (_, example) in examples {
      let messages: JSONValue = [
        ["role": "user", "content": .string(example.prompt)],
        ["role": "assistant", "content": .string(example.reply)],
      ]
      JSONWriter.append(["messages": messages], to: &bytes)
      bytes.append(0x0A)
    }
    if examples.count < Self.fewest {
      remarks.append(
        "the API takes no fewer than \(Self.fewest) examples; here are \(examples.count)")
    }
    return Export(.file(bytes), remarks: remarks)
  }
}
