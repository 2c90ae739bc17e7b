/// What decides the items of a run; a resume must bring the same.
package struct RunIdentity: Sendable, Hashable {
  package let json: JSONValue
  /// The run's name in envelopes.
  package let run: String

  package init(json: JSONValue) {
    self.json = json
    run = Self.name(of: json)
  }

  /// - Parameters:
  ///   - knowledge: hash of the knowledge pack, where the offline backend is used.
  ///   - passages: the passages of the documents given.
  ///   - guests: those who have a say in what is accepted.
  package init(
    brief: Brief, settings: Settings, backend: String, models: ModelCast, prompts: PromptLibrary,
    rubricHash: String, knowledge: String?, passages: [Passage], usesMemory: Bool,
    allowsRepeats: Bool, guests: RunGuests = RunGuests()
  ) {
    var object = JSONObject()
    var asked = brief.json.objectValue ?? JSONObject()
    asked["count"] = nil  // A larger count extends the run.
    object["brief"] = .object(asked)
    object["seed"] = .integer(Int(settings.seed))
    object["backend"] = .string(backend)
    object["model"] = models.json
    object["settings"] = settings.shapingItems
    object["prompts"] = .string(prompts.hash)
    object["rubric"] = .string(rubricHash)
    object["knowledge"] = knowledge.map(JSONValue.string)
    object["documents"] = .string(Self.hash(of: passages))
    // Which file it is stands in timing.json; what was read of it, in the marks.
    object["memory"] = .bool(usesMemory)
    if models.embedder != nil, let dimensions = settings.memory.embeddings?.dimensions {
      object["dimensions"] = .integer(dimensions)
    }
    object["allowRepeats"] = .bool(allowsRepeats)
    object["guests"] = guests.json
    // As it reads back from a file, where whole numbers have lost their fraction.
    let written = JSONWriter.bytes(.object(object))
    self.init(json: (try? JSONParser.parse(written)) ?? .object(object))
  }

  /// Of the passages as a list in JSON, which may be too large to stand in memory.
  private static func hash(of passages: [Passage]) -> String {
    var hash = SHA256()
    hash.update(Array("[".utf8))
    for (index, passage) in passages.enumerated() {
      hash.update((index > 0 ? Array(",".utf8) : []) + JSONWriter.bytes(passage.json))
    }
    hash.update(Array("]".utf8))
    return hash.finish()
  }

  private static func name(of json: JSONValue) -> String {
    "r-" + SHA256.hex(JSONWriter.canonical(json)).prefix(12)
  }

  /// What differs, a line each: "seed: was 1, is 2".
  package func differences(to other: RunIdentity) -> [String] {
    Self.differences(json, other.json, path: "")
  }

  private static func differences(_ old: JSONValue, _ new: JSONValue, path: String) -> [String] {
    if old == new { return [] }
    if case .object(let left) = old, case .object(let right) = new {
      let keys = left.keys + right.keys.filter { left[$0] == nil }
      return keys.flatMap { key in
        differences(
          left[key] ?? .null, right[key] ?? .null, path: path.isEmpty ? key : "\(path).\(key)")
      }
    }
    func shown(_ value: JSONValue) -> String {
      let text = JSONWriter.text(value)
      return text.count > 60 ? "\(text.prefix(57))…" : text
    }
    return ["\(path): was \(shown(old)), is \(shown(new))"]
  }
}
