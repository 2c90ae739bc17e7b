/// What the readers of archives take out of their XML: each start tag with the names of those it stands in.
enum XMLParts {
  /// Calls with every start tag, every end tag's name, and the text between, decoded.
  static func walk(
    _ bytes: [UInt8], open: (MarkupTag) -> Void, close: (String) -> Void = { _ in },
    text: (String) -> Void = { _ in }
  ) {
    // UTF-16 is allowed in XML.
    var decoded = (try? TextDecoding.decode(bytes)) ?? ""
    decoded.withUTF8 { memory in
      var tokens = MarkupTokenizer(memory[...], isHTML: false)
      while let token = tokens.next() {
        switch token {
        case .open(let tag):
          open(tag)
          if tag.isEmpty { close(tag.name) }
        case .close(let name): close(name)
        case .text(let range, let isVerbatim):
          var words: [UInt8] = []
          if isVerbatim {
            words += memory[range]
          } else {
            MarkupEntities.append(memory[range], to: &words)
          }
          text(String(decoding: words, as: UTF8.self))
        case .comment: break
        }
      }
    }
  }

  /// The text of the first element of a name.
  static func text(of name: String, in bytes: [UInt8]) -> String? {
    var result: String?
    var isOpen = false
    walk(bytes) { tag in
      if tag.name == name, result == nil { isOpen = true }
    } close: { closed in
      if closed == name { isOpen = false }
    } text: { words in
      if isOpen { result = (result ?? "") + words }
    }
    return result.map(BlockComposer.line).flatMap { $0.isEmpty ? nil : $0 }
  }
}
