import QuestionPipeline

/// `viva knowledge list`: what the offline writer knows.
struct KnowledgeListCommand: Command {
  private static let field = Option.optional(
    "field", "name", ValueType.text, "Only the concepts of this field, by its name or identifier.")

  static let spec = CommandSpec(
    "knowledge list", "List the fields and concepts that the offline writer knows",
    sections: [
      CommandSpec.Section(
        "Options", field.spec, CommonOptions.knowledge.spec, CommonOptions.config.spec,
        CommonOptions.home.spec, CommonOptions.json.spec)
    ],
    notes: [
      CommandSpec.Note(
        "With --json",
        "one object: fields (id, names), concepts (id, field, difficulty, en and zh with term, aliases,",
        "facts, quiz, claims, cloze, scenarios; code)."),
      CommandSpec.Note("Examples", "viva knowledge list", "viva knowledge list --field RAG"),
    ])

  private let pack: KnowledgePack
  private let concepts: [Concept]
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    let bench = try Workbench(arguments)
    let pack = try KnowledgePack.read(files: ModelFactory.knowledgeFiles(arguments, bench))
    self.pack = pack
    guard let name = arguments[Self.field] else {
      concepts = pack.concepts
      return
    }
    guard let topic = pack.topic(named: name), topic.field != nil else {
      let names = pack.fields.map { $0.english.first ?? $0.chinese.first ?? $0.id }
      throw arguments.usageError(
        "Unknown field '\(name)' in '--field'. Known: \(names.joined(separator: ", ")).")
    }
    concepts = topic.concepts.map { pack.concepts[$0] }
  }

  func run() async throws -> ExitCode {
    if isJSON {
      let fields = pack.fields.filter { field in concepts.contains { $0.field == field.id } }
      console.print(
        JSONWriter.text(
          [
            "fields": .array(
              fields.map {
                ["id": .string($0.id), "en": .strings($0.english), "zh": .strings($0.chinese)]
              }), "concepts": .array(concepts.map(Self.json)),
          ], indent: 2))
      return .done
    }
    for field in pack.fields {
      let own = concepts.filter { $0.field == field.id }
      guard !own.isEmpty else { continue }
      let names = [field.english.first, field.chinese.first].compactMap(\.self)
      console.print("\(names.joined(separator: " · ")) (\(own.count))")
      let rows = own.map { concept -> [String] in
        [
          "  " + concept.id, concept.english?.term ?? "–", concept.chinese?.term ?? "–",
          String(concept.difficulty), String(Self.entries(concept)), String(concept.code.count),
        ]
      }
      for line in TextTable.rows(
        ["  Concept", "English", "Chinese", "Difficulty", "Entries", "Code"], rows,
        numbers: [3, 4, 5])
      { console.print(line) }
      console.print("")
    }
    console.print(
      "\(concepts.count) concepts in \(Set(concepts.map(\.field)).count) fields, "
        + "\(concepts.reduce(0) { $0 + Self.entries($1) }) entries in both languages, "
        + "\(concepts.reduce(0) { $0 + $1.code.count }) coding tasks.")
    return .done
  }

  /// Facts, quizzes, claims, gaps and scenarios, in both languages.
  private static func entries(_ concept: Concept) -> Int {
    [concept.english, concept.chinese].compactMap(\.self).reduce(0) { sum, text in
      sum + text.facts.count + text.quiz.count + text.claims.count + text.cloze.count
        + text.scenarios.count
    }
  }

  private static func json(_ concept: Concept) -> JSONValue {
    func json(_ text: ConceptText?) -> JSONValue {
      guard let text else { return .null }
      return [
        "term": .string(text.term), "aliases": .strings(text.aliases),
        "facts": .integer(text.facts.count), "quiz": .integer(text.quiz.count),
        "claims": .integer(text.claims.count), "cloze": .integer(text.cloze.count),
        "scenarios": .integer(text.scenarios.count),
      ]
    }
    return [
      "id": .string(concept.id), "field": .string(concept.field),
      "difficulty": .integer(concept.difficulty), "en": json(concept.english),
      "zh": json(concept.chinese), "code": .integer(concept.code.count),
    ]
  }
}
