/// Turns pages into headings, paragraphs, lists and tables, over the breaks between pages.
struct PDFLayout {
  private enum Piece {
    case heading(Int, String)
    case paragraph(String)
    case list([(depth: Int, mark: String, words: String)])
    case table([[String]], caption: String?)
  }

  private let pages: [PDFPage]
  /// `end` is the page on which a table ends that goes over several.
  private var pieces: [(piece: Piece, page: Int, end: Int)] = []
  private var words: Set<String> = []
  /// Of most letters.
  private var body = 0.0
  /// Sizes of headings, the largest first.
  private var sizes: [Int] = []

  init(_ pages: [PDFPage]) { self.pages = PDFFurniture.removed(from: pages) }

  mutating func arrange() {
    measure()
    var columns: [ClosedRange<Double>]?
    for page in pages {
      let tables = PDFTables(page).tables(after: columns)
      var isTold = Array(repeating: false, count: tables.count)
      var last: Int?
      for block in page.blocks {
        var rest: [PDFLine] = []
        for line in block {
          guard let index = tables.firstIndex(where: { $0.words.contains(line.words[0]) }) else {
            rest.append(line)
            last = nil
            continue
          }
          guard !isTold[index] else { continue }
          add(rest, page)
          rest = []
          isTold[index] = true
          add(tables[index], page.number, isContinued: columns != nil && index == 0)
          last = index
        }
        add(rest, page)
      }
      // Only what ends a page goes on with the next one.
      if !page.isBare { columns = last.map { tables[$0].columns } }
    }
  }

  func write(to composer: inout BlockComposer) {
    for (piece, page, _) in pieces {
      composer.page = page
      switch piece {
      case .heading(let level, let words): composer.heading(level, words)
      case .paragraph(let words): composer.paragraph(words)
      case .list(let entries): composer.list(entries)
      case .table(let rows, let caption): composer.table(rows, caption: caption)
      }
    }
  }

  // MARK: Sizes

  private mutating func measure() {
    var letters: [Int: Int] = [:]
    for line in pages.flatMap({ $0.blocks.joined() }) {
      letters[Self.size(line.height), default: 0] += line.text.utf8.count
      for word in line.words {
        let plain = word.text.lowercased().filter { $0.isLetter || $0 == "-" }
        if plain.count > 2, plain.last != "-" { words.insert(plain) }
      }
    }
    let most = letters.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
    body = Double(most) / 2
    sizes = letters.keys.filter { Double($0) / 2 >= body * 1.12 }.sorted(by: >)
  }

  /// In half points.
  private static func size(_ height: Double) -> Int { Int((height * 2).rounded()) }

  // MARK: Blocks

  private mutating func add(_ lines: [PDFLine], _ page: PDFPage) {
    guard let first = lines.first else { return }
    let isLarge = first.height >= body * 1.12
    if isLarge, let end = lines.firstIndex(where: { $0.height < body * 1.12 }), end > 0 {
      add(Array(lines[..<end]), page)
      return add(Array(lines[end...]), page)
    }
    let text = LineJoin.joined(lines.map(\.text), known: words)
    if isLarge, lines.count <= 3, text.unicodeScalars.count <= 150 {
      let place = sizes.firstIndex(of: Self.size(first.height)) ?? sizes.count
      pieces.append((.heading(min(place + 1, 6), text), page.number, page.number))
    } else if lines.count == 1, let level = Self.numbered(text) {
      pieces.append((.heading(min(sizes.count, 3) + level, text), page.number, page.number))
    } else {
      for part in parts(lines) { add(part: part, page.number) }
    }
  }

  /// Paragraphs of one block: a line that is set in behind one that ends a sentence, and each entry of a list.
  private func parts(_ lines: [PDFLine]) -> [[PDFLine]] {
    var result: [[PDFLine]] = []
    let left = lines.map(\.left).min() ?? 0
    for line in lines {
      let isSetIn = line.left > left + 0.8 * line.height
      let wasSetIn = result.last?.last.map { $0.left > left + 0.8 * $0.height } ?? false
      let ended = result.last?.last?.words.last?.text.last.map { ".。!?！？:：".contains($0) } ?? true
      if result.isEmpty || Self.entry(line) != nil
        || isSetIn && !wasSetIn && ended && Self.entry(result.last![0]) == nil
      {
        result.append([line])
      } else {
        result[result.count - 1].append(line)
      }
    }
    return result
  }

