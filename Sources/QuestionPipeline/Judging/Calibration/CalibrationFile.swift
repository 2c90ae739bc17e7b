/// Where calibrations are kept between runs.
package enum CalibrationFile {
  /// Throws: `FileError`, or `ConfigurationError` that names the member at fault.
  package static func read(_ path: String) throws -> Calibration {
    let bytes = try FileSystem.read(path, limit: 16 << 20)
    do {
      return try JSONParser.read(bytes, .json) { try Calibration($0) }
    } catch let error as JSONError {
      throw ConfigurationError(source: path, detail: "is no calibration: \(error)")
    }
  }

  /// Writes it whole, over what the file held for other judges and dimensions. Throws `FileError`, or
  /// `ConfigurationError` where the file holds something else.
  package static func add(_ calibration: Calibration, to path: String) throws -> Calibration {
    let earlier = FileSystem.exists(path) ? try read(path) : Calibration()
    let merged = calibration.merged(over: earlier)
    let folder = FileSystem.parent(of: path)
    if !folder.isEmpty, !FileSystem.exists(folder) { try FileSystem.makeFolder(folder) }
    try FileSystem.write(JSONWriter.bytes(merged.json, indent: 2) + [0x0A], to: path)
    return merged
  }
}
