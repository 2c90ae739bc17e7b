import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures parts of Viva, one at a time; the README beside this folder says what is what.
@main struct Benchmark {
  static func main() async throws {
    // As the program does.
    ProcessMemory.prepare()
    signal(SIGPIPE, SIG_IGN)
    let words = CommandLine.arguments.dropFirst()
    let options = Options(words.dropFirst())
    switch words.first {
    case "pipeline":
      let figures = try await PipelineBenchmark.run(
        cells: options["cells", 4000], concurrency: options["concurrency", 64],
        topics: options["topics", 20], isDurable: options["durable", 1] == 1,
        base: options["base"], delivery: options["stream", 0] == 1 ? .stream : .plain,
        publishesReports: options["reports", 1] == 1, folder: options.folder)
      print(figures.line)
    case "journal":
      try FileSystem.makeFolder(options.folder)
      print(
        try await JournalBenchmark.run(
          records: options["records", 50_000], rate: options["rate", 10_000],
          rounds: options["rounds", 5], isDurable: options["durable", 1] == 1,
          file: options.folder + "/journal.sqlite"))
    case "client":
      let requests = options["requests", 20_000]
      let client = ClientBenchmark(
        base: options["base"] ?? "http://127.0.0.1:8080/v1",
        delivery: options["stream", 0] == 1 ? .stream : .plain, latency: options["latency", 0])
      // The language's own descriptors, for timers, are there from the first sleep on.
      try await Task.sleep(for: .milliseconds(1), clock: .continuous)
      let before = Meter.descriptors
      print(
        try await client.run(
          requests: requests, inFlight: options["inflight", 64],
          every: options["every", requests + 1]
        ) { count in
          print(
            "after \(count): resident MB \((Meter.memory?.resident ?? 0).shown(1)),",
            "descriptors \(Meter.descriptors ?? 0)")
        })
      // The transport is gone; its thread closes the connections in its own time.
      for _ in 0..<100 where (Meter.descriptors ?? 0) > (before ?? 0) {
        try await Task.sleep(for: .milliseconds(20), clock: .continuous)
      }
      print("descriptors before \(before ?? 0), after \(Meter.descriptors ?? 0)")
    case "ingest":
      let ingest = IngestBenchmark(
        megabytes: options["megabytes", 100], folder: options["input"] ?? options.folder,
        keepsPassages: options["keep", 0] == 1)
      if options["prepare", 0] == 1 { try ingest.prepare() } else { print(try ingest.run()) }
    case "passages":
      let passages = PassagesBenchmark(
        passages: options["passages", 1_000_000], queries: options["queries", 0],
        file: options["file"] ?? options.folder + ".sqlite")
      if options["queries", 0] > 0 {
        print(try await passages.search())
      } else if options["grow", 0] > 0 {
        print(try await passages.grow(by: options["grow", 0]))
      } else {
        print(try await passages.build())
      }
    case "vectors":
      print(
        try await VectorsBenchmark(
          vectors: options["vectors", 100_000], dimensions: options["dimensions", 1024],
          queries: options["queries", 200], file: options["file"] ?? options.folder + ".sqlite"
        ).run())
    case "recall":
      let isChinese = options["language"] == "zh"
      if options["prepare", 0] == 1 {
        let made = try Handbooks(words: .of(isChinese: isChinese)).write(
          passages: options["passages", 10_000], to: options["input"] ?? options.folder)
        print("\(made.books) handbooks of \(made.passages) passages")
      } else {
        print(
          try await RecallBenchmark(
            items: options["items"] ?? "items.jsonl",
            file: options["file"] ?? options.folder + ".sqlite", isChinese: isChinese
          ).run())
      }
    case "digest":
      let bytes = [UInt8](repeating: 7, count: options["bytes", 4096])
      let rounds = options["rounds", 20_000]
      let start = Meter.now
      var last = ""
      for _ in 0..<rounds { last = SHA256.hex(bytes) }
      let used = Meter.now.since(start)
      print(
        "SHA-256 of \(bytes.count) bytes: µs \((used.cpu / Double(rounds)).shown(2)),",
        "MB/s \((Double(rounds * bytes.count) / used.cpu).shown(0)) (\(last.prefix(8)))")
    default:
      print(
        "Usage: viva-benchmark pipeline|client|journal|ingest|passages|vectors|recall|digest [name=value …]"
      )
      exit(2)
    }
  }
}

/// Words of the form `name=value`.
struct Options {
  private var values: [String: String] = [:]

  init(_ words: some Sequence<String>) {
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      values[String(parts[0])] = String(parts[1])
    }
  }

  subscript(name: String, fallback: Int) -> Int { values[name].flatMap { Int($0) } ?? fallback }
  subscript(name: String) -> String? { values[name] }

  /// Where files are written; not below the current folder, where they would be taken for the project's.
  var folder: String { values["folder"] ?? "/tmp/viva-benchmark-\(getpid())" }
}
