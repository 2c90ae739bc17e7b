#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file or folder, whatever paths lead to it.
struct FileIdentity: Hashable {
  var device: UInt64
  var number: UInt64
}

/// The file system as the program needs it: whole reads, whole writes, folders.
package enum FileSystem {
  /// The bytes of a file. Throws `FileError`.
  /// - Parameter limit: the most bytes that are read.
  package static func read(_ path: String, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw error(path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw FileError(code: .isFolder, path: path, detail: "is a folder; a file was expected")
    }
    return try read(
      descriptor: descriptor, path: path, limit: limit, expected: max(0, Int(status.st_size)))
  }

  private static func read(
    descriptor: Int32, path: String, limit: Int, expected: Int = 0
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(limit, expected))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readOnce(descriptor, &buffer)
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw error(path)
      }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= limit else {
        throw FileError(
          code: .tooLarge, path: path, detail: "is larger than \(limit) bytes")
      }
    }
  }

  /// What comes on standard input. Throws `FileError`.
  /// - Parameter limit: the most bytes that are read.
  package static func readStandardInput(limit: Int) throws(FileError) -> [UInt8] {
    try read(descriptor: STDIN_FILENO, path: "-", limit: limit)
  }

  private static func readOnce(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
    let capacity = buffer.count
    return buffer.withUnsafeMutableBytes { memory in
      #if canImport(Glibc)
        Glibc.read(descriptor, memory.baseAddress, capacity)
      #else
        Darwin.read(descriptor, memory.baseAddress, capacity)
      #endif
    }
  }

  /// Writes a file whole or not at all: beside it, to the disk, then renamed over it. Throws `FileError`.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(to: path) { (put) throws(FileError) in try put(bytes) }
  }

  /// The same for a file that is made piece by piece, so that it never stands in memory as a whole. Throws `FileError`.
  package static func write(
    to path: String,
    pieces: (_ put: ([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws(FileError) {
    let temporary = path + ".tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw error(path) }
    do throws(FileError) {
      try pieces { (bytes) throws(FileError) in try put(bytes, into: descriptor, path) }
      guard fsync(descriptor) == 0 else { throw error(path) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    close(descriptor)
    guard rename(temporary, path) == 0 else {
      let error = error(path)
      unlink(temporary)
      throw error
    }
    syncFolder(parent(of: path))
  }

  /// Adds bytes at the end of a file, making it if there is none. Throws `FileError`.
  package static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw error(path) }
    defer { close(descriptor) }
    try put(bytes, into: descriptor, path)
  }

  private static func put(_ bytes: [UInt8], into descriptor: Int32, _ path: String)
    throws(FileError)
  {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { memory in
        #if canImport(Glibc)
          Glibc.write(descriptor, memory.baseAddress! + offset, bytes.count - offset)
        #else
          Darwin.write(descriptor, memory.baseAddress! + offset, bytes.count - offset)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw error(path)
      }
      offset += count
    }
  }

  /// Makes a folder and those above it. Throws `FileError`.
  package static func makeFolder(_ path: String) throws(FileError) {
    if isFolder(path) { return }
    let above = parent(of: path)
    if above != path, !isFolder(above) { try makeFolder(above) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw error(path) }
    guard isFolder(path) else {
      throw FileError(code: .notFolder, path: path, detail: "is a file; a folder was expected")
    }
  }

  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Bytes of a file; nil where there is none.
  package static func size(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether it is a plain file: no folder, pipe or device.
  package static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// What tells a file or folder from all others, whatever paths lead to it; nil where there is none.
  static func identity(of path: String) -> FileIdentity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// Whether both paths lead to one file or folder that is there.
  package static func isSame(_ left: String, _ right: String) -> Bool {
    var (a, b) = (stat(), stat())
    return stat(left, &a) == 0 && stat(right, &b) == 0 && a.st_dev == b.st_dev
      && a.st_ino == b.st_ino
  }

  package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  package static func remove(_ path: String) { unlink(path) }

  /// The names in a folder, sorted by their bytes. Throws `FileError`.
  package static func names(in folder: String) throws(FileError) -> [String] {
    guard let handle = opendir(folder) else { throw error(folder) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The folder of a path; "." for a bare name.
  package static func parent(of path: String) -> String {
    let trimmed = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// The last part of a path.
  package static func name(of path: String) -> String {
    String(path.split(separator: "/").last ?? Substring(path))
  }

  static func syncFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  static func error(_ path: String) -> FileError {
    let number = errno
    let code: FileError.Code =
      switch number {
      case ENOENT: .notFound
      case EACCES, EPERM: .notPermitted
      case EROFS: .notWritable
      case ENOSPC, EDQUOT, EFBIG: .full
      case EISDIR: .isFolder
      case ENOTDIR: .notFolder
      default: .other
      }
    let words =
      switch number {
      case ENOENT: "there is no such file or folder"
      case EACCES, EPERM: "permission denied"
      case ENOTDIR: "a part of the path is no folder"
      case ENOSPC, EDQUOT: "the disk is full"
      case EFBIG: "a limit on the size of files is reached"
      default: String(cString: strerror(number))
      }
    return FileError(code: code, path: path, detail: words)
  }
}
