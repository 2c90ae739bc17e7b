/// A piece of a document that belongs together: what passages are made of.
package struct DocumentBlock: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case heading(level: Int, title: String)
    case paragraph
    case list
    /// - Parameter lead: the bytes of caption, header row and the line below it, from the block's start.
    case table(lead: Int)
    case code
  }
  package var kind: Kind
  /// In the UTF-8 of the document's text.
  package var bytes: Range<Int>
  /// In Unicode scalars of the document's text.
  package var scalars: Range<Int>
  /// Estimated.
  package var tokens: Int
  /// Counted from 1; nil where the format has no pages.
  package var page: Int?
  /// Whether something that was left out (a comment, a heading) stands between this block and the one before.
  package var isApart: Bool
}

/// A block whose size is not counted yet.
struct BlockSpan {
  var kind: DocumentBlock.Kind
  var bytes: Range<Int>
  var page: Int?
}

extension DocumentBlock {
  /// Counts the blocks of a text.
  /// - Parameter spans: in the order of the text, none over another.
  static func measured(_ spans: [BlockSpan], in text: UnsafeBufferPointer<UInt8>) -> [Self] {
    var result: [Self] = []
    result.reserveCapacity(spans.count)
    var byte = 0
    var scalar = 0
    for span in spans {
      let gap = text[byte..<span.bytes.lowerBound]
      scalar += TextSize(UnsafeBufferPointer(rebasing: gap)).scalars
      let size = TextSize(UnsafeBufferPointer(rebasing: text[span.bytes]))
      result.append(
        Self(
          kind: span.kind, bytes: span.bytes, scalars: scalar..<scalar + size.scalars,
          tokens: size.tokens, page: span.page, isApart: !gap.allSatisfy { $0 <= 0x20 }))
      byte = span.bytes.upperBound
      scalar += size.scalars
    }
    return result
  }
}
