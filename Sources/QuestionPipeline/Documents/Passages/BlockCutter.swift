/// Cuts blocks that are far too long for one passage.
struct BlockCutter {
  let text: UnsafeBufferPointer<UInt8>
  let target: Int

  /// The block itself unless it is more than twice the size of a passage; code may be four times that.
  func pieces(of block: DocumentBlock) -> [BlockPiece] {
    let whole = BlockPiece(
      bytes: block.bytes, start: block.scalars.lowerBound, tokens: block.tokens, page: block.page,
      isApart: block.isApart, announces: block.kind == .paragraph && announces(block.bytes),
      isProse: block.kind == .paragraph)
    let limit = block.kind == .code ? 8 * target : 2 * target
    guard block.tokens > limit else { return [whole] }
    switch block.kind {
    case .table(let lead): return rows(whole, lead: lead)
    case .list: return lines(whole) { LineMarks(text: text).entry($0) > 0 && $0.indent < 2 }
    case .code: return lines(whole) { _ in true }
    case .heading, .paragraph: return prose(whole)
    }
  }

  private func announces(_ range: Range<Int>) -> Bool {
    guard let last = text[range].last else { return false }
    return last == 0x3A
      || range.count > 3 && text[range].suffix(3).elementsEqual([0xEF, 0xBC, 0x9A])
  }

  // MARK: Tables, lists and code

  private func rows(_ whole: BlockPiece, lead: Int) -> [BlockPiece] {
    let head = whole.bytes.lowerBound..<whole.bytes.lowerBound + lead
    let above = size(head).tokens
    var result: [BlockPiece] = []
    var start = whole.bytes.lowerBound
    var end = head.upperBound
    var tokens = above
    var scalar = whole.start
    func close() {
      var piece = whole
      piece.bytes = start..<end
      piece.start = scalar
      piece.tokens = tokens
      if start > head.lowerBound {
        piece.lead = (head, whole.start)
        piece.isApart = true
      }
      result.append(piece)
    }
    var index = head.upperBound
    while index < whole.bytes.upperBound, text[index] <= 0x20 { index += 1 }
    while index < whole.bytes.upperBound {
      let row = DocumentLine(text, at: index)
      let stop = min(row.end, whole.bytes.upperBound)
      let added = size(row.start..<stop).tokens
      if end > head.upperBound, tokens + added > target {
        close()
        scalar += size(start..<row.start).scalars
        start = row.start
        tokens = above
      }
      tokens += added
      end = stop
      index = row.next
    }
    close()
    return result
  }

  /// Cut between lines, before those that may open a piece; what is still too long is cut as prose.
  private func lines(_ whole: BlockPiece, _ mayOpen: (DocumentLine) -> Bool) -> [BlockPiece] {
    var ranges: [Range<Int>] = []
    var start = whole.bytes.lowerBound
    var end = start
    var tokens = 0
    var index = start
    while index < whole.bytes.upperBound {
      let line = DocumentLine(text, at: index)
      let stop = min(line.end, whole.bytes.upperBound)
      let added = size(line.start..<stop).tokens
      if end > start, tokens + added > target, !line.isBlank, mayOpen(line) {
        ranges.append(start..<end)
        start = line.start
        tokens = 0
      }
      tokens += added
      end = max(end, stop)
      index = line.next
    }
    if end > start { ranges.append(start..<end) }
    return ranges.flatMap { range -> [BlockPiece] in
      var piece = whole
      piece.bytes = range
      let size = size(range)
      piece.start += self.size(whole.bytes.lowerBound..<range.lowerBound).scalars
      piece.tokens = size.tokens
      piece.isApart = whole.isApart && range.lowerBound == whole.bytes.lowerBound
      return size.tokens > 2 * target ? prose(piece) : [piece]
    }
  }

  // MARK: Prose

  /// Cut behind a sentence, else behind a blank, else anywhere.
  private func prose(_ whole: BlockPiece) -> [BlockPiece] {
    var result: [BlockPiece] = []
    var start = whole.bytes.lowerBound
    var scalar = whole.start
    var end = start
    var tokens = 0.0
    var sentence: Int?
    var blank: Int?
    func close(at stop: Int) {
      var piece = whole
      piece.bytes = start..<stop
      piece.start = scalar
      piece.tokens = Int(tokens)
      piece.isApart = whole.isApart && start == whole.bytes.lowerBound
      piece.announces = whole.announces && stop == whole.bytes.upperBound
      result.append(piece)
      var next = stop
      while next < whole.bytes.upperBound, text[next] <= 0x20 { next += 1 }
      scalar += size(start..<next).scalars
      start = next
      end = next
      tokens = 0
      sentence = nil
      blank = nil
    }
    while end < whole.bytes.upperBound {
      let byte = text[end]
      let count = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      tokens += size(end..<end + count).wide > 0 ? 2.0 / 3 : 0.25
      end += count
      if byte == 0x0A || count == 3 && SentenceBreak.isFullStop(text, at: end - 3) {
        sentence = end
      } else if byte == 0x20 {
        blank = end
        if end - 2 > start, [0x2E, 0x21, 0x3F].contains(text[end - 2]) { sentence = end - 1 }
      }
      if tokens >= Double(target) { close(at: sentence ?? blank ?? end) }
    }
    if end > start { close(at: whole.bytes.upperBound) }
    return result
  }

  private func size(_ range: Range<Int>) -> TextSize {
    TextSize(UnsafeBufferPointer(rebasing: text[range]))
  }
}

/// Where sentences end, told by bytes.
enum SentenceBreak {
  /// "。", "！", "？" or "；"
  static func isFullStop(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index >= 0, index + 2 < text.count else { return false }
    switch (text[index], text[index + 1], text[index + 2]) {
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xEF, 0xBC, 0x9B): return true
    default: return false
    }
  }

  /// Whether a sentence begins at a place.
  static func isStart(_ index: Int, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard index > start, text[index] > 0x20 else { return false }
    if index - 3 >= start, isFullStop(text, at: index - 3) { return true }
    guard index - 2 >= start else { return false }
    if text[index - 1] == 0x0A { return true }
    return text[index - 1] == 0x20 && [0x2E, 0x21, 0x3F].contains(text[index - 2])
  }
}
