import SQLiteStorage

/// A committed cell as a long-term memory keeps it.
struct MemoryEntry: Sendable {
  /// Within its run.
  var ordinal: Int
  var isAccepted: Bool
  /// Of the item; nil where the cell was refused.
  var id: String?
  var topic: [String]
  var square: JSONValue
  var language: LanguageTag
  /// Nil where the cell came to no draft.
  var question: String?
  var angle: String?
  var evidence: LessonEvidence
  /// All that the journal keeps of the cell.
  var body: JSONValue

  /// Throws: `JSONError` where the body is none of a cell.
  init(_ record: CellRecord) throws {
    let cell = try Cell(JSONReader(record.body).required("cell"))
    let content = record.body[record.isAccepted ? "item" : "draft"]
    ordinal = record.ordinal
    isAccepted = record.isAccepted
    id = content?["id"]?.stringValue
    topic = cell.topicPath
    square = cell.square.json
    language = cell.square.language
    question = content?["question"]?.stringValue
    angle = cell.angle
    evidence = try LessonEvidence(ofCell: JSONReader(record.body))
    body = record.body
  }

  /// Of a line of an exported memory. Throws: `JSONError`.
  init(exported line: JSONReader) throws {
    try self.init(
      CellRecord(
        ordinal: try line.required("ordinal").int(in: 0...Int.max),
        isAccepted: try line.bool("accepted"), body: try line.required("cell").value))
  }

  /// In the order of the table's columns, behind writer and ordinal.
  var values: [SQLiteValue] {
    [
      .int(isAccepted ? 1 : 0), .optional(id), .text(JSONWriter.text(.strings(topic))),
      .text(JSONWriter.text(square)), .text(language.tag), .optional(question),
      .text(JSONWriter.text(body)), .optional(angle), .text(JSONWriter.text(evidence.json)),
    ]
  }
}
