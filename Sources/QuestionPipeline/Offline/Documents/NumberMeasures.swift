/// Tells numbers that say of what they are so many from bare ones: "in the end there were 44", 编号 0837 的那台.
enum NumberMeasures {
  /// - Parameter sort: shares and years need no noun, nor do decimals of what is known to have none.
  static func isMeasured(
    _ range: Range<Int>, in scalars: [Unicode.Scalar], _ sort: FoundNumber.Sort
  ) -> Bool {
    if sort == .percent || sort == .year { return true }
    // "a pH of 7.4", pH 值为 7.4; but "is not permitted for 6.12" and 特级是 0.80 以上 are of nobody knows what.
    if sort == .decimal {
      let before = String(scalars: scalars[max(0, range.lowerBound - 24)..<range.lowerBound])
      let near = scalars.contains(where: Fold.isHan) ? String(before.suffix(6)) : before
      if numbers.contains(where: { Text.contains(near, $0) }) { return true }
    }
    if range.lowerBound > 0,
      scalars[range.lowerBound - 1].properties.generalCategory == .currencySymbol
    {
      return true
    }
    // "0837" is written on something.
    if range.count > 1, scalars[range.lowerBound] == "0" { return false }
    let behind = scalars[range.upperBound...].drop { $0 == " " || $0 == "\u{A0}" }
    guard let next = behind.first else { return false }
    // "as 5.10 requires", "the requirement of 8.6 has been met"
    let word = String(scalars: behind.prefix { $0.properties.isAlphabetic })
    if sort == .decimal,
      clauses.contains(word)
    {
      return false
    }
    if Fold.isHan(next) { return !links.contains(next) }
    return next.properties.isAlphabetic || !next.isASCII && !stops.contains(next)
      || joints.contains(next)
  }

  /// What is a number without a unit.
  private static let numbers = [
    "pH", "ratio", "factor", "coefficient", "index", "value", "score", "density", "magnitude",
    "值", "度", "系数", "率", "指数", "比",
  ]
  /// Behind a bare decimal they tell that it was the number of a clause.
  private static let clauses: Set<String> = [
    "requires", "require", "applies", "apply", "says", "allows", "has", "have", "had", "is", "are",
    "was", "were", "and", "or", "shall", "must", "may", "when", "where", "if", "unless",
  ]
  private static let stops = Set("，。；：、）”’！？".unicodeScalars)
  /// Between the ends of a range.
  private static let joints = Set("-~/".unicodeScalars)
  /// Behind them no measure word has begun: 301借, 2单元 and 60型 name something.
  private static let links = Set("的是和与或在了有就才都也而但为以则及被把从向这那型单借送给住".unicodeScalars)
}
