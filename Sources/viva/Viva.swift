import CArguments
import QuestionPipeline
import SQLiteStorage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program: finds the command, prints errors, picks exit codes.
@main package struct Viva: Sendable {
  static let commands: [any Command.Type] = [
    GenerateCommand.self, PlanCommand.self, EvaluateCommand.self, ReportCommand.self,
    CompareCommand.self, CalibrateCommand.self, ShowCommand.self, TraceCommand.self,
    ConfigShowCommand.self, DoctorCommand.self, JournalShowCommand.self, JournalStatsCommand.self,
    JournalExportCommand.self, JournalPruneCommand.self, MemoryShowCommand.self,
    MemorySearchCommand.self, MemoryEmbedCommand.self, MemoryLessonsCommand.self,
    MemoryForgetCommand.self, MemoryExportCommand.self, MemoryImportCommand.self,
    KnowledgeListCommand.self, KnowledgeShowCommand.self, KnowledgeCheckCommand.self,
    ReviewApplyCommand.self, MergeCommand.self, SampleCommand.self, SplitCommand.self,
    ExportCommand.self, InitCommand.self, ServeCommand.self, MCPCommand.self,
    CompletionsCommand.self, ManCommand.self,
  ]

  /// All that there is to say about the command line.
  package static let program = ProgramSpec(
    name: "viva",
    summary: "Viva writes question-and-answer sets and says, with evidence, how good they are.",
    version: Version.number, commands: commands.map { $0.spec },
    notes: [
      CommandSpec.Note(
        "Exit codes", "0    done", "1    failed", "2    bad usage, configuration or input",
        "3    finished, but short of what was asked", "4    a gate failed (--fail-under)",
        "130  interrupted; the same command goes on"),
      CommandSpec.Note(
        "Try", "viva generate --topic Transformers --count 50 --kinds open,multipleChoice"),
    ])

  private let workplace: Workplace

  package init(_ workplace: Workplace) { self.workplace = workplace }

  /// What the process was called with, also where there is no /proc to read it from.
  private static var words: [String] {
    let count = viva_argument_count()
    guard count > 0 else { return CommandLine.arguments }
    return (0..<count).map { String(cString: viva_argument($0)) }
  }

  static func main() async {
    ProcessMemory.prepare()
    signal(SIGPIPE, SIG_IGN)
    // A file that may grow no more is an error like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    let interruption = Interruption()
    let signals = Signals(interruption)
    let viva = Viva(Workplace(console: .standard, interruption: interruption))
    let code = await viva.run(Array(words.dropFirst()))
    withExtendedLifetime(signals) {
      fflush(nil)
      // Not `exit`: its handlers would free what other threads (of libcurl, of the executors) may still be using.
      _exit(code.rawValue)
    }
  }

  /// Does what the words behind the program's name ask for.
  package func run(_ words: [String]) async -> ExitCode {
    let console = workplace.console
    do {
      switch try CommandLineParser(Self.program).parse(words) {
      case .version: console.print("viva \(Self.program.version)")
      case .help(let command?): console.print(HelpText.text(of: command))
      case .help(nil): console.print(HelpText.text(of: Self.program))
      case .groupHelp(let word): console.print(HelpText.text(ofGroup: word, in: Self.program))
      case .run(let arguments): return await run(arguments)
      }
      return .done
    } catch {
      return fail(error, .badInput)
    }
  }

  private func run(_ arguments: Arguments) async -> ExitCode {
    guard let type = Self.commands.first(where: { $0.spec.name == arguments.command.name }) else {
      preconditionFailure("the parser knows the same commands")
    }
    let command: any Command
    do {
      command = try await type.init(arguments, in: workplace)
    } catch {
      return fail(error, .badInput)
    }
    do {
      return try await command.run()
    } catch {
      return fail(error, .failed)
    }
  }

  private func fail(_ error: any Error, _ code: ExitCode) -> ExitCode {
    if error is CancellationError {
      workplace.console.note("Interrupted.")
      return .interrupted
    }
    workplace.console.note("Error: \(error)")
    if let advice = (error as? StorageError)?.journalAdvice { workplace.console.note(advice) }
    return mayWorkLater(error) ? .failed : code
  }

  /// Whether nobody asked for anything wrong: the disk is full or fails, or another process is at work.
  private func mayWorkLater(_ error: any Error) -> Bool {
    switch error {
    case let error as FileError: error.code == .full || error.code == .locked
    case let error as StorageError: [.full, .disk, .busy].contains(error.code)
    default: false
    }
  }
}
