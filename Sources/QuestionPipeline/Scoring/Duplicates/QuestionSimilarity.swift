/// How alike two questions are, 0…1, by their words alone.
///
/// The weighted overlap of the signatures is lowered where it deceives: other numbers, a negation
/// on one side, another intent (why against how), terms on both sides that the other lacks (a
/// template filled twice), terms that one side adds. Meaning in other words goes unseen, and so does another order of
/// the same words. How well it agrees with people stands under "How good are the figures" in the documentation.
package struct QuestionSimilarity: Sendable {
  /// What is left of the overlap when both have numbers, and others; when only one has any.
  var otherNumbers = 0.8
  var extraNumber = 0.93
  var negation = 0.85
  /// When no intent is shared; when some are.
  var otherIntent = 0.85
  var partlyOtherIntent: Double
  /// When each side has a term that the other lacks: below any duplicate threshold from 0.8 on.
  var substitution = 0.8
  /// How much the share of added terms takes away from a short question; from a long one less.
  var insertion: Double
  /// How far the scale bends down between 0 and 1, so that one threshold serves all languages.
  var bend: Double

  /// The weight of the terms of a short question.
  static let shortQuestion = 4.0

  static let english = QuestionSimilarity(partlyOtherIntent: 1, insertion: 0.3, bend: 0)
  /// Short Chinese questions differ by single ideographs: additions weigh more.
  static let chinese = QuestionSimilarity(partlyOtherIntent: 0.9, insertion: 1, bend: 0.18)

  init(partlyOtherIntent: Double, insertion: Double, bend: Double) {
    self.bend = bend
    self.partlyOtherIntent = partlyOtherIntent
    self.insertion = insertion
  }

  static func of(_ language: LanguageTag) -> QuestionSimilarity {
    language.isChinese ? chinese : english
  }

  func similarity(_ left: QuestionSignature, _ right: QuestionSignature) -> Double {
    similarity(left, right, atLeast: 0, bound: 1) ?? 0
  }

  /// Nil where it is surely below the floor, even when rounded: which most pairs show before their features are
  /// compared.
  /// - Parameter bound: what the overlap is known to be at most.
  func similarity(
    _ left: QuestionSignature, _ right: QuestionSignature, atLeast floor: Double, bound: Double
  ) -> Double? {
    // What the overlap will be multiplied by, in this order.
    var factors = (1.0, 1.0, 1.0, 1.0, 1.0)
    if left.numbers != right.numbers {
      factors.0 = left.numbers.isEmpty || right.numbers.isEmpty ? extraNumber : otherNumbers
    }
    if left.isNegated != right.isNegated { factors.1 = negation }
    if left.intents != right.intents, !left.intents.isEmpty, !right.intents.isEmpty {
      factors.2 = left.intents.isDisjoint(with: right.intents) ? otherIntent : partlyOtherIntent
    }
    let total = Double(left.totalWeight + right.totalWeight)
    let smaller = Double(min(left.totalWeight, right.totalWeight))
    let bound = min(bound, total > 0 ? 2 * smaller / total : 0)
    // The margin is more than rounding can make up for; all that follows only lowers.
    if factors.0 * factors.1 * factors.2 * bound < floor - 0.001 { return nil }
    // What the sketches say needs nothing of the other question that is not at hand already.
    let overlap = floor > 0 ? min(bound, left.mostOverlap(right)) : bound
    if factors.0 * factors.1 * factors.2 * overlap < floor - 0.001 { return nil }
    let unmatched = left.unmatchedTerms(right)
    let (most, least) = (max(unmatched.own, unmatched.other), min(unmatched.own, unmatched.other))
    if least > 0 { factors.3 = substitution }
    if most > 0 {
      let shorter = min(left.termWeight, right.termWeight)
      factors.4 =
        1 - insertion * most / (most + shorter) * min(1, Self.shortQuestion / max(shorter, 1))
    }
    let all = factors.0 * factors.1 * factors.2 * factors.3 * factors.4
    if all * overlap < floor - 0.001 { return nil }
    let value =
      left.overlap(right) * factors.0 * factors.1 * factors.2 * factors.3 * factors.4
    return value * (1 - bend * (1 - value))
  }

  /// The similarity of two texts, rounded; 1 when they are equal after normalisation.
  package static func similarity(_ left: String, _ right: String, language: LanguageTag) -> Double {
    if QuestionNormal.form(of: left) == QuestionNormal.form(of: right) { return 1 }
    return of(language)
      .similarity(QuestionSignature(left), QuestionSignature(right)).roundedScore
  }
}

/// The form in which questions that differ in width, case, spaces and sentence marks are equal.
enum QuestionNormal {
  /// Operators stay, since `x < 0` and `x > 0`, C and C++ are different things; so do the points of
  /// numbers, and signs before digits.
  static func form(of question: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(question.utf8.count)
    write(TextFolding.fold(question)) { result.append($0) }
    return String(decoding: result, as: UTF8.self)
  }

  /// What tells the form from others, with the number of its bytes: the form itself is not made.
  static func key(of scalars: some Collection<Unicode.Scalar>) -> (key: UInt64, bytes: Int) {
    var hash = StableHash()
    var bytes = 0
    var folded: [Unicode.Scalar] = []
    folded.reserveCapacity(scalars.count)
    for scalar in scalars { TextFolding.fold(scalar) { folded.append($0) } }
    write(folded) {
      hash.add($0)
      bytes += 1
    }
    return (hash.value, bytes)
  }

  /// Calls `emit` with each byte of the form of folded scalars.
  @inline(__always)
  private static func write(_ scalars: [Unicode.Scalar], _ emit: (UInt8) -> Void) {
    func append(_ scalar: Unicode.Scalar) { scalar.withUTF8Bytes(emit) }
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      let previous = index > 0 ? scalars[index - 1] : " "
      switch scalar.value {
      case 0x4E00...0x9FFF: append(scalar)
      case 0x30...0x39, 0x61...0x7A: append(scalar)
      case 0x2E where Script.isDigit(previous) && Script.isDigit(next): append(scalar)
      case 0x2D where Script.isDigit(next) && !Script.isWordLetter(previous): append(scalar)
      case 0x2B, 0x2A, 0x2F, 0x3C...0x3E, 0x5E, 0x25, 0x26, 0x7C, 0x7E, 0x23, 0x40:
        append(scalar)
      case 0...0x7F, 0x3001, 0x3002: break
      default:
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || scalar.properties.isMath
        {
          append(scalar)
        }
      }
    }
  }
}
