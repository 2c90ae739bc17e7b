/// A scorer that the program around a run brings along: it adds one dimension to each item's scores.
///
/// What it gives is shown and kept beside the other scores. It plays no part in an item's total, which is the rubric's.
package protocol GuestScorer: Sendable {
  /// Who scores, as `by` in files has it.
  var name: String { get }
  /// The name of the score; neither of the rubric nor of the rules.
  var dimension: String { get }

  /// The same of the same subject, in 0…1. What it throws leaves the item unscored.
  func score(_ subject: JudgedSubject) async throws -> Score
}

extension GuestScorer {
  /// The score as files take it: an error, or a value that is none, is a reason why there is no score.
  /// Throws `CancellationError`.
  func entry(of subject: JudgedSubject) async throws -> (name: String, score: Score) {
    do {
      let score = try await score(subject)
      guard case .scored(let value, let low, let high, _) = score,
        ![value, low, high].allSatisfy({ (0...1).contains($0) })
      else { return (dimension, score) }
      return (dimension, .unscored("\(name) gave a value outside 0…1"))
    } catch let error as CancellationError {
      throw error
    } catch {
      return (dimension, .unscored("\(name) failed: \(error)"))
    }
  }
}
