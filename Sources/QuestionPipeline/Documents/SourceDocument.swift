/// A document that questions are to be grounded in.
package struct SourceDocument: Sendable, Hashable {
  /// What citations call it: the file's name, or its path below the folder that was given.
  package var name: String
  /// The decoded text, to whose Unicode scalars offsets refer.
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The first heading, or the name without its ending.
  package var title: String {
    for line in text.split(separator: "\n") {
      if let heading = MarkdownLine.heading(line) { return heading.text }
    }
    return Self.base(of: name)
  }

  /// A document's name without folders and ending.
  package static func base(of name: String) -> String {
    let base = FileSystem.name(of: name)
    guard let dot = base.lastIndex(of: "."), dot != base.startIndex else { return base }
    return String(base[..<dot])
  }
}
