/// The shares of a grade that Moodle takes: its list is fixed, and other numbers are refused on import.
enum MoodleGrades {
  /// In percent, as many choices share one grade.
  private static let shares = [
    1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5",
    9: "11.11111", 10: "10", 20: "5",
  ]

  /// What each right and each wrong choice is worth where several are right, so that all of them together give
  /// nothing; nil for numbers of right ones that no shares add up for.
  static func shares(right: Int, wrong: Int) -> (right: String, wrong: String)? {
    guard let share = shares[right] else { return nil }
    guard wrong > 0 else { return (share, "0") }
    // Where none adds up, a little more is taken off than need be.
    let divisor = shares.keys.sorted().last { $0 <= wrong } ?? 1
    return (share, "-" + (shares[divisor] ?? "100"))
  }
}
