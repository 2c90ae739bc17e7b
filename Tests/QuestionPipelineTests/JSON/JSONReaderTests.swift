import QuestionPipeline
import Testing

struct JSONReaderTests {
  private static let document: JSONValue = [
    "a": [["b": ["c": ["x", 1]]], 2], "words": ["x", "y", 3],
  ]

  private func error(_ read: (JSONReader) throws -> Void, path: String = "") throws -> JSONError {
    try #require(throws: JSONError.self) { try read(JSONReader(Self.document, path: path)) }
  }

  @Test func namesThePlaceOfAnErrorHoweverDeep() throws {
    let error = try error {
      let deep = try $0.array("a")[0].required("b").array("c")
      #expect(deep[1].path == "a[0].b.c[1]")
      _ = try deep[1].string()
    }
    #expect(error.path == "a[0].b.c[1]")
  }

  @Test func namesAMemberThatIsMissing() throws {
    #expect(try error { _ = try $0.array("a")[0].required("b").string("d") }.path == "a[0].b.d")
    #expect(try error { _ = try $0.string("d") }.path == "d")
  }

  @Test func beginsWithThePathThatItWasGiven() throws {
    #expect(try error({ _ = try $0.array("a")[1].string() }, path: "line 3").path == "line 3.a[1]")
    #expect(try error({ _ = try $0.strings() }, path: "line 3").path == "line 3")
  }

  @Test func namesTheElementThatIsNoText() throws {
    #expect(try error { _ = try $0.strings("words") }.path == "words[2]")
    #expect(try JSONReader(["x", "y"]).strings() == ["x", "y"])
  }

  @Test func membersKnowTheirPlaces() throws {
    let members = try JSONReader(Self.document).array("a")[0].members()
    #expect(members.map(\.reader.path) == ["a[0].b"])
  }
}
