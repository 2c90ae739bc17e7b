import QuestionPipeline

/// The sets of a folder and their reports, as a client can list and read them.
struct MCPResources: Sendable {
  /// The folder whose folders are sets.
  let folder: String

  private static let files: [(name: String, title: String, type: String)] = [
    ("items.jsonl", "accepted items", "application/jsonl"),
    ("report.md", "quality report", "text/markdown"),
    ("report.json", "quality report as data", "application/json"),
    ("manifest.json", "what was asked and what decided the result", "application/json"),
  ]
  private static let scheme = "viva://sets/"

  /// The files that are there, by set, then in the order above.
  func list() throws -> JSONValue {
    guard FileSystem.isFolder(folder) else { return ["resources": .array([])] }
    var resources: [JSONValue] = []
    for name in try FileSystem.names(in: folder).sorted() where !name.hasPrefix(".") {
      for file in Self.files where FileSystem.exists("\(folder)/\(name)/\(file.name)") {
        resources.append([
          "uri": .string(Self.scheme + Self.encoded(name) + "/" + file.name),
          "name": .string("\(name)/\(file.name)"), "title": .string("\(name): \(file.title)"),
          "mimeType": .string(file.type),
        ])
      }
    }
    return ["resources": .array(resources)]
  }

  /// Throws: `MCPError` for anything but a file that is listed.
  func read(_ uri: String) throws -> JSONValue {
    guard uri.hasPrefix(Self.scheme) else { throw MCPError.notFound(uri) }
    let parts = uri.dropFirst(Self.scheme.count).split(
      separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let file = Self.files.first(where: { $0.name == parts[1] }),
      let name = try FileSystem.names(in: folder).first(where: { Self.encoded($0) == parts[0] }),
      !name.hasPrefix("."), FileSystem.exists("\(folder)/\(name)/\(file.name)")
    else { throw MCPError.notFound(uri) }
    let bytes = try FileSystem.read("\(folder)/\(name)/\(file.name)")
    return [
      "contents": [
        [
          "uri": .string(uri), "mimeType": .string(file.type),
          "text": .string(String(decoding: bytes, as: UTF8.self)),
        ]
      ]
    ]
  }

  /// As a part of a URI: unreserved characters as they are, other bytes as %XX.
  static func encoded(_ name: String) -> String {
    name.utf8.reduce(into: "") { result, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
