/// Items of records and rows: our own as they stand, conversations by their turns, all others by a field mapping.
enum RecordSet {
  /// So many records are looked at for the fields there are.
  private static let sampled = 50

  static func read(_ found: JSONRecords, _ file: String, _ given: [ItemPart: [String]]) throws -> FoundSet {
    var result = FoundSet(items: [], lines: nil, unread: found.unread, format: found.format)
    var lines: [Int] = []
    var isOwn = false
    var chat: String?
    let foreign = found.records.lazy.compactMap { record -> JSONObject? in
      guard let object = record.value.objectValue, !given.isEmpty || !Self.isOurs(object) else { return nil }
      return given.isEmpty && ChatRecords.format(of: object) != nil ? nil : object
    }
    let samples = Array(foreign.prefix(sampled))
    let reader = try samples.isEmpty ? nil : RecordReader(mapping: mapping(samples, given, file))
    for record in found.records {
      do {
        guard let object = record.value.objectValue else {
          guard let text = record.value.stringValue, !text.isEmpty else {
            throw JSONError(.wrongType, "\(record.value.kindName) where an object was expected")
          }
          result.items.append(ItemAssembly.item(RawItem(line: record.line, question: text)))
          lines.append(record.line)
          continue
        }
        if given.isEmpty, isOurs(object) {
          result.items.append(try Item(JSONReader(record.value)))
          lines.append(record.line)
          isOwn = true
        } else if given.isEmpty, let format = ChatRecords.format(of: object) {
          chat = chat ?? format
          let items = ChatRecords.items(object, line: record.line)
          if items.isEmpty { throw JSONError(.missing, "a conversation in which nobody asks") }
          result.items += items.map(ItemAssembly.item)
          lines += items.map { _ in record.line }
        } else if let reader {
          result.items.append(ItemAssembly.item(try reader.item(object, line: record.line)))
          lines.append(record.line)
        }
      } catch {
        result.unread.append(SetReport.Unread(line: record.line, why: "\(error)"))
      }
    }
    result.lines = lines
    result.unread = result.unread.enumerated().sorted {
      ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
    }.map(\.element)
    if isOwn {
      result.format = "items as Viva writes them, " + result.format
    } else if let chat {
      result.format = "\(chat), \(result.format)"
    } else if let reader {
      result.mapping = reader.mapping.fields
      if reader.mapping.names(.question).first == "instruction" { result.format = "Alpaca, " + result.format }
    }
    return result
  }

  /// Whether an object is an item of ours, whose faults are told rather than guessed around.
  private static func isOurs(_ object: JSONObject) -> Bool {
    guard object["question"] != nil else { return false }
    if object["made"] != nil || object["scores"] != nil || object["cell"] != nil { return true }
    return object["language"]?.stringValue != nil
      && object["kind"]?.stringValue.flatMap(QuestionKind.init(rawValue:)) != nil
  }

  private static func mapping(_ samples: [JSONObject], _ given: [ItemPart: [String]], _ file: String)
    throws(ConfigurationError) -> FieldMapping
  {
    var names: [String] = []
    var seen: Set<String> = []
    for sample in samples {
      for name in sample.keys where seen.insert(name).inserted { names.append(name) }
    }
    var given = given
    // Alpaca's input goes on with its instruction.
    if given[.question] == nil, seen.contains("instruction"), seen.contains("output") || seen.contains("response") {
      given[.question] = seen.contains("input") ? ["instruction", "input"] : ["instruction"]
    }
    let texts = samples.map { sample in
      Dictionary(sample.members.map { ($0.key, RecordReader.text($0.value)) }, uniquingKeysWith: { first, _ in first })
    }
    return try FieldMapping(names, given: given, samples: texts, source: file)
  }

  static func read(_ table: DelimitedText, _ file: String, _ given: [ItemPart: [String]]) throws -> FoundSet {
    let hasHeader = table.hasHeader
    let width = table.rows.first?.cells.count ?? 0
    var names = hasHeader ? table.rows[0].cells : (0..<width).map { String($0 + 1) }
    for index in names.indices where names[index].isEmpty || names[..<index].contains(names[index]) {
      names[index] = "column \(index + 1)"
    }
    let rows = table.rows.dropFirst(hasHeader ? 1 : 0)
    let samples = rows.prefix(sampled).map { row in
      Dictionary(zip(names, row.cells).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    }
    let mapping = try FieldMapping(names, given: given, samples: samples, source: file)
    let reader = RecordReader(mapping: mapping)
    var items: [RawItem] = []
    var unread = table.unread
    for row in rows {
      do {
        guard row.cells.count <= width || row.cells[width...].allSatisfy(\.isEmpty) else {
          throw JSONError(
            .invalidValue, "\(row.cells.count) cells where the first row has \(width): is a mark inside a text not quoted?")
        }
        var object = JSONObject()
        for (name, cell) in zip(names, row.cells) { object[name] = .string(cell) }
        items.append(try reader.item(object, line: row.line))
      } catch {
        unread.append(SetReport.Unread(line: row.line, why: "\(error)"))
      }
    }
    var found = SetReader.set(items, unread, [], table.format + (hasHeader ? "" : " without a header"))
    found.mapping = mapping.fields
    return found
  }
}
