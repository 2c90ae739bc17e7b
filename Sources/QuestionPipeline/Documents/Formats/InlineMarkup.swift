/// HTML within Markdown that a reader of the page does not see.
struct InlineMarkup {
  private let text: UnsafeBufferPointer<UInt8>
  /// Behind the last end of a comment; one that opens later never ends, and is no comment.
  private let lastComment: Int

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    var index = text.count
    while index >= 3,
      text[index - 1] != 0x3E || text[index - 2] != 0x2D || text[index - 3] != 0x2D
    {
      index -= 1
    }
    lastComment = index >= 3 ? index : 0
  }

  /// The parts of a block that are seen, without the blanks at their ends.
  struct Visible {
    var parts: [Range<Int>] = []
    var comments = 0
    var hidden = 0
    /// Of the last thing left out; it may lie beyond the block.
    var end = 0
  }

  func visible(_ range: Range<Int>) -> Visible {
    guard text[range].contains(0x3C) else { return Visible(parts: [range]) }
    var result = Visible()
    var start = range.lowerBound
    var index = start
    var isCode = false
    func add(_ end: Int) {
      var (first, last) = (start, end)
      while last > first, text[last - 1] <= 0x20 { last -= 1 }
      while first < last, text[first] <= 0x20 { first += 1 }
      if first < last { result.parts.append(first..<last) }
    }
    while index < range.upperBound {
      let byte = text[index]
      if byte == 0x60 { isCode.toggle() }
      if byte == 0x3C, !isCode, let found = dropped(at: index) {
        if found.isComment { result.comments += 1 } else { result.hidden += 1 }
        result.end = found.end
        add(index)
        index = min(found.end, range.upperBound)
        start = index
      } else {
        index += 1
      }
    }
    add(range.upperBound)
    return result
  }

  /// The end of a comment, a script or a hidden element that opens here.
  func dropped(at index: Int) -> (end: Int, isComment: Bool)? {
    let rest = text[index...]
    if rest.starts(with: [0x3C, 0x21, 0x2D, 0x2D]) {
      guard index < lastComment else { return nil }
      var end = index + 4
      while text[end] != 0x2D || text[end + 1] != 0x2D || text[end + 2] != 0x3E { end += 1 }
      return (end + 3, true)
    }
    guard index + 2 < text.count, (text[index + 1] | 0x20) >= 0x61, (text[index + 1] | 0x20) <= 0x7A
    else { return nil }
    // A tag ends soon, or there is none; its quotes may hold a ">".
    let near = rest.prefix(1024)
    guard let end = near.firstIndex(of: 0x3E) else { return nil }
    var tokens = MarkupTokenizer(near.prefix(end + 256 - index), isHTML: true)
    guard case .open(let tag)? = tokens.next() else { return nil }
    guard MarkupElement.isSilent(tag.name) || MarkupElement.isHidden(tag) else { return nil }
    if tag.isEmpty || MarkupElement.isVoid(tag.name) { return (tokens.index, false) }
    // To its own end tag, past others of its name; to the end of the text where there is none, as browsers have it.
    var all = MarkupTokenizer(text[tokens.index...], isHTML: true)
    var depth = 1
    while let token = all.next() {
      switch token {
      case .open(let other) where other.name == tag.name && !other.isEmpty: depth += 1
      case .close(let name) where name == tag.name:
        depth -= 1
        if depth == 0 { return (all.index, false) }
      default: break
      }
    }
    return (text.count, false)
  }
}
