/// Names of schemes, hosts and header fields, for which the case of letters means nothing.
enum ASCIICase {
  /// Whether two names are the same but for case; the first is given in lower case.
  static func equal(_ lower: String, _ name: String) -> Bool {
    lower.utf8.count == name.utf8.count
      && zip(lower.utf8, name.utf8).allSatisfy { $0 == $1 || ($0 == $1 | 0x20 && $0 != $1) }
  }
}
