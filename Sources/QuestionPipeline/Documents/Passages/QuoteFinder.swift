/// Finds quotes in a text by their characters: spaces, line ends, hyphens (at line ends too), emphasis marks, Unicode forms
/// and case make no difference, since whoever copies a text changes those. What is found are the text's own words.
struct QuoteFinder: Sendable {
  private let text: [Unicode.Scalar]
  private let folded: [Unicode.Scalar]
  /// Where each folded scalar stands in the text.
  private let places: [Int]

  init(_ text: String) {
    self.text = text.scalarArray
    (folded, places) = Self.fold(self.text)
  }

  /// Where the quote stands, in scalars of the text; nil if it does not, or has no letter at all.
  func range(of quote: String) -> Range<Int>? {
    let quote = Self.fold(quote.scalarArray).scalars
    if let found = range(ofFolded: quote[...]) { return found }
    // Marks around it are the writer's: quotation marks, an ellipsis for what was left out.
    let isMark: (Unicode.Scalar) -> Bool = { Self.marks.contains($0) }
    guard let first = quote.firstIndex(where: { !isMark($0) }),
      let last = quote.lastIndex(where: { !isMark($0) }), last - first + 1 < quote.count
    else { return nil }
    return range(ofFolded: quote[first...last])
  }

  /// The text's own words in a range.
  func words(in range: Range<Int>) -> String { String(scalars: text[range]) }

  private static let marks: Set<Unicode.Scalar> = [
    "\"", "'", "…", ".", "。", "「", "」", "『", "』", "《", "》",
  ]

  private func range(ofFolded quote: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
    guard let first = quote.first, quote.count <= folded.count,
      quote.contains(where: { $0.properties.isAlphabetic || Script.isDigit($0) })
    else { return nil }
    for start in 0...(folded.count - quote.count)
    where folded[start] == first && folded[start..<start + quote.count].elementsEqual(quote) {
      return places[start]..<places[start + quote.count - 1] + 1
    }
    return nil
  }

  private static func fold(_ scalars: [Unicode.Scalar]) -> (scalars: [Unicode.Scalar], [Int]) {
    var folded: [Unicode.Scalar] = []
    var places: [Int] = []
    folded.reserveCapacity(scalars.count)
    places.reserveCapacity(scalars.count)
    for (place, scalar) in scalars.enumerated() where !PromptText.isHidden(scalar) {
      TextFolding.fold(scalar) { scalar in
        if scalar.isSpace || scalar == "-" || scalar == "*" { return }
        folded.append(scalar)
        places.append(place)
      }
    }
    // A backtick is folded to an apostrophe: code in prose is quoted with and without.
    let kept = folded.indices.filter { folded[$0] != "'" }
    return (kept.map { folded[$0] }, kept.map { places[$0] })
  }
}
