import QuestionPipeline
import TestSupport
import Testing

@testable import viva

@Suite struct BuildGateTests {
  private let folder = TemporaryDirectory()

  /// An item to keep, a repeat of it to drop, and a line that is no item.
  private func input() throws -> String {
    let line = """
      {"question": "Why do databases keep indexes in B-trees & not in \\"<hash>\\" tables?", \
      "answer": "A page of a B-tree holds hundreds of keys, so a lookup reads three or four pages, and ranges come in order."}
      """
    let path = folder.file("set.jsonl")
    try FileSystem.write(Array("\(line)\n\(line)\n{\"question\": 7\n".utf8), to: path)
    return path
  }

  private func evaluate(_ words: String...) async throws -> Session.Result {
    await Session.run(
      ["evaluate", try input(), "--out", folder.file("out"), "--quiet"] + words)
  }

  @Test func buildServersSeeItemsToDropAsFailures() async throws {
    let junit = folder.file("new/viva.xml")
    let result = try await evaluate("--fail-under", "0.99", "--junit", junit)
    #expect(result.code == .gateFailed)
    let text = String(decoding: try FileSystem.read(junit), as: UTF8.self)
    #expect(text.contains("<testsuites tests=\"4\" failures=\"2\" errors=\"1\" skipped=\"0\">"))
    #expect(text.contains("B-trees &amp; not in &quot;&lt;hash&gt;&quot; tables?\" line=\"1\"/>"))
    #expect(text.contains("line=\"2\"><failure message="))
    #expect(text.contains("exact-duplicate: "))
    #expect(text.contains("name=\"line 3\" line=\"3\"><error message="))
    #expect(text.contains("at least 0.9900 wanted\" type=\"score\"/>"))
  }

  @Test func aScoreThatIsMetPasses() async throws {
    let junit = folder.file("viva.xml")
    let result = try await evaluate("--fail-under", "0.1", "--junit", junit)
    #expect(result.code == .done)
    let text = String(decoding: try FileSystem.read(junit), as: UTF8.self)
    #expect(text.contains("<testcase classname=\"set\" name=\"score of the set\"/>"))
  }

  @Test func theSummaryIsAddedToWhatIsThere() async throws {
    let summary = folder.file("summary.md")
    try FileSystem.write(Array("# Build\n".utf8), to: summary)
    _ = try await evaluate("--fail-under", "0.99", "--summary", summary)
    let text = String(decoding: try FileSystem.read(summary), as: UTF8.self)
    #expect(text.hasPrefix("# Build\n### `set`: score 0."))
    #expect(text.contains("below 0.99: failed\n"))
    #expect(text.contains("| 2 | 1 | 0 | 1 | 1 |\n"))
    #expect(text.contains("| `exact-duplicate` (error) | 1 |\n"))
  }

  @Test func hostileTextStaysInsideItsElement() async throws {
    let path = folder.file("hostile.jsonl")
    try FileSystem.write(JSONWriter.lines(HostileItems.all.map(\.json)), to: path)
    let junit = folder.file("viva.xml")
    _ = await Session.run(
      "evaluate", path, "--out", folder.file("out"), "--quiet", "--junit", junit)
    let text = String(decoding: try FileSystem.read(junit), as: UTF8.self)
    #expect(!text.contains("<script>") && !text.contains("]]>"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
  }
}
