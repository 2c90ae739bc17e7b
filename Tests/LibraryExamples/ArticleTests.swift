import QuestionPipeline
import Testing

struct ArticleTests {
  private static let root = (0..<3).reduce(#filePath) { path, _ in FileSystem.parent(of: path) }

  private static func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.read(root + "/" + path), as: UTF8.self)
  }

  /// Lines without their indentation, so that a function's body may stand alone in an article.
  private static func flush(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }

  @Test func whatTheArticleShowsIsWhatTheseExamplesAre() throws {
    let folder = "Tests/LibraryExamples/Examples"
    let examples = try FileSystem.names(in: Self.root + "/" + folder).sorted().map {
      (name: $0, text: Self.flush(try Self.text(folder + "/" + $0)))
    }
    var shown: Set<String> = []
    let article = try Self.text("Documentation.docc/Library.md")
    for part in article.components(around: "```swift\n").dropFirst() {
      let block = try #require(part.components(around: "```").first)
      let example = examples.first { $0.text.contains(Self.flush(block)) }
      #expect(example != nil, "no example holds this:\n\(block)")
      if let example { shown.insert(example.name) }
    }
    #expect(shown.sorted() == examples.map(\.name))
  }
}

extension String {
  /// The parts between the places where a text stands.
  fileprivate func components(around separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
