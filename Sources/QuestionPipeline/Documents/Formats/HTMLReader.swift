/// Web pages: structure kept, what stands around the content left out.
struct HTMLReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    var text = try TextDecoding.decode(file.bytes, declared: Self.charset(file.bytes))
    let builder = text.withUTF8 { bytes in
      var builder = HTMLBlocks()
      builder.read(bytes)
      guard builder.composer.isEmpty else { return builder }
      // Some pages stand in one form, or never end their navigation.
      builder = HTMLBlocks(keepsChrome: true)
      builder.read(bytes)
      return builder
    }
    return builder.composer.document(
      name: file.name, format: .html, title: builder.title, notices: builder.notices)
  }

  /// What a page says of its encoding near its top.
  static func charset(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(2048).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    for word in ["charset", "encoding"] {
      let mark = Array(word.utf8)
      for start in head.indices where head[start] == mark[0] && head[start...].starts(with: mark) {
        var index = start + mark.count
        while index < head.count, [0x20, 0x3D, 0x22, 0x27].contains(head[index]) { index += 1 }
        let name = head[index...].prefix {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
        }
        if !name.isEmpty, index > start + mark.count {
          return String(decoding: name, as: UTF8.self)
        }
      }
    }
    return nil
  }
}
