import Testing

@testable import QuestionPipeline

struct PassageTests {
  private func table(rows: Int) -> String {
    "Table 1: Pumps\n\n| Name | Power |\n| --- | --- |\n"
      + (1...rows).map { "| pump number \($0) | \($0 * 7) kW |" }.joined(separator: "\n")
  }

  @Test func aTableThatIsTooLargeIsCutByRowsUnderItsHeader() {
    let text = "# Pumps\n\n\(table(rows: 60))\n\nAfter it.\n"
    let scalars = Array(text.unicodeScalars)
    let document = SourceDocument(name: "p.md", text: text)
    let passages = PassageSplitter(target: 80).passages(of: document)
    #expect(passages.count > 4)
    let lead = "Table 1: Pumps\n\n| Name | Power |\n| --- | --- |"
    #expect(passages[0].lead == nil && passages[0].text.hasPrefix(lead))
    for passage in passages[1..<(passages.count - 1)] {
      #expect(passage.lead == Passage.Lead(text: lead, start: 9))
      #expect(passage.shown == lead + "\n" + passage.text)
      #expect(passage.text.hasPrefix("| pump number ") && passage.text.hasSuffix(" kW |"))
      let own = Array(passage.text.unicodeScalars)
      #expect(Array(scalars[passage.start..<passage.start + own.count]) == own)
    }
    let rows = passages.map(\.text).joined(separator: "\n").split(separator: "\n").filter {
      $0.hasPrefix("| pump")
    }
    #expect(rows.count == 60 && Set(rows).count == 60)
    #expect(passages.last?.text == "After it." && passages.last?.lead == nil)
  }

  @Test func aQuoteInTheHeaderOfACutTableIsFoundWhereItStands() throws {
    let text = table(rows: 60)
    let document = SourceDocument(name: "p.md", text: text)
    let passage = try #require(PassageSplitter(target: 80).passages(of: document).last)
    let library = PassageLibrary([passage], topics: [])
    let found = library.located(
      Citation(document: "", quote: "Name | Power", start: 0, end: 0), in: passage)
    let scalars = Array(text.unicodeScalars)
    #expect(found.start >= 0)
    #expect(String(String.UnicodeScalarView(scalars[found.start..<found.end])) == "Name | Power")
  }

  @Test func passagesReadBackFromJSON() throws {
    var passage = Passage(id: "p-1", document: "d", headings: ["h"], text: "t", start: 3)
    passage.page = 7
    passage.lead = Passage.Lead(text: "l", start: 1)
    #expect(try Passage(JSONReader(passage.json)) == passage)
    #expect(
      JSONWriter.text(Passage(id: "p", document: "d", headings: [], text: "t", start: 0).json)
        == #"{"id":"p","document":"d","headings":[],"text":"t","start":0}"#)
  }

  @Test func whatAnnouncesAListGoesWithIt() {
    let list = (1...12).map { "- entry number \($0) of the list" }.joined(separator: "\n")
    let text = "Some words that fill a passage up to its size.\n\nThe steps are:\n\n\(list)\n"
    let passages = PassageSplitter(target: 50).passages(
      of: SourceDocument(name: "a.md", text: text))
    #expect(passages.map(\.text).contains("The steps are:\n\n\(list)"))
  }

  @Test func aLongListIsCutBetweenItsEntries() {
    let list = (1...60).map { "- entry number \($0)\n  with a second line" }
    let text = list.joined(separator: "\n")
    let passages = PassageSplitter(target: 50).passages(
      of: SourceDocument(name: "a.md", text: text))
    #expect(passages.count > 5)
    #expect(
      passages.allSatisfy { $0.text.hasPrefix("- entry") && $0.text.hasSuffix("second line") })
    #expect(passages.map(\.text).joined(separator: "\n") == text)
  }

  @Test(arguments: ["Sentence number one stands here. ", "这里有一句完整的中文句子。"])
  func passagesOverlapByWholeSentences(sentence: String) {
    let text = String(repeating: sentence, count: 80)
    let document = SourceDocument(name: "a.md", text: text)
    let scalars = Array(text.unicodeScalars)
    let plain = PassageSplitter(target: 60).passages(of: document)
    let overlapping = PassageSplitter(target: 60, overlap: 20).passages(of: document)
    #expect(plain.count == overlapping.count)
    for (before, after) in zip(overlapping, overlapping.dropFirst()) {
      let end = before.start + before.text.unicodeScalars.count
      #expect(after.start < end)
      #expect(
        TextSize(String(String.UnicodeScalarView(scalars[after.start..<end]))).tokens <= 20
      )
      #expect(after.text.hasPrefix(String(sentence.prefix(8))))
      let own = Array(after.text.unicodeScalars)
      #expect(Array(scalars[after.start..<after.start + own.count]) == own)
    }
  }

  @Test func codeStaysWholeUpToEightPassages() {
    let code = "```\n" + (1...40).map { "let x\($0) = \($0)" }.joined(separator: "\n") + "\n```"
    let document = SourceDocument(name: "a.md", text: "Words.\n\n\(code)")
    #expect(PassageSplitter(target: 50).passages(of: document).map(\.text) == ["Words.", code])
  }
}
