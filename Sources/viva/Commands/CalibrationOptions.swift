import QuestionPipeline

/// Where calibrations are kept, and how 'evaluate' takes them up.
enum CalibrationOptions {
  static let place = "~/.local/share/viva/calibration.json"

  static let calibration = Option.optional(
    "calibration", "file|none", ValueType.file, standard: place + ", where it is",
    "What 'viva calibrate' kept: scores of the judges it knows are put on the scale of people's labels."
  )

  /// In the user's data folder; nil where there is none.
  static func standardFile(_ workplace: Workplace) -> String? {
    let data =
      workplace.environment("XDG_DATA_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? workplace.environment("HOME").map { $0 + "/.local/share" }
    return data.map { $0 + "/viva/calibration.json" }
  }

  /// What was asked for, or what is there. Throws: `FileError` or `ConfigurationError`.
  static func read(_ arguments: Arguments, _ workplace: Workplace) throws -> (
    calibration: Calibration, file: String
  )? {
    if let file = arguments[calibration] {
      return file == "none" ? nil : (try CalibrationFile.read(file), file)
    }
    guard let file = standardFile(workplace), FileSystem.exists(file) else { return nil }
    return (try CalibrationFile.read(file), file)
  }

  /// Scores that went through a curve would teach a curve of a curve.
  static func refuseCalibrated(_ set: String) throws {
    let report = set + "/report.json"
    guard FileSystem.isFolder(set), FileSystem.exists(report) else { return }
    let value = try? JSONParser.parse(try FileSystem.read(report))
    guard value?["made"]?["calibratedScores"] == nil else {
      throw ConfigurationError(
        source: set,
        detail: "its scores are calibrated already; evaluate it with '--calibration none' first")
    }
  }
}

extension ValueType where Value == ClosedRange<Double> {
  /// "1-5"
  static let scale = ValueType(noun: "scale", expected: "two rising numbers such as 1-5") { text in
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let low = Double(parts[0]), let high = Double(parts[1]), low < high,
      low.isFinite, high.isFinite
    else { return nil }
    return low...high
  }
}
