#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The user's program for reading long texts on a screen.
enum Pager {
  /// Shows a text in the program that PAGER names, else in less; one that fits the screen is printed.
  /// - Returns: false where there is no such program, or PAGER is empty or `cat`: nothing was shown then.
  static func show(_ text: String) -> Bool {
    let named = getenv("PAGER").map { String(cString: $0) }
    let command = named ?? "less"
    guard !command.isEmpty, command != "cat" else { return false }
    // As git has it: quit if it fits, keep colours, leave the screen alone.
    if getenv("LESS") == nil { setenv("LESS", "FRX", 1) }
    let words = "command -v \"${1%% *}\" >/dev/null"
    guard run(["sh", "-c", words, "sh", command]) else { return false }
    guard let pipe = popen(command, "w") else { return false }
    // Ctrl-C is the pager's own while it is there.
    let handler = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, handler) }
    fputs(text, pipe)
    // Shells say so that a program could not be run.
    return ![126, 127].contains(pclose(pipe) >> 8 & 0xFF)
  }

  private static func run(_ words: [String]) -> Bool {
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawnp(&child, words[0], nil, nil, &arguments, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status == 0
  }
}
