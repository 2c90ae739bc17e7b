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
          merged = merge(withoutInheritedKeys(merged, under: reader.value), reader.value)
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

  /// What a layer moves to another host inherits nothing that was meant for the first: key, header fields, deployment.
  private static func withoutInheritedKeys(_ base: JSONValue, under over: JSONValue) -> JSONValue {
    guard case .object(var result) = base, case .object(var endpoints)? = base["endpoints"],
      case .object(let changes)? = over["endpoints"]
    else { return base }
    for change in changes.members {
      guard case .object(var endpoint)? = endpoints[change.key],
        let url = change.value["baseURL"]?.stringValue,
        origin(url) != origin(endpoint["baseURL"]?.stringValue ?? "")
      else { continue }
      for member in ["key", "extraFields", "deployment", "apiVersion"] { endpoint[member] = nil }
      endpoints[change.key] = .object(endpoint)
    }
    result["endpoints"] = .object(endpoints)
    return .object(result)
  }

  /// Scheme, host and port of a URL, as written.
  private static func origin(_ url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url.lowercased() }
    let rest = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return (url[..<scheme.upperBound] + rest).lowercased()
  }

  /// Objects are merged member by member; everything else is replaced.
  private static func merge(_ base: JSONValue, _ over: JSONValue) -> JSONValue {
    guard case .object(var result) = base, case .object(let changes) = over else { return over }
    for change in changes.members {
      result[change.key] = result[change.key].map { merge($0, change.value) } ?? change.value
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
