import TestSupport
import Testing

@testable import QuestionPipeline

struct DocumentTests {
  let text = """
    # Caching

    A cache keeps copies.\r
    It saves time.

    ## 失效策略

    - 主动失效
    - 过期失效

    ```swift
    # not a heading

    let x = 1
    ```

    # Costs
    Memory 😀 is not free.
    """

  @Test func everyPassageStandsAtItsOffset() {
    let document = SourceDocument(name: "c.md", text: text)
    let scalars = Array(document.text.unicodeScalars)
    let passages = PassageSplitter(target: 8).passages(of: document)
    #expect(passages.count >= 4)
    for passage in passages {
      let own = Array(passage.text.unicodeScalars)
      #expect(Array(scalars[passage.start..<passage.start + own.count]) == own)
    }
    #expect(Set(passages.map(\.id)).count == passages.count)
  }

  @Test func headingsArePathsAndCodeStaysWhole() {
    let document = SourceDocument(name: "c.md", text: text)
    let passages = PassageSplitter(target: 8).passages(of: document)
    #expect(passages.first?.headings == ["Caching"])
    #expect(passages.contains { $0.headings == ["Caching", "失效策略"] && $0.text.contains("过期失效") })
    let code = passages.first { $0.text.contains("let x = 1") }
    #expect(code?.text.hasPrefix("```swift") == true)
    #expect(code?.text.hasSuffix("```") == true)
    #expect(passages.last?.headings == ["Costs"])
    #expect(document.title == "Caching")
  }

  @Test func aQuoteIsFoundAcrossCharactersThatNobodySees() {
    let text = "A tea\u{200B}pot \u{202E}holds\u{202C} water.\u{FEFF}"
    let passage = Passage(id: "p-1", document: "t.md", headings: [], text: text, start: 100)
    let found = PassageLibrary([passage], topics: []).located(
      Citation(document: "", quote: "teapot holds", start: 0, end: 0), in: passage)
    #expect(found.quote == "tea\u{200B}pot \u{202E}holds")
    #expect(found.start == 102 && found.end == 116)
  }

  @Test func aQuoteIsFoundAtItsScalars() throws {
    let document = SourceDocument(name: "c.md", text: text)
    let passages = PassageSplitter().passages(of: document)
    let library = PassageLibrary(passages, topics: [])
    let passage = try #require(passages.last)
    let found = library.located(
      Citation(document: "", quote: "😀 is not", start: 0, end: 0), in: passage)
    let scalars = Array(document.text.unicodeScalars)
    #expect(String(String.UnicodeScalarView(scalars[found.start..<found.end])) == "😀 is not")
    #expect(found.document == "c.md")
    let missing = library.located(
      Citation(document: "", quote: "is free", start: 0, end: 0), in: passage)
    #expect(missing.start == -1)
  }

  @Test(arguments: ["One sentence after another. ", "一句接着一句。", "nospaces"])
  func aParagraphThatIsFarTooLongIsCut(part: String) {
    let text = String(repeating: part, count: 2000)
    let document = SourceDocument(name: "l.txt", text: text)
    let scalars = Array(text.unicodeScalars)
    let passages = PassageSplitter(target: 50).passages(of: document)
    #expect(passages.count >= 80)
    for passage in passages {
      #expect(TextSize(passage.text).tokens <= 60)
      let own = Array(passage.text.unicodeScalars)
      #expect(Array(scalars[passage.start..<passage.start + own.count]) == own)
    }
    #expect(
      passages.map(\.text).joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
  }

  @Test func aTopicIsOfferedThePassagesThatNameItAndNoOthers() {
    let passages = PassageSplitter(target: 8).passages(of: SourceDocument(name: "c.md", text: text))
    let library = PassageLibrary(passages, topics: ["Costs", "Python"], offered: 2)
    #expect(library.forChunk(0, topic: "costs", language: .english).map(\.headings) == [["Costs"]])
    #expect(library.forChunk(0, topic: "Python", language: .english).isEmpty)
    // Where no topic is named at all, the documents are the topic; chunks go round.
    let open = PassageLibrary(passages, topics: ["storage"], offered: 2)
    let english = passages.filter { !$0.isChinese }
    let turns = english.indices.map { open.forChunk($0, topic: "storage", language: .english) }
    #expect(turns[0] != turns[1] && turns.allSatisfy { $0.count == min(2, english.count) })
    #expect(Set(turns.joined()) == Set(english))
  }

  @Test func aNamedFileThatIsNoTextIsAnErrorAndInAFolderItIsSkipped() throws {
    let folder = TemporaryDirectory()
    try FileSystem.makeFolder(folder.file("docs/sub"))
    try FileSystem.write(Array("words".utf8), to: folder.file("docs/a.md"))
    try FileSystem.write([0x50, 0x00, 0x51], to: folder.file("docs/b.bin"))
    try FileSystem.write([0xFF, 0xFE, 0x41], to: folder.file("docs/sub/c.txt"))
    #expect {
      try DocumentReader.read([folder.file("docs/b.bin")])
    } throws: { ($0 as? FileError)?.detail == "is a binary file; text was expected" }
    #expect {
      try DocumentReader.read([folder.file("none.md")])
    } throws: { ($0 as? FileError)?.code == .notFound }
    let (documents, skipped) = try DocumentReader.read([folder.file("docs")])
    #expect(documents.map(\.name) == ["a.md"])
    #expect(skipped.map(\.name) == ["b.bin", "sub/c.txt"])
    #expect(skipped.map(\.why) == ["is a binary file; text was expected", "is not UTF-8 text"])
    let globbed = try DocumentReader.read([folder.file("docs/*.m?")])
    #expect(globbed.documents.map(\.name) == ["a.md"])
  }
}
