import Exports
import QuestionPipeline

/// Where an export goes.
struct ExportTarget {
  /// Nil for the console.
  let path: String?
  let format: ExportFormat
  let console: Console

  /// The file by which a folder of ours is known again.
  private static let record = "export.json"

  /// Whether it can be written there; a folder that holds anything is written to only where it is an earlier export.
  /// Throws: `FileError` or `ConfigurationError`.
  func check() throws {
    guard let path, FileSystem.exists(path) else { return }
    guard format.isFolder else {
      guard !FileSystem.isFolder(path) else {
        throw FileError(code: .isFolder, path: path, detail: "is a folder; a file was expected")
      }
      return
    }
    let known = try earlier(in: path).map { String($0.prefix { $0 != "/" }) } + [Self.record]
    guard FileSystem.isFolder(path),
      !(try FileSystem.names(in: path).allSatisfy { $0.hasPrefix(".") || known.contains($0) })
    else { return try ResultFolder.check(path, for: known, option: "--to") }
    throw ConfigurationError(
      source: path,
      detail: "holds files that no earlier export wrote; choose a new folder with --to")
  }

  /// Throws: `FileError`, or `ExportError` where the console cannot show it.
  func write(_ content: Export.Content) throws {
    switch (content, path) {
    case (.file(let bytes), nil):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ExportError("the format is no text, which cannot be printed; name a file with --to")
      }
      console.write(text)
    case (.folder, nil):
      throw ExportError(
        "the format is a folder of files, which cannot be printed; name one with --to")
    case (.file(let bytes), let path?):
      try FileSystem.makeFolder(FileSystem.parent(of: path))
      try FileSystem.write(bytes, to: path)
    case (.folder(let files), let path?):
      try write(files, into: path)
    }
  }

  /// Files of an earlier export that this one does not have go.
  private func write(_ files: [(path: String, bytes: [UInt8])], into folder: String) throws {
    let paths = files.map(\.path)
    let earlier = try earlier(in: folder)
    try FileSystem.makeFolder(folder)
    // First, so that a folder of which a part was written is known again.
    let record: JSONValue = ["format": .string(format.rawValue), "files": .strings(paths)]
    try FileSystem.write(
      JSONWriter.bytes(record, indent: 2) + [0x0A], to: folder + "/" + Self.record)
    for path in earlier where !paths.contains(path) { FileSystem.remove(folder + "/" + path) }
    for file in files {
      let target = folder + "/" + file.path
      try FileSystem.makeFolder(FileSystem.parent(of: target))
      try FileSystem.write(file.bytes, to: target)
    }
  }

  /// The files of the export in this format that stands in the folder; none where there is no such.
  private func earlier(in folder: String) throws -> [String] {
    let file = folder + "/" + Self.record
    guard FileSystem.isRegular(file) else { return [] }
    let bytes = try FileSystem.read(file, limit: 1 << 20)
    guard
      let (name, files) = try? JSONParser.read(
        bytes, as: { (try $0.string("format"), try $0.texts("files")) })
    else { return [] }
    guard name == format.rawValue else {
      throw ConfigurationError(
        source: folder, detail: "holds an export in another format; choose a new folder with --to")
    }
    // A record that somebody wrote by hand must not reach out of its folder.
    return files.filter { path in
      !path.split(separator: "/", omittingEmptySubsequences: false).contains {
        ["", ".", ".."].contains($0)
      }
    }
  }
}
