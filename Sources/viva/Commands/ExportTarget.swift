import Exports
import QuestionPipeline

/// Where an export goes.
struct ExportTarget {
  /// Nil for the console.
  let path: String?
  let console: Console

  /// Throws: `FileError`, or `ConfigurationError` where a folder holds other things than an earlier export would.
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
      guard !FileSystem.isFolder(path) else {
        throw FileError(code: .isFolder, path: path, detail: "is a folder; a file was expected")
      }
      try FileSystem.makeFolder(FileSystem.parent(of: path))
      try FileSystem.write(bytes, to: path)
    case (.folder(let files), let path?):
      try check(path, for: files.map(\.path))
      for file in files {
        let target = path + "/" + file.path
        try FileSystem.makeFolder(FileSystem.parent(of: target))
        try FileSystem.write(file.bytes, to: target)
      }
    }
  }

  /// What lies in the folder must be what this export replaces.
  private func check(_ folder: String, for paths: [String]) throws {
    let names = Set(paths.map { String($0.prefix { $0 != "/" }) })
    try ResultFolder.check(folder, for: names.sorted(), option: "--to")
  }
}
