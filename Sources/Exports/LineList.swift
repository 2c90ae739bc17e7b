import QuestionPipeline

/// Lines of JSON.
struct LineList {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ value: JSONValue) {
    JSONWriter.append(value, to: &bytes)
    bytes.append(0x0A)
  }
}
