/// Reads the HTML that we write and nothing looser: every `<` opens a tag of quoted attributes, every tag is closed.
struct StrictHTML {
  struct Failure: Error { var detail: String }

  private(set) var count: [String: Int] = [:]
  private(set) var attributes: [(name: String, value: String)] = []
  /// Tags that were never closed.
  private(set) var open: [String] = []

  static let ours: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "h2", "h3",
    "h4", "svg", "line", "circle", "text", "rect", "path", "span", "ul", "ol", "li", "b", "nav",
    "main", "section", "article", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
    "dl", "dt", "dd", "bdi", "code", "pre", "details", "summary", "figure", "figcaption", "small",
    "blockquote", "q", "form", "label", "input", "select", "option", "output", "footer", "script",
    "button", "dialog", "kbd", "mark", "ins", "del",
  ]
  static let ourAttributes: Set<String> = [
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "dir", "id", "style",
    "aria-label", "aria-labelledby", "aria-hidden", "aria-live", "role", "tabindex", "viewBox", "x",
    "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "width", "height", "d", "text-anchor",
    "scope", "colspan", "type", "value", "data-count", "data-verdict", "data-kind", "autocomplete",
    "hidden", "open", "title", "method", "checked", "data-o", "data-a", "data-find", "data-filter",
    "data-field", "data-fence", "data-set", "data-title", "data-id", "data-revision", "data-index",
    "data-language", "data-topic", "data-level", "data-difficulty", "data-score", "data-flaws",
  ]
  private static let void: Set<String> = ["meta", "input", "line", "circle", "rect", "path"]

  init(_ html: String) throws {
    let bytes = Array(html.utf8)
    var index = 0
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func starts(_ word: String, at place: Int) -> Bool {
      bytes[place...].starts(with: Array(word.utf8))
    }
    guard starts("<!DOCTYPE html>", at: 0) else { throw Failure(detail: "no doctype") }
    index = 15
    while index < bytes.count {
      guard bytes[index] == 0x3C else {
        if bytes[index] == 0x3E { throw Failure(detail: "a bare > at \(index)") }
        index += 1
        continue
      }
      let isEnd = bytes[index + 1] == 0x2F
      index += isEnd ? 2 : 1
      let start = index
      while Self.isName(bytes[index]) { index += 1 }
      let name = text(start..<index)
      guard !name.isEmpty else { throw Failure(detail: "no tag at \(start)") }
      if isEnd {
        guard open.last == name, bytes[index] == 0x3E else {
          throw Failure(detail: "</\(name)> within \(open.suffix(3))")
        }
        open.removeLast()
        index += 1
        continue
      }
      count[name, default: 0] += 1
      var isClosed = false
      while bytes[index] != 0x3E {
        if bytes[index] == 0x2F, bytes[index + 1] == 0x3E {
          isClosed = true
          index += 1
          continue
        }
        guard bytes[index] == 0x20 else { throw Failure(detail: "in <\(name) at \(index)") }
        while bytes[index] == 0x20 { index += 1 }
        let start = index
        while Self.isName(bytes[index]) || bytes[index] == 0x2D { index += 1 }
        let attribute = text(start..<index)
        guard bytes[index] == 0x3D else {
          attributes.append((attribute, ""))
          continue
        }
        guard bytes[index + 1] == 0x22 else { throw Failure(detail: "unquoted \(attribute)") }
        index += 2
        let from = index
        while bytes[index] != 0x22 {
          if bytes[index] == 0x3C { throw Failure(detail: "< in \(attribute)") }
          index += 1
        }
        attributes.append((attribute, text(from..<index)))
        index += 1
      }
      index += 1
      if !isClosed, !Self.void.contains(name) { open.append(name) }
      if name == "script" || name == "style" {
        while !starts("</\(name)>", at: index) { index += 1 }
      }
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
