/// Finds the files that paths name: files, folders with all below them, and patterns.
struct SourcePaths {
  /// A file to read and what citations call it.
  struct Found: Hashable {
    var path: String
    /// Below the folder that was named, or in front of the pattern; else the file's own.
    var name: String
  }

  private(set) var files: [Found] = []
  /// Folders that could not be listed.
  private(set) var unread: [DocumentIntake.Unread] = []
  private var paths: Set<String> = []

  /// Throws: `FileError` for a path that is not there, and for a folder or a pattern without files.
  init(_ paths: [String]) throws(FileError) {
    for path in paths {
      let first = files.count
      let before = first + unread.count
      if path == DocumentReader.standardInput {
        add(path, name: path)
      } else if path.utf8.contains(where: { $0 == 0x2A || $0 == 0x3F }), !FileSystem.exists(path) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        let fixed = parts.prefix { !$0.contains("*") && !$0.contains("?") }
        var folder = fixed.joined(separator: "/")
        if path.hasPrefix("/") { folder = "/" + folder }
        match(Array(parts[fixed.count...]), in: folder, name: "", above: [])
        // By folders, as they would be listed.
        files[first...].sort {
          $0.name.split(separator: "/").lexicographicallyPrecedes($1.name.split(separator: "/")) {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
          }
        }
        guard files.count + unread.count > before else {
          throw FileError(code: .notFound, path: path, detail: "matches no file")
        }
      } else if FileSystem.isFolder(path) {
        list(path, name: "", above: [])
        guard files.count + unread.count > before else {
          throw FileError(code: .notFound, path: path, detail: "is a folder without files")
        }
      } else {
        guard FileSystem.exists(path) else {
          throw FileError(
            code: .notFound, path: path, detail: "there is no such file or folder")
        }
        add(path, name: FileSystem.name(of: path))
      }
    }
    tellApart()
  }

  private mutating func add(_ path: String, name: String) {
    // A file that two patterns name is read once, without a word.
    if paths.insert(path).inserted { files.append(Found(path: path, name: name)) }
  }

  private mutating func list(_ folder: String, name: String, above: [FileIdentity]) {
    guard let entry = enter(folder, name, above) else { return }
    for item in entry.names {
      let path = folder + "/" + item
      let below = name.isEmpty ? item : name + "/" + item
      if FileSystem.isFolder(path) {
        list(path, name: below, above: entry.above)
      } else if FileSystem.isRegular(path) {
        add(path, name: below)
      }
    }
  }

  /// Files whose path below a folder fits the parts of a pattern; `**` stands for any folders, none too.
  private mutating func match(
    _ parts: [String], in folder: String, name: String, above: [FileIdentity]
  ) {
    guard let first = parts.first else { return }
    guard let entry = enter(folder, name, above) else { return }
    let rest = Array(parts.dropFirst())
    let prefix = folder.isEmpty ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    if first == "**" {
      if rest.isEmpty { return list(folder.isEmpty ? "." : folder, name: name, above: above) }
      match(rest, in: folder, name: name, above: above)
    }
    for item in entry.names where first == "**" || Pattern.matches(item, first) {
      let path = prefix + item
      let below = name.isEmpty ? item : name + "/" + item
      if FileSystem.isFolder(path) {
        let next = first == "**" ? parts : rest
        if !next.isEmpty { match(next, in: path, name: below, above: entry.above) }
      } else if rest.isEmpty, first != "**", FileSystem.isRegular(path) {
        add(path, name: below)
      }
    }
  }

  /// The names in a folder that are not hidden; nil for one that cannot be listed, and for one inside itself by a link.
  private mutating func enter(_ folder: String, _ name: String, _ above: [FileIdentity]) -> (
    names: [String], above: [FileIdentity]
  )? {
    let place = folder.isEmpty ? "." : folder
    guard let identity = FileSystem.identity(of: place), !above.contains(identity) else {
      return nil
    }
    do {
      let names = try FileSystem.names(in: place).filter { !$0.hasPrefix(".") }
      return (names, above + [identity])
    } catch {
      unread.append(
        DocumentIntake.Unread(name: name.isEmpty ? place : name, why: error.detail))
      return nil
    }
  }

  /// Equal names of different files become their paths.
  private mutating func tellApart() {
    var counts: [String: Int] = [:]
    for file in files { counts[file.name, default: 0] += 1 }
    for index in files.indices where counts[files[index].name]! > 1 {
      files[index].name = files[index].path
    }
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
