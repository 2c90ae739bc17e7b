/// A scorer of your own: it adds one dimension to the scores of every item, in sets and reports.
///
/// Its figures stand beside the others and play no part in an item's total, which is the rubric's: to refuse what scores
/// low, use a ``Stage``.
public protocol Scorer: Sendable {
  /// Who scores, as files have it: "readability-1".
  var name: String { get }
  /// What is scored, in a name of your own: "readability".
  var dimension: String { get }

  /// The same for the same draft, whenever it is asked. An error leaves the item unscored, with the error as the reason.
  func score(_ draft: Draft) async throws -> Score
}
