import Exports
import QuestionPipeline

/// `viva export`: gives a set the form that another program reads, or a printer.
struct ExportCommand: Command {
  private static let format = Option.required(
    "format", "format", ValueType<ExportFormat>.name("format"),
    "What to write: one of the formats below.")
  private static let to = Option.optional(
    "to", "path", ValueType.file, standard: "beside the set, named after it",
    "The file or folder to write, used as given; - prints a single file.")
  private static let noAnswers = Option.flag(
    "no-answers", "Leave the answers out of what people read on paper.")
  private static let bom = Option.flag(
    "bom", "Begin tables with a byte order mark, by which spreadsheets know UTF-8.")

  static let spec = CommandSpec(
    "export", "Write a set for another program, or for paper",
    positionals: [
      CommandSpec.Positional("set", "The folder of a set, or any list that 'evaluate' reads.")
    ],
    sections: [
      CommandSpec.Section(
        "Options", format.spec, to.spec, noAnswers.spec, bom.spec, CommonOptions.json.spec,
        CommonOptions.quiet.spec)
    ],
    notes: [
      CommandSpec.Note("Formats", lines: formats),
      CommandSpec.Note(
        "What is left out", "Fields that a format has no place for are named on standard error."),
      CommandSpec.Note("With --json", "The path, the counts and what was left out are printed."),
    ])

  private static var formats: [String] {
    let width = ExportFormat.allCases.map(\.rawValue.count).max() ?? 0
    return ExportFormat.allCases.map {
      $0.rawValue + String(repeating: " ", count: width - $0.rawValue.count + 2) + $0.summary
    }
  }

  private let path: String
  private let format: ExportFormat
  private let exporter: any SetExporter
  private let set: ExportSet
  private let target: String?
  private let isJSON: Bool
  private let isQuiet: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    isQuiet = arguments[CommonOptions.quiet]
    path = arguments.positionals[0]
    format = arguments[Self.format]
    var options = ExportOptions()
    options.hasAnswers = !arguments[Self.noAnswers]
    options.hasByteOrderMark = arguments[Self.bom]
    exporter = format.exporter(options)
    let found = try SetReader.read(path)
    set = ExportSet(items: found.items, title: FileSystem.name(of: ResultFolder.stem(of: path)))
    let target = arguments[Self.to] ?? Self.standard(path, format, options)
    self.target = target == "-" ? nil : target
    if target != "-" { try Self.check(target, spares: path) }
  }

  /// Beside the set; what is read and a paper with answers are not what a paper without them is called.
  private static func standard(_ path: String, _ format: ExportFormat, _ options: ExportOptions)
    -> String
  {
    let isFolder = FileSystem.isFolder(path) || FileSystem.name(of: path) == "items.jsonl"
    return ResultFolder.stem(of: path) + (isFolder ? "" : "-export")
      + (options.hasAnswers ? "" : "-questions") + format.suffix
  }

  /// Neither the set that is read nor a file of its folder is written over. Throws: `ConfigurationError`.
  private static func check(_ target: String, spares set: String) throws {
    try ResultFolder.check(target, spares: [set], option: "--to")
    let folder = FileSystem.isFolder(set) ? set : FileSystem.parent(of: set)
    let above = FileSystem.parent(of: target)
    guard FileSystem.exists(folder + "/items.jsonl"), FileSystem.exists(above),
      FileSystem.isSame(above, folder)
    else { return }
    throw ConfigurationError(
      source: target, detail: "lies among the files of the set; choose another place with --to")
  }

  func run() async throws -> ExitCode {
    let export = try exporter.export(set)
    try ExportTarget(path: target, console: console).write(export.content)
    tell(export)
    return .done
  }

  private func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }

  private func tell(_ export: Export) {
    let omissions = exporter.omissions(of: set.items)
    if !isQuiet {
      if !omissions.isEmpty {
        let parts = omissions.map { "\($0.field.name) (\(items($0.items)))" }
        console.note(
          "Left out, as \(format.rawValue) has no place for it: \(parts.joined(separator: ", ")).")
      }
      for remark in export.remarks { console.note("Notice: \(remark).") }
    }
    guard let target else { return }
    if isJSON {
      var object = JSONObject()
      object["set"] = .string(path)
      object["format"] = .string(format.rawValue)
      object["to"] = .string(target)
      object["items"] = .integer(set.items.count)
      object["leftOut"] = .object(
        JSONObject(omissions.map { ($0.field.rawValue, .integer($0.items)) }))
      object["remarks"] = .strings(export.remarks)
      console.print(JSONWriter.text(.object(object), indent: 2))
    } else {
      console.print("\(items(set.items.count)): \(target)")
    }
  }
}
