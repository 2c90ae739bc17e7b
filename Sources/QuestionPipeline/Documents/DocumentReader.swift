/// Reads the documents that a brief names: files, folders, and patterns with `*` and `?` in the last part.
package enum DocumentReader {
  /// What was found below folders and patterns and could not be read.
  package struct Skipped: Sendable, Hashable {
    package var name: String
    package var why: String
  }

  /// A file of this size or more is refused.
  static let maxBytes = 64 << 20

  /// Throws: `FileError` for a path that is named and cannot be read; inside a folder it is skipped with its reason.
  package static func read(_ paths: [String]) throws -> (
    documents: [SourceDocument], skipped: [Skipped]
  ) {
    var documents: [SourceDocument] = []
    var skipped: [Skipped] = []
    func add(_ path: String, as name: String) {
      do throws(FileError) {
        documents.append(try document(path, name: name))
      } catch { skipped.append(Skipped(name: name, why: error.detail)) }
    }
    for path in paths {
      let last = FileSystem.name(of: path)
      if last.contains("*") || last.contains("?") {
        let folder = FileSystem.parent(of: path)
        let matches = try FileSystem.names(in: folder).filter {
          !$0.hasPrefix(".") && Pattern.matches($0, last)
        }
        guard !matches.isEmpty else {
          throw FileError(code: .notFound, path: path, detail: "matches no file")
        }
        for match in matches where !FileSystem.isFolder(folder + "/" + match) {
          add(folder + "/" + match, as: match)
        }
      } else if FileSystem.isFolder(path) {
        let files = try files(below: path)
        guard !files.isEmpty else {
          throw FileError(code: .notFound, path: path, detail: "is a folder without files")
        }
        for file in files { add(path + "/" + file, as: file) }
      } else {
        documents.append(try document(path, name: last))
      }
    }
    return (documents, skipped)
  }

  private static func files(below folder: String) throws -> [String] {
    var result: [String] = []
    for name in try FileSystem.names(in: folder) where !name.hasPrefix(".") {
      if FileSystem.isFolder(folder + "/" + name) {
        result += try files(below: folder + "/" + name).map { name + "/" + $0 }
      } else {
        result.append(name)
      }
    }
    return result
  }

  private static func document(_ path: String, name: String) throws(FileError) -> SourceDocument {
    var bytes = try FileSystem.read(path, limit: maxBytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard !bytes.contains(0) else {
      throw FileError(code: .notText, path: path, detail: "is a binary file; text was expected")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileError(code: .notText, path: path, detail: "is not UTF-8 text")
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw FileError(code: .notText, path: path, detail: "holds no text")
    }
    return SourceDocument(name: name, text: text)
  }
}

/// File name patterns: `*` for any run of characters, `?` for one.
enum Pattern {
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let name = Array(name.unicodeScalars)
    let pattern = Array(pattern.unicodeScalars)
    var (n, p) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        star = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        n += 1
        p += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        p = last.pattern + 1
        n = last.name + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
