import QuestionPipeline
import SQLiteStorage

/// `viva report`: makes the report of a set anew from its other files.
struct ReportCommand: Command {
  static let spec = CommandSpec(
    "report", "Rebuild the report of a set from its items, refusals and manifest",
    positionals: [
      CommandSpec.Positional("set", "The folder of a set.", completion: .folder)
    ],
    sections: [
      CommandSpec.Section(
        "Options", CommonOptions.config.spec, CommonOptions.home.spec, CommonOptions.json.spec,
        CommonOptions.quiet.spec)
    ],
    notes: [
      CommandSpec.Note("With --json", "report.json is printed as well as written.")
    ])

  private let folder: String
  private let written: WrittenSet
  private let rubric: Rubric
  private let isJSON: Bool
  private let isQuiet: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    isQuiet = arguments[CommonOptions.quiet]
    folder = arguments.positionals[0]
    written = try WrittenSet(folder: folder)
    rubric = try ConfigurationReader.rubric(written.rubric, try Workbench(arguments).files)
    guard FileSystem.isWritable(folder) else {
      throw FileError(code: .notWritable, path: folder, detail: "is not writable")
    }
  }

  func run() async throws -> ExitCode {
    // Held until the files are there: a run may be writing the same ones.
    let lock = try FolderLock(folder: folder)
    defer { withExtendedLifetime(lock) {} }
    var contents = written.contents
    contents.trails = await trails(of: contents)
    let report = SetReport(
      contents, rubric: rubric, seed: written.seed, thresholds: written.thresholds)
    _ = try SetPublisher(folder: folder, rubric: rubric).publish(report, contents)
    if isJSON {
      console.print(JSONWriter.text(report.json, indent: 2))
    } else {
      console.print("Report: \(folder)/report.html")
    }
    return .done
  }
  /// How revised items came about, which the journal alone knows; none where it is gone or cannot be read.
  private func trails(of contents: SetContents) async -> [Int: Trail] {
    let journal = folder + "/journal.sqlite"
    let isRevised =
      contents.items.contains { ($0.made?.drafts ?? 1) > 1 }
      || contents.refused.contains { $0.drafts > 1 }
    guard isRevised, FileSystem.exists(journal) else { return [:] }
    do {
      return try await Journal(file: journal, mode: .readOnly).trails(of: contents)
    } catch {
      if !isQuiet { console.note("Notice: the drafts of revised items are left out: \(error).") }
      return [:]
    }
  }
}
