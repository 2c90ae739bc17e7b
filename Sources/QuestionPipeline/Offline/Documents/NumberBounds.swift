/// Tells numbers that bound something: "at least 5", "10 s or longer", 不超过 5 mm, 48 h 以上.
enum NumberBounds {
  static func isBound(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
    let before = String(scalars: scalars[max(0, range.lowerBound - 24)..<range.lowerBound])
      .lowercased()
    let words = before.split { !$0.isLetter }.suffix(4)
    if Text.contains(before, " between ") { return true }
    if Self.words.contains(where: { words.contains(Substring($0)) }) { return true }
    let head = String(before.filter { $0 != " " }.suffix(6))
    if Self.chinese.contains(where: { Text.contains(head, $0) }) { return true }
    let behind = String(scalars: scalars[range.upperBound...].prefix(24)).lowercased()
    let tail = behind.prefix { !",.;:，。；".contains($0) }
    return Self.tails.contains { Text.contains(String(tail), $0) }
      || Self.chineseTails.contains { tail.filter { $0 != " " }.prefix(9).contains($0) }
  }

  private static let words: Set<String> = [
    "least", "most", "than", "exceed", "exceeds", "exceeding", "exceeded", "over", "under", "above",
    "below", "within", "minimum", "maximum", "beyond", "up", "until", "limit", "limited", "between",
  ]
  private static let tails = [
    " or more", " or less", " or longer", " or above", " or over", " or fewer", " or below",
    " or higher", " or lower", " or later", " or earlier", " or so", " at most", " at least",
  ]
  private static let chinese = [
    "至少", "至多", "最多", "最少", "不少于", "不低于", "不小于", "不超过", "不大于", "不得超过", "不高于", "不多于",
    "超过", "大于", "小于", "低于", "高于", "多于", "少于", "不足", "不到", "不满", "上限", "下限", "≤", "≥", "<", ">",
    "等于",
  ]
  private static let chineseTails = ["以上", "以下", "以内", "之内", "以外", "以后", "以前"]
}
