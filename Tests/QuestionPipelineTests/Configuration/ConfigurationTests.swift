import QuestionPipeline
import Testing

struct ConfigurationTests {
  func read(_ text: String) throws -> Settings {
    try ConfigurationReader.settings(.builtIn, overrides: [("mine.json5", Array(text.utf8))])
  }

  @Test func overridesSingleSettingsAndKeepsTheRest() throws {
    let defaults = try ConfigurationReader.settings(.builtIn)
    let settings = try read("{ critic: { rounds: 0 }, memory: { weights: { recency: 1 } } }")
    #expect(settings.critic.rounds == 0)
    #expect(settings.critic.askModel == defaults.critic.askModel)
    #expect(settings.memory.recency == 1)
    #expect(settings.memory.relevance == defaults.memory.relevance)
  }

  @Test(arguments: [
    (
      "{\n  critic: {\n    runds: 1,\n  },\n}",
      "mine.json5: line 3: critic.runds: unknown key 'runds'; did you mean 'rounds'?"
    ),
    ("{\n  seed: 1,\n  seed: 2,\n}", "mine.json5: line 3: key 'seed' is there twice"),
    ("{ concurrency: 0 }", "mine.json5: line 1: concurrency: 0 is not between 1 and 4096"),
    (
      "{\n\n  offline: { flawRate: 'high' } }",
      "mine.json5: line 3: offline.flawRate: expected a number, found a string"
    ),
    ("[]", "mine.json5: line 1: expected an object, found a list"),
    ("{ seed: 1", "mine.json5: line 1: expected ',' or '}' in an object"),
  ])
  func errorsNameTheFileTheLineAndWhatWasExpected(text: String, message: String) {
    #expect {
      try read(text)
    } throws: { "\($0)" == message }
  }

  @Test func anUnknownRubricGetsASuggestion() {
    #expect {
      try ConfigurationReader.rubric("defualt", .builtIn)
    } throws: {
      "\($0)"
        == "evaluator.rubric: unknown value 'defualt'; did you mean 'default'? "
        + "Known: default, full, qgeval"
    }
  }

  /// The built-in files are those of the folders: a file that was added without Scripts/embed-defaults is missed here.
  @Test func everyFileOfConfigPromptsAndSchemasIsBuiltIn() throws {
    let root = (0..<4).reduce(#filePath) { path, _ in FileSystem.parent(of: path) }
    func files(_ folder: String) throws -> [String] {
      try FileSystem.names(in: root + "/" + folder).flatMap { name in
        let path = folder + "/" + name
        return FileSystem.isFolder(root + "/" + path) ? try files(path) : [path]
      }
    }
    let home = "Sources/QuestionPipeline/"
    let schemas = try files(home + "Schemas").map { String($0.dropFirst(home.count)) }
    let expected = try (files("Config") + files("Prompts") + schemas).sorted()
    #expect(DefaultFiles.builtIn.files.map(\.path) == expected)
    for file in DefaultFiles.builtIn.files {
      let path = file.path.hasPrefix("Schemas/") ? home + file.path : file.path
      #expect(try FileSystem.read(root + "/" + path) == file.bytes, "\(file.path)")
    }
  }

  @Test func aPackedDefaultIsUnpackedAsItWas() throws {
    let bytes = try #require(DefaultFiles.builtIn["Config/viva.json5"])
    // As gzip writes it: a head of ten bytes, the sum and the size.
    let packed =
      [UInt8](repeating: 0, count: 10) + Deflater.deflated(bytes) + [1, 2, 3, 4, 5, 6, 7, 8]
    #expect(DefaultFile.unpacked(packed) == bytes)
  }

  /// A setting that changes items and is left out of the identity would let a resume mix two configurations.
  @Test func everySettingThatShapesItemsIsPartOfTheIdentity() throws {
    let (settings, value) = try ConfigurationReader.settingsAndValue(.builtIn)
    // Endpoints and roles come in as the models that they name, documents as the passages that they become.
    let harmless: Set<String> = [
      "seed", "concurrency", "bus", "maxReplyTokens", "endpoints", "roles", "budget",
      "prices", "interruption", "documents",
    ]
    let named = Set(settings.shapingItems.objectValue?.keys ?? [])
    #expect(named.union(harmless) == Set(value.objectValue?.keys ?? []))
  }
}
