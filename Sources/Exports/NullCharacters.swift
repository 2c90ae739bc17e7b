/// Null characters, which files of text cannot hold.
enum NullCharacters {
  /// Puts replacement characters in their place; what is to be said of it, if there were any.
  static func replace(in bytes: inout [UInt8]) -> String? {
    let count = bytes.count { $0 == 0 }
    guard count > 0 else { return nil }
    bytes = bytes.flatMap { $0 == 0 ? Array("\u{FFFD}".utf8) : [$0] }
    return count == 1
      ? "a null character, which texts cannot hold, became U+FFFD"
      : "\(count) null characters, which texts cannot hold, became U+FFFD"
  }
}
