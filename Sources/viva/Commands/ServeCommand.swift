import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

enum ServeOptions {
  static let port = Option.one(
    "port", "n", ValueType.number(0...65535), default: 8484,
    "The port to listen at; 0 picks any that is free."
  ).inUsage()
  static let host = Option.one(
    "host", "address", ValueType.text, default: "127.0.0.1",
    "The IP address to listen at. Only this machine reaches the default.")
  static let json = Option.flag(
    "json", "Print one line {\"url\": …} to standard output once it listens.")
}

/// `viva serve`: the offline backend for other programs.
struct ServeCommand: Command {
  static let spec = CommandSpec(
    "serve", "Answer other programs as an OpenAI-compatible endpoint, offline",
    sections: [
      CommandSpec.Section("Where it listens", ServeOptions.port.spec, ServeOptions.host.spec),
      CommandSpec.Section(
        "What it knows", CommonOptions.knowledge.spec, CommonOptions.config.spec,
        CommonOptions.home.spec),
      CommandSpec.Section("Output", ServeOptions.json.spec),
    ],
    notes: [
      CommandSpec.Note(
        "What it answers", "POST /v1/chat/completions   with and without \"stream\": true",
        "GET /v1/models              lists the model 'offline'; it answers to any name",
        "GET /health",
        "The messages alone decide what is written. It answers Viva's own prompts and says of",
        "others that it does not know. Ctrl-C ends it: what is in flight is finished."),
      CommandSpec.Note(
        "Not for the open net", "It asks for no key and speaks no TLS."),
      CommandSpec.Note(
        "Examples", "viva serve --port 8484",
        "curl http://127.0.0.1:8484/v1/models",
        "viva serve --port 0 --json --knowledge packs/"),
    ])

  private let model: OfflineModel
  private let host: String
  private let port: Int
  private let isJSON: Bool
  private let workplace: Workplace

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    self.workplace = workplace
    host = arguments[ServeOptions.host]
    port = arguments[ServeOptions.port]
    isJSON = arguments[ServeOptions.json]
    guard Sockets.isAddress(host) else {
      throw arguments.usageError("'--host' needs an IP address such as 127.0.0.1, not '\(host)'.")
    }
    model = try ModelFactory.offlineBackend(arguments, Workbench(arguments)).model
  }

  func run() async throws -> ExitCode {
    let time = CalendarTime(start: Self.secondsSince1970(), clock: workplace.clock)
    let service = ChatService(model: model, time: time)
    let server = try HTTPServer(
      host: host, port: port, time: time,
      parallelism: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    ) { service.reply(to: $0) }
    tell(server)
    await withTaskGroup { group in
      group.addTask { [interruption = workplace.interruption] in
        // Cancelled only where the server has ended by itself.
        guard (try? await interruption.wait()) != nil else { return }
        server.stop()
      }
      await server.run()
      group.cancelAll()
    }
    return .done
  }

  private static func secondsSince1970() -> Int { time(nil) }

  private func tell(_ server: HTTPServer) {
    let console = workplace.console
    let url = "http://\(ListeningSocket.text(host: host, port: server.port))/v1"
    if !Sockets.isLoopback(host) {
      console.note(
        "Warning: other machines reach \(host). This server asks for no key and speaks no TLS; it is "
          + "not meant for the open net.")
    }
    if server.connectionLimit < server.limits.connections {
      console.note(
        "Notice: the system lets this process hold \(server.connectionLimit) connections, not "
          + "\(server.limits.connections); 'ulimit -n' raises that.")
    }
    console.note("Serving the offline backend at \(url) (Ctrl-C ends it)")
    if isJSON { console.print(JSONWriter.text(["url": .string(url)])) }
  }
}
