import QuestionPipeline

/// A file of labelled rows: one JSON object a line.
struct LabelledFile {
  let name: String
  let rows: [JSONReader]

  /// The beginnings of the names of files that hold labelled data.
  static let prefixes = [
    "qgeval", "dup_en_", "dup_zh_", "ans_", "edu_questions_expert", "mcq_qaacd", "judge_",
  ]

  static func isLabelled(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }

  /// Throws `FileError`, or `JSONError` that names the line.
  init(folder: String, name: String) throws {
    try self.init(name: name, bytes: try FileSystem.read(folder + "/" + name))
  }

  init(name: String, bytes: [UInt8]) throws {
    self.name = name
    rows = try JSONLines.split(bytes).map { number, text in
      JSONReader(try JSONParser.parse(text), path: "line \(number)")
    }
  }

  /// The language that the name of a file of pairs tells.
  var language: LanguageTag { name.hasPrefix("dup_zh_") ? .chinese : .english }
}

extension JSONReader {
  /// Whether the row is an object that has all the fields.
  func has(_ fields: String...) -> Bool {
    guard let object = value.objectValue else { return false }
    return fields.allSatisfy { object[$0] != nil }
  }
}
