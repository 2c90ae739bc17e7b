/// Grades as the mean of what a judge might have said: the probabilities of the digits in the place of the one that it
/// wrote, as in G-Eval (Liu et al. 2023). It tells apart what whole grades cannot, without another request.
enum GradeOdds {
  /// The probability that the grades must have together: with less, the digit was no grade.
  private static let least = 0.5
  /// What lies outside the interval on either side, at most.
  private static let tail = 0.05

  /// For each score the mean in place of the grade, with an interval that holds nine tenths of the probability.
  ///
  /// - Parameters:
  ///   - scores: from grades of 1 to 5, in the order in which the reply has them.
  ///   - content: the reply.
  /// - Returns: nil in the place of a score for which there are no odds; of all where the reply has another number of grades.
  static func weighed(_ scores: [Score], content: String, odds: [DigitOdds]) -> [Score?] {
    let none = [Score?](repeating: nil, count: scores.count)
    guard !odds.isEmpty else { return none }
    let places = places(in: Array(content.utf8))
    guard places.count == scores.count else { return none }
    return zip(scores, places).map { score, place in
      guard case .scored(let value, _, _, let by) = score, let place,
        let found = odds.first(where: { $0.offset == place.offset }),
        Int((value * 4).rounded()) + 1 == place.digit
      else { return nil }
      return Self.score(found, by: by)
    }
  }

  private static func score(_ odds: DigitOdds, by: String) -> Score? {
    let shares = odds.shares[1...5]
    let sum = shares.reduce(0, +)
    guard sum >= least else { return nil }
    func value(_ grade: Double) -> Double { ((grade - 1) / 4).roundedScore }
    let mean = zip(1...5, shares).reduce(0) { $0 + Double($1.0) * $1.1 } / sum
    var below = 0.0
    var above = 0.0
    let low = (1...5).first { grade in
      below += odds.shares[grade]
      return below > tail * sum
    }
    let high = (1...5).reversed().first { grade in
      above += odds.shares[grade]
      return above > tail * sum
    }
    return .scored(
      value: value(mean), low: value(min(mean, Double(low ?? 1))),
      high: value(max(mean, Double(high ?? 5))), by: by)
  }

  /// Where the values of the members named `score` stand, in their order: nil where one is no single digit.
  private static func places(in bytes: [UInt8]) -> [(offset: Int, digit: Int)?] {
    var places: [(offset: Int, digit: Int)?] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x22 else {
        index += 1
        continue
      }
      let start = index + 1
      index = start
      while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
      guard index < bytes.count else { break }
      let isKey = bytes[start..<index].elementsEqual("score".utf8)
      index += 1
      guard isKey, let colon = unblank(bytes, from: index), bytes[colon] == 0x3A,
        var value = unblank(bytes, from: colon + 1)
      else { continue }
      // A grade in quotes is a grade all the same.
      if bytes[value] == 0x22 { value += 1 }
      let isDigit = value < bytes.count && (0x30...0x39).contains(bytes[value])
      let next = value + 1 < bytes.count ? bytes[value + 1] : 0x20
      let goesOn = next == 0x2E || (0x30...0x39).contains(next)
      places.append(isDigit && !goesOn ? (value, Int(bytes[value] - 0x30)) : nil)
    }
    return places
  }

  private static func unblank(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index < bytes.count ? index : nil
  }
}
