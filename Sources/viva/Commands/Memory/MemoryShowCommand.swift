import QuestionPipeline

/// `viva memory show`: what a memory holds.
struct MemoryShowCommand: Command {
  static let spec = CommandSpec(
    "memory show", "Show what a memory holds: its sets, and how its topics are covered",
    sections: [
      MemoryFile.section, CommandSpec.Section("Output", CommonOptions.json.spec),
    ],
    notes: [
      CommandSpec.Note(
        "With --json", "one object: memory, sets (number, name, accepted, refused) and squares",
        "(topic, kind, level, difficulty, language, count)."),
      CommandSpec.Note("Examples", "viva memory show --memory interviews.sqlite"),
    ])

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
    if isJSON {
      console.print(JSONWriter.text(json(sets, squares), indent: 2))
      return .done
    }
    let accepted = sets.reduce(0) { $0 + $1.accepted }
    let refused = sets.reduce(0) { $0 + $1.refused }
    console.print(
      "\(file): \(accepted) questions of \(sets.count) \(sets.count == 1 ? "set" : "sets"), "
        + "\(refused) refused drafts.")
    guard !sets.isEmpty else { return .done }
    console.print("")
    let head = ["No", "Set", "Questions", "Refused"]
    let rows = sets.map { [String($0.number), $0.name, String($0.accepted), String($0.refused)] }
    for line in TextTable.rows(head, rows, numbers: [0, 2, 3]) { console.print(line) }
    guard !squares.isEmpty else { return .done }
    console.print("")
    for line in coverage(squares) { console.print(line) }
    return .done
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

  private func json(_ sets: [MemorySet], _ squares: [MemorySquare]) -> JSONValue {
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
    ]
  }
}
