import QuestionPipeline
import TestSupport
import Testing

@testable import viva

@Suite struct TraceCommandTests {
  private let folder = TemporaryDirectory()

  private func set() async throws -> String {
    let path = folder.path + "/s"
    let result = await Session.run(
      "generate", "--topic", "RAG", "--count", "4", "--out", path, "--quiet")
    try #require(result.code == .done)
    return path
  }

  @Test func theStoryOfACellGoesFromPlanToVerdict() async throws {
    let path = try await set()
    let output = await Session.run("trace", path, "2").output
    var rest = output[...]
    for part in [
      "Cell 2: item 3, q-", "writing-task: topic-planner → generator",
      "draft-written: generator → critic",
      "* generator asks offline: good, ", "--- system", "--- user", "--- reply", "\"question\":",
      "draft-reviewed", "cell-finished: evaluator → curator", "accepted: true", "4 calls, ",
    ] {
      let found = try #require(rest.firstRange(of: part), "\(part) is missing or out of order")
      rest = rest[found.upperBound...]
    }
  }

  @Test func anItemsIdentifierNamesItsCell() async throws {
    let path = try await set()
    let item = try #require(SetReader.read(path).items.first { $0.cell == 3 })
    let byName = await Session.run("trace", path, item.id, "--brief").output
    let byNumber = await Session.run("trace", path, "3", "--brief").output
    #expect(byName == byNumber && byName.hasPrefix("Cell 3: item 4, \(item.id)\n"))
    #expect(!byName.contains("--- system"))
  }

  @Test func jsonHasRowsWithTheirTexts() async throws {
    let path = try await set()
    let result = await Session.run("trace", path, "0", "--json")
    let rows = try JSONReader(JSONParser.parse(Array(result.output.utf8))).array()
    #expect(try rows.map { try $0.int("step") } == Array(0..<rows.count))
    let calls = try rows.flatMap { try $0.optional("calls")?.array() ?? [] }
    #expect(calls.count == 4)
    for call in calls {
      #expect(try call.int("cost") == 0)
      #expect(try call.required("messages").array().count >= 2)
      #expect(try !call.string("reply").isEmpty)
    }
  }

  @Test func aSetWithoutItsJournalTellsWhatTheTraceKnows() async throws {
    let path = try await set()
    FileSystem.remove(path + "/journal.sqlite")
    let result = await Session.run("trace", path, "1")
    #expect(result.code == .done && result.output.contains("(not in the journal)"))
  }

  @Test func aCellThatIsNotThereIsNamed() async throws {
    let path = try await set()
    let number = await Session.run("trace", path, "99")
    #expect(number.code == .badInput)
    #expect(
      number.error == "Error: \(path)/trace.jsonl: has no row of cell 99; 'viva show' lists the "
        + "cells that became items\n")
    let name = await Session.run("trace", path, "q-none")
    #expect(name.error.contains("has no item whose identifier begins with 'q-none'"))
  }
}
