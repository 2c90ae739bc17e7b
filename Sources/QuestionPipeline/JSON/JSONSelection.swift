/// Which members of a document are wanted, for documents whose reader needs little of them: the others are passed over
/// unread, so it is for text that was written by this program and has not changed since.
package struct JSONSelection: Sendable, ExpressibleByDictionaryLiteral {
  /// By their keys, each with what is wanted of it; "*" stands for all that are not named. Empty takes the value whole. In a
  /// list, it holds for each element.
  private let members: [(key: String, selection: JSONSelection)]

  /// A value with all that is in it.
  package static let whole: JSONSelection = [:]

  package init(dictionaryLiteral elements: (String, JSONSelection)...) {
    members = elements.map { (key: $0, selection: $1) }
  }

  var isWhole: Bool { members.isEmpty }

  /// What is wanted of a member; nil where it is not wanted.
  func member(_ key: String) -> JSONSelection? {
    (members.first { $0.key == key } ?? members.first { $0.key == "*" })?.selection
  }
}
