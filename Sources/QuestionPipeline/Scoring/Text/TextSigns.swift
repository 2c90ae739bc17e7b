/// Which kinds of signs a text has: found in one look, and asked by all that would else look through the text for one.
struct TextSigns: OptionSet, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  static let backtick = TextSigns(rawValue: 1)
  static let dollar = TextSigns(rawValue: 2)
  /// A mark that a quote may begin with: see `QuotedSpans`.
  static let quote = TextSigns(rawValue: 4)
  /// What a gap to be filled may begin with: see `Gaps`.
  static let gap = TextSigns(rawValue: 8)
  /// What stands for hidden scalars: see `InspectedText.hidden`.
  static let hidden = TextSigns(rawValue: 16)
  /// A question mark, in either width.
  static let question = TextSigns(rawValue: 32)

  init(_ scalars: [Unicode.Scalar]) {
    self = []
    for scalar in scalars {
      switch scalar {
      // Letters, digits and ideographs are most of a text.
      case "a"..."z", "A"..."Z", " ", "\u{4E00}"..."\u{9FFF}": continue
      case "`": formUnion([.backtick, .quote])
      case "$": insert(.dollar)
      case "\"", "\u{201C}", "「", "『", "＂": insert(.quote)
      case "_", "＿", "﹍", "(", "（", "[", "【", "<": insert(.gap)
      case "?", "？": insert(.question)
      case InspectedText.hidden: insert(.hidden)
      default: break
      }
    }
  }
}
