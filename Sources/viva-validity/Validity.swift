import QuestionPipeline

/// Measures what the program says of a folder's labelled files against what people said.
struct Validity {
  let folder: String
  /// Where predictions go, a file for each that was read; nil for none.
  var predictions: String?
  var tasks: [any ValidityTask] = validityTasks
  let print: (String) -> Void

  /// Returns how many files were measured. Throws where the folder cannot be read or the predictions not written.
  func run() throws -> Int {
    var measured = 0
    for name in try FileSystem.names(in: folder) where LabelledFile.isLabelled(name) {
      let file: LabelledFile
      let task: any ValidityTask
      let measurement: Measurement
      do {
        file = try LabelledFile(folder: folder, name: name)
        guard let first = file.rows.first else {
          skip(name, "it has no rows")
          continue
        }
        guard let found = tasks.first(where: { $0.recognises(first) }) else {
          let fields = first.value.objectValue?.keys.joined(separator: ", ")
          skip(
            name,
            "unknown shape; its first row has " + (fields.map { "the fields \($0)" } ?? "none"))
          continue
        }
        task = found
        measurement = try task.measure(file)
      } catch let error as JSONError {
        skip(name, "\(error)")
        continue
      }
      for figure in measurement.figures {
        line([.init("file", .string(name)), .init("task", .string(task.name))] + figure.members)
      }
      if let predictions { try write(measurement.predictions, to: predictions + "/" + name) }
      measured += 1
    }
    return measured
  }

  private func skip(_ name: String, _ why: String) {
    line([.init("file", .string(name)), .init("skipped", .string(why))])
  }

  private func line(_ members: [JSONObject.Member]) {
    print(JSONWriter.text(.object(JSONObject(members))))
  }

  private func write(_ predictions: [Prediction], to path: String) throws {
    var bytes: [UInt8] = []
    for prediction in predictions {
      JSONWriter.append(prediction.json, to: &bytes)
      bytes.append(0x0A)
    }
    try FileSystem.makeFolder(FileSystem.parent(of: path))
    try FileSystem.write(bytes, to: path)
  }
}
