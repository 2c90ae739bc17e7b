/// EPUB: the chapters in the order of the spine.
struct BookReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    var archive = try ZipArchive(file.bytes, limits: file.limits)
    if let encryption = try archive.read("META-INF/encryption.xml"), Self.hidesText(encryption) {
      throw DocumentError(.encrypted, "is protected against copying (DRM)")
    }
    guard let container = try archive.read("META-INF/container.xml"),
      let path = Self.package(container), let package = try archive.read(path)
    else { throw DocumentError(.malformed, "is no EPUB that can be read: its package is missing") }
    var blocks = HTMLBlocks()
    var missing = 0
    for chapter in Self.spine(package, below: path) {
      guard let bytes = try archive.read(chapter) else {
        missing += 1
        continue
      }
      var text = try TextDecoding.decode(bytes, declared: HTMLReader.charset(bytes))
      text.withUTF8 { blocks.read($0, isXHTML: true) }
    }
    var notices = blocks.notices
    if missing > 0 { notices.append("\(missing) chapters of its list are not in it") }
    return blocks.composer.document(
      name: file.name, format: .epub, title: XMLParts.text(of: "dc:title", in: package),
      notices: notices)
  }

  /// Fonts alone may be made unreadable without harm.
  private static func hidesText(_ encryption: [UInt8]) -> Bool {
    var result = false
    XMLParts.walk(encryption) { tag in
      guard tag.name.hasSuffix("CipherReference"), let path = tag["URI"]?.lowercased() else {
        return
      }
      if [".xhtml", ".html", ".htm", ".xml"].contains(where: { path.hasSuffix($0) }) {
        result = true
      }
    }
    return result
  }

  private static func package(_ container: [UInt8]) -> String? {
    var path: String?
    XMLParts.walk(container) { tag in
      if tag.name == "rootfile", path == nil { path = tag["full-path"] }
    }
    return path
  }

  /// The paths of the chapters; the table of contents is left out.
  private static func spine(_ package: [UInt8], below path: String) -> [String] {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var items: [String: String] = [:]
    var spine: [String] = []
    XMLParts.walk(package) { tag in
      switch tag.name {
      case "item", "opf:item":
        guard let id = tag["id"], let reference = tag["href"],
          tag["properties"]?.split(separator: " ").contains("nav") != true
        else { return }
        items[id] = resolved(folder + unescaped(reference))
      case "itemref", "opf:itemref":
        if let id = tag["idref"] { spine.append(id) }
      default: break
      }
    }
    return spine.compactMap { items[$0] }
  }

  /// Without "..", ".", and what follows "#".
  private static func resolved(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.prefix(while: { $0 != "#" }).split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  private static func unescaped(_ path: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
