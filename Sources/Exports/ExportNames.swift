import QuestionPipeline

/// Names that formats want for items and sets.
enum ExportNames {
  /// The beginning of a text on one line, with "…" behind it where it was cut.
  static func short(_ text: String, limit: Int = 80) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let name = line.count <= limit ? line : line.prefix(limit - 1) + "…"
    return name.isEmpty ? "?" : name
  }

  /// A name of small Latin letters, digits and underscores, for files and identifiers; other texts are told apart by
  /// their digest.
  static func slug(_ text: String) -> String {
    let words = text.lowercased().utf8.split { byte in
      !(0x61...0x7A).contains(byte) && !(0x30...0x39).contains(byte)
    }
    let name = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "_")
    let isWhole = text.utf8.allSatisfy { $0 < 0x80 } && (1...40).contains(name.utf8.count)
    return isWhole
      ? name
      : ([name.prefix(24)].filter { !$0.isEmpty } + [digest(text)])
        .joined(separator: "_")
  }

  private static func digest(_ text: String) -> Substring { SHA256.hex(text).prefix(8) }

  /// What can be told of an item by tags: "level:apply".
  static func tags(of item: Item) -> [String] {
    var tags = ["kind:\(item.kind.rawValue)", "language:\(item.language.tag)"]
    if let level = item.level { tags.append("level:\(level.rawValue)") }
    if let difficulty = item.difficulty { tags.append("difficulty:\(difficulty)") }
    if let reason = item.unanswerable { tags.append("unanswerable:\(reason.rawValue)") }
    return tags
  }

  /// The names from the outermost folder to the item's own: its topics, or the set's title where it has none.
  static func path(of item: Item, in set: ExportSet) -> [String] {
    let names = item.topic.map { short($0, limit: 200) }.filter { $0 != "?" }
    return names.isEmpty ? [short(set.title, limit: 200)] : names
  }
}
