#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the process has used so far; two readings give what lay between them.
struct Meter {
  /// CPU of all threads, in microseconds.
  var cpu: Double
  /// Of it in the kernel.
  var system: Double
  var wall: ContinuousClock.Instant

  static var now: Meter {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    func microseconds(_ time: timeval) -> Double {
      Double(time.tv_sec) * 1e6 + Double(time.tv_usec)
    }
    let system = microseconds(usage.ru_stime)
    return Meter(
      cpu: microseconds(usage.ru_utime) + system, system: system, wall: ContinuousClock.now)
  }

  func since(_ earlier: Meter) -> (cpu: Double, system: Double, seconds: Double) {
    (
      cpu - earlier.cpu, system - earlier.system,
      (wall - earlier.wall) / Duration.seconds(1)
    )
  }

  /// CPU of the calling thread, in nanoseconds.
  static var threadNanoseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Resident memory and its peak, in megabytes; nil where the system does not say.
  static var memory: (resident: Double, peak: Double)? {
    guard let resident = status("VmRSS:"), let peak = status("VmHWM:") else { return nil }
    return (resident / 1024, peak / 1024)
  }

  /// Open file descriptors; nil where the system does not say.
  static var descriptors: Int? {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    var count = -3  // Itself, "." and "..".
    while readdir(folder) != nil { count += 1 }
    return count
  }

  /// Bytes of a file, 0 where there is none.
  static func size(of file: String) -> Int {
    var status = stat()
    return stat(file, &status) == 0 ? Int(status.st_size) : 0
  }

  /// A line of `/proc/self/status`, in kilobytes.
  private static func status(_ name: String) -> Double? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
      guard text.hasPrefix(name) else { continue }
      return Double(text.split(whereSeparator: { $0 == " " || $0 == "\t" })[1])
    }
    return nil
  }
}
