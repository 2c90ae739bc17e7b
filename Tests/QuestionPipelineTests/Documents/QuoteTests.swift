import QuestionPipeline
import Testing

/// Where quotes are found, and which passage an angle is asked about.
struct QuoteTests {
  private static let text =
    "The **bloom filter** is a “compact” sum-\nmary of keys.\nIt may err. 布隆过滤器\n会误报，占 ３０％。"

  private func located(_ quote: String) -> Citation {
    let passage = Passage(
      id: "p-1", document: "a.md", headings: [], text: Self.text, start: 100)
    return PassageLibrary([passage], topics: []).located(
      Citation(document: "elsewhere.md", quote: quote, start: 3, end: 4), in: passage)
  }

  @Test(arguments: [
    "bloom filter is a \"compact\" summary", "The bloom  filter", "summary of keys. It may err",
    "布隆过滤器会误报", "占30%", "“It may err…”", "\u{200B}It may\u{200B} err",
  ])
  func isFoundWhateverCopyingChanged(quote: String) {
    let found = located(quote)
    #expect(found.document == "a.md")
    #expect(found.start >= 100 && found.end > found.start)
    let scalars = Array(Self.text.unicodeScalars)
    guard found.start >= 100, found.end - 100 <= scalars.count else { return }
    var words = String.UnicodeScalarView()
    words.append(contentsOf: scalars[(found.start - 100)..<(found.end - 100)])
    #expect(found.quote == String(words))
  }

  @Test(arguments: ["the filter", "It will err", "布隆误报", "", "…", "**"])
  func isNotFoundWhereItsWordsAreOthers(quote: String) {
    #expect(located(quote).start == -1)
  }

  @Test func anAngleWithoutAPassageGetsTheOneWithItsWords() {
    let passages = ["Salt slows the yeast.", "Snow melts in March.", "盐会减慢酵母。"].enumerated().map {
      Passage(
        id: "p-\($0.offset)", document: "\($0.offset).md", headings: [], text: $0.element, start: 0)
    }
    let library = PassageLibrary(passages, topics: [])
    #expect(library.chosen("p-1", for: "yeast and salt", among: passages)?.id == "p-1")
    #expect(library.chosen("p-9", for: "what salt does to yeast", among: passages)?.id == "p-0")
    #expect(library.chosen(nil, for: "酵母为什么减慢", among: passages)?.id == "p-2")
    #expect(library.chosen(nil, for: "nothing of it", among: passages)?.id == "p-0")
    #expect(library.chosen("p-0", for: "yeast", among: []) == nil)
  }
}
