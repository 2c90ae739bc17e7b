import TestSupport

@testable import QuestionPipeline

/// Reads a document from its bytes, as the program would from a file of that name.
enum DocumentReading {
  static func document(
    _ bytes: [UInt8], _ name: String, limits: DocumentLimits = DocumentLimits(),
    programs: DocumentPrograms = .installed
  ) throws -> SourceDocument {
    let folder = TemporaryDirectory()
    try FileSystem.write(bytes, to: folder.file(name))
    var found: SourceDocument?
    _ = try DocumentReader(limits: limits, programs: programs).read([folder.file(name)]) {
      document, _ in found = document
    }
    return found!
  }

  static func document(_ text: String, _ name: String) throws -> SourceDocument {
    try document(Array(text.utf8), name)
  }

  /// Why it cannot be read.
  static func refusal(
    _ bytes: [UInt8], _ name: String, limits: DocumentLimits = DocumentLimits(),
    programs: DocumentPrograms = .installed
  ) -> String? {
    do {
      _ = try document(bytes, name, limits: limits, programs: programs)
      return nil
    } catch {
      return (error as? FileError)?.detail
    }
  }
}

extension SourceDocument {
  /// The blocks' words, each behind a sign of its kind: # heading, P, L, T, C.
  var outline: [String] {
    let bytes = Array(text.utf8)
    return blocks.map { block in
      let words = String(decoding: bytes[block.bytes], as: UTF8.self)
      switch block.kind {
      case .heading(let level, let title): return "#\(level) \(title)"
      case .paragraph: return "P \(words)"
      case .list: return "L \(words)"
      case .table: return "T \(words)"
      case .code: return "C \(words)"
      }
    }
  }
}
