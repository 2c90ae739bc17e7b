import QuestionPipeline

/// `viva memory embed`: vectors for what a memory holds, so that it is found by its meaning, too.
struct MemoryEmbedCommand: Command {
  private static let anew = Option.flag(
    "anew", "Drop the vectors that are there first, as another model's must be.")

  static let spec = CommandSpec(
    "memory embed", "Ask for vectors of what a memory holds, so that a search goes by meaning, too",
    sections: [
      CommandSpec.Section("Options", anew.spec, CommonOptions.json.spec), MemoryFile.section,
    ],
    notes: [
      CommandSpec.Note(
        "What it does",
        "Accepted questions and passages that have no vector yet are sent to the model of",
        "memory.embeddings in the configuration; what it answers is kept in the memory's file, a",
        "byte for each dimension. 'viva memory search' then asks it for the vector of the text",
        "that is looked for. Stopped on its way, the same command goes on. A memory holds the",
        "vectors of one model; exports leave them out."),
      CommandSpec.Note(
        "With --json",
        "an object: model, dimensions, added, kept, and of (all that could have one)."),
      CommandSpec.Note(
        "Examples", "viva memory embed --memory interviews.sqlite --config mine.json5",
        "with { memory: { embeddings: { endpoint: 'ollama', model: 'bge-m3' } } } in mine.json5"),
    ])

  private static let batch = 64
  private let memory: LongTermMemory
  private let file: String
  private let embeddings: MemoryEmbeddings
  private let isAnew: Bool
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isAnew = arguments[Self.anew]
    isJSON = arguments[CommonOptions.json]
    guard let embeddings = try MemoryEmbeddings(Workbench(arguments).settings, workplace) else {
      throw arguments.usageError(
        "No model is named: set memory.embeddings in a configuration and give '--config'.")
    }
    self.embeddings = embeddings
    (memory, file, _) = try await MemoryFile.open(arguments)
    if !isAnew, let space = try await memory.vectorSpace() {
      try space.check(
        VectorSpace(model: embeddings.name, dimensions: space.dimensions), file: file)
    }
  }

  func run() async throws -> ExitCode {
    if isAnew { try await memory.forgetVectors() }
    var added = 0
    while true {
      let waiting = try await memory.withoutVector(limit: Self.batch)
      guard !waiting.isEmpty else { break }
      let vectors = try await embeddings.vectors(of: waiting.map(\.text))
      try await memory.keep(
        zip(waiting, vectors).map { ($0.owner, $1) },
        space: VectorSpace(model: embeddings.name, dimensions: vectors[0].bytes.count))
      added += vectors.count
    }
    let (kept, all) = try await memory.vectorCounts()
    let space = try await memory.vectorSpace()
    if isJSON {
      console.print(
        JSONWriter.text(
          [
            "model": .string(embeddings.name),
            "dimensions": space.map { .integer($0.dimensions) } ?? .null,
            "added": .integer(added), "kept": .integer(kept), "of": .integer(all),
          ], indent: 2))
    } else {
      console.print(
        "Added \(added) vectors of \(embeddings.name); \(kept) of \(all) questions and passages have one."
      )
    }
    return .done
  }
}
