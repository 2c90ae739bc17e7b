/// How far an answer says what a reference answer says, and by what that was told.
package struct AnswerScore: Sendable, Hashable {
  /// 0…1, rounded; not a chance. Answers that people accept lie mostly above 0.6, others below.
  package var value: Double
  /// The place of the reference that it agrees with most, from 0.
  package var reference: Int
  /// The share of the reference's content that the answer gives, 0…1: the mean of the four recalls.
  package var recall: Double
  /// The share of the answer's content that stands in the reference, 0…1.
  package var precision: Double
  /// Whether the answer gives the reference's content word for word.
  package var holdsSpan: Bool
  /// The share of the reference's numbers that the answer gives; 1 where it has none.
  package var numbers: Double
  /// One negates what the other states.
  package var isNegated: Bool
  /// The answer says the opposite word (less where the reference says more).
  package var isOpposite: Bool
}
