import Exports
import QuestionPipeline
import TestSupport
import Testing

/// What tests do with an export.
enum Exported {
  /// The one file that was expected.
  static func bytes(_ export: Export) -> [UInt8] {
    guard case .file(let bytes) = export.content else {
      Issue.record("a file was expected")
      return []
    }
    return bytes
  }

  static func text(_ export: Export) -> String { String(decoding: bytes(export), as: UTF8.self) }

  /// The set that the reader finds in a file of that name.
  static func read(_ bytes: [UInt8], _ name: String) throws -> FoundSet {
    let folder = TemporaryDirectory()
    let path = folder.path + "/" + name
    try FileSystem.write(bytes, to: path)
    return try SetReader.read(path)
  }
}
