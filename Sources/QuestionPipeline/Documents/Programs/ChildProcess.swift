#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An outside program, run to its end without a shell: bytes in, bytes out, for a limited time.
enum ChildProcess {
  struct Output {
    var bytes: [UInt8]
    /// The first of what it said on standard error.
    var errors: String
    /// Its exit code; minus the signal's number where one ended it.
    var code: Int32
  }

  enum Failure: Error, Hashable {
    case notStarted(String)
    case tooSlow
    case tooMuch
  }

  /// The file of a program on the search path.
  static func path(of name: String) -> String? {
    guard let list = getenv("PATH") else { return nil }
    for folder in String(cString: list).split(separator: ":") {
      let path = folder + "/" + name
      if FileSystem.isRegular(String(path)), access(String(path), X_OK) == 0 { return String(path) }
    }
    return nil
  }

  /// Blocks until the program has ended; one that takes too long or says too much is killed.
  /// - Parameter limit: the most bytes of its standard output.
  static func run(
    _ words: [String], input: [UInt8] = [], seconds: Double, limit: Int
  ) throws(Failure) -> Output {
    guard let stdin = Pipe(isSocket: true), let stdout = Pipe(), let stderr = Pipe() else {
      throw .notStarted(String(cString: strerror(errno)))
    }
    let child = try spawn(words, stdin.read, stdout.write, stderr.write)
    stdin.closeRead()
    stdout.closeWrite()
    stderr.closeWrite()
    var exchange = Exchange(input: input, limit: limit)
    let result = exchange.run(stdin, stdout, stderr, until: now() + seconds)
    if result != nil { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    if let result { throw result }
    return Output(
      bytes: exchange.output, errors: String(decoding: exchange.errors, as: UTF8.self),
      code: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F))
  }

  private static func spawn(_ words: [String], _ input: Int32, _ output: Int32, _ errors: Int32)
    throws(Failure) -> pid_t
  {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let result = posix_spawn(&child, words[0], &actions, nil, &arguments, environ)
    guard result == 0 else { throw .notStarted(String(cString: strerror(result))) }
    return child
  }

  fileprivate static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Two ends of a pipe that no other program gets; a socket where we write, since no signal tells of its end.
private final class Pipe {
  private(set) var read: Int32
  private(set) var write: Int32

  init?(isSocket: Bool = false) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let made = isSocket ? socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) : pipe(&ends)
    #else
      let made = isSocket ? socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) : pipe(&ends)
    #endif
    guard made == 0 else { return nil }
    #if canImport(Darwin)
      var isOn: Int32 = 1
      if isSocket {
        setsockopt(ends[1], SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
      }
    #endif
    (read, write) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  func closeRead() {
    if read >= 0 { close(read) }
    read = -1
  }

  func closeWrite() {
    if write >= 0 { close(write) }
    write = -1
  }

  deinit {
    closeRead()
    closeWrite()
  }
}

/// Feeds a program and takes what it says, whichever is ready.
private struct Exchange {
  let input: [UInt8]
  let limit: Int
  var sent = 0
  var output: [UInt8] = []
  var errors: [UInt8] = []

  init(input: [UInt8], limit: Int) {
    self.input = input
    self.limit = limit
  }

  /// Until both of the program's outputs are closed; gives why it was cut short.
  mutating func run(_ stdin: Pipe, _ stdout: Pipe, _ stderr: Pipe, until deadline: Double)
    -> ChildProcess.Failure?
  {
    _ = fcntl(stdin.write, F_SETFL, O_NONBLOCK)
    if input.isEmpty { stdin.closeWrite() }
    while stdout.read >= 0 || stderr.read >= 0 {
      let left = deadline - ChildProcess.now()
      guard left > 0 else { return .tooSlow }
      // A descriptor below 0 is passed over.
      var polled = [
        pollfd(fd: stdout.read, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stderr.read, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stdin.write, events: Int16(POLLOUT), revents: 0),
      ]
      let ready = poll(&polled, 3, Int32(min(left * 1000 + 1, 60_000)))
      if ready < 0, errno != EINTR { return .notStarted(String(cString: strerror(errno))) }
      if ready <= 0 { continue }
      if polled[0].revents != 0, !take(stdout.read, &output) { stdout.closeRead() }
      guard output.count <= limit else { return .tooMuch }
      if polled[1].revents != 0 {
        var said: [UInt8] = []
        if !take(stderr.read, &said) { stderr.closeRead() }
        errors += said.prefix(max(0, 4096 - errors.count))
      }
      if polled[2].revents != 0, !feed(stdin.write) { stdin.closeWrite() }
    }
    return nil
  }

  private func take(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
      return count > 0 || count < 0 && (errno == EINTR || errno == EAGAIN)
    }
  }

  /// False when all is sent, or the program no longer listens.
  private mutating func feed(_ descriptor: Int32) -> Bool {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    let count = input.withUnsafeBytes { bytes in
      send(descriptor, bytes.baseAddress! + sent, min(bytes.count - sent, 1 << 16), flags)
    }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    sent += count
    return sent < input.count
  }
}
