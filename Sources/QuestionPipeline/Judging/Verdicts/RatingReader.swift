/// Reads the one number that a judge's free text gives: "8", "Score: 8/10", "I'd say 8 out of 10", "评分：8 分".
///
/// Numbers beside it (years, counts, list places) are not taken: a reply with several numbers counts only where one of
/// them is announced, or where those announced agree.
package enum RatingReader {
  package enum Rating: Sendable, Hashable {
    case rated(Double)
    case unscored(PairVerdict.Reason)
  }

  package static func read(_ reply: String, scale: ClosedRange<Double>) -> Rating {
    let scalars = Array(reply.unicodeScalars)
    var numbers: [(value: Double, isAnnounced: Bool)] = []
    var place = 0
    var hasText = false
    while place < scalars.count {
      guard isDigit(scalars[place]) else {
        if scalars[place].isVerdictLetter || scalars[place].isHan { hasText = true }
        place += 1
        continue
      }
      let start = place
      while place < scalars.count, isDigit(scalars[place]) || isPoint(scalars, place) { place += 1 }
      let isPartOfWord =
        start > 0 && (scalars[start - 1].isVerdictLetter || scalars[start - 1] == "-")
        || place < scalars.count && scalars[place].isVerdictLetter
      guard !isPartOfWord, let value = Double(text(scalars[start..<place])) else { continue }
      let outOf = denominator(scalars, at: place)
      if let (limit, end) = outOf {
        guard limit == scale.upperBound else { continue }
        place = end
      }
      numbers.append((value, outOf != nil || isAnnounced(scalars, before: start)))
    }
    guard !numbers.isEmpty else { return .unscored(hasText ? .noVerdict : .empty) }
    let announced = numbers.filter(\.isAnnounced)
    let candidates = Set((announced.isEmpty ? numbers : announced).map(\.value))
    // A lone number in running text may be anything.
    if announced.isEmpty, hasText { return .unscored(.noVerdict) }
    guard candidates.count == 1, let value = candidates.first else {
      return .unscored(.contradictory)
    }
    return scale.contains(value) ? .rated(value) : .unscored(.outOfScale)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func isPoint(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    scalars[place] == "." && place + 1 < scalars.count && isDigit(scalars[place + 1])
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// "/10", " out of 10", and the place behind it.
  private static func denominator(_ scalars: [Unicode.Scalar], at start: Int) -> (Double, Int)? {
    var place = start
    func skipBlanks() { while place < scalars.count, scalars[place] == " " { place += 1 } }
    skipBlanks()
    if place < scalars.count, scalars[place] == "/" {
      place += 1
    } else if text(scalars[place..<min(scalars.count, place + 6)]) == "out of" {
      place += 6
    } else {
      return nil
    }
    skipBlanks()
    let first = place
    while place < scalars.count, isDigit(scalars[place]) { place += 1 }
    return Double(text(scalars[first..<place])).map { ($0, place) }
  }

  private static let words = ["score", "rating", "grade", "rate", "评分", "得分", "打分", "分数", "总分"]

  /// Whether "score", "rating" or the like stands right before it.
  private static func isAnnounced(_ scalars: [Unicode.Scalar], before start: Int) -> Bool {
    var end = start
    let between: Set<Unicode.Scalar> = [" ", ":", "：", "=", "*", "\"", "为", "是", "[", "`"]
    while end > 0, between.contains(scalars[end - 1]) { end -= 1 }
    var head = text(scalars[max(0, end - 12)..<end]).lowercased()
    if head.hasSuffix(" is") || head.hasSuffix(" of") { head = String(head.dropLast(3)) }
    return words.contains { head.hasSuffix($0) }
  }
}