  private mutating func add(part: [PDFLine], _ page: Int) {
    let text = LineJoin.joined(part.map(\.text), known: words)
    if let mark = Self.entry(part[0]) {
      let rest = String(text.dropFirst(mark.count).drop { $0 == " " })
      let entry = (depth: 0, mark: mark.first?.isNumber == true ? mark : "-", words: rest)
      if case .list(let entries)? = pieces.last?.piece {
        pieces[pieces.count - 1].piece = .list(entries + [entry])
      } else {
        pieces.append((.list([entry]), page, page))
      }
      return
    }
    // A paragraph that a page has cut goes on in small letters, or in Chinese without a full stop before.
    if let last = pieces.last, last.page < page, case .paragraph(let before) = last.piece,
      let end = before.last, !".。!?！？:：”\"".contains(end), let first = text.first,
      first.isLowercase || TextSize(String(first)).wide > 0 && TextSize(String(end)).wide > 0
    {
      pieces[pieces.count - 1].piece = .paragraph(LineJoin.joined([before, text], known: words))
      return
    }
    pieces.append((.paragraph(text), page, page))
  }

  private mutating func add(_ table: PDFTables.Table, _ page: Int, isContinued: Bool) {
    // "Table 3 (continued)" between two parts says nothing new.
    if isContinued, pieces.count >= 2, case .paragraph(let words) = pieces[pieces.count - 1].piece,
      Self.isCaption(words), ["continued", "续", "cont."].contains(where: { words.contains($0) }),
      case .table = pieces[pieces.count - 2].piece
    {
      pieces.removeLast()
    }
    if let last = pieces.last, case .table(let rows, let caption) = last.piece, last.end < page,
      let joined = TableJoin.joined(rows, table.rows)
    {
      pieces[pieces.count - 1] = (.table(joined, caption: caption), last.page, page)
      return
    }
    var caption: String?
    if let last = pieces.last, last.page == page, case .paragraph(let words) = last.piece,
      Self.isCaption(words)
    {
      caption = words
      pieces.removeLast()
    }
    pieces.append((.table(table.rows, caption: caption), page, page))
  }

  // MARK: Lines

  private static func isCaption(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { LineMarks(text: $0).isCaption(0..<$0.count) }
  }

  /// The mark of a list's entry that opens a line.
  private static func entry(_ line: PDFLine) -> String? {
    guard line.words.count > 1, let first = line.words.first?.text else { return nil }
    if first.count == 1, "•●▪‣◦■□–-*·".contains(first) { return first }
    let number = first.prefix { $0.isNumber }
    guard !number.isEmpty, number.count <= 2, number.count + 1 == first.count,
      let end = first.last, ".)、".contains(end)
    else { return nil }
    return first
  }

  /// The depth of a heading that is told by its number alone: "2.1 Eviction".
  private static func numbered(_ text: String) -> Int? {
    guard text.unicodeScalars.count <= 80, let last = text.last, !".。,，;；:：!?".contains(last)
    else { return nil }
    let bytes = Array(text.utf8)
    if bytes.withUnsafeBufferPointer({ ChapterLine.matches($0[...]) }) { return 1 }
    let number = text.prefix { $0.isNumber || $0 == "." }
    let rest = text.dropFirst(number.count)
    guard number.first?.isNumber == true, rest.first == " ",
      let letter = rest.drop(while: { $0 == " " }).first,
      letter.isUppercase || TextSize(String(letter)).wide > 0, number.count <= 8
    else { return nil }
    let parts = number.split(separator: ".")
    guard parts.allSatisfy({ $0.count <= 2 }), number.contains(".") else { return nil }
    return parts.count
  }
}
