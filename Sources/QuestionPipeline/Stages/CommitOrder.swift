/// Which wave is committed next.
package struct CommitOrder: Sendable {
  /// - Parameters:
  ///   - due: the first wave that is not committed.
  ///   - isComplete: whether all cells of a wave are through.
  package typealias Choice = @Sendable (_ due: Int, _ isComplete: (Int) -> Bool) -> Int?

  package var next: Choice

  package init(next: @escaping Choice) { self.next = next }

  /// Each after all before it: the memory of a wave is that of all earlier ones.
  package static let ascending = CommitOrder { due, isComplete in isComplete(due) ? due : nil }
}
