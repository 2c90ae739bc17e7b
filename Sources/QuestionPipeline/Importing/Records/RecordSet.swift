/// Items of records and rows: our own as they stand, conversations by their turns, all others by a field mapping.
enum RecordSet {
  /// So many records are looked at for the fields there are.
  private static let sampled = 50

  /// Nil for a text that is no JSON. Throws `JSONError` for JSON of which nothing can be read, `ConfigurationError` for
  /// fields that cannot be found.
  static func read(_ bytes: [UInt8], _ file: String, _ given: [ItemPart: [String]]) throws
    -> FoundSet?
  {
    var samples: [JSONObject] = []
    guard
      try JSONRecords(
        bytes, descends: given.isEmpty,
        { record in
          if let object = record.value.objectValue, !given.isEmpty || !isOurs(object),
            !given.isEmpty || ChatRecords.format(of: object) == nil
          {
            samples.append(object)
          }
          return samples.count < sampled
        }) != nil
    else { return nil }
    var taker = RecordTaker(
      isMapped: !given.isEmpty,
      reader: try samples.isEmpty
        ? nil : RecordReader(mapping: mapping(samples, given, file), samples: samples))
    let found = try JSONRecords(bytes, descends: given.isEmpty) { record in
      taker.take(record)
      return true
    }
    return found.map { taker.set(unread: $0.unread, format: $0.format) }
  }

  /// Whether an object is an item of ours, whose faults are told rather than guessed around.
  static func isOurs(_ object: JSONObject) -> Bool {
    guard object["question"] != nil else { return false }
    if object["made"] != nil || object["scores"] != nil || object["cell"] != nil { return true }
    return object["language"]?.stringValue != nil
      && object["kind"]?.stringValue.flatMap(QuestionKind.init(rawValue:)) != nil
  }

  private static func mapping(
    _ samples: [JSONObject], _ given: [ItemPart: [String]], _ file: String
  )
    throws(ConfigurationError) -> FieldMapping
  {
    var names: [String] = []
    var seen: Set<String> = []
    for sample in samples {
      for name in sample.keys where seen.insert(name).inserted { names.append(name) }
    }
    var given = given
    // Alpaca's input goes on with its instruction.
    if given[.question] == nil, seen.contains("instruction"),
      seen.contains("output") || seen.contains("response")
    {
      given[.question] = seen.contains("input") ? ["instruction", "input"] : ["instruction"]
    }
    let texts = samples.map { sample in
      Dictionary(
        sample.members.map { ($0.key, RecordReader.text($0.value)) },
        uniquingKeysWith: { first, _ in first })
    }
    return try FieldMapping(names, given: given, samples: texts, source: file)
  }

  /// Nil for a text that is no table of ours, whose cells say which field they are and are taken as they stand.
  static func readOurs(_ bytes: [UInt8]) -> FoundSet? {
    guard let table = DelimitedText(ours: bytes), let names = table.rows.first?.cells else {
      return nil
    }
    var found = FoundSet(items: [], lines: [], unread: table.unread, format: table.format)
    for row in table.rows.dropFirst() {
      do {
        let cells = zip(names, row.cells.map(FormulaGuard.plain))
        found.items.append(
          try ItemTable.item(Dictionary(cells, uniquingKeysWith: { first, _ in first })))
        found.lines?.append(row.line)
      } catch {
        found.unread.append(SetReport.Unread(line: row.line, why: "\(error)"))
      }
    }
    return found
  }

  static func read(_ table: DelimitedText, _ file: String, _ given: [ItemPart: [String]]) throws
    -> FoundSet
  {
    let hasHeader = table.hasHeader
    let width = table.rows.first?.cells.count ?? 0
    var names = hasHeader ? table.rows[0].cells : (0..<width).map { String($0 + 1) }
    var seen: Set<String> = []
    for index in names.indices where names[index].isEmpty || !seen.insert(names[index]).inserted {
      names[index] = "column \(index + 1)"
    }
    let rows = table.rows.dropFirst(hasHeader ? 1 : 0)
    let samples = rows.prefix(sampled).map { row in
      Dictionary(zip(names, row.cells).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    }
    let mapping = try FieldMapping(names, given: given, samples: samples, source: file)
    let objects = samples.map { sample in
      JSONObject(names.compactMap { name in sample[name].map { (key: name, value: .string($0)) } })
    }
    let reader = RecordReader(mapping: mapping, samples: objects)
    var items: [RawItem] = []
    var unread = table.unread
    for row in rows {
      do {
        guard row.cells.count <= width || row.cells[width...].allSatisfy(\.isEmpty) else {
          throw JSONError(
            .invalidValue,
            "\(row.cells.count) cells where the first row has \(width): is a mark inside a text not quoted?"
          )
        }
        let object = JSONObject(zip(names, row.cells).map { (key: $0, value: .string($1)) })
        items.append(try reader.item(object, line: row.line))
      } catch {
        unread.append(SetReport.Unread(line: row.line, why: "\(error)"))
      }
    }
    var found = SetReader.set(
      items, unread, [], table.format + (hasHeader ? "" : " without a header"))
    found.mapping = mapping.fields
    return found
  }
}

/// Makes items of records as they come.
private struct RecordTaker {
  let isMapped: Bool
  let reader: RecordReader?
  private var items: [Item] = []
  private var lines: [Int] = []
  private var unread: [SetReport.Unread] = []
  private var hasOwn = false
  private var chat: String?

  init(isMapped: Bool, reader: RecordReader?) {
    self.isMapped = isMapped
    self.reader = reader
  }

  mutating func take(_ record: JSONRecords.Record) {
    do {
      try read(record)
      while lines.count < items.count { lines.append(record.line) }
    } catch {
      unread.append(SetReport.Unread(line: record.line, why: "\(error)"))
    }
  }

  /// Appends the items of a record.
  private mutating func read(_ record: JSONRecords.Record) throws {
    guard let object = record.value.objectValue else {
      guard let text = record.value.stringValue, !text.isEmpty else {
        throw JSONError(.wrongType, "\(record.value.kindName) where an object was expected")
      }
      return items.append(ItemAssembly.item(RawItem(line: record.line, question: text)))
    }
    if !isMapped, RecordSet.isOurs(object) {
      hasOwn = true
      return items.append(try Item(JSONReader(record.value)))
    }
    if !isMapped, let format = ChatRecords.format(of: object) {
      let found = ChatRecords.items(object, line: record.line)
      if found.isEmpty { throw JSONError(.missing, "a conversation in which nobody asks") }
      chat = chat ?? format
      items += found.map(ItemAssembly.item)
      return
    }
    guard let reader else { return }
    items.append(ItemAssembly.item(try reader.item(object, line: record.line)))
  }

  /// - Parameter more: what could not even be read as a record.
  func set(unread more: [SetReport.Unread], format: String) -> FoundSet {
    var found = FoundSet(items: items, lines: lines, unread: [], format: format)
    found.unread = (unread + more).enumerated().sorted {
      ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
    }.map(\.element)
    if hasOwn {
      found.format = "items as Viva writes them, \(format)"
    } else if let chat {
      found.format = "\(chat), \(format)"
    } else if let reader {
      found.mapping = reader.mapping.fields
      if reader.mapping.names(.question).first == "instruction" {
        found.format = "Alpaca, \(format)"
      }
    }
    return found
  }
}
