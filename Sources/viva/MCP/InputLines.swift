import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard input, line by line.
enum InputLines {
  /// The longest line that is taken, in bytes: a message with documents in it may be large.
  static let limit = 64 << 20

  /// Lines without their ends, read on a thread of its own, until the input or the interruption ends them.
  static func standard(until interruption: Interruption) -> AsyncStream<[UInt8]> {
    let (lines, continuation) = AsyncStream<[UInt8]>.makeStream()
    Task {
      guard (try? await interruption.wait()) != nil else { return }
      continuation.finish()
    }
    let thread = LineThread(continuation)
    thread.start()
    return lines
  }

  private final class LineThread: Sendable {
    private let continuation: AsyncStream<[UInt8]>.Continuation

    init(_ continuation: AsyncStream<[UInt8]>.Continuation) { self.continuation = continuation }

    func start() {
      #if canImport(Glibc)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      let box = Unmanaged.passRetained(self)
      pthread_create(
        &thread, nil,
        { context in
          #if canImport(Glibc)
            guard let context else { return nil }
          #endif
          Unmanaged<LineThread>.fromOpaque(context).takeRetainedValue().read()
          return nil
        }, box.toOpaque())
      #if canImport(Glibc)
        pthread_detach(thread)
      #else
        if let thread { pthread_detach(thread) }
      #endif
    }

    private func read() {
      var line: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = buffer.withUnsafeMutableBytes { Self.read($0) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        for byte in buffer[..<count] {
          if byte == 0x0A {
            continuation.yield(line)
            line.removeAll(keepingCapacity: true)
          } else if line.count < InputLines.limit {
            line.append(byte)
          }
        }
      }
      if !line.isEmpty { continuation.yield(line) }
      continuation.finish()
    }

    private static func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      #if canImport(Glibc)
        Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      #else
        Darwin.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      #endif
    }
  }
}
