/// Finds the records of a JSON document, of JSON lines, or of values one after another, each with its line.
struct JSONRecords {
  struct Record {
    var value: JSONValue
    var line: Int
  }

  private(set) var unread: [SetReport.Unread] = []
  /// "JSON lines", "a JSON list" …
  private(set) var format = ""
  private(set) var count = 0
  let bytes: [UInt8]
  private let descends: Bool
  private var line = 1
  private var counted = 0
  /// Takes the records one by one, so that a large set is not held twice; false ends the reading.
  private let take: (Record) -> Bool

  /// Reads the records. Nil for a text that is no JSON. Throws `JSONError` for what surely is some, of which nothing
  /// can be read.
  /// - Parameters:
  ///   - descends: whether lists within lists are looked into where the first holds no questions; not where the user
  ///     says which fields do.
  ///   - take: hears of each record; false ends the reading.
  init?(
    _ bytes: [UInt8], descends: Bool = true, _ take: @escaping (Record) -> Bool
  ) throws(JSONError) {
    self.bytes = bytes
    self.descends = descends
    self.take = take
    let start = Self.skip(bytes, 0)
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case 0x5B:
      let next = Self.skip(bytes, start + 1)
      guard next < bytes.count, bytes[next] == 0x7B || bytes[next] == 0x22 || bytes[next] == 0x5B
      else {
        return nil
      }
      let first = try? JSONParser.prefix(bytes[next...]).0
      let isNested = descends && first.map { Self.hasQuestions(below: $0) } == true
      readList(from: start, isNested: isNested)
      format = isNested ? "lists within a JSON list" : "a JSON list"
    case 0x7B:
      guard Self.beginsObject(bytes, start) else { return nil }
      if let (value, end) = try? JSONParser.prefix(bytes[start...]),
        Self.skip(bytes, end) >= bytes.count
      {
        readDocument(value, from: start)
      } else {
        readSequence(from: start)
      }
    default:
      guard Self.hasObjectLines(bytes) else { return nil }
      readSequence(from: start)
    }
    if count == 0, let first = unread.first {
      throw JSONError(.syntax, first.why, line: first.line)
    }
  }

  mutating func give(_ value: JSONValue, _ line: Int) -> Bool {
    count += 1
    return take(Record(value: value, line: line))
  }

  static func skip(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index
  }

  /// `{"` or `{}`: braces of other formats go on otherwise.
  private static func beginsObject(_ bytes: [UInt8], _ start: Int) -> Bool {
    let next = skip(bytes, start + 1)
    return next < bytes.count && (bytes[next] == 0x22 || bytes[next] == 0x7D)
  }

  /// Whether half of the first lines are objects: JSON lines below a stray first line.
  private static func hasObjectLines(_ bytes: [UInt8]) -> Bool {
    var lines = 0
    var objects = 0
    for line in bytes.prefix(1 << 18).split(separator: 0x0A, maxSplits: 20).prefix(20) {
      let start = skip(bytes, line.startIndex)
      guard start < line.endIndex else { continue }
      lines += 1
      if bytes[start] == 0x7B, (try? JSONParser.prefix(bytes[start..<line.endIndex])) != nil {
        objects += 1
      }
    }
    return objects >= 1 && objects * 2 >= lines
  }

  /// The line of a place; places come in reading order.
  mutating func lineNumber(_ index: Int) -> Int {
    line += bytes.withUnsafeBufferPointer { bytes in
      bytes[counted..<index].reduce(0) { $0 &+ ($1 == 0x0A ? 1 : 0) }
    }
    counted = index
    return line
  }

  private mutating func readList(from start: Int, isNested: Bool = false) {
    var index = start + 1
    while true {
      index = Self.skip(bytes, index)
      guard index < bytes.count, bytes[index] != 0x5D else { return }
      if bytes[index] == 0x2C {
        index += 1
        continue
      }
      let line = lineNumber(index)
      do throws(JSONError) {
        if isNested {
          guard try descend(&index, below: nil) else { return }
          continue
        }
        let (value, end) = try JSONParser.prefix(bytes[index...])
        index = end
        guard give(value, line) else { return }
      } catch {
        unread.append(Self.unread(error, from: line))
        guard bytes[index] == 0x7B || bytes[index] == 0x5B else { return }
        index = JSONSpan.endOfGroup(in: bytes, from: index, to: bytes.count)
      }
    }
  }

  private static func unread(_ error: JSONError, from line: Int) -> SetReport.Unread {
    var error = error
    let inner = error.line ?? 1
    error.line = nil
    return SetReport.Unread(line: line + inner - 1, why: "\(error)")
  }

  private static let lists = [
    "items", "questions", "data", "examples", "records", "rows", "results", "list", "题目", "数据",
    "试题",
  ]
  static let parts: Set<String> = [
    "messages", "conversations", "conversation", "choices", "options", "answers", "tags",
    "keypoints", "选项",
  ]

  /// A document that is an object: the list in it, or one record.
  private mutating func readDocument(_ value: JSONValue, from start: Int) {
    guard let object = value.objectValue else { return }
    func isList(_ value: JSONValue) -> Bool {
      value.arrayValue?.contains { $0.objectValue != nil } == true
    }
    let direct = object.members.contains { member in
      isList(member.value)
        && member.value.arrayValue?.contains { $0.objectValue.map(Self.isQuestion) == true } == true
    }
    if descends, !direct, Self.hasQuestions(below: value) {
      var index = start
      _ = try? descend(&index, below: nil)
      format = "lists within a JSON object"
      return
    }
    let named = Self.lists.first { name in object[name].map(isList) == true }
    // One question is no document about its sources.
    let members = descends && Self.isQuestion(object) ? [] : object.members
    let largest = members.filter {
      isList($0.value) && !Self.parts.contains(ItemPart.plain($0.key))
    }
    .max { ($0.value.arrayValue?.count ?? 0) < ($1.value.arrayValue?.count ?? 0) }?.key
    guard let name = named ?? largest, let place = place(of: name, from: start) else {
      _ = give(value, lineNumber(start))
      format = "a JSON object"
      return
    }
    readList(from: place)
    format = "the list '\(name)' of a JSON object"
  }

  /// Where the list that is a member of the object begins.
  private func place(of name: String, from start: Int) -> Int? {
    var index = start + 1
    while true {
      index = Self.skip(bytes, index)
      guard index < bytes.count, bytes[index] != 0x7D else { return nil }
      if bytes[index] == 0x2C {
        index += 1
        continue
      }
      guard let (key, end) = try? JSONParser.prefix(bytes[index...]) else { return nil }
      index = Self.skip(bytes, end)
      guard index < bytes.count, bytes[index] == 0x3A else { return nil }
      index = Self.skip(bytes, index + 1)
      if key.stringValue == name { return index }
      guard let (_, after) = try? JSONParser.prefix(bytes[index...]) else { return nil }
      index = after
    }
  }

  /// Values one after another. What is none ends with its line.
  private mutating func readSequence(from start: Int) {
    format = "JSON lines"
    var index = start
    while true {
      index = Self.skip(bytes, index)
      guard index < bytes.count else { return }
      let line = lineNumber(index)
      do throws(JSONError) {
        let (value, end) = try JSONParser.prefix(bytes[index...])
        if value.objectValue == nil {
          unread.append(
            SetReport.Unread(line: line, why: "\(value.kindName) where an object was expected"))
        } else {
          guard give(value, line) else { return }
        }
        index = end
        if index < bytes.count, bytes[index] == 0x2C { index += 1 }
      } catch {
        unread.append(Self.unread(error, from: line))
        unread[unread.count - 1].line = line
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      }
    }
  }
}
