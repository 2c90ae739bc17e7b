import QuestionPipeline
import TestSupport
import Testing

struct FileSchemaTests {
  @Test(arguments: LanguageTag.both) func setsThatHaveOneOfEverythingAreValid(
    language: LanguageTag
  ) throws {
    let contents = try ReportFixture.contents(everyField: "text", language: language)
    for item in contents.items {
      #expect(try FileSchema.item.schema().violations(in: item.json).isEmpty)
    }
    for cell in contents.refused {
      #expect(try FileSchema.refused.schema().violations(in: cell.json).isEmpty)
    }
    let report = try ReportFixture.report(contents).json
    #expect(try FileSchema.report.schema().violations(in: report).isEmpty)
  }

  @Test func theFilesOfARunAreValid() async throws {
    let folder = TemporaryDirectory()
    let brief = Brief(topics: ["parts", "queues"], count: 12, kinds: [.open])
    try await RunFixture(brief: brief, model: StandInWriter()).run(folder: folder.file("set"))
    func lines(_ name: String) throws -> [JSONValue] {
      String(decoding: try FileSystem.read(folder.file("set/" + name)), as: UTF8.self)
        .split(separator: "\n").compactMap { try? JSONParser.parse(String($0)) }
    }
    func document(_ name: String) throws -> JSONValue {
      try JSONParser.parse(FileSystem.read(folder.file("set/" + name)))
    }
    let items = try lines("items.jsonl")
    #expect(items.count == 12)
    for item in items { #expect(try FileSchema.item.schema().violations(in: item).isEmpty) }
    for cell in try lines("refused.jsonl") {
      #expect(try FileSchema.refused.schema().violations(in: cell).isEmpty)
    }
    #expect(
      try FileSchema.report.schema().violations(in: document("report.json")).isEmpty)
    #expect(
      try FileSchema.manifest.schema().violations(in: document("manifest.json")).isEmpty)
  }

  @Test func aWrongItemIsFoundOut() throws {
    guard case .object(var item) = ReportFixture.item("q-1", "Why?").json else { return }
    item["kind"] = "opne"
    item["scores"] = ["clarity": ["value": 1.5, "low": 0, "high": 1, "by": "rules"]]
    item["cuont"] = 1
    let found = try FileSchema.item.schema().violations(in: .object(item)).map(\.path)
    #expect(found == ["kind", "scores.clarity.value", "cuont"])
  }
}

extension LanguageTag {
  static let both: [LanguageTag] = [.english, .chinese]
}
