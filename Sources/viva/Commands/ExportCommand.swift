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
  private static let title = Option.optional(
    "title", "text", .text, standard: "the set's name",
    "What the set is called on paper, and the name of its deck, category or task.")
  private static let source = Option.repeated(
    "source", "path", ValueType.file,
    "The documents of the set, as given to 'generate': lm-eval, beir and ragas then have whole passages, beir also those "
      + "that no question came from. Repeatable.")
  private static let noAnswers = Option.flag(
    "no-answers", "Leave the answers out: markdown, html, interview-kit.")
  private static let bom = Option.flag(
    "bom", "Begin the table with a byte order mark, by which spreadsheets know UTF-8: csv.")

  static let spec = CommandSpec(
    "export", "Write a set for another program, or for paper",
    positionals: [
      CommandSpec.Positional("set", "The folder of a set, or any list that 'evaluate' reads.")
    ],
    sections: [
      CommandSpec.Section(
        "Options", format.spec, to.spec, title.spec, noAnswers.spec, bom.spec, source.spec,
        CommonOptions.config.spec, CommonOptions.home.spec, CommonOptions.json.spec,
        CommonOptions.quiet.spec)
    ],
    notes: [
      CommandSpec.Note("Formats", lines: formats),
      CommandSpec.Note(
        "What is left out", "Fields that a format has no place for are named on standard error."),
      CommandSpec.Note(
        "Folders",
        "huggingface, lm-eval and beir write a new folder, or over an earlier export in their format."
      ),
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
  private let target: ExportTarget
  private let isJSON: Bool
  private let isQuiet: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    isQuiet = arguments[CommonOptions.quiet]
    path = arguments.positionals[0]
    format = arguments[Self.format]
    try Self.check(arguments, format)
    var options = ExportOptions()
    options.hasAnswers = !arguments[Self.noAnswers]
    options.hasByteOrderMark = arguments[Self.bom]
    exporter = format.exporter(options)
    let found = try SetReader.read(path)
    set = ExportSet(
      items: found.items,
      title: arguments[Self.title].map { TextPage.inline(TextFile.trimmed($0)) }
        ?? FileSystem.name(of: ResultFolder.stem(of: path)),
      passages: try Self.passages(arguments, console))
    let target = arguments[Self.to] ?? Self.standard(path, format, options)
    self.target = ExportTarget(
      path: target == "-" ? nil : target, format: format, console: console)
    if target != "-" {
      try Self.check(target, spares: path)
      try Self.check(target, sparesDocuments: arguments[Self.source])
    }
    try self.target.check()
  }

  /// What only other formats have a use for is not passed over. Throws: `UsageError`.
  private static func check(_ arguments: Arguments, _ format: ExportFormat) throws {
    let given: [(name: String, isGiven: Bool, choice: ExportChoice)] = [
      (noAnswers.spec.name, arguments.isGiven(noAnswers), .noAnswers),
      (bom.spec.name, arguments.isGiven(bom), .byteOrderMark),
      (title.spec.name, arguments.isGiven(title), .title),
      (source.spec.name, arguments.isGiven(source), .passages),
    ]
    for option in given where option.isGiven && !format.choices.contains(option.choice) {
      let takers = option.choice.formats.map(\.rawValue).joined(separator: ", ")
      throw arguments.usageError(
        "'--\(option.name)' means nothing to \(format.rawValue); formats that take it: \(takers).")
    }
  }

  /// The passages of the documents, cut as 'generate' cuts them. Throws: what reading them throws.
  private static func passages(_ arguments: Arguments, _ console: Console) throws -> [Passage] {
    let paths = arguments[source]
    guard !paths.isEmpty else { return [] }
    let (passages, intake) = try AskedDocuments.passages(
      paths, Workbench(arguments).settings.documents)
    if !arguments[CommonOptions.quiet] {
      for line in intake.told { console.note("Notice: \(line).") }
    }
    return passages
  }

  /// Beside the set; what is read and a paper with answers are not what a paper without them is called.
  private static func standard(_ path: String, _ format: ExportFormat, _ options: ExportOptions)
    -> String
  {
    let isFolder = FileSystem.isFolder(path) || FileSystem.name(of: path) == "items.jsonl"
    return ResultFolder.stem(of: path) + (isFolder ? "" : "-export")
      + (options.hasAnswers ? "" : "-questions") + format.suffix
  }

  /// No document that is read is written over. Throws: `ConfigurationError`.
  private static func check(_ target: String, sparesDocuments paths: [String]) throws {
    try ResultFolder.check(target, spares: paths, option: "--to")
    guard FileSystem.exists(target) else { return }
    for folder in paths where FileSystem.isFolder(folder) && lies(target, within: folder) {
      throw ConfigurationError(
        source: target, detail: "lies among the documents; choose another place with --to")
    }
  }

  /// By the folders themselves: a relative path, or one through a link, does not tell them all.
  private static func lies(_ path: String, within folder: String) -> Bool {
    var above = FileSystem.parent(of: path)
    while !FileSystem.isSame(above, folder) {
      if !FileSystem.exists(above) || FileSystem.isSame(above, "/") { return false }
      above += "/.."
    }
    return true
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
    try target.write(export.content)
    tell(export)
    return .done
  }

  /// What readers lose, with its counts; then on one line what only the set's own files need.
  private func tell(_ omissions: [(field: ItemField, items: Int)]) {
    // What was asked to be left out is no news.
    let able = format.exporter(ExportOptions()).carried
    let lost = omissions.filter { !able.contains($0.field) }
    let content = lost.filter(\.field.isContent)
    let rest = lost.filter { !$0.field.isContent }.map(\.field.name)
    if !content.isEmpty {
      let parts = content.map { "\($0.field.name) (\(items($0.items)))" }
      console.note(
        "Left out, as \(format.rawValue) has no place for it: \(parts.joined(separator: ", ")).")
    }
    if !rest.isEmpty {
      console.note(
        "\(content.isEmpty ? "Left out" : "Also left out"), of what describes the items: "
          + "\(rest.joined(separator: ", ")).")
    }
  }

  private func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }

  private func tell(_ export: Export) {
    let omissions = exporter.omissions(of: set.items)
    if !isQuiet {
      for remark in export.remarks { console.note("Notice: \(remark).") }
      tell(omissions)
    }
    guard let target = target.path else { return }
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
