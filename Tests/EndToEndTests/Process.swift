import Testing

@testable import viva

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program in a process of its own, whose standard output is read here. Its calls block.
struct Process: Sendable {
  private let identifier: pid_t
  private let output: Descriptor

  init(_ words: [String]) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    output = Descriptor(ends[0])
    let input = Descriptor(ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.number, STDOUT_FILENO)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let result = posix_spawnp(&child, words[0], &actions, nil, &arguments, environ)
    try #require(result == 0)
    identifier = child
  }

  /// The next line of its output, without its end.
  func outputLine() -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(output.number, &byte, 1) == 1, byte != 0x0A { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  func send(_ signal: Int32) { _ = kill(identifier, signal) }

  /// Its exit code; minus the signal's number where one ended it.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  static let hasPython =
    (try? Process(["python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))"]))?.wait()
    == 0

  /// The program as it was built beside these tests; nil where that is not known.
  static let program: String? = {
    guard let tests = CommandLine.arguments.first, let slash = tests.lastIndex(of: "/") else {
      return nil
    }
    let path = tests[...slash] + "viva"
    return access(String(path), X_OK) == 0 ? String(path) : nil
  }()
}
