import QuestionPipeline

/// `viva memory search`: earlier questions that are near to a text.
struct MemorySearchCommand: Command {
  private static let limit = Option.one(
    "limit", "n", ValueType.number(1...1000), default: 10, "Questions shown at most.")
  private static let language = Option.optional(
    "language", "tag", .language, "Only questions in one language.")

  static let spec = CommandSpec(
    "memory search", "Find earlier questions by their words",
    positionals: [
      CommandSpec.Positional("text", "What to look for, in English or Chinese.", completion: .none)
    ],
    sections: [
      CommandSpec.Section("Options", limit.spec, language.spec, CommonOptions.json.spec),
      MemoryFile.section,
    ],
    notes: [
      CommandSpec.Note(
        "How they are ranked",
        "By relevance, recency and importance (accepted before refused), with the",
        "weights of memory.weights in the configuration; the score lies in 0 to 1."),
      CommandSpec.Note(
        "With --json", "an array of objects: score, id (of an accepted one), set, topic, language,",
        "question, accepted."),
      CommandSpec.Note(
        "Examples", "viva memory search 'attention heads' --memory interviews.sqlite",
        "viva memory search 缓存 --memory interviews.sqlite --json"),
    ])

  private let memory: LongTermMemory
  private let settings: Settings.Memory
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    self.arguments = arguments
    console = workplace.console
    (memory, _, settings) = try await MemoryFile.open(arguments)
  }

  func run() async throws -> ExitCode {
    let hits = try await memory.search(
      arguments.positionals[0], language: arguments[Self.language],
      limit: arguments[Self.limit], weights: settings)
    if arguments[CommonOptions.json] {
      console.print(JSONWriter.text(.array(hits.map(json)), indent: 2))
      return .done
    }
    guard !hits.isEmpty else {
      console.note("Nothing in the memory has these words.")
      return .done
    }
    for hit in hits {
      var percent = String(hit.score)
      percent += String(repeating: "0", count: max(0, 6 - percent.count))
      let place = hit.isAccepted ? "\(hit.id) of set \(hit.set)" : "refused in set \(hit.set)"
      console.print("\(percent)  \(hit.question)")
      console.print("        \(hit.topic.joined(separator: " › ")) · \(place)")
    }
    return .done
  }

  private func json(_ hit: MemoryHit) -> JSONValue {
    var object = JSONObject()
    object["score"] = .number(hit.score)
    if hit.isAccepted { object["id"] = .string(hit.id) }
    object["set"] = .string(hit.set)
    object["topic"] = .strings(hit.topic)
    object["language"] = .string(hit.language.tag)
    object["question"] = .string(hit.question)
    object["accepted"] = .bool(hit.isAccepted)
    return .object(object)
  }
}
