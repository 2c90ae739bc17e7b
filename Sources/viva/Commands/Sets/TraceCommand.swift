import QuestionPipeline
import SQLiteStorage

/// `viva trace`: the story of one cell.
struct TraceCommand: Command {
  private static let brief = Option.flag(
    "brief", "Leave out the texts of prompts and replies.")
  private static let noPager = Option.flag("no-pager", "Print all at once, also on a terminal.")

  static let spec = CommandSpec(
    "trace", "Tell the story of one cell: from plan to verdict, with every prompt and reply",
    positionals: [
      CommandSpec.Positional("set", "The folder of a set.", completion: .folder),
      CommandSpec.Positional(
        "cell",
        "The number of the cell, as 'show' has it under Cell, or the identifier of its item or the beginning of it.",
        completion: .none),
    ],
    sections: [
      CommandSpec.Section(
        "Options", brief.spec, noPager.spec, CommonOptions.config.spec, CommonOptions.home.spec,
        CommonOptions.json.spec)
    ],
    notes: [
      CommandSpec.Note(
        "With --json",
        "the rows of trace.jsonl that belong to the cell, in an array; each call also with",
        "its cost in nano-dollars where the price is known and, without --brief, messages and reply."
      ),
      CommandSpec.Note(
        "Examples", "viva trace Outputs/first-set 7", "viva trace Outputs/first-set q-4acf07466739"),
    ])

  private let story: CellStory
  private let hasTexts: Bool
  private let isJSON: Bool
  private let usesPager: Bool
  private let console: Console
  private let page: TextPage

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    page = TextPage(console, environment: workplace.environment)
    isJSON = arguments[CommonOptions.json]
    hasTexts = !arguments[Self.brief]
    usesPager = !arguments[Self.noPager]
    let folder = arguments.positionals[0]
    let bench = try Workbench(arguments)
    story = try await CellStory(
      folder: folder, cell: arguments.positionals[1], prices: try PriceBook(bench.files),
      hasTexts: hasTexts)
  }

  func run() -> ExitCode {
    if isJSON {
      console.print(JSONWriter.text(story.json, indent: 2))
      return .done
    }
    var page = page
    story.write(to: &page)
    if usesPager { console.page(page.text) } else { console.write(page.text) }
    return .done
  }
}
