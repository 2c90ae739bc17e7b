import TestSupport
import Testing

@testable import QuestionPipeline

struct WordTests {
  private func paragraph(_ words: String, style: String? = nil, list: Int? = nil) -> String {
    let style = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
    let list = list.map { "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\($0)\"/></w:numPr>" }
    return "<w:p><w:pPr>\(style)\(list ?? "")</w:pPr><w:r><w:t>\(words)</w:t></w:r></w:p>"
  }

  private func table(_ rows: [[String]]) -> String {
    let rows = rows.map { row in
      "<w:tr>" + row.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
    }
    return "<w:tbl>" + rows.joined() + "</w:tbl>"
  }

  private let pageBreak = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"

  private func read(_ body: String) throws -> SourceDocument {
    let styles = """
      <w:styles><w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>\
      <w:style w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/></w:style>\
      <w:style w:styleId="c"><w:name w:val="caption"/></w:style>\
      <w:style w:styleId="k"><w:name w:val="Source Code"/></w:style>\
      <w:style w:styleId="t"><w:name w:val="toc 1"/></w:style></w:styles>
      """
    let numbering = """
      <w:numbering><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>\
      </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>
      """
    let bytes = ZipWriter.bytes([
      ZipWriter.Entry("word/document.xml", "<w:document><w:body>\(body)</w:body></w:document>"),
      ZipWriter.Entry("word/styles.xml", styles),
      ZipWriter.Entry("word/numbering.xml", numbering),
      ZipWriter.Entry("docProps/core.xml", "<p><dc:title>A &amp; B</dc:title></p>"),
    ])
    return try DocumentReading.document(bytes, "a.docx")
  }

  @Test func headingsListsAndCodeAreTold() throws {
    let document = try read(
      paragraph("Contents", style: "t") + paragraph("Pumps &amp; valves", style: "1")
        + paragraph("A pump moves water.") + paragraph("one", list: 7) + paragraph("two", list: 7)
        + paragraph("dot", list: 9) + paragraph("Kinds", style: "2")
        + paragraph("x = 1", style: "k")
        + paragraph("y = 2", style: "k"))
    #expect(
      document.outline == [
        "#1 Pumps & valves", "P A pump moves water.", "L 1. one\n2. two\n- dot", "#2 Kinds",
        "C ```\nx = 1\ny = 2\n```",
      ])
    #expect(document.statedTitle == "A & B")
  }

  @Test(arguments: [true, false])
  func aTableOverAPageBreakIsWhole(repeatsHeader: Bool) throws {
    let header = ["Name", "Power"]
    let document = try read(
      paragraph("Table 1: Pumps", style: "c") + table([header, ["A", "1 kW"]]) + pageBreak
        + table((repeatsHeader ? [header] : []) + [["B", "2 kW"]]) + paragraph("After."))
    #expect(
      document.outline == [
        "T Table 1: Pumps\n| Name | Power |\n| --- | --- |\n| A | 1 kW |\n| B | 2 kW |", "P After.",
      ])
    #expect(document.blocks.map(\.page) == [1, 2])
  }

  @Test func tablesThatFollowEachOtherOnAPageStayTwo() throws {
    let document = try read(table([["a", "b"], ["1", "2"]]) + table([["c", "d"], ["3", "4"]]))
    #expect(document.blocks.count == 2)
  }

  @Test func hiddenAndDeletedTextIsLeftOut() throws {
    let document = try read(
      """
      <w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>\
      <w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:tab/><w:t>too</w:t></w:r></w:p>
      """)
    #expect(document.outline == ["P Seen\ttoo"])
    #expect(document.notices == ["a hidden element is left out"])
  }

  @Test func mergedCellsAreSpreadOut() throws {
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>\(paragraph("wide"))</w:tc>"
    let down = "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>\(paragraph("down"))</w:tc>"
    let on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    let plain = "<w:tc>\(paragraph("x"))</w:tc>"
    let document = try read(
      "<w:tbl><w:tr>\(cell)</w:tr><w:tr>\(down)\(plain)</w:tr><w:tr>\(on)\(plain)</w:tr></w:tbl>")
    #expect(
      document.outline == ["T | wide |  |\n| --- | --- |\n| down | x |\n| down | x |"])
  }
}

struct BookTests {
  private func entries(_ spine: String) -> [ZipWriter.Entry] {
    [
      ZipWriter.Entry("mimetype", Array("application/epub+zip".utf8), isPacked: false),
      ZipWriter.Entry(
        "META-INF/container.xml", "<container><rootfile full-path=\"O/c.opf\"/></container>"),
      ZipWriter.Entry(
        "O/c.opf",
        """
        <package><metadata><dc:title>Tea</dc:title></metadata><manifest><item id="b" href="b.xhtml"/>\
        <item id="a" href="../t/a%20x.xhtml"/><item id="n" href="n.xhtml" properties="nav"/></manifest>\
        <spine>\(spine)</spine></package>
        """),
      ZipWriter.Entry("O/n.xhtml", "<html><body>contents</body></html>"),
      ZipWriter.Entry(
        "O/b.xhtml",
        "<html><head><title/></head><body><h1/><h1>One</h1><p/><p>Hot tea.</p></body></html>"
      ),
      ZipWriter.Entry("t/a x.xhtml", "<html><body><h1>二</h1><p>茶。</p></body></html>"),
    ]
  }

  @Test func chaptersComeInTheOrderOfTheSpine() throws {
    let spine = "<itemref idref=\"n\"/><itemref idref=\"a\"/><itemref idref=\"b\"/>"
    let document = try DocumentReading.document(ZipWriter.bytes(entries(spine)), "a.epub")
    #expect(document.outline == ["#1 二", "P 茶。", "#1 One", "P Hot tea."])
    #expect(document.format == .epub && document.statedTitle == "Tea")
  }

  @Test func aProtectedBookIsNamed() {
    let lock = ZipWriter.Entry(
      "META-INF/encryption.xml", "<e><enc:CipherReference URI=\"O/b.xhtml\"/></e>")
    let book = ZipWriter.bytes(entries("<itemref idref=\"b\"/>") + [lock])
    #expect(DocumentReading.refusal(book, "a.epub") == "is protected against copying (DRM)")
  }
}
