import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names the seed in which the process crashed, since a trap unwinds nothing.
enum CrashNote {
  private static let seed = Atomic<UInt64>(0)

  static var current: UInt64 {
    get { seed.load(ordering: .relaxed) }
    set { seed.store(newValue, ordering: .relaxed) }
  }

  static func install() {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS] {
      signal(number) { number in
        CrashNote.report()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Allocates nothing: the heap may be what is broken.
  private static func report() {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
      var rest = current
      var start = buffer.count
      repeat {
        start -= 1
        buffer[start] = UInt8(0x30 + rest % 10)
        rest /= 10
      } while rest > 0
      put("crashed; replay: Scripts/simulate --seeds 1 --from ")
      _ = write(2, buffer.baseAddress! + start, buffer.count - start)
      put("\n")
    }
  }

  private static func put(_ text: StaticString) {
    _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
  }
}
