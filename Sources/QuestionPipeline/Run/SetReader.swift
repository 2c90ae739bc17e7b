/// A set as it was found in a file: what could be read, and what could not.
package struct FoundSet: Sendable {
  package var items: [Item]
  /// The line of each item, from 1; nil where the file does not go by lines.
  package var lines: [Int]?
  /// Lines, or elements of a list, that are no items.
  package var unread: [SetReport.Unread]
}

/// Reads sets that Viva wrote.
package enum SetReader {
  /// - Parameter path: the folder of a set, a `.jsonl` file with an item a line, or a `.json` file with a list of items.
  /// Throws: `FileError`, or `ConfigurationError` where nothing can be read.
  package static func read(_ path: String) throws -> FoundSet {
    let file = FileSystem.isFolder(path) ? path + "/items.jsonl" : path
    if file != path, !FileSystem.exists(file) {
      throw FileError(code: .notFound, path: path, detail: "is a folder without items.jsonl")
    }
    var bytes = try FileSystem.read(file)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var found = FoundSet(items: [], lines: nil, unread: [])
    if let list = list(in: bytes) {
      for (index, value) in list.enumerated() {
        do {
          found.items.append(try Item(JSONReader(value)))
        } catch {
          found.unread.append(SetReport.Unread(line: index + 1, why: "\(error)"))
        }
      }
    } else {
      readLines(bytes, into: &found)
    }
    guard !found.items.isEmpty else {
      let why = found.unread.first.map { "; line \($0.line): \($0.why)" } ?? ""
      throw ConfigurationError(source: file, detail: "holds no item that can be read\(why)")
    }
    SetAssembler.number(&found.items)
    return found
  }

  /// The elements of a document that is a list, or an object with a list of items.
  private static func list(in bytes: [UInt8]) -> [JSONValue]? {
    guard let value = try? JSONParser.parse(bytes) else { return nil }
    return value.arrayValue ?? value["items"]?.arrayValue
  }

  private static func readLines(_ bytes: [UInt8], into found: inout FoundSet) {
    var number = 0
    var lines: [Int] = []
    defer { found.lines = lines }
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
      do {
        found.items.append(try Item(JSONReader(JSONParser.parse(Array(line)))))
        lines.append(number)
      } catch var error as JSONError {
        error.line = nil  // It counts within the line.
        found.unread.append(SetReport.Unread(line: number, why: "\(error)"))
      } catch {
        found.unread.append(SetReport.Unread(line: number, why: "\(error)"))
      }
    }
  }
}
