/// Reads sets: Viva's own, and what others wrote. What a file is, its content says; its name is only a hint.
package enum SetReader {
  /// - Parameters:
  ///   - path: the folder of a set that Viva wrote, or a file: JSON lines, JSON, CSV or TSV, GIFT, or a list of questions in
  ///     Markdown or plain text.
  ///   - given: fields of tables and records, by what they hold; guessed where it says nothing.
  /// Throws: `FileError`, or `ConfigurationError` where nothing can be read, with what was tried.
  package static func read(_ path: String, mapping given: [ItemPart: [String]] = [:]) throws
    -> FoundSet
  {
    let file = FileSystem.isFolder(path) ? path + "/items.jsonl" : path
    if file != path, !FileSystem.exists(file) {
      throw FileError(code: .notFound, path: path, detail: "is a folder without items.jsonl")
    }
    let bytes = try FileSystem.read(file)
    if file != path, bytes.isEmpty {
      throw ConfigurationError(
        source: path,
        detail: FileSystem.exists(path + "/refused.jsonl")
          ? "holds no items, as none was accepted; its report.md and refused.jsonl say why"
          : "holds no items: its items.jsonl is empty")
    }
    return try read(bytes, named: file, mapping: given)
  }

  /// The same for bytes that are at hand.
  /// - Parameter file: its name, for its ending and for errors.
  static func read(
    _ bytes: [UInt8], named file: String, mapping given: [ItemPart: [String]] = [:]
  ) throws -> FoundSet {
    var found = try read(try InputText.decode(bytes, path: file), file, given)
    guard !found.items.isEmpty else { throw nothing(found, file) }
    SetAssembler.number(&found.items)
    return found
  }

  private static func read(_ bytes: [UInt8], _ file: String, _ given: [ItemPart: [String]]) throws
    -> FoundSet
  {
    do {
      if let found = try RecordSet.read(bytes, file, given) { return found }
    } catch let error as JSONError {
      throw ConfigurationError(
        source: file,
        detail:
          "holds no item that can be read; line \(error.line ?? 1): \(error.detail) (it was taken for JSON)"
      )
    }
    if given.isEmpty, let found = MarkdownSheet.read(bytes) ?? RecordSet.readOurs(bytes) {
      return found
    }
    let ending = FileSystem.name(of: file).split(separator: ".").last?.lowercased() ?? ""
    let isTable = ["csv", "tsv", "tab"].contains(ending)
    let isList = ["md", "markdown"].contains(ending)
    if !isTable, ending == "gift" || !isList {
      if ending == "gift" || GIFTReader.isLikely(bytes) {
        let reader = GIFTReader(String(decoding: bytes, as: UTF8.self))
        // Text that is no question is rare there; a list in which some braces look like answers is no GIFT.
        if ending == "gift" || !reader.items.isEmpty && reader.items.count >= reader.leftOut.count {
          try refuse(given, file, "GIFT")
          return set(reader.items, reader.unread, reader.leftOut, "Moodle GIFT")
        }
      }
    }
    if let found = MarkdownTable.read(bytes) {
      var set = try RecordSet.read(found.table, file, given)
      set.leftOut = found.leftOut
      return set
    }
    if !isList, let table = DelimitedText(bytes, isExpected: isTable || !given.isEmpty) {
      return try RecordSet.read(table, file, given)
    }
    try refuse(given, file, "a list in plain text or Markdown")
    let reader = ListReader(String(decoding: bytes, as: UTF8.self))
    return set(reader.items, reader.unread, reader.leftOut, "a list in Markdown or plain text")
  }

  static func set(
    _ items: [RawItem], _ unread: [SetReport.Unread], _ leftOut: [LeftOut], _ format: String
  ) -> FoundSet {
    FoundSet(
      items: items.map(ItemAssembly.item), lines: items.map(\.line),
      unread: unread.enumerated().sorted {
        ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
      }.map(\.element),
      format: format, leftOut: leftOut)
  }

  private static func refuse(_ given: [ItemPart: [String]], _ file: String, _ format: String)
    throws(ConfigurationError)
  {
    guard !given.isEmpty else { return }
    throw ConfigurationError(
      source: file, detail: "is \(format), which has no fields for --map; it is for tables and JSON"
    )
  }

  private static func nothing(_ found: FoundSet, _ file: String) -> ConfigurationError {
    let why = found.unread.first.map { "; line \($0.line): \($0.why)" } ?? ""
    let tried =
      found.format.hasPrefix("a list in")
      ? " It was read as JSON, GIFT, CSV and at last as a list: no line opens a question by a number, a bullet, a heading, "
        + "bold type, \"Q:\" or a question mark at its end."
      : " It was taken for \(found.format)."
    return ConfigurationError(source: file, detail: "holds no item that can be read\(why).\(tried)")
  }
}
