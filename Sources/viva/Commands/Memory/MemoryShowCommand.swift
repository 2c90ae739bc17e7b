import QuestionPipeline

/// `viva memory show`: what a memory holds.
struct MemoryShowCommand: Command {
  static let spec = CommandSpec(
    "memory show",
    "Show what a memory holds: its sets, how its topics are covered, and its documents",
    sections: [
      MemoryFile.section, CommandSpec.Section("Output", CommonOptions.json.spec),
    ],
    notes: [
      CommandSpec.Note(
        "With --json",
        "one object: memory, sets (number, name, accepted, refused), squares (topic,",
        "kind, level, difficulty, language, count) and documents (name, passages, current,",
        "sets); of a document that was read in several versions, the latest is current. Where",
        "there are vectors: vectors (model, dimensions, kept, of)."),
      CommandSpec.Note("Examples", "viva memory show --memory interviews.sqlite"),
    ])

  private static let documentsAtMost = 50
  private let memory: LongTermMemory
  private let file: String
  private let console: Console
  private let isJSON: Bool

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    (memory, file, _) = try await MemoryFile.open(arguments)
  }

  func run() async throws -> ExitCode {
    let sets = try await memory.sets()
    let squares = try await memory.squares()
    let documents = try await memory.documents()
    let vectors = try await vectors()
    if isJSON {
      var object = json(sets, squares, documents).objectValue ?? JSONObject()
      object["vectors"] = vectors?.json
      console.print(JSONWriter.text(.object(object), indent: 2))
      return .done
    }
    let accepted = sets.reduce(0) { $0 + $1.accepted }
    let refused = sets.reduce(0) { $0 + $1.refused }
    console.print(
      "\(file): \(accepted) questions of \(sets.count) \(sets.count == 1 ? "set" : "sets"), "
        + "\(refused) refused drafts\(Self.passages(of: documents)).")
    if let vectors { console.print(vectors.sentence) }
    guard !(sets.isEmpty && documents.isEmpty) else { return .done }
    console.print("")
    let head = ["No", "Set", "Questions", "Refused"]
    let rows = sets.map { [String($0.number), $0.name, String($0.accepted), String($0.refused)] }
    for line in TextTable.rows(head, rows, numbers: [0, 2, 3]) { console.print(line) }
    if !squares.isEmpty {
      console.print("")
      for line in coverage(squares) { console.print(line) }
    }
    if !documents.isEmpty {
      console.print("")
      for line in table(documents) { console.print(line) }
    }
    return .done
  }

  /// What there is of vectors; nil where there are none.
  private func vectors() async throws -> Vectors? {
    guard let space = try await memory.vectorSpace() else { return nil }
    let (kept, all) = try await memory.vectorCounts()
    return Vectors(space: space, kept: kept, all: all)
  }

  private struct Vectors {
    var space: VectorSpace
    var kept: Int
    var all: Int

    var sentence: String {
      "\(kept) of \(all) questions and passages have a vector of \(space.model) (\(space.dimensions) "
        + "dimensions)."
    }

    var json: JSONValue {
      [
        "model": .string(space.model), "dimensions": .integer(space.dimensions),
        "kept": .integer(kept), "of": .integer(all),
      ]
    }
  }

  /// Nothing where there are none.
  private static func passages(of documents: [MemoryDocument]) -> String {
    guard !documents.isEmpty else { return "" }
    let passages = documents.reduce(0) { $0 + $1.passages }
    let count = documents.count
    return ", \(passages) passages of \(count) \(count == 1 ? "document" : "documents")"
  }

  /// A line for each version of a document; of very many, the latest.
  private func table(_ documents: [MemoryDocument]) -> [String] {
    let shown = documents.suffix(Self.documentsAtMost)
    let rows = shown.map { document in
      [
        document.name, String(document.passages), document.isCurrent ? "" : "an earlier version",
        document.sets.joined(separator: ", "),
      ]
    }
    var lines = TextTable.rows(["Document", "Passages", "", "Read by"], rows, numbers: [1])
    if shown.count < documents.count {
      lines.append("\(documents.count - shown.count) earlier ones are listed with --json.")
    }
    return lines
  }

  /// A line for each topic, kind and language, with the questions at each level.
  private func coverage(_ squares: [MemorySquare]) -> [String] {
    var places: [EarlierWork.Place] = []
    var counts: [EarlierWork.Place: [BloomLevel: Int]] = [:]
    for entry in squares {
      let square = entry.square
      let place = EarlierWork.Place(
        topic: square.topic, kind: square.kind, language: square.language)
      if counts[place] == nil { places.append(place) }
      counts[place, default: [:]][square.level, default: 0] += entry.count
    }
    let levels = BloomLevel.allCases
    let rows = places.map { place in
      [place.topic, place.kind.rawValue, place.language.tag]
        + levels.map { level in counts[place]?[level].map(String.init) ?? "-" }
    }
    return TextTable.rows(
      ["Topic", "Kind", "Language"] + levels.map(\.rawValue), rows,
      numbers: Set(3..<3 + levels.count))
  }

  private func json(
    _ sets: [MemorySet], _ squares: [MemorySquare], _ documents: [MemoryDocument]
  ) -> JSONValue {
    [
      "memory": .string(file),
      "sets": .array(
        sets.map {
          [
            "number": .integer($0.number), "name": .string($0.name),
            "accepted": .integer($0.accepted), "refused": .integer($0.refused),
          ]
        }),
      "squares": .array(
        squares.map { entry in
          var object = entry.square.json.objectValue ?? JSONObject()
          object["count"] = .integer(entry.count)
          return .object(object)
        }),
      "documents": .array(
        documents.map {
          [
            "name": .string($0.name), "passages": .integer($0.passages),
            "current": .bool($0.isCurrent), "sets": .strings($0.sets),
          ]
        }),
    ]
  }
}
