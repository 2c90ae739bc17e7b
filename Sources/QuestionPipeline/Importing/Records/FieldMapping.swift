/// Which field of a table or record is which part of an item: guessed from names and contents, or said by `--map`.
package struct FieldMapping: Sendable, Hashable {
  /// In the order of `ItemPart`.
  package private(set) var fields: [MappedField]

  /// The fields of one part; none where it has none.
  func names(_ part: ItemPart) -> [String] { fields.first { $0.part == part }?.names ?? [] }

  /// - Parameters:
  ///   - names: of the columns, or of the first records' members, in their order.
  ///   - given: what the user said; it goes before every guess.
  ///   - samples: values of some rows by name, for a guess where no name says "question".
  /// Throws: `ConfigurationError` that names a field the input has not, or what was looked for.
  init(
    _ names: [String], given: [ItemPart: [String]], samples: [[String: String]], source: String
  ) throws(ConfigurationError) {
    var found: [ItemPart: MappedField] = [:]
    var taken: Set<String> = []
    for part in ItemPart.allCases {
      guard let wanted = given[part] else { continue }
      for name in wanted {
        guard names.contains(name) else {
          let hint =
            Suggestion.nearest(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
          throw ConfigurationError(
            source: source,
            detail: "has no field '\(name)' for --map \(part.rawValue)=\(name); \(hint)It has: "
              + names.prefix(30).joined(separator: ", "))
        }
        taken.insert(name)
      }
      found[part] = MappedField(part: part, names: wanted, isGiven: true)
    }
    let plain = names.map { (name: $0, plain: ItemPart.plain($0)) }
    let columns = Self.optionColumns(plain.filter { !taken.contains($0.name) })
    if found[.choices] == nil, columns.count >= 2 {
      found[.choices] = MappedField(part: .choices, names: columns, isGiven: false)
      taken.formUnion(columns)
    }
    for part in ItemPart.allCases where found[part] == nil {
      for word in part.names {
        guard let match = plain.first(where: { $0.plain == word && !taken.contains($0.name) })
        else {
          continue
        }
        found[part] = MappedField(part: part, names: [match.name], isGiven: false)
        taken.insert(match.name)
        break
      }
    }
    Self.guess(&found, plain.filter { !taken.contains($0.name) }, samples)
    fields = ItemPart.allCases.compactMap { found[$0] }
    guard found[.question] != nil else {
      throw ConfigurationError(
        source: source,
        detail:
          "no field looks like the question; say which one is, as in --map question=\(names.first ?? "NAME"). "
          + "It has: \(names.prefix(30).joined(separator: ", "))")
    }
  }

  /// "A", "B" …; "optionA" …; "choice_1" …; "选项A" …: two or more in a row from the first on.
  private static func optionColumns(_ names: [(name: String, plain: String)]) -> [String] {
    for opening in ["", "option", "opt", "op", "choice", "answer", "选项", "選項"] {
      for first in ["a", "1", "0"] where !(opening.isEmpty && first != "a") {
        var result: [String] = []
        var mark = first.unicodeScalars.first!
        while result.count < 8,
          let match = names.first(where: {
            $0.plain == opening + String(mark)
              || opening.count > 2 && $0.plain == String(mark) + opening
          })
        {
          result.append(match.name)
          guard let next = Unicode.Scalar(mark.value + 1) else { break }
          mark = next
        }
        if result.count >= 2 { return result }
      }
    }
    return []
  }

  /// Where no name is known: a longer one that holds a known word, then what the values look like.
  private static func guess(
    _ found: inout [ItemPart: MappedField], _ names: [(name: String, plain: String)],
    _ samples: [[String: String]]
  ) {
    var names = names
    func take(_ part: ItemPart, _ name: String) {
      found[part] = MappedField(part: part, names: [name], isGiven: false)
      names.removeAll { $0.name == name }
    }
    let words: [(ItemPart, [String])] = [
      (.question, ["question", "问题", "题目", "prompt"]),
      (.answer, ["answer", "答案", "回答", "response"]),
    ]
    for (part, words) in words where found[part] == nil {
      if let match = names.first(where: { name in
        words.contains { name.plain.hasPrefix($0) || name.plain.hasSuffix($0) }
          && samples.contains { !($0[name.name] ?? "").isEmpty }
      }) {
        take(part, match.name)
      }
    }
    guard found[.question] == nil, samples.count >= 2 else { return }
    let asking = names.map { name in
      samples.count {
        AskCues.strength(of: Array(($0[name.name] ?? "").unicodeScalars.prefix(400)).folded)
          == .strong
      }
    }
    guard let best = asking.indices.max(by: { (asking[$0], $1) < (asking[$1], $0) }),
      asking[best] * 2 >= samples.count
    else { return }
    take(.question, names[best].name)
    guard found[.answer] == nil, found[.key] == nil else { return }
    let lengths = names.map { name in
      samples.reduce(0) { $0 + ($1[name.name] ?? "").utf8.count }
    }
    if let longest = lengths.indices.max(by: { (lengths[$0], $1) < (lengths[$1], $0) }),
      lengths[longest] > 0
    {
      take(.answer, names[longest].name)
    }
  }
}
