/// Lists within lists: SQuAD's `data`, `paragraphs` and `qas`, or the chapters of a quiz with questions each.
extension JSONRecords {
  private static let asking: Set<String> = [
    "question", "questiontext", "prompt", "instruction", "query", "problem", "stem", "questionstem",
    "q", "messages", "conversations", "conversation", "问题", "题目", "题干", "试题", "提问", "问", "题",
  ]
  /// May as well name a chapter: they count where they end as questions do.
  private static let titles: Set<String> = ["title", "text", "input", "ask", "front"]
  private static let materials = ["context", "passage", "paragraph", "材料"]

  /// Whether a field's name says that the object holds a question, and there is one.
  static func isQuestion(_ object: JSONObject) -> Bool {
    object.members.contains { member in
      let name = ItemPart.plain(member.key)
      if titles.contains(name), let last = member.value.stringValue?.unicodeScalars.last {
        return last == "?" || last == "？"
      }
      guard asking.contains(name) else { return false }
      if member.key.hasPrefix("conversation") || member.key == "messages" {
        return member.value.arrayValue?.first?.objectValue != nil
      }
      return member.value.arrayValue == nil && !RecordReader.text(member.value).isEmpty
    }
  }

  /// Whether a list inside holds questions where the value itself is none.
  static func hasQuestions(below value: JSONValue) -> Bool {
    if let object = value.objectValue {
      return !isQuestion(object)
        && object.members.contains {
          !parts.contains(ItemPart.plain($0.key)) && hasQuestions(below: $0.value)
        }
    }
    return value.arrayValue?.contains { element in
      element.objectValue.map(isQuestion) == true || hasQuestions(below: element)
    } == true
  }

  /// Gives the questions of the value at the place, whatever lists they lie in, and what they are asked about.
  /// - Parameters:
  ///   - index: of the value; moves behind it.
  ///   - material: the text that an object around says its questions are about.
  mutating func descend(_ index: inout Int, below material: String?) throws(JSONError)
    -> Bool
  {
    if bytes[index] == 0x5B {
      index += 1
      while true {
        index = Self.skip(bytes, index)
        guard index < bytes.count, bytes[index] != 0x5D else { break }
        if bytes[index] == 0x2C {
          index += 1
        } else if try !descend(&index, below: material) {
          return false
        }
      }
      index += 1
      return true
    }
    let start = index
    let (value, end) = try JSONParser.prefix(bytes[index...])
    index = end
    guard let object = value.objectValue else { return true }
    if Self.isQuestion(object) {
      var record = object
      if let material, !Self.materials.contains(where: { object[$0] != nil }) {
        record["context"] = .string(material)
      }
      return give(.object(record), lineNumber(start))
    }
    guard Self.hasQuestions(below: value) else { return true }
    let own = Self.materials.lazy.compactMap { object[$0]?.stringValue }.first ?? material
    var place = start + 1
    while true {
      place = Self.skip(bytes, place)
      guard place < end, bytes[place] != 0x7D else { return true }
      if bytes[place] == 0x2C {
        place += 1
        continue
      }
      let (key, behind) = try JSONParser.prefix(bytes[place...])
      place = Self.skip(bytes, Self.skip(bytes, behind) + 1)
      if Self.parts.contains(ItemPart.plain(key.stringValue ?? "")) {
        place = try JSONParser.prefix(bytes[place...]).1
      } else if try !descend(&place, below: own) {
        return false
      }
    }
  }
}
