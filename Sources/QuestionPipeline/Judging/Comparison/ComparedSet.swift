/// One of two sets that are compared: what its folder says of it.
package struct ComparedSet: Sendable {
  /// What one stage of the run took.
  package struct Stage: Sendable, Hashable {
    /// The stage that the trace names, or the role of the usage where there is no trace.
    package var name: String
    /// Messages handled; nil without a trace.
    package var messages: Int?
    /// Milliseconds that one message took, half of them and nineteen in twenty less; nil without a trace.
    package var median: Double?
    package var p95: Double?
    package var requests: Int
    package var promptTokens: Int
    package var completionTokens: Int
    /// At list price; nil where the price of a model is unknown.
    package var nanoDollars: Int?
  }

  package var path: String
  package var items: [Item]
  /// Refused cells by their first reason.
  package var refusals: [String: Int]
  /// In the order of the run.
  package var stages: [Stage]
  /// The rubric that the report names.
  package var rubric: String?
  /// Whether a calibration put scores on the scale of people's labels.
  package var isCalibrated = false

  /// - Parameters:
  ///   - path: the folder of a set or of an evaluation, or a file of items.
  ///   - price: of a model at list price; nil where it is unknown.
  /// Throws: `FileError`, or `ConfigurationError` where nothing can be read.
  package init(path: String, price: (String) -> Price?) throws {
    self.path = path
    refusals = [:]
    stages = []
    guard FileSystem.isFolder(path) else {
      items = try SetReader.read(path).items
      return
    }
    let report = path + "/report.json"
    let hasItems = FileSystem.exists(path + "/items.jsonl")
    guard hasItems || FileSystem.exists(report) else {
      throw ConfigurationError(
        source: path,
        detail: "holds neither items.jsonl nor report.json: it is no set and no evaluation")
    }
    items = try SetReader.read(hasItems ? path : report).items
    if FileSystem.exists(report) {
      let reader = try Self.parsed(report)
      rubric = reader["made"]?["rubric"]?.stringValue
      isCalibrated = reader["made"]?["calibratedScores"] != nil
      for member in reader["ledger"]?["reasons"]?.objectValue?.members ?? [] {
        refusals[member.key] = member.value.intValue ?? 0
      }
      stages = (reader["usage"]?.arrayValue ?? []).map { usage in
        Stage(
          name: usage["role"]?.stringValue ?? "", messages: nil, median: nil, p95: nil,
          requests: usage["requests"]?.intValue ?? 0,
          promptTokens: usage["promptTokens"]?.intValue ?? 0,
          completionTokens: usage["completionTokens"]?.intValue ?? 0, nanoDollars: nil)
      }
    }
    let trace = path + "/trace.jsonl"
    if FileSystem.exists(trace) {
      let traced = try Self.stages(trace, price)
      if !traced.isEmpty { stages = traced }
    }
  }

  private static func parsed(_ path: String) throws -> JSONValue {
    do {
      return try JSONParser.parse(try FileSystem.read(path))
    } catch let error as JSONError {
      throw ConfigurationError(source: path, detail: error.description)
    }
  }

  /// Latency and use by stage, in the order in which the stages first occur.
  private static func stages(_ path: String, _ price: (String) -> Price?) throws -> [Stage] {
    var stages: [Stage] = []
    var took: [[Double]] = []
    let lines = try FileSystem.read(path).split(separator: 0x0A)
    for (number, line) in lines.enumerated() {
      let row: JSONValue
      do {
        row = try JSONParser.parse(Array(line))
      } catch {
        throw ConfigurationError(source: "\(path), line \(number + 1)", detail: "\(error)")
      }
      let calls = row["calls"]?.arrayValue ?? []
      let time = row["wall"]?["took"]?.doubleValue
      guard let name = row["from"]?.stringValue, time != nil || !calls.isEmpty else { continue }
      let index: Int
      if let known = stages.firstIndex(where: { $0.name == name }) {
        index = known
      } else {
        index = stages.count
        stages.append(
          Stage(
            name: name, messages: 0, median: nil, p95: nil, requests: 0, promptTokens: 0,
            completionTokens: 0, nanoDollars: 0))
        took.append([])
      }
      stages[index].messages = (stages[index].messages ?? 0) + 1
      if let time { took[index].append(time) }
      for call in calls {
        let prompt = call["promptTokens"]?.intValue ?? 0
        let completion = call["completionTokens"]?.intValue ?? 0
        stages[index].requests += 1
        stages[index].promptTokens += prompt
        stages[index].completionTokens += completion
        let cost = price(call["model"]?.stringValue ?? "")?
          .cost(prompt: prompt, cached: 0, completion: completion)
        stages[index].nanoDollars = stages[index].nanoDollars.flatMap { sum in
          cost.map { sum + $0 }
        }
      }
    }
    for index in stages.indices where !took[index].isEmpty {
      let sorted = took[index].sorted()
      stages[index].median = Bootstrap.quantile(0.5, of: sorted)
      stages[index].p95 = Bootstrap.quantile(0.95, of: sorted)
    }
    return stages
  }
}
