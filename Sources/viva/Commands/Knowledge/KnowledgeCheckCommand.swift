import QuestionPipeline

/// `viva knowledge check`: whether concepts are complete and read well.
struct KnowledgeCheckCommand: Command {
  private static let runCode = Option.flag(
    "run-code",
    "Also run each coding task's solution against its tests with python3. It runs with your rights: "
      + "only on packs that you trust.")

  static let spec = CommandSpec(
    "knowledge check", "Check that concepts are complete, and what rules find in their questions",
    sections: [
      CommandSpec.Section(
        "Options", CommonOptions.knowledge.spec, runCode.spec, CommonOptions.config.spec,
        CommonOptions.home.spec, CommonOptions.json.spec)
    ],
    notes: [
      CommandSpec.Note(
        "What is told",
        "With --knowledge the concepts of those files, read together with the built-in ones; else the",
        "built-in ones. Each finding names file, line, concept and member. Errors: what is missing or",
        "cannot be used (exit code 2). Warnings: what a reader would stumble over."),
      CommandSpec.Note(
        "With --json",
        "one object: concepts, errors, warnings, findings (file, line, concept, field,",
        "weight, detail)."),
      CommandSpec.Note(
        "Examples", "viva knowledge check --knowledge my-pack --run-code", "viva knowledge check"),
    ])

  private let files: [(name: String, bytes: [UInt8])]
  private let pack: KnowledgePack
  private let concepts: [Concept]
  private let runsCode: Bool
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    runsCode = arguments[Self.runCode]
    let bench = try Workbench(arguments)
    files = try ModelFactory.knowledgeFiles(arguments, bench)
    let pack = try KnowledgePack.read(files: files)
    self.pack = pack
    let own = Set(bench.files.below("Config/Knowledge").map(\.path))
    let isOwn = arguments[CommonOptions.knowledge].isEmpty
    concepts = pack.concepts.filter { own.contains(pack.file(of: $0.id) ?? "") == isOwn }
    if runsCode, !CodeTrial.isPossible {
      throw ConfigurationError(source: "--run-code", detail: "python3 is not installed")
    }
  }

  func run() async throws -> ExitCode {
    let check = KnowledgeCheck(rules: InspectionRules())
    var places = KnowledgePlaces(files)
    var rows: [JSONValue] = []
    var errors = 0
    for concept in concepts {
      var findings = check.findings(on: concept)
      if runsCode {
        for (place, task) in concept.code.enumerated() {
          guard let problem = CodeTrial.problem(in: task) else { continue }
          findings.append(
            KnowledgeCheck.Finding(
              concept: concept.id, field: "code[\(place)].tests", weight: .error, detail: problem))
        }
      }
      let file = pack.file(of: concept.id) ?? ""
      for finding in findings {
        if finding.weight == .error { errors += 1 }
        let line = places.line(of: concept.id, finding.field, in: file)
        rows.append([
          "file": .string(file), "line": line.map(JSONValue.integer) ?? .null,
          "concept": .string(concept.id), "field": .string(finding.field),
          "weight": .string(finding.weight.rawValue), "detail": .string(finding.detail),
        ])
        guard !isJSON else { continue }
        console.print(
          "\(file)\(line.map { ":\($0)" } ?? ""): \(finding.weight.rawValue): "
            + "\(concept.id): \(finding.field): \(finding.detail)")
      }
    }
    let warnings = rows.count - errors
    if isJSON {
      console.print(
        JSONWriter.text(
          [
            "concepts": .integer(concepts.count), "errors": .integer(errors),
            "warnings": .integer(warnings), "findings": .array(rows),
          ], indent: 2))
    } else {
      console.print(
        "\(concepts.count) \(concepts.count == 1 ? "concept" : "concepts"): "
          + "\(errors) \(errors == 1 ? "error" : "errors"), "
          + "\(warnings) \(warnings == 1 ? "warning" : "warnings").")
    }
    return errors > 0 ? .badInput : .done
  }
}
