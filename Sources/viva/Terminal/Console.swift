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
  /// The columns of the terminal behind standard output; nil where there is none.
  package var columns: @Sendable () -> Int?
  /// Shows a text that may be longer than the screen; where there is a terminal, in the user's pager.
  package var page: @Sendable (_ text: String) -> Void

  /// - Parameter page: writes the text as it stands where nothing is given.
  package init(
    write: @escaping @Sendable (String) -> Void, writeError: @escaping @Sendable (String) -> Void,
    errorColumns: @escaping @Sendable () -> Int? = { nil },
    columns: @escaping @Sendable () -> Int? = { nil },
    page: (@Sendable (_ text: String) -> Void)? = nil
  ) {
    self.write = write
    self.writeError = writeError
    self.errorColumns = errorColumns
    self.columns = columns
    self.page = page ?? write
  }

  /// A line of the result.
  package func print(_ line: String) { write(line + "\n") }

  /// A line about the work.
  package func note(_ line: String) { writeError(line + "\n") }

  /// The process's own streams. A reader that went away ends the writing, not the program.
  package static let standard = Console(
    write: { put($0, STDOUT_FILENO) }, writeError: { put($0, STDERR_FILENO) },
    errorColumns: { columns(of: STDERR_FILENO) }, columns: { columns(of: STDOUT_FILENO) },
    page: { text in
      if isatty(STDOUT_FILENO) == 1, Pager.show(text) { return }
      put(text, STDOUT_FILENO)
    })

  private static func columns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

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
