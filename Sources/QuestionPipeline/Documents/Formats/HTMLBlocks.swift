/// Turns the tags of a page into blocks.
struct HTMLBlocks {
  var composer = BlockComposer()
  private(set) var title: String?
  private(set) var hidden = 0
  private let keepsChrome: Bool

  /// The element that is left out, and how many of its name are open in it.
  private var skipped: (name: String, depth: Int, counts: Bool)?
  /// Text that no block has yet, with single blanks.
  private var words: [UInt8] = []
  private var heading: Int?
  private var lists: [(isOrdered: Bool, count: Int)] = []
  private var entries: [(depth: Int, mark: String, words: String)] = []
  private var isInEntry = false
  private var tables: [HTMLTable] = []
  private var pre = 0
  private var isTitle = false
  /// Open elements whose header is the title of what is read, not of the site.
  private var content = 0

  init(keepsChrome: Bool = false) { self.keepsChrome = keepsChrome }

  var notices: [String] { DropNotices.list(comments: 0, hidden: hidden) }

  /// - Parameter isXHTML: whether `<p/>` is an element of its own, not one that is left open.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, isXHTML: Bool = false) {
    var tokens = MarkupTokenizer(text[...], isHTML: true)
    while let token = tokens.next() {
      switch token {
      case .open(let tag): open(tag, isXHTML: isXHTML)
      case .close(let name): close(name)
      case .text(let range, let isVerbatim): add(text[range], isVerbatim: isVerbatim)
      case .comment: break
      }
    }
    while !tables.isEmpty { closeTable() }
    skipped = nil
    pre = 0
    flush()
    flushList()
    (heading, lists, content, isTitle) = (nil, [], 0, false)
  }

  // MARK: Tags

  private mutating func open(_ tag: MarkupTag, isXHTML: Bool) {
    let name = tag.name
    if let skip = skipped {
      if name == skip.name, !tag.isEmpty, !MarkupElement.isVoid(name) { skipped!.depth += 1 }
      return
    }
    if !(tag.isEmpty && isXHTML), !MarkupElement.isVoid(name) {
      let isHidden = MarkupElement.isHidden(tag)
      let isChrome =
        !keepsChrome && MarkupElement.isChrome(tag) && !(name == "header" && content > 0)
      if MarkupElement.isSilent(name) || isHidden || isChrome {
        if MarkupElement.isBlock(name) { flush() }
        skipped = (name, 1, isHidden)
        return
      }
    }
    if MarkupElement.isBlock(name) { flush() }
    switch name {
    case "title": isTitle = title == nil
    case "main", "article", "section": content += 1
    case "h1", "h2", "h3", "h4", "h5", "h6":
      if let table = tables.last, !table.hasHeader { dissolve() }
      if tables.isEmpty {
        flushList()
        lists = []
        heading = Int(name.dropFirst())
      }
    case "ul", "ol", "dl":
      if tables.isEmpty {
        lists.append((name == "ol", (tag["start"].flatMap { Int($0) } ?? 1) - 1))
      }
    case "li", "dt": openEntry()
    case "dd" where isInEntry && !entries.isEmpty: entries[entries.count - 1].words += ":"
    case "br":
      if pre > 0 || !words.isEmpty {
        words.append(pre > 0 || tables.isEmpty && lists.isEmpty ? 0x0A : 0x20)
      }
    case "pre":
      if tables.isEmpty {
        flushList()
        pre += 1
      }
    case "code" where pre == 0: words.append(0x60)
    case "table":
      if !tables.isEmpty { dissolve() } else { flushList() }
      tables.append(HTMLTable())
    case "caption", "tr", "td", "th", "thead": tables.mutateLast { $0.open(tag) }
    default: break
    }
    if tag.isEmpty, isXHTML, !MarkupElement.isVoid(name) { close(name) }
  }

  private mutating func close(_ name: String) {
    if let skip = skipped {
      if name == skip.name {
        skipped!.depth -= 1
        if skip.depth == 1 { skipped = nil }
      }
      return
    }
    switch name {
    case "code" where pre == 0: words.append(0x60)
    case "pre" where pre > 0:
      pre -= 1
      if pre == 0 {
        composer.code(String(decoding: words, as: UTF8.self))
        words = []
      }
    case "title":
      if isTitle {
        title = BlockComposer.line(String(decoding: words, as: UTF8.self))
        if title?.isEmpty == true { title = nil }
        words = []
      }
      isTitle = false
    case "main", "article", "section": content = max(0, content - 1)
    default: break
    }
    guard MarkupElement.isBlock(name) else { return }
    flush()
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6": heading = nil
    case "li", "dd": isInEntry = false
    case "ul", "ol", "dl":
      if !lists.isEmpty, tables.isEmpty { lists.removeLast() }
      isInEntry = !lists.isEmpty
      if lists.isEmpty { flushList() }
    case "caption", "td", "th", "tr", "thead": tables.mutateLast { $0.close(name) }
    case "table": closeTable()
    default: break
    }
  }

  private mutating func openEntry() {
    guard tables.isEmpty else { return }
    if lists.isEmpty { lists.append((false, 0)) }
    lists[lists.count - 1].count += 1
    let list = lists[lists.count - 1]
    entries.append((lists.count - 1, list.isOrdered ? "\(list.count)." : "-", ""))
    isInEntry = true
  }

  // MARK: Text

  private mutating func add(_ text: Slice<UnsafeBufferPointer<UInt8>>, isVerbatim: Bool) {
    if let skip = skipped {
      if skip.counts, text.contains(where: { $0 > 0x20 }) {
        hidden += 1
        skipped!.counts = false
      }
      return
    }
    if pre > 0 {
      if isVerbatim { words += text } else { MarkupEntities.append(text, to: &words) }
      return
    }
    var decoded: [UInt8] = []
    if isVerbatim { decoded += text } else { MarkupEntities.append(text, to: &decoded) }
    var index = 0
    while index < decoded.count {
      let byte = decoded[index]
      // U+00A0, too, is a blank here.
      let isWide = byte == 0xC2 && index + 1 < decoded.count && decoded[index + 1] == 0xA0
      if byte <= 0x20 || isWide {
        if let last = words.last, last != 0x20, last != 0x0A { words.append(0x20) }
        index += isWide ? 2 : 1
      } else {
        words.append(byte)
        index += 1
      }
    }
  }

  /// Gives the text so far to the block that is open.
  private mutating func flush() {
    guard pre == 0, !isTitle else { return }
    let text = String(decoding: words, as: UTF8.self)
    words.removeAll(keepingCapacity: true)
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
    if !tables.isEmpty {
      tables[tables.count - 1].add(text)
    } else if let heading {
      composer.heading(heading, text)
    } else if isInEntry, !entries.isEmpty {
      let before = entries[entries.count - 1].words
      entries[entries.count - 1].words = before.isEmpty ? text : before + " " + text
    } else {
      flushList()
      composer.paragraph(text)
    }
  }

  private mutating func flushList() {
    if !entries.isEmpty { composer.list(entries) }
    entries = []
    isInEntry = false
  }

  // MARK: Tables

  private mutating func closeTable() {
    guard let table = tables.popLast() else { return }
    if tables.isEmpty {
      table.write(to: &composer)
    } else {
      tables[tables.count - 1].add(table.text)
    }
  }

  /// A table that holds headings or tables only lays out the page: its cells are paragraphs.
  private mutating func dissolve() {
    for table in tables { table.writeParagraphs(to: &composer) }
    tables = []
  }
}

extension Array {
  fileprivate mutating func mutateLast(_ change: (inout Element) -> Void) {
    if !isEmpty { change(&self[count - 1]) }
  }
}
