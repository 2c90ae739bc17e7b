import QuestionPipeline
import TestSupport
import Testing

@testable import viva

struct ConfigShowTests {
  private let folder = TemporaryDirectory()

  @Test func eachSettingTellsWhereItComesFrom() async throws {
    let config = folder.file("my.json5")
    try FileSystem.write(Array("{ seed: 5, critic: { rounds: 1 } }".utf8), to: config)
    let result = await Session.run(
      "config", "show", "--config", config, "--seed", "7", "--memory", "m.sqlite", "--json")
    #expect(result.code == .done)
    let shown = try JSONParser.parse(result.output)
    #expect(shown["seed"] == ["value": 7, "from": "--seed"])
    #expect(shown["critic.rounds"] == ["value": 1, "from": .string(config)])
    #expect(shown["memory.path"] == ["value": "m.sqlite", "from": "--memory"])
    #expect(shown["critic.askModel"] == ["value": true, "from": "built in"])
  }

  @Test func everySettingIsShown() async throws {
    let result = await Session.run("config", "show")
    let names = result.output.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(names.contains("evaluator.acceptThreshold") && names.contains("memory.weights.recency"))
    #expect(Set(names).count == names.count && names.count > 20)
  }

  @Test func aHomeComesBeforeWhatIsBuiltIn() async throws {
    try FileSystem.makeFolder(folder.file("Config"))
    let own = try #require(DefaultFiles.builtIn["Config/viva.json5"])
    let text = String(decoding: own, as: UTF8.self).replacing("rounds: 2", with: "rounds: 4")
    try FileSystem.write(Array(text.utf8), to: folder.file("Config/viva.json5"))
    let result = await Session.run("config", "show", "--home", folder.path, "--json")
    let shown = try JSONParser.parse(result.output)
    #expect(
      shown["critic.rounds"]
        == ["value": 4, "from": .string(folder.file("Config/viva.json5"))])
  }
}
