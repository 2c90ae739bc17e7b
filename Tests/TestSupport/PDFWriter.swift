/// Makes small PDF files for tests: words at places, in a font that has every letter and no shapes.
package struct PDFWriter {
  package struct Line {
    var text: String
    var x: Double
    /// From the upper edge.
    var y: Double
    var size: Double

    package init(_ text: String, x: Double = 72, y: Double, size: Double = 11) {
      self.text = text
      self.x = x
      self.y = y
      self.size = size
    }
  }

  /// A page of a scan: a grey picture over all of it.
  package var hasPictures = false
  private var objects: [String] = []

  package init(hasPictures: Bool = false) { self.hasPictures = hasPictures }

  package static func bytes(_ pages: [[Line]], title: String? = nil) -> [UInt8] {
    var writer = PDFWriter()
    return writer.file(pages, title: title)
  }

  /// Pages with a picture each and no text.
  package static func scan(pages: Int) -> [UInt8] {
    var writer = PDFWriter(hasPictures: true)
    return writer.file(Array(repeating: [], count: pages), title: nil)
  }

  private mutating func file(_ pages: [[Line]], title: String?) -> [UInt8] {
    let letters = Set(pages.joined().flatMap(\.text.unicodeScalars)).sorted { $0.value < $1.value }
    var codes: [Unicode.Scalar: Int] = [:]
    for (index, letter) in letters.enumerated() { codes[letter] = index + 1 }
    let catalog = add("")
    let tree = add("")
    let font = font(letters)
    var kids: [Int] = []
    for lines in pages {
      var content = lines.map { line in
        let codes = line.text.unicodeScalars.map { Self.hex(codes[$0]!) }.joined()
        return "BT /F \(line.size) Tf \(line.x) \(842 - line.y) Td <\(codes)> Tj ET\n"
      }.joined()
      var resources = "/Font << /F \(font) 0 R >>"
      if hasPictures {
        let picture = stream(
          "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
          "A")
        resources += " /XObject << /P \(picture) 0 R >>"
        content += "q 595 0 0 842 0 0 cm /P Do Q\n"
      }
      let text = stream("", content)
      kids.append(
        add(
          "<< /Type /Page /Parent \(tree) 0 R /MediaBox [0 0 595 842] /Contents \(text) 0 R /Resources << \(resources) >> >>"
        ))
    }
    objects[catalog - 1] = "<< /Type /Catalog /Pages \(tree) 0 R >>"
    let list = kids.map { "\($0) 0 R" }.joined(separator: " ")
    objects[tree - 1] = "<< /Type /Pages /Count \(kids.count) /Kids [\(list)] >>"
    let info = title.map { add("<< /Title (\($0)) >>") }
    return assembled(catalog, info)
  }

  private mutating func font(_ letters: [Unicode.Scalar]) -> Int {
    var map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
    map += "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    for (index, letter) in letters.enumerated() {
      let units = Array(String(letter).utf16).map { Self.hex(Int($0)) }.joined()
      map += "1 beginbfchar <\(Self.hex(index + 1))> <\(units)> endbfchar\n"
    }
    let names = stream(
      "", map + "endcmap CMapName currentdict /CMap defineresource pop end end")
    let shape = add(
      "<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    let widths = letters.enumerated().map { "\($0 + 1) [\($1.value > 0x2E80 ? 1000 : 500)]" }
    let descendant = add(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor \(shape) 0 R /W [\(widths.joined(separator: " "))] >>"
    )
    return add(
      "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [\(descendant) 0 R] /ToUnicode \(names) 0 R >>"
    )
  }

  private mutating func add(_ object: String) -> Int {
    objects.append(object)
    return objects.count
  }

  private mutating func stream(_ entries: String, _ content: String) -> Int {
    add("<< \(entries) /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
  }

  private func assembled(_ catalog: Int, _ info: Int?) -> [UInt8] {
    var result = Array("%PDF-1.4\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let digits = String(result.count)
      table += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
      result += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let start = result.count
    let more = info.map { " /Info \($0) 0 R" } ?? ""
    result += Array(table.utf8)
    result += Array(
      "trailer << /Size \(objects.count + 1) /Root \(catalog) 0 R\(more) >>\nstartxref\n\(start)\n%%EOF\n"
        .utf8)
    return result
  }

  private static func hex(_ value: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
