/// A word and where it stands on its page, in points from the upper left corner.
struct PDFWord: Hashable {
  var text: String
  var left: Double
  var right: Double
  var top: Double
  var bottom: Double

  var height: Double { bottom - top }
}

/// A line as `pdftotext` has put it together: the part of a row that belongs to one column.
struct PDFLine {
  var words: [PDFWord]

  var text: String { words.map(\.text).joined(separator: " ") }
  var left: Double { words.first?.left ?? 0 }
  var right: Double { words.last?.right ?? 0 }
  var top: Double { words.map(\.top).min() ?? 0 }
  var bottom: Double { words.map(\.bottom).max() ?? 0 }
  /// Of its words, the middle one: about the size of its letters.
  var height: Double { words.isEmpty ? 0 : words.map(\.height).sorted()[words.count / 2] }
}

/// A page with its blocks in reading order.
struct PDFPage {
  var number: Int
  var width: Double
  var height: Double
  var blocks: [[PDFLine]] = []

  var isBare: Bool { blocks.isEmpty }

  /// The pages that `pdftotext -bbox-layout` tells of, and the document's title.
  static func all(in output: [UInt8]) -> (pages: [PDFPage], title: String?) {
    var pages: [PDFPage] = []
    var title: String?
    var isTitle = false
    var word: PDFWord?
    func number(_ tag: MarkupTag, _ name: String) -> Double {
      tag[name].flatMap { Double($0) } ?? 0
    }
    output.withUnsafeBufferPointer { memory in
      var tokens = MarkupTokenizer(memory[...], isHTML: false)
      while let token = tokens.next() {
        switch token {
        case .open(let tag):
          switch tag.name {
          case "title": isTitle = true
          case "page":
            pages.append(
              PDFPage(
                number: pages.count + 1, width: number(tag, "width"),
                height: number(tag, "height")))
          case "block": if !pages.isEmpty { pages[pages.count - 1].blocks.append([]) }
          case "line": pages.addLine()
          case "word":
            word = PDFWord(
              text: "", left: number(tag, "xMin"), right: number(tag, "xMax"),
              top: number(tag, "yMin"), bottom: number(tag, "yMax"))
          default: break
          }
        case .close(let name):
          if name == "title" { isTitle = false }
          if name == "word", let found = word {
            word = nil
            if !found.text.isEmpty { pages.add(found) }
          }
        case .text(let range, _):
          guard word != nil || isTitle else { continue }
          var bytes: [UInt8] = []
          MarkupEntities.append(memory[range], to: &bytes)
          let text = String(decoding: bytes, as: UTF8.self)
          if word != nil { word!.text += BlockComposer.line(text) } else { title = text }
        case .comment: break
        }
      }
    }
    for index in pages.indices {
      pages[index].blocks = pages[index].blocks.map { $0.filter { !$0.words.isEmpty } }
        .filter { !$0.isEmpty }
    }
    let named = title.map(BlockComposer.line) ?? ""
    return (pages, named.isEmpty ? nil : named)
  }
}

extension [PDFPage] {
  fileprivate mutating func addLine() {
    guard let page = indices.last, let block = self[page].blocks.indices.last else { return }
    self[page].blocks[block].append(PDFLine(words: []))
  }

  fileprivate mutating func add(_ word: PDFWord) {
    guard let page = indices.last, let block = self[page].blocks.indices.last,
      let line = self[page].blocks[block].indices.last
    else { return }
    self[page].blocks[block][line].words.append(word)
  }
}
