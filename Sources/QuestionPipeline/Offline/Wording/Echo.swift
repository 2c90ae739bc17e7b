/// Whether a question says again what the words that lead over to it have just said: "Show it on a case. Show how …",
/// "Now the price. What price …", 举个例子。举例说明…….
enum Echo {
  static func isHeard(_ lead: String, _ ask: String, _ tongue: Tongue) -> Bool {
    tongue == .english
      ? isHeardInEnglish(words(lead), words(ask))
      : isHeardInChinese(Array(lead.unicodeScalars), Array(ask.unicodeScalars))
  }

  /// The same first word, or a word that carries meaning in any of its forms.
  private static func isHeardInEnglish(_ lead: [String], _ ask: [String]) -> Bool {
    if let first = lead.first, first == ask.first { return true }
    let told = Set(lead.filter { $0.utf8.count >= 4 && !slight.contains($0) }.map(Stemmer.stem))
    return ask.contains { told.contains(Stemmer.stem($0)) }
  }

  /// The same first ideograph, or two ideographs in a row.
  private static func isHeardInChinese(_ lead: [Unicode.Scalar], _ ask: [Unicode.Scalar]) -> Bool {
    if let first = lead.first, Fold.isHan(first), first == ask.first { return true }
    let told = Set(pairs(lead)).subtracting(slightPairs)
    return pairs(ask).contains { told.contains($0) }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func pairs(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    zip(scalars, scalars.dropFirst()).filter { Fold.isHan($0) && Fold.isHan($1) }
      .map { [$0, $1] }
  }

  /// Words of four letters and more that carry no meaning of their own.
  private static let slight: Set<String> = [
    "what", "when", "where", "which", "that", "this", "these", "there", "than", "then", "with",
    "from", "into", "your", "does", "have", "been", "will", "would", "could", "should", "about",
  ]

  private static let slightPairs: Set<[Unicode.Scalar]> = Set(
    ["什么", "一下", "我们", "现在", "这里", "哪些"].map { Array($0.unicodeScalars) })
}
