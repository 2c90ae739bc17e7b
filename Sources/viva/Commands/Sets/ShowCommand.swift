import QuestionPipeline

/// `viva show`: reads a set in the terminal.
struct ShowCommand: Command {
  private static let full = Option.flag("full", "Show the items whole, not as a list.")
  private static let limit = Option.optional(
    "limit", "n", ValueType.number(1...Int.max), "At most so many items.")
  private static let noPager = Option.flag("no-pager", "Print all at once, also on a terminal.")

  private static let json = Option.flag("json", "Print the items as lines of JSON.")

  static let spec = CommandSpec(
    "show", "Read a set in the terminal: its list, or single items whole",
    positionals: [
      CommandSpec.Positional("set", "The folder of a set, or any list that 'evaluate' reads."),
      CommandSpec.Positional(
        "item", "The number of an item in the list, its identifier or the beginning of it.",
        arity: .optional, completion: .none),
    ],
    sections: [
      ItemFilter.section,
      CommandSpec.Section(
        "How they are shown", full.spec, limit.spec, noPager.spec, json.spec),
    ],
    notes: [
      CommandSpec.Note(
        "On a terminal",
        "what is longer than the screen comes in the pager that PAGER names, else in less."),
      CommandSpec.Note("With --json", "each item is a line of JSON, as in items.jsonl."),
      CommandSpec.Note(
        "Examples", "viva show Outputs/first-set --kinds coding --full",
        "viva show Outputs/first-set 3", "viva show pasted.md --search attention"),
    ])

  private let chosen: [(index: Int, item: Item)]
  private let total: Int
  private let isWhole: Bool
  private let isJSON: Bool
  private let usesPager: Bool
  private let console: Console
  private let page: TextPage

  init(_ arguments: Arguments, in workplace: Workplace) throws {
    console = workplace.console
    page = TextPage(console, environment: workplace.environment)
    isJSON = arguments[Self.json]
    usesPager = !arguments[Self.noPager]
    let path = arguments.positionals[0]
    let items = try SetReader.read(path).items
    total = items.count
    let filter = ItemFilter(arguments)
    var found = items.enumerated().map { (index: $0.offset + 1, item: $0.element) }
    if arguments.positionals.count > 1 {
      found = [try ItemChoice.find(arguments.positionals[1], among: found, of: path)]
    }
    found = found.filter { filter.takes($0.item) }
    chosen = Array(found.prefix(arguments[Self.limit] ?? Int.max))
    isWhole = arguments[Self.full] || arguments.positionals.count > 1
  }

  func run() -> ExitCode {
    if isJSON {
      for entry in chosen { console.print(JSONWriter.text(entry.item.json)) }
      return .done
    }
    guard !chosen.isEmpty else {
      console.note("None of the \(total) items is meant.")
      return .done
    }
    var page = page
    if isWhole {
      for (place, entry) in chosen.enumerated() {
        if place > 0 { page.rows(["", String(repeating: "─", count: page.width), ""]) }
        ItemText(item: entry.item, index: entry.index).write(to: &page)
      }
    } else {
      list(on: &page)
    }
    if usesPager { console.page(page.text) } else { console.write(page.text) }
    return .done
  }

  /// A column of the list.
  private struct Column {
    var name: String
    var isNumber = true
    var value: (_ item: Item) -> String
  }

  private var columns: [Column] {
    var columns = [
      Column(name: "Kind", isNumber: false) { $0.kind.rawValue },
      Column(name: "Language", isNumber: false) { $0.language.tag },
      Column(name: "Level", isNumber: false) { $0.level?.rawValue ?? "" },
      Column(name: "Diff.") { $0.difficulty.map(String.init) ?? "" },
      Column(name: "Score") { $0.score?.fixed(2) ?? "" },
      Column(name: "Flaws") { $0.flaws.isEmpty ? "" : String($0.flaws.count) },
    ]
    // What 'trace' takes; sets of others have no cells.
    if chosen.contains(where: { $0.item.cell != nil }) {
      columns.insert(Column(name: "Cell") { $0.cell.map(String.init) ?? "" }, at: 0)
    }
    return columns
  }

  private func list(on page: inout TextPage) {
    let columns = columns
    let rows = chosen.map { entry in columns.map { $0.value(entry.item) } }
    let numbers = columns.indices.filter { columns[$0].isNumber }.map { $0 + 1 }
    let table = TextTable.rows(
      ["#"] + columns.map(\.name), zip(chosen, rows).map { [String($0.index)] + $1 },
      numbers: Set([0] + numbers))
    let width = (table.map(\.columns).max() ?? 0) + 2
    let questions = chosen.map { TextPage.inline($0.item.draft.question) }
    if page.width - width >= 24 {
      page.rows(
        zip(table, ["Question"] + questions).map { row, question in
          row + String(repeating: " ", count: width - row.columns)
            + TextPage.clipped(question, to: page.width - width)
        })
    } else {
      // A narrow terminal has no columns: what there is to say, and the question below it.
      for (place, entry) in chosen.enumerated() {
        let facts = zip(columns, rows[place]).filter { !$1.isEmpty }.map { column, value in
          column.isNumber ? "\(column.name.lowercased()) \(value)" : value
        }
        page.add(facts.joined(separator: ", "), mark: "\(entry.index). ")
        page.add(questions[place], indent: 2)
      }
    }
    if chosen.count < total {
      page.blank()
      page.add("\(chosen.count) of \(total) items")
    }
  }
}
