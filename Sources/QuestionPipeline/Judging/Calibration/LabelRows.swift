/// The rows of a file of people's labels: JSON lines, a list, or an object with a list named `items`.
enum LabelRows {
  /// The rows with their lines, from 1. Throws `ConfigurationError` that names the line.
  static func read(_ bytes: [UInt8], name: String) throws -> [(line: Int, value: JSONValue)] {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if let list = (try? JSONParser.parse(bytes)).flatMap({
      $0.arrayValue ?? $0["items"]?.arrayValue
    }) {
      return list.enumerated().map { ($0 + 1, $1) }
    }
    var rows: [(line: Int, value: JSONValue)] = []
    for (number, text) in JSONLines.split(bytes) {
      do {
        rows.append((number, try JSONParser.parse(text)))
      } catch {
        // Its own line is that of the row, which is always the first.
        throw ConfigurationError(
          source: "\(name), line \(number)", detail: "is no JSON object: \(error.detail)")
      }
    }
    return rows
  }
}
