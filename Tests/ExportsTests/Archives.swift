import Exports
import Testing

@testable import QuestionPipeline

extension Exported {
  /// The files of the one archive that was expected, by their paths.
  static func unpacked(_ export: Export) throws -> [String: String] {
    var archive = try ZipArchive(bytes(export), limits: DocumentLimits())
    var files: [String: String] = [:]
    for name in archive.entries.keys.sorted() {
      files[name] = String(decoding: try #require(try archive.read(name)), as: UTF8.self)
    }
    return files
  }

  /// One file of the archive.
  static func bytes(_ name: String, of export: Export) throws -> [UInt8] {
    var archive = try ZipArchive(bytes(export), limits: DocumentLimits())
    return try #require(try archive.read(name))
  }

  /// The files of the folder that was expected, by their paths.
  static func folder(_ export: Export) -> [String: String] {
    guard case .folder(let files) = export.content else {
      Issue.record("a folder was expected")
      return [:]
    }
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  /// The values of a file of JSON, a line each.
  static func rows(_ text: String?) throws -> [JSONReader] {
    try (text ?? "").split(separator: "\n").map { JSONReader(try JSONParser.parse(String($0))) }
  }
}
