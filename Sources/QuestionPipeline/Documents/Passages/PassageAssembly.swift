/// Puts pieces together to passages.
struct PassageAssembly {
  private let document: String
  private let text: UnsafeBufferPointer<UInt8>
  private let target: Int
  private let overlap: Int
  private var headings: [(level: Int, title: String)] = []
  private var path: [String] = []
  private var open: [BlockPiece] = []
  private var tokens = 0
  private var result: [Passage] = []

  init(document: String, text: UnsafeBufferPointer<UInt8>, target: Int, overlap: Int) {
    self.document = document
    self.text = text
    self.target = target
    self.overlap = overlap
  }

  mutating func enter(_ level: Int, _ title: String) {
    close()
    headings.removeAll { $0.level >= level }
    headings.append((level, title))
    path = headings.map(\.title).filter { !$0.isEmpty }
  }

  mutating func add(_ piece: BlockPiece) {
    guard let last = open.last, !piece.isApart else {
      close()
      begin(piece)
      return
    }
    let isJoined = last.lead == nil && piece.lead == nil && tokens + piece.tokens <= target
    // What announces a list or a table goes with it, even if that makes the passage larger than others.
    let isAnnounced = last.announces && !piece.isProse && piece.lead == nil
    if isJoined || isAnnounced && open.count == 1 {
      open.append(piece)
      tokens += piece.tokens
    } else if isAnnounced {
      open.removeLast()
      close()
      begin(last)
      open.append(piece)
      tokens += piece.tokens
    } else {
      let again = piece.isProse ? repeated(last) : nil
      close()
      begin(piece)
      if let again {
        let told = text[again..<piece.bytes.lowerBound]
        open[0].bytes = again..<piece.bytes.upperBound
        open[0].start -= TextSize(UnsafeBufferPointer(rebasing: told)).scalars
        open[0].page = last.page
      }
    }
  }

  mutating func finish() -> [Passage] {
    close()
    return result
  }

  private mutating func begin(_ piece: BlockPiece) {
    open = [piece]
    tokens = piece.tokens
  }

  private mutating func close() {
    guard let first = open.first, let last = open.last else { return }
    open = []
    let bytes = first.bytes.lowerBound..<last.bytes.upperBound
    let words = string(bytes)
    let id = "p-" + SHA256.hex("\(document)\n\(first.start)\n\(words)").prefix(12)
    var passage = Passage(
      id: id, document: document, headings: path, text: words, start: first.start)
    passage.page = first.page
    if let lead = first.lead {
      passage.lead = Passage.Lead(text: string(lead.bytes), start: lead.start)
    }
    result.append(passage)
  }

  /// Where the last sentences of a piece begin that fit the overlap.
  private func repeated(_ last: BlockPiece) -> Int? {
    guard overlap > 0, last.isProse else { return nil }
    var index = last.bytes.upperBound
    var found: Int?
    var size = TextSize()
    while index > last.bytes.lowerBound {
      var start = index - 1
      while start > last.bytes.lowerBound, text[start] & 0xC0 == 0x80 { start -= 1 }
      size = size + TextSize(UnsafeBufferPointer(rebasing: text[start..<index]))
      guard size.tokens <= overlap else { break }
      index = start
      if SentenceBreak.isStart(index, in: text, from: last.bytes.lowerBound) { found = index }
    }
    return found
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
  }
}
