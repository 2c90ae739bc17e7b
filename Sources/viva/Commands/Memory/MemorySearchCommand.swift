import QuestionPipeline

/// `viva memory search`: earlier questions and passages that are near to a text.
struct MemorySearchCommand: Command {
  private static let limit = Option.one(
    "limit", "n", ValueType.number(1...1000), default: 10,
    "Questions shown at most, and passages as many.")
  private static let language = Option.optional(
    "language", "tag", .language,
    "Only questions in one language; of passages those in Chinese, or the others.")
  private static let among = Option.optional(
    "among", "what", ValueType<Part>.name("part"), standard: "both",
    "Search questions or passages alone.")

  private enum Part: String, Sendable, CaseIterable { case questions, passages }

  static let spec = CommandSpec(
    "memory search", "Find earlier questions, and passages of documents, by their words",
    positionals: [
      CommandSpec.Positional("text", "What to look for, in English or Chinese.", completion: .none)
    ],
    sections: [
      CommandSpec.Section(
        "Options", among.spec, limit.spec, language.spec, CommonOptions.json.spec),
      MemoryFile.section,
    ],
    notes: [
      CommandSpec.Note(
        "How they are ranked",
        "By relevance, recency and importance (accepted before refused, the latest version of a",
        "document before earlier ones), with the weights of memory.weights in the configuration;",
        "the score lies in 0 to 1. Questions come first, then passages. Where memory.embeddings",
        "names a model and 'viva memory embed' has kept its vectors, relevance is the mean of",
        "that in words and that in meaning; the model is asked for the vector of the text."),
      CommandSpec.Note(
        "With --json", "an array of objects. Of a question: found (\"question\"), score, id (of an",
        "accepted one), set, topic, language, question, accepted. Of a passage: found",
        "(\"passage\"), score, id, set, document, headings, text, start, page, current."),
      CommandSpec.Note(
        "Examples", "viva memory search 'attention heads' --memory interviews.sqlite",
        "viva memory search 缓存 --memory interviews.sqlite --json"),
    ])

  private let memory: LongTermMemory
  private let file: String
  private let settings: Settings.Memory
  /// Nil where the configuration names no model.
  private let embeddings: MemoryEmbeddings?
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    self.arguments = arguments
    console = workplace.console
    embeddings = try MemoryEmbeddings(Workbench(arguments).settings, workplace)
    (memory, file, settings) = try await MemoryFile.open(arguments)
  }

  func run() async throws -> ExitCode {
    let (text, limit) = (arguments.positionals[0], arguments[Self.limit])
    let (language, among) = (arguments[Self.language], arguments[Self.among])
    var meaning: StoredVector?
    if let embeddings, let space = try await memory.vectorSpace() {
      meaning = try await embeddings.vector(of: text, in: space, file: file)
    }
    var questions: [MemoryHit] = []
    if among != .passages {
      questions = try await memory.search(
        text, meaning: meaning, language: language, limit: limit, weights: settings)
    }
    var passages: [PassageHit] = []
    if among != .questions {
      passages = try await memory.searchPassages(
        text, meaning: meaning, language: language, limit: limit, weights: settings)
    }
    if arguments[CommonOptions.json] {
      console.print(
        JSONWriter.text(.array(questions.map(json) + passages.map(json)), indent: 2))
      return .done
    }
    guard !(questions.isEmpty && passages.isEmpty) else {
      console.note("Nothing in the memory has these words.")
      return .done
    }
    for hit in questions {
      let place = hit.isAccepted ? "\(hit.id) of set \(hit.set)" : "refused in set \(hit.set)"
      console.print("\(Self.shown(hit.score))  \(hit.question)")
      console.print("        \(hit.topic.joined(separator: " › ")) · \(place)")
    }
    if !passages.isEmpty {
      if !questions.isEmpty { console.print("") }
      console.print(passages.count == 1 ? "Passage" : "Passages")
    }
    for hit in passages {
      console.print("\(Self.shown(hit.score))  \(Self.opening(of: hit.passage.text))")
      console.print("        \(Self.place(of: hit))")
    }
    return .done
  }

  private static func shown(_ score: Double) -> String {
    let shown = String(score)
    return shown + String(repeating: "0", count: max(0, 6 - shown.count))
  }

  /// A line of the passage's first words.
  private static func opening(of text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 100 ? line.prefix(99) + "…" : line
  }

  /// "notes.md, page 3 › Caches › Ageing · read by set a (an earlier version)"
  private static func place(of hit: PassageHit) -> String {
    var document = hit.passage.document
    if let page = hit.passage.page { document += ", page \(page)" }
    let path = ([document] + hit.passage.headings).joined(separator: " › ")
    return "\(path) · read by set \(hit.set)\(hit.isCurrent ? "" : " (an earlier version)")"
  }

  private func json(_ hit: PassageHit) -> JSONValue {
    var object = JSONObject()
    object["found"] = "passage"
    object["score"] = .number(hit.score)
    object["set"] = .string(hit.set)
    for member in hit.passage.json.objectValue?.members ?? [] { object[member.key] = member.value }
    object["current"] = .bool(hit.isCurrent)
    return .object(object)
  }

  private func json(_ hit: MemoryHit) -> JSONValue {
    var object = JSONObject()
    object["found"] = "question"
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
