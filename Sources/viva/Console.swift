import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a command writes: results to standard output, all else to standard error.
package struct Console: Sendable {
  /// Takes text as it stands.
  package var write: @Sendable (String) -> Void
  package var writeError: @Sendable (String) -> Void
  /// The columns of the terminal behind standard error; nil where there is none.
  package var errorColumns: @Sendable () -> Int?

  package init(
    write: @escaping @Sendable (String) -> Void, writeError: @escaping @Sendable (String) -> Void,
    errorColumns: @escaping @Sendable () -> Int? = { nil }
  ) {
    self.write = write
    self.writeError = writeError
    self.errorColumns = errorColumns
  }

  /// A line of the result.
  package func print(_ line: String) { write(line + "\n") }

  /// A line about the work.
  package func note(_ line: String) { writeError(line + "\n") }

  /// The process's own streams. A reader that went away ends the writing, not the program.
  package static let standard = Console(
    write: { put($0, STDOUT_FILENO) }, writeError: { put($0, STDERR_FILENO) },
    errorColumns: {
      guard isatty(STDERR_FILENO) == 1 else { return nil }
      var size = winsize()
      guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
      return Int(size.ws_col)
    })

  private static func put(_ text: String, _ descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = systemWrite(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return }
        offset += count
      }
    }
  }

  private static func systemWrite(
    _ descriptor: Int32, _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #else
      Darwin.write(descriptor, start, count)
    #endif
  }
}
