/// Puts the settings together from the defaults and what overrides them.
package enum ConfigurationReader {
  /// - Parameters:
  ///   - files: where the defaults and the rubrics come from.
  ///   - overrides: further files in rising order of strength, each with its name for errors.
  /// Throws: `ConfigurationError`.
  package static func settings(
    _ files: DefaultFiles, overrides: [(name: String, bytes: [UInt8])] = []
  ) throws -> Settings {
    try settingsAndValue(files, overrides: overrides).settings
  }

  /// The settings, and the merged document that they were read from.
  package static func settingsAndValue(
    _ files: DefaultFiles, overrides: [(name: String, bytes: [UInt8])] = []
  ) throws -> (settings: Settings, value: JSONValue) {
    let path = "Config/viva.json5"
    guard let defaults = files[path] else {
      throw ConfigurationError(source: path, detail: "is missing")
    }
    var merged = try named(path) { try JSONParser.parse(defaults, .json5) }
    var settings = try named(path) { try JSONParser.read(defaults, .json5) { try Settings($0) } }
    for file in overrides {
      try named(file.name) {
        settings = try JSONParser.read(file.bytes, .json5) { reader in
          merged = merge(merged, reader.value)
          return try Settings(JSONReader(merged))
        }
      }
    }
    return (settings, merged)
  }

  package static func rubric(_ name: String, _ files: DefaultFiles) throws -> Rubric {
    let path = "Config/Rubrics/\(name).json5"
    guard let bytes = files[path] else {
      let known = files.below("Config/Rubrics").map {
        String($0.path.dropFirst("Config/Rubrics/".count).dropLast(".json5".count))
      }
      throw ConfigurationError(
        source: "evaluator.rubric", detail: Suggestion.unknown(name, among: known))
    }
    return try named(path) { try JSONParser.read(bytes, .json5) { try Rubric($0) } }
  }

  /// Objects are merged member by member; everything else is replaced.
  private static func merge(_ base: JSONValue, _ over: JSONValue) -> JSONValue {
    guard case .object(var result) = base, case .object(let changes) = over else { return over }
    for (key, value) in changes.members {
      result[key] = result[key].map { merge($0, value) } ?? value
    }
    return .object(result)
  }

  private static func named<T>(_ name: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as JSONError {
      throw ConfigurationError(source: name, detail: error.description)
    }
  }
}
