#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One writer per output folder: an advisory lock that the system drops when its holder ends, however it ends.
package final class FolderLock: Sendable {
  private let descriptor: Int32
  private let path: String

  /// Throws: `FileError` with `.locked` that names the holder, if somebody else has it.
  package init(folder: String) throws(FileError) {
    path = folder + "/.lock"
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw FileSystem.error(folder) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        guard errno == EWOULDBLOCK else {
          let error = FileSystem.error(folder)
          close(descriptor)
          if errno == EINTR { continue }
          throw error
        }
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = max(0, pread(descriptor, &buffer, 64, 0))
        close(descriptor)
        let holder = String(decoding: buffer[..<count], as: UTF8.self)
        throw FileError(
          code: .locked, path: folder,
          detail: "another process is writing here (\(holder.isEmpty ? "unknown" : holder))")
      }
      // The holder before may have removed the file between our opening and our locking.
      var ours = stat()
      var named = stat()
      if fstat(descriptor, &ours) == 0, stat(path, &named) == 0, ours.st_ino == named.st_ino {
        let holder = Array("process \(getpid())".utf8)
        ftruncate(descriptor, 0)
        pwrite(descriptor, holder, holder.count, 0)
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit {
    unlink(path)
    close(descriptor)
  }
}
