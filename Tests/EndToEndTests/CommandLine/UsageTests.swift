import QuestionPipeline
import Testing

@testable import viva

struct UsageTests {
  @Test(arguments: [
    ("viva", []), ("generate", ["generate"]), ("plan", ["plan"]), ("evaluate", ["evaluate"]),
    ("report", ["report"]), ("compare", ["compare"]), ("calibrate", ["calibrate"]),
    ("config-show", ["config", "show"]),
    ("doctor", ["doctor"]), ("journal-show", ["journal", "show"]),
    ("journal-stats", ["journal", "stats"]),
    ("knowledge-list", ["knowledge", "list"]), ("knowledge-show", ["knowledge", "show"]),
    ("knowledge-check", ["knowledge", "check"]),
    ("journal-export", ["journal", "export"]), ("journal-prune", ["journal", "prune"]),
    ("memory-show", ["memory", "show"]), ("memory-search", ["memory", "search"]),
    ("memory-embed", ["memory", "embed"]),
    ("memory-lessons", ["memory", "lessons"]), ("memory-forget", ["memory", "forget"]),
    ("memory-export", ["memory", "export"]), ("memory-import", ["memory", "import"]),
    ("review-apply", ["review", "apply"]), ("serve", ["serve"]), ("show", ["show"]),
    ("trace", ["trace"]), ("merge", ["merge"]), ("sample", ["sample"]), ("split", ["split"]),
    ("init", ["init"]), ("export", ["export"]), ("completions", ["completions"]), ("man", ["man"]),
    ("mcp", ["mcp"]),
  ])
  func helpReadsAsItsFixtureDoes(name: String, words: [String]) async throws {
    let result = await Session.run(words + ["--help"])
    #expect(result.output == (try fixture("Help/\(name).txt")))
    #expect(result.error == "")
    #expect(result.code == .done)
  }

  @Test func helpIsAlsoACommand() async {
    let asked = await Session.run("help", "config", "show")
    let given = await Session.run("config", "show", "-h")
    #expect(asked.output == given.output && asked.code == .done)
  }

  @Test func theVersionIsPrinted() async {
    let result = await Session.run("--version")
    #expect(result.output == "viva \(Version.number)\n" && result.code == .done)
  }

  private static let generate =
    "Usage: viva generate --topic <topic> [--count <n>] [--backend <backend>]\n"
    + "  See 'viva generate --help' for more information.\n"
  private static let program =
    "Usage: viva <command> [option …]\n  See 'viva --help' for more information.\n"

  @Test(arguments: [
    ("generate --cuont 3", "Unknown option '--cuont'. Did you mean '--count'?"),
    ("generate --cuont=3", "Unknown option '--cuont'. Did you mean '--count'?"),
    ("generate -count 3", "Unknown option '-count'. Did you mean '--count'?"),
    ("generate --zebra", "Unknown option '--zebra'."),
    ("generate count", "Unexpected argument 'count'. Did you mean '--count'?"),
    ("generate --topic", "'--topic <topic>' needs a value."),
    ("generate --topic --count 3", "'--topic <topic>' needs a value."),
    ("generate --count 3 --count 4", "'--count' is given twice."),
    ("generate --quiet=yes", "'--quiet' takes no value."),
    ("generate --count 0", "'--count' needs a whole number from 1 to 10000000, not '0'."),
    ("generate --count -5", "'--count' needs a whole number from 1 to 10000000, not '-5'."),
    ("generate --count many", "'--count' needs a whole number from 1 to 10000000, not 'many'."),
    ("generate --count=", "'--count' needs a whole number from 1 to 10000000, not ''."),
    ("generate --kinds opne", "Unknown kind 'opne' in '--kinds'. Did you mean 'open'?"),
    (
      "generate --kinds open,essay",
      "Unknown kind 'essay' in '--kinds'. Known: open, multipleChoice, trueFalse, cloze, coding, "
        + "scenario, interview."
    ),
    ("generate --levels aply", "Unknown level 'aply' in '--levels'. Did you mean 'apply'?"),
    (
      "generate --languages en,klingon",
      "'--languages' needs a language tag such as en or zh-Hans, not 'klingon'."
    ),
    ("generate --difficulty 6", "'--difficulty' needs a whole number from 1 to 5, not '6'."),
    (
      "generate --backend ofline",
      "Unknown backend 'ofline' in '--backend'. Did you mean 'offline'?"
    ),
    (
      "generate --topic RAG --backend endpoint",
      "No endpoint for the planner: name one with '--endpoint' or '--base-url', or in 'roles' of the "
        + "configuration."
    ),
    (
      "generate --topic RAG --model gpt",
      "'--model gpt' needs '--endpoint' or '--base-url': which server has it?"
    ),
    (
      "generate --topic RAG --endpoint olama --model m",
      "Unknown endpoint 'olama'. Did you mean 'ollama'?"
    ),
    (
      "generate --topic RAG --endpoint ollama",
      "'--model <name>' is missing: which model of ollama?"
    ),
    (
      "generate --topic RAG --base-url ftp://x --model m",
      "'--base-url' needs a URL that begins with http:// or https://, not 'ftp://x'."
    ),
    (
      "generate --topic RAG --backend offline --model m",
      "'--model' needs '--backend endpoint'."
    ),
    ("generate --topic RAG --backend replay", "'--backend replay' needs '--journal <file>'."),
    ("generate --topic RAG --journal j", "'--journal' needs '--backend replay' or an endpoint."),
    ("generate", "Nothing to ask about: --topic, --topics or --source is missing."),
    ("generate --plan p.json --count 3", "'--count' cannot be given beside '--plan'."),
  ])
  func aMistypedGenerateIsExplained(line: String, message: String) async {
    let result = await Session.run(line.split(separator: " ").map(String.init))
    #expect(result.error == "Error: \(message)\n" + Self.generate)
    #expect(result.output == "")
    #expect(result.code == .badInput)
  }

