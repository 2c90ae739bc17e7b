import QuestionPipeline
import SQLiteStorage

/// What happened to one cell, read from a set's trace and journal.
struct CellStory: Sendable {
  /// A model's reply and what it answered.
  struct Call: Sendable {
    var row: JSONValue
    var role: String
    var model: String
    var outcome: String
    var promptTokens: Int
    var completionTokens: Int
    /// In nano-dollars; nil where the price is unknown.
    var cost: Int?
    var messages: [(role: String, text: String)]
    /// Nil where it was not wanted, or the journal does not have it.
    var reply: String?
  }

  /// A message on the bus.
  struct Step: Sendable {
    var row: JSONValue
    var subject: String
    var from: String
    var to: [String]
    var says: JSONValue
    /// Milliseconds since the run began, and those that the sender took.
    var at: Double?
    var took: Double?
    var calls: [Call]
  }

  private let cell: Int
  /// The item that it became: its number in 'show', and its identifier.
  private let item: (index: Int, id: String)?
  private let steps: [Step]
  private let hasTexts: Bool

  /// - Parameters:
  ///   - cell: its number, or the identifier of its item.
  ///   - hasTexts: whether prompts and replies are wanted.
  /// Throws: `FileError`, `ConfigurationError`, or what opening the journal throws.
  init(folder: String, cell word: String, prices: PriceBook, hasTexts: Bool) async throws {
    self.hasTexts = hasTexts
    guard FileSystem.isFolder(folder) else {
      throw FileError(
        code: FileSystem.exists(folder) ? .notFolder : .notFound, path: folder,
        detail: "is no folder of a set")
    }
    let number = try Self.number(word, in: folder)
    cell = number
    // A set from which nothing was accepted has cells all the same.
    let items = (try? SetReader.read(folder))?.items ?? []
    item = items.firstIndex { $0.cell == number }.map { ($0 + 1, items[$0].id) }
    var steps: [Step] = []
    let file = folder + "/trace.jsonl"
    let bytes = try FileSystem.read(file)
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      do {
        let value = try JSONParser.parse(Array(line))
        let reader = JSONReader(value)
        guard try reader.optional("cell")?.int() == cell else { continue }
        steps.append(try Self.step(reader, value, prices))
      } catch {
        throw ConfigurationError(source: "\(file), line \(index + 1)", detail: "\(error)")
      }
    }
    guard !steps.isEmpty else {
      throw ConfigurationError(
        source: file,
        detail: "has no row of cell \(cell); 'viva show' lists the cells that became items")
    }
    self.steps = hasTexts ? try await Self.told(steps, from: folder + "/journal.sqlite") : steps
  }

  private static func number(_ word: String, in folder: String) throws -> Int {
    if let number = Int(word), number >= 0 { return number }
    let items = try SetReader.read(folder).items.enumerated().map {
      (index: $0.offset + 1, item: $0.element)
    }
    let first = try ItemChoice.find(word, among: items, of: folder).item
    guard let cell = first.cell else {
      throw ConfigurationError(
        source: folder, detail: "does not say which cell '\(first.id)' came from")
    }
    return cell
  }

  private static func step(_ reader: JSONReader, _ value: JSONValue, _ prices: PriceBook) throws
    -> Step
  {
    let wall = try reader.optional("wall")
    let calls = try reader.optional("calls")?.array() ?? []
    return Step(
      row: value, subject: try reader.string("subject"), from: try reader.string("from"),
      to: try reader.optional("to")?.array().map { try $0.string() } ?? [],
      says: try reader.optional("says")?.value ?? .null,
      at: try wall?.optional("at")?.double(), took: try wall?.optional("took")?.double(),
      calls: try calls.map { call in
        let model = try call.string("model")
        let prompt = try call.optional("promptTokens")?.int() ?? 0
        let completion = try call.optional("completionTokens")?.int() ?? 0
        let cached = try call.optional("cachedTokens")?.int() ?? 0
        return Call(
          row: call.value, role: try call.string("role"), model: model,
          outcome: try call.string("outcome"), promptTokens: prompt, completionTokens: completion,
          cost: model == Backend.offline.rawValue
            ? 0
            : prices.price(of: model)?.cost(
              prompt: prompt, cached: cached, completion: completion),
          messages: [], reply: nil)
      })
  }

  /// The steps with the texts that the journal holds.
  private static func told(_ steps: [Step], from file: String) async throws -> [Step] {
    guard FileSystem.exists(file) else { return steps }
    let journal = try await Journal(file: file, mode: .readOnly)
    var steps = steps
    for step in steps.indices {
      for call in steps[step].calls.indices {
        let key = try JSONReader(steps[step].calls[call].row).string("key")
        var kept: KeptReply?
        try await journal.replies(ReplyFilter(key: key)) { kept = $0 }
        guard let kept else { continue }
        steps[step].calls[call].reply = kept.entry.reply?.content
        for message in kept.messages {
          let text = try await journal.text(message.hash) ?? "(pruned)"
          steps[step].calls[call].messages.append((message.role, text))
        }
      }
    }
    return steps
  }

  // MARK: Telling

  func write(to page: inout TextPage) {
    page.head("Cell \(cell)" + (item.map { ": item \($0.index), \($0.id)" } ?? ""))
    var (prompt, completion, requests) = (0, 0, 0)
    var cost: Int? = 0
    for step in steps {
      page.blank()
      let time = step.at.map { "  at \(Self.seconds($0))" } ?? ""
      let took = step.took.map { ", took \(Self.seconds($0))" } ?? ""
      page.head("\(step.subject): \(step.from) → \(step.to.joined(separator: ", "))\(time)\(took)")
      Self.tell(step.says, to: &page, indent: 2)
      for call in step.calls {
        requests += 1
        prompt += call.promptTokens
        completion += call.completionTokens
        cost = cost.flatMap { sum in call.cost.map { sum + $0 } }
        tell(call, to: &page)
      }
    }
    page.blank()
    page.head(
      "\(requests) calls, \(prompt) + \(completion) tokens"
        + (cost.map { $0 > 0 ? ", " + Money.short($0) : "" } ?? ", cost unknown"))
  }

  private func tell(_ call: Call, to page: inout TextPage) {
    page.blank()
    page.add(
      "\(call.role) asks \(call.model): \(call.outcome), \(call.promptTokens) + "
        + "\(call.completionTokens) tokens"
        + (call.cost.map { $0 > 0 ? ", " + Money.short($0) : "" } ?? ""),
      indent: 2, mark: "* ")
    guard hasTexts else { return }
    for message in call.messages {
      page.add(message.role, indent: 4, mark: "--- ")
      page.add(message.text, indent: 4)
    }
    page.add("reply", indent: 4, mark: "--- ")
    page.add(call.reply.map(Self.readable) ?? "(not in the journal)", indent: 4)
  }

  /// JSON with line breaks; other text as it is.
  private static func readable(_ reply: String) -> String {
    guard let value = try? JSONParser.parse(Array(reply.utf8)) else { return reply }
    return JSONWriter.text(value, indent: 2)
  }

  /// The members of an object, a line each, those of objects below them further in.
  private static func tell(_ value: JSONValue, to page: inout TextPage, indent: Int) {
    guard case .object(let object) = value else { return }
    for member in object.members {
      switch member.value {
      case .object:
        page.add(member.key + ":", indent: indent)
        tell(member.value, to: &page, indent: indent + 2)
      case .array(let values) where values.contains { if case .object = $0 { true } else { false } }:
        page.add(member.key + ":", indent: indent)
        for value in values {
          page.add("-", indent: indent + 2)
          tell(value, to: &page, indent: indent + 4)
        }
      case .string(let text): page.add(text, indent: indent, mark: member.key + ": ")
      case .array(let values):
        let texts = values.map { value in
          if case .string(let text) = value { text } else { JSONWriter.text(value) }
        }
        page.add(
          texts.isEmpty ? "none" : texts.joined(separator: ", "), indent: indent,
          mark: member.key + ": ")
      default: page.add(JSONWriter.text(member.value), indent: indent, mark: member.key + ": ")
      }
    }
  }

  /// "0.61 s" of milliseconds.
  private static func seconds(_ milliseconds: Double) -> String {
    milliseconds < 1000 ? "\(milliseconds.fixed(0)) ms" : "\((milliseconds / 1000).fixed(2)) s"
  }

  var json: JSONValue {
    .array(
      steps.map { step in
        guard case .object(var row) = step.row, !step.calls.isEmpty else { return step.row }
        row["calls"] = .array(
          step.calls.map { call in
            guard case .object(var object) = call.row else { return call.row }
            object["cost"] = call.cost.map(JSONValue.integer)
            if hasTexts {
              object["messages"] = .array(
                call.messages.map { ["role": .string($0.role), "content": .string($0.text)] })
              object["reply"] = call.reply.map(JSONValue.string)
            }
            return .object(object)
          })
        return .object(row)
      })
  }
}
