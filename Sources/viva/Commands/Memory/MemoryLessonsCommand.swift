import QuestionPipeline

/// `viva memory lessons`: the lessons that the next run would start with.
struct MemoryLessonsCommand: Command {
  static let spec = CommandSpec(
    "memory lessons", "List the lessons that the next run starts with",
    sections: [
      CommandSpec.Section("Output", CommonOptions.json.spec), MemoryFile.section,
    ],
    notes: [
      CommandSpec.Note(
        "What a lesson is",
        "A flaw that critics named often among the latest cells of one kind and language.",
        "Writers are told of it; some are not, to see whether its flaw grows rarer. One that",
        "does not help rests. See memory.lesson… in 'viva config show'."),
      CommandSpec.Note(
        "With --json",
        "an array of objects: flaw, kind, language, count, suggestion, told and withheld",
        "(cells, flawed), rarerBy (value, low, high) and resting."),
      CommandSpec.Note("Examples", "viva memory lessons --memory interviews.sqlite"),
    ])

  private let memory: LongTermMemory
  private let settings: Settings.Memory
  private let console: Console
  private let isJSON: Bool

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    (memory, _, settings) = try await MemoryFile.open(arguments)
  }

  func run() async throws -> ExitCode {
    let lessons = try await memory.lessons(settings.lessonRules).inForce
    if isJSON {
      console.print(JSONWriter.text(.array(lessons.map(\.json)), indent: 2))
      return .done
    }
    guard !lessons.isEmpty else {
      console.note("No flaw was named often enough to be a lesson.")
      return .done
    }
    let rows = lessons.map { lesson in
      [
        lesson.flaw, lesson.kind.rawValue, lesson.language.tag, String(lesson.count),
        share(lesson.told), share(lesson.withheld),
        lesson.effect.map { "\($0.value) (\($0.low) to \($0.high))" } ?? "-",
        lesson.isResting ? "rests" : "in force",
      ]
    }
    let head = ["Flaw", "Kind", "Language", "Named", "Told", "Kept back", "Rarer by", ""]
    for line in TextTable.rows(head, rows, numbers: [3, 4, 5]) { console.print(line) }
    return .done
  }

  /// "3 of 40": flawed first drafts among cells.
  private func share(_ outcome: Lesson.Outcome?) -> String {
    outcome.map { "\($0.flawed) of \($0.cells)" } ?? "-"
  }
}
