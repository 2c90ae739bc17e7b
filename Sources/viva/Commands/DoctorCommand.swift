import HTTPTransport
import QuestionPipeline

/// `viva doctor`: whether a run would work here, and if not, why.
struct DoctorCommand: Command {
  static let spec = CommandSpec(
    "doctor", "Check configuration, endpoints, keys and limits before a run",
    sections: [
      EndpointOptions.section,
      CommandSpec.Section(
        "Options", CommonOptions.concurrency.spec, CommonOptions.config.spec,
        CommonOptions.home.spec, CommonOptions.json.spec),
    ],
    notes: [
      CommandSpec.Note(
        "What it sends",
        "Endpoints of the configuration are asked for their list of models, which is free. One that",
        "is named here, with its model, also gets one short chat of about 100 tokens, to see what it",
        "takes. Of a key it is said whether there is one, never what it is."),
      CommandSpec.Note(
        "Exit code", "0  all is well, or there are notes only",
        "1  something would keep a run from working", "3  there are warnings"),
      CommandSpec.Note(
        "Examples", "viva doctor", "viva doctor --endpoint ollama --model qwen3:8b",
        "viva doctor --base-url http://127.0.0.1:8080/v1 --model m --json"),
    ])

  private let workplace: Workplace
  private let arguments: Arguments
  private let bench: Result<Workbench, any Error>
  private let named: EndpointProfile?

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    self.workplace = workplace
    self.arguments = arguments
    // A configuration that cannot be read is what one comes here for: a finding, not an error.
    bench = Result { try Workbench(arguments) }
    named = try (try? bench.get()).flatMap {
      try EndpointChoice(arguments, $0.settings).profile(wantsModel: false)
    }
  }

  func run() async throws -> ExitCode {
    var findings = [Self.program()]
    switch bench {
    case .failure(let error): findings.append(Finding("configuration", .failure, "\(error)"))
    case .success(let bench): findings += await examine(bench)
    }
    let worst = findings.map(\.level).max() ?? .fine
    if arguments[CommonOptions.json] {
      workplace.console.print(
        JSONWriter.text(
          ["worst": .string(worst.word), "findings": .array(findings.map(\.json))], indent: 2))
    } else {
      for line in Self.lines(findings) { workplace.console.print(line) }
    }
    return switch worst {
    case .fine, .note: .done
    case .warning: .short
    case .failure: .failed
    }
  }

  private func examine(_ bench: Workbench) async -> [Finding] {
    let layers = bench.layers.map(\.name).filter { !$0.hasPrefix("--") }
    var found = [
      Finding(
        "configuration", .fine,
        "\(layers.joined(separator: ", then ")); prompts and rubric are whole")
    ]
    found += MachineCheck(
      environment: workplace.environment, concurrency: bench.settings.concurrency
    ).findings()
    let cache = workplace.abilityCache()
    found.append(
      Finding(
        "abilities", .fine,
        workplace.abilityFile.map { "what endpoints take is remembered in \($0)" }
          ?? "no place to remember what endpoints take: neither XDG_CACHE_HOME nor HOME is set"))
    let transport: CurlTransport
    do {
      transport = try CurlTransport()
    } catch {
      return found + [Finding("transport", .failure, "\(error)")]
    }
    func check(_ profile: EndpointProfile, isNamed: Bool) -> EndpointCheck {
      EndpointCheck(
        profile: profile, isNamed: isNamed, transport: transport, cache: cache,
        workplace: workplace)
    }
    if let named { return found + (await check(named, isNamed: true).findings()) }
    let profiles = bench.settings.endpoints.values.sorted { $0.name < $1.name }
    var checks: [EndpointCheck] = []
    var keyless: [String] = []
    for profile in profiles {
      if case .environment(let name)? = profile.key, (workplace.environment(name) ?? "").isEmpty {
        keyless.append("\(profile.name) (\(name))")
      } else if !profile.baseURL.isEmpty {
        checks.append(check(profile, isNamed: false))
      }
    }
    found += await withTaskGroup(of: (Int, [Finding]).self) { group in
      for (index, check) in checks.enumerated() {
        group.addTask { (index, await check.findings()) }
      }
      var results = [[Finding]](repeating: [], count: checks.count)
      for await (index, findings) in group { results[index] = findings }
      return results.flatMap { $0 }
    }
    if !keyless.isEmpty {
      found.append(
        Finding(
          "endpoints", .note,
          "known, without a key in the environment: "
            + keyless.joined(separator: ", ")))
    }
    return found
  }

  private static func program() -> Finding {
    let library = (try? CurlLibrary.version()).map { " with " + $0 } ?? ""
    return Finding("program", .fine, "viva \(Version.number)\(library)")
  }

  /// A line each, the subject only where it changes.
  private static func lines(_ findings: [Finding]) -> [String] {
    let width = findings.map { $0.subject.columns }.max() ?? 0
    var last = ""
    return findings.map { finding in
      let subject = finding.subject == last ? "" : finding.subject
      last = finding.subject
      let mark =
        switch finding.level {
        case .fine: "ok     "
        case .note: "note   "
        case .warning: "WARNING"
        case .failure: "FAILURE"
        }
      let blank = String(repeating: " ", count: width - subject.columns)
      return "\(mark)  \(subject)\(blank)  \(finding.detail)"
    }
  }
}
