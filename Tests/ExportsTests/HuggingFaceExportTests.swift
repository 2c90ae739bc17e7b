import Exports
import QuestionPipeline
import TestSupport
import Testing

@Suite struct HuggingFaceExportTests {
  private func files(_ items: [Item], title: String = "T") throws -> [String: String] {
    let export = HuggingFaceExporter().export(ExportSet(items: items, title: title))
    guard case .folder(let files) = export.content else {
      Issue.record("a folder was expected")
      return [:]
    }
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  private var items: [Item] {
    var items = HostileItems.all
    items[0].scores = Scores([
      ("clarity", .exact(0.5, by: "rules")), ("depth", .unscored("no judge")),
    ])
    items[0].score = 0.5
    items[1].flaws = [Flaw("answer-leak", "x", severity: .error, with: ["q-3"])]
    items[2].made = Item.Provenance(
      backend: "offline", model: "m", seed: 7, drafts: 2, promptHash: "h")
    items[3].review = Item.Review(.accept, by: "Ada", at: "2026-03-01T09:30:00Z")
    return items
  }

  @Test func everyRecordHasEveryFieldInOneOrder() throws {
    let lines = try #require(files(items)["data/train.jsonl"]).split(separator: "\n")
    #expect(lines.count == items.count)
    let records = try lines.compactMap { try JSONParser.parse(String($0)).objectValue }
    #expect(Set(records.map { Array($0.keys) }).count == 1)
    #expect(records[0]["review"] == .null)
    #expect(records[0]["keyPoints"] == .array([]))
    let score = records[0]["scores"]?.arrayValue?.last?.objectValue
    #expect(
      score?["name"] == "depth" && score?["value"] == .null && score?["unscored"] == "no judge")
  }

  @Test func recordsHoldWhatItemsHold() throws {
    let lines = try #require(files(items)["data/train.jsonl"]).split(separator: "\n")
    for (line, item) in zip(lines, items) {
      let record = try #require(JSONParser.parse(String(line)).objectValue)
      let object = try #require(item.json.objectValue)
      for name in object.keys where name != "scores" && name != "flaws" {
        #expect(without(nulls: record[name] ?? .null) == object[name], "\(item.id) \(name)")
      }
    }
  }

  private func without(nulls value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object):
      .object(
        JSONObject(
          object.members.filter { $0.value != .null }.map { ($0.key, without(nulls: $0.value)) }))
    case .array(let values): .array(values.map(without(nulls:)))
    default: value
    }
  }

  @Test func theCardSaysWhatTheHubAsksFor() throws {
    let card = try #require(files(items, title: "no: \"<b>\" \u{2028}数学 # |")["README.md"])
    #expect(
      card.hasPrefix(
        "---\npretty_name: \"no: \\\"<b>\\\" \\U00002028数学 # |\"\nlanguage:\n- \"en\"\n- \"zh\"\n"))
    #expect(card.contains("- n<1K\n"))
    #expect(card.contains("  - name: choices\n    list:\n    - name: text\n      dtype: string\n"))
    #expect(card.contains("  - name: topic\n    list: string\n"))
    #expect(card.contains("    num_examples: \(items.count)\n"))
    #expect(card.contains("| open | \(items.count { $0.kind == .open }) |"))
  }
}
