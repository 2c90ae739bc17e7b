/// The files of `Config/` and `Prompts/`: those built into the program, or those of a folder given with `--home`.
package struct DefaultFiles: Sendable {
  /// By path.
  package let files: [DefaultFile]

  /// - Parameter files: by path below the home, "Config/viva.json5"; sorted here.
  package init(files: [(path: String, bytes: [UInt8])]) {
    self.init(files.map { DefaultFile(path: $0.path, bytes: $0.bytes) })
  }

  private init(_ files: [DefaultFile]) { self.files = files.sorted { $0.path < $1.path } }

  /// As they were when the program was built.
  package static var builtIn: DefaultFiles { DefaultFiles(DefaultFile.builtIn) }

  package subscript(path: String) -> [UInt8]? { files.first { $0.path == path }?.bytes }

  /// The files below a folder, with their paths.
  package func below(_ folder: String) -> [DefaultFile] {
    files.filter { $0.path.hasPrefix(folder + "/") }
  }

  /// These files with others put over them, path by path.
  package func overlaid(with other: DefaultFiles) -> DefaultFiles {
    let replaced = Set(other.files.map(\.path))
    return DefaultFiles(files.filter { !replaced.contains($0.path) } + other.files)
  }

  /// SHA-256 over paths and bytes of the files below a folder.
  package func hash(below folder: String) -> String { Self.hash(below(folder)) }

  /// SHA-256 over the paths and bytes of all files.
  package var hash: String { Self.hash(files) }

  private static func hash(_ files: [DefaultFile]) -> String {
    var hash = SHA256()
    for file in files {
      let bytes = file.bytes
      hash.update(Array("\(file.path)\n\(bytes.count)\n".utf8))
      hash.update(bytes)
    }
    return hash.finish()
  }
}