  @Test(arguments: [
    ("", "A command is missing."),
    ("genrate", "Unknown command 'genrate'. Did you mean 'generate'?"),
    ("zebra --topic x", "Unknown command 'zebra'."),
    ("--versoin", "Unknown option '--versoin'. Did you mean '--version'?"),
    ("config", "'viva config' needs a further word: show."),
    ("config shwo", "Unknown command 'config shwo'. Did you mean 'config show'?"),
  ])
  func aMistypedCommandIsExplained(line: String, message: String) async {
    let result = await Session.run(line.split(separator: " ").map(String.init))
    #expect(result.error == "Error: \(message)\n" + Self.program)
    #expect(result.code == .badInput)
  }

  @Test(arguments: [["journal", "--help"], ["journal", "-h"], ["help", "journal"]])
  func theCommandsOfAGroupAreListed(words: [String]) async {
    let result = await Session.run(words)
    #expect(result.code == .done)
    #expect(result.output.hasPrefix("Usage: viva journal <command> [option …]\n\nCommands\n"))
    for name in ["show", "stats", "export", "prune"] {
      #expect(result.output.contains("\n  journal \(name) "))
    }
    #expect(!result.output.contains("generate"))
  }

  @Test func aMissingPositionIsNamed() async {
    let result = await Session.run("evaluate")
    #expect(
      result.error == """
        Error: <input> is missing.
        Usage: viva evaluate <input> [--dry-run] [--backend <backend>] [--fail-under <score>]
          See 'viva evaluate --help' for more information.

        """)
    #expect(result.code == .badInput)
  }

  @Test func wordsBehindTwoDashesAreNoOptions() throws {
    let parser = CommandLineParser(Viva.program)
    guard case .run(let arguments) = try parser.parse(["report", "--", "--set"]) else {
      Issue.record("not parsed as a command")
      return
    }
    #expect(arguments.positionals == ["--set"])
  }

  @Test func listsJoinRepeatsAndKeepTheirOrder() throws {
    let parser = CommandLineParser(Viva.program)
    let words = ["generate", "--kinds", "cloze,open", "--kinds=open, coding", "--topic=a=b"]
    guard case .run(let arguments) = try parser.parse(words) else {
      Issue.record("not parsed as a command")
      return
    }
    #expect(arguments[BriefOptions.kinds] == [.cloze, .open, .coding])
    #expect(arguments[BriefOptions.topic] == ["a=b"])
    #expect(arguments[BriefOptions.count] == 20)
    #expect(arguments[CommonOptions.quiet] == false)
  }

  @Test func noCommandDeclaresAnOptionTwice() {
    for command in Viva.program.commands {
      let names = command.options.map(\.name)
      #expect(Set(names).count == names.count, "\(command.name)")
      #expect(Set(names).isDisjoint(with: command.later), "\(command.name)")
    }
  }
}
