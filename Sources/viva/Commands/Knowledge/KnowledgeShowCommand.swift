import QuestionPipeline

/// `viva knowledge show`: all that is known of a concept.
struct KnowledgeShowCommand: Command {
  private static let language = Option.optional(
    "language", "en|zh", ValueType<Tongue>.name("language"), standard: "both",
    "The language to show.")

  static let spec = CommandSpec(
    "knowledge show", "Show all that the offline writer knows of a concept",
    positionals: [
      CommandSpec.Positional("concept", "Its identifier, its term or an alias, in either language.")
    ],
    sections: [
      CommandSpec.Section(
        "Options", language.spec, CommonOptions.knowledge.spec, CommonOptions.config.spec,
        CommonOptions.home.spec)
    ],
    notes: [
      CommandSpec.Note(
        "Examples", "viva knowledge show kv-cache", "viva knowledge show 自注意力 --language zh")
    ])

  private let pack: KnowledgePack
  private let concept: Concept
  private let tongues: [Tongue]
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    let bench = try Workbench(arguments)
    let pack = try KnowledgePack.read(files: ModelFactory.knowledgeFiles(arguments, bench))
    self.pack = pack
    let name = arguments.positionals[0]
    if let found = pack.concept(name) {
      concept = found
    } else if let topic = pack.topic(named: name), topic.field == nil,
      let place = topic.concepts.first
    {
      concept = pack.concepts[place]
    } else if pack.topic(named: name) != nil {
      throw arguments.usageError(
        "'\(name)' is a field; 'viva knowledge list --field \(name)' lists its concepts.")
    } else {
      let near = pack.nearestTopics(to: name).map { "'\($0)'" }.joined(separator: ", ")
      throw arguments.usageError("Unknown concept '\(name)'. Nearest: \(near).")
    }
    tongues = arguments[Self.language].map { [$0] } ?? Tongue.allCases
    if tongues.allSatisfy({ [concept] in concept.text($0) == nil }) {
      throw arguments.usageError(
        "'\(name)' is not known in the language of '--language'; the other one has it.")
    }
  }

  func run() async throws -> ExitCode {
    for (place, tongue) in tongues.enumerated() {
      guard let text = concept.text(tongue) else { continue }
      if place > 0 { console.print("") }
      for line in lines(text, tongue) { console.print(line) }
    }
    return .done
  }

  private func lines(_ text: ConceptText, _ tongue: Tongue) -> [String] {
    var lines = [
      "\(text.term) (\(concept.id), \(pack.field(concept.field)?.names(tongue).first ?? concept.field), "
        + "difficulty \(concept.difficulty))"
    ]
    if !text.aliases.isEmpty { lines.append("Also: " + text.aliases.joined(separator: ", ")) }
    lines.append("Is: " + text.gist)
    lines.append("Beside: " + concept.siblings.joined(separator: ", "))
    if !concept.prerequisites.isEmpty {
      lines.append("Before: " + concept.prerequisites.joined(separator: ", "))
    }
    for fact in text.facts {
      lines += ["", "[\(fact.type.rawValue)] " + fact.ask.joined(separator: " / ")]
      lines.append("  " + fact.answer)
      lines += fact.points.map { "  + " + $0 }
      lines.append("  – " + fact.weak)
    }
    for quiz in text.quiz {
      lines += ["", "[quiz] " + quiz.ask, "  + \(quiz.right) — \(quiz.why)"]
      lines += quiz.wrong.map { "  – \($0.text) — \($0.why)" }
    }
    for claim in text.claims {
      lines += ["", "[claim] + " + claim.holds, "  – \(claim.fails) — \(claim.why)"]
    }
    for cloze in text.cloze {
      let answers = ([cloze.answer] + cloze.accept).joined(separator: " / ")
      lines += ["", "[cloze] " + cloze.blanked, "  + " + answers]
    }
    for scenario in text.scenarios {
      lines += ["", "[scenario] " + scenario.setting + " " + scenario.ask, "  " + scenario.answer]
    }
    for task in concept.code {
      guard let words = task.text(tongue) else { continue }
      lines += ["", "[code] \(words.title) (\(task.id), difficulty \(task.difficulty))"]
      lines.append("  " + words.task)
      lines += task.solution.split(separator: "\n", omittingEmptySubsequences: false).map {
        "    " + $0
      }
    }
    return lines
  }
}
