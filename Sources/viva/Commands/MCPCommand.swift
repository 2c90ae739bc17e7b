import QuestionPipeline
import Synchronization

/// `viva mcp`: a server of the Model Context Protocol over standard input and output.
struct MCPCommand: Command {
  private static let sets = Option.one(
    "sets", "folder", ValueType.folder, default: "Outputs",
    "The folder whose sets are offered as resources, and where new ones go.")

  static let spec = CommandSpec(
    "mcp", "Offer planning, writing and judging to assistants (MCP)",
    sections: [
      CommandSpec.Section(
        "Options", sets.spec, CommonOptions.knowledge.spec, CommonOptions.config.spec,
        CommonOptions.home.spec),
      EndpointOptions.section,
    ],
    notes: [
      CommandSpec.Note(
        "What it offers",
        "tools      \(MCPTool.all.map(\.name).joined(separator: ", "))",
        "resources  items, report and manifest of every set, as viva://sets/<name>/<file>",
        "The end of its input ends what is under way, as Ctrl-C would.",
        "Progress is told where it is asked for; a call that is cancelled ends as by Ctrl-C and can go on."
      ),
      CommandSpec.Note(
        "To use it", "An entry in a client's configuration of servers:",
        "{\"mcpServers\": {\"viva\": {\"command\": \"viva\", \"args\": [\"mcp\", \"--sets\", \"/home/me/sets\"]}}}",
        "Without an endpoint it writes offline; one that is named here is asked by generate and evaluate."
      ),
    ])

  private let server: MCPServer
  private let workplace: Workplace

  init(_ arguments: Arguments, in workplace: Workplace) throws {
    self.workplace = workplace
    _ = try Workbench(arguments)
    let options =
      [CommonOptions.knowledge.spec, CommonOptions.config.spec, CommonOptions.home.spec]
      + EndpointOptions.section.options
    let settings = options.flatMap { option in
      arguments.words(of: option).map { word in
        (option.name, option.placeholder == nil ? "--\(option.name)" : "--\(option.name)=\(word)")
      }
    }
    let console = workplace.console
    let turn = Mutex(())
    server = MCPServer(sets: arguments[Self.sets], settings: settings, workplace: workplace) {
      let line = JSONWriter.text($0)
      turn.withLock { _ in console.print(line) }
    }
  }

  func run() async throws -> ExitCode {
    await withTaskGroup { group in
      group.addTask { [interruption = workplace.interruption, server] in
        guard (try? await interruption.wait()) != nil else { return }
        server.endAll()
      }
      await server.serve(InputLines.standard(until: workplace.interruption))
      group.cancelAll()
    }
    return .done
  }
}
