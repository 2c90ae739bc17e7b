import SQLiteStorage

/// What the replies of a journal took, summed up to one of them and kept, so that nobody reads all of them again.
struct KeptUsage: Sendable {
  /// Under which it is kept.
  static let name = "usage"

  /// The last reply that is counted.
  private var through: Int
  /// In the order of both names.
  private(set) var rows: [ModelUsage]

  /// What is kept, with all replies since.
  init(on connection: Connection) throws {
    let kept = try connection.rows(Journal.metaQuery(sum: ", sum"), [.text(Self.name)])
    try self.init(kept.first?[1].string, on: connection)
  }

  init(_ kept: String?, on connection: Connection) throws {
    through = 0
    rows = []
    if let kept {
      let reader = JSONReader(try JSONParser.parse(kept))
      through = try reader.int("through")
      rows = try reader.array("rows").map(Self.row)
    }
    // Row by row: a statement that groups and sums takes longer to prepare than the rows of a wave take to read.
    try connection.forEachRow(
      """
      SELECT rowid, role, model, outcome, content IS NOT NULL, prompt_tokens, cached_tokens,
        completion_tokens, messages LIKE '%["assistant"%', cost, cost IS NOT NULL
      FROM reply WHERE rowid > ? ORDER BY rowid
      """, [.int(through)]
    ) { add($0) }
  }

  /// Counts one reply.
  private mutating func add(_ reply: borrowing Statement.Row) {
    through = Int(reply.integer(0))
    let place = place(ofRole: reply.bytes(1), model: reply.bytes(2))
    rows[place].requests += 1
    rows[place].replies += Int(reply.integer(4))
    rows[place].promptTokens += Int(reply.integer(5))
    rows[place].cachedTokens += Int(reply.integer(6))
    rows[place].completionTokens += Int(reply.integer(7))
    rows[place].corrections += Int(reply.integer(8))
    rows[place].reportedCost += Int(reply.integer(9))
    rows[place].pricedReplies += Int(reply.integer(10))
    let outcome = reply.bytes(3)
    if let kind = ReplyOutcome.allCases.firstIndex(where: { outcome.holds($0.rawValue) }) {
      rows[place].outcomes[kind] += 1
    }
  }

  /// Counts a reply that was just kept, unless it is counted: what reading its row would come to.
  mutating func add(_ entry: JournalEntry, of request: ChatRequest, model: String, row: Int64) {
    guard row > through else { return }
    through = Int(row)
    var (role, model) = (request.role.rawValue, model)
    let place = role.withUTF8 { role in
      model.withUTF8 { model in
        self.place(ofRole: UnsafeRawBufferPointer(role), model: UnsafeRawBufferPointer(model))
      }
    }
    rows[place].requests += 1
    if let kind = ReplyOutcome.allCases.firstIndex(of: entry.outcome) {
      rows[place].outcomes[kind] += 1
    }
    if request.messages.contains(where: { $0.role == .assistant }) { rows[place].corrections += 1 }
    guard let reply = entry.reply else { return }
    rows[place].replies += 1
    rows[place].promptTokens += reply.usage.prompt
    rows[place].cachedTokens += reply.usage.cached
    rows[place].completionTokens += reply.usage.completion
    rows[place].reportedCost += reply.usage.cost ?? 0
    rows[place].pricedReplies += reply.usage.cost == nil ? 0 : 1
  }

  /// Where the row of both names is, made where there is none.
  private mutating func place(
    ofRole role: UnsafeRawBufferPointer, model: UnsafeRawBufferPointer
  ) -> Int {
    if let place = rows.firstIndex(where: { role.holds($0.role) && model.holds($0.model) }) {
      return place
    }
    let new = ModelUsage(
      role: String(decoding: role, as: UTF8.self), model: String(decoding: model, as: UTF8.self),
      requests: 0, replies: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0,
      corrections: 0, reportedCost: 0, pricedReplies: 0,
      outcomes: ReplyOutcome.allCases.map { _ in 0 })
    func names(_ row: ModelUsage) -> [UInt8] { Array("\(row.role)\0\(row.model)".utf8) }
    let place =
      rows.firstIndex { names(new).lexicographicallyPrecedes(names($0)) } ?? rows.count
    rows.insert(new, at: place)
    return place
  }

  // MARK: JSON

  private static var figures: [(name: String, path: WritableKeyPath<ModelUsage, Int>)] {
    [
      ("requests", \.requests), ("replies", \.replies), ("promptTokens", \.promptTokens),
      ("cachedTokens", \.cachedTokens), ("completionTokens", \.completionTokens),
      ("corrections", \.corrections), ("reportedCost", \.reportedCost),
      ("pricedReplies", \.pricedReplies),
    ]
  }

  var json: String {
    let rows = rows.map { row -> JSONValue in
      var object = JSONObject()
      object["role"] = .string(row.role)
      object["model"] = .string(row.model)
      for figure in Self.figures { object[figure.name] = .integer(row[keyPath: figure.path]) }
      object["outcomes"] = .array(row.outcomes.map(JSONValue.integer))
      return .object(object)
    }
    return JSONWriter.text(["through": .integer(through), "rows": .array(rows)])
  }

  private static func row(_ reader: JSONReader) throws -> ModelUsage {
    var row = ModelUsage(
      role: try reader.string("role"), model: try reader.string("model"), requests: 0, replies: 0,
      promptTokens: 0, cachedTokens: 0, completionTokens: 0, corrections: 0, reportedCost: 0,
      pricedReplies: 0, outcomes: try reader.array("outcomes").map { try $0.int() })
    for figure in figures { row[keyPath: figure.path] = try reader.int(figure.name) }
    // An outcome that came with a later version has no figure yet.
    while row.outcomes.count < ReplyOutcome.allCases.count { row.outcomes.append(0) }
    return row
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes are the text's.
  fileprivate func holds(_ text: String) -> Bool {
    text.utf8.count == count && text.utf8.elementsEqual(self)
  }
}
