/// A set as a run left it, read back from `items.jsonl`, `refused.jsonl` and `manifest.json`.
package struct WrittenSet: Sendable {
  package var contents: SetContents
  package var seed: UInt64
  /// The name of the rubric that its items were scored by.
  package var rubric: String
  package var thresholds: DuplicateThresholds

  /// Throws: `FileError`, or `ConfigurationError` that names file and line.
  package init(folder: String) throws {
    guard FileSystem.isFolder(folder) else {
      throw FileError(
        code: FileSystem.exists(folder) ? .notFolder : .notFound, path: folder,
        detail: FileSystem.exists(folder)
          ? "is a file; the folder of a set was expected" : "there is no such file or folder")
    }
    let items = try Self.lines(folder + "/items.jsonl") { try Item($0) }
    let refused = try Self.lines(folder + "/refused.jsonl") { try RefusedCell($0) }
    contents = SetContents(items: items, refused: refused)
    let manifest = folder + "/manifest.json"
    let bytes = try FileSystem.read(manifest)
    do {
      let (contents, seed, rubric, thresholds) = try JSONParser.read(bytes, .json) { reader in
        let format = try reader.required("formats").int("manifest")
        guard format <= Manifest.formatVersion else {
          throw reader.invalid("format \(format) was written by a newer version of Viva")
        }
        var contents = SetContents(items: items, refused: refused)
        contents.ledger = try reader.optional("ledger").map { try Ledger($0) }
        contents.brief = try reader.optional("brief").map { try Brief($0) }
        contents.backend = try reader.string("backend")
        contents.model = try reader.string("model")
        let ending = try reader.string("ending")
        contents.ending = ending == "met" ? nil : ending
        contents.memory = try reader.optional("memory").map { try MemoryCoverage($0) }
        contents.lessons = try reader.list("lessons")
        contents.usage = try reader.list("usage")
        contents.cost = try reader.optional("cost").map { try CostSummary($0) }
        let identity = try reader.required("identity")
        let settings = try identity.required("settings")
        let duplicates = try settings.required("duplicates")
        return (
          contents, UInt64(try identity.required("seed").int(in: 0...Int.max)),
          try settings.required("evaluator").string("rubric"),
          DuplicateThresholds(
            duplicate: try duplicates.double("threshold"),
            candidate: try duplicates.double("candidate"))
        )
      }
      self.contents = contents
      self.seed = seed
      self.rubric = rubric
      self.thresholds = thresholds
    } catch let error as JSONError {
      throw ConfigurationError(source: manifest, detail: error.description)
    }
  }

  private static func lines<T>(_ file: String, _ read: (JSONReader) throws -> T) throws -> [T] {
    var result: [T] = []
    let bytes = try FileSystem.read(file)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      do {
        result.append(try read(JSONReader(JSONParser.parse(Array(line)))))
      } catch {
        throw ConfigurationError(source: "\(file), line \(index + 1)", detail: "\(error)")
      }
    }
    return result
  }
}
