import QuestionPipeline
import TestSupport
import Testing

@testable import viva

struct JournalCommandTests {
  /// A finished set of four items.
  private func set(in folder: TemporaryDirectory) async throws -> String {
    let out = folder.file("set")
    let result = await Session.run(
      "generate", "--topic", "Transformers", "--count", "4", "--out", out, "--quiet")
    try #require(result.code == .done)
    return out
  }

  private func lines(_ text: String) throws -> [JSONValue] {
    try text.split(separator: "\n").map { try JSONParser.parse(String($0)) }
  }

  @Test func showListsEveryReplyAndStatsCountTheSame() async throws {
    let folder = TemporaryDirectory()
    let out = try await set(in: folder)
    let shown = try lines((await Session.run("journal", "show", out, "--json")).output)
    let stats = try JSONParser.parse((await Session.run("journal", "stats", out, "--json")).output)
    #expect(stats["replies"]?.intValue == shown.count)
    #expect(Set(shown.compactMap { $0["key"]?.stringValue }).count == shown.count)
    #expect(shown.allSatisfy { $0["wire"]?["attempts"]?.arrayValue != nil })
    let table = await Session.run("journal", "show", out, "--role", "generator")
    let drafts = shown.count { $0["role"]?.stringValue == "generator" }
    #expect(drafts >= 4)
    #expect(table.output.split(separator: "\n").count == 1 + drafts)
  }

  @Test func aKeyShowsItsMessagesAndItsReply() async throws {
    let folder = TemporaryDirectory()
    let out = try await set(in: folder)
    let all = try lines((await Session.run("journal", "show", out, "--json")).output)
    let key = try #require(all.first?["key"]?.stringValue)
    let one = try lines((await Session.run("journal", "show", out, "--key", key, "--json")).output)
    #expect(one.count == 1)
    #expect(one[0]["messages"]?.arrayValue?.first?["role"]?.stringValue == "system")
    #expect(one[0]["content"]?.stringValue?.hasPrefix("{") == true)
    let none = await Session.run("journal", "show", out, "--key", "zz")
    #expect(none.code == .failed)
    #expect(none.error == "Error: the journal holds no reply whose key begins with 'zz'\n")
  }

  @Test func anExportHoldsTheWholeOfEachRequest() async throws {
    let folder = TemporaryDirectory()
    let out = try await set(in: folder)
    let exported = try lines((await Session.run("journal", "export", out)).output)
    let shown = try lines((await Session.run("journal", "show", out, "--json")).output)
    #expect(exported.count == shown.count)
    #expect(
      exported.allSatisfy {
        $0["messages"]?.arrayValue?.last?["content"]?.stringValue?.isEmpty == false
          && $0["schema"]?.objectValue != nil
      })
  }

  @Test func aPrunedJournalIsSmallerAndStillReplays() async throws {
    let folder = TemporaryDirectory()
    let out = try await set(in: folder)
    let pruned = try JSONParser.parse((await Session.run("journal", "prune", out, "--json")).output)
    let before = try #require(pruned["before"]?.intValue)
    let after = try #require(pruned["after"]?.intValue)
    #expect(after < before)
    let copy = folder.file("copy")
    let replay = await Session.run(
      "generate", "--topic", "Transformers", "--count", "4", "--out", copy, "--quiet",
      "--backend", "replay", "--journal", out + "/journal.sqlite")
    #expect(replay.code == .done)
    #expect(
      try FileSystem.read(copy + "/items.jsonl") == FileSystem.read(out + "/items.jsonl"))
  }

  @Test func aFolderWithoutAJournalIsNamed() async {
    let folder = TemporaryDirectory()
    let result = await Session.run("journal", "stats", folder.path)
    #expect(result.code == .badInput)
    #expect(
      result.error
        == "Error: \(folder.path)/journal.sqlite: there is no such journal; a run makes one\n")
  }
}
