/// All that the offline writer knows, from one file or several.
package struct KnowledgePack: Sendable {
  /// Files, texts and lists beyond these are errors: a pack may come from a stranger.
  package struct Limits: Sendable {
    package var bytesPerFile = 8 << 20
    package var depth = 16
    package var concepts = 5_000
    package var listLength = 200
    package var textLength = 8_000
    package var problemsListed = 20
    package init() {}
  }

  package private(set) var fields: [KnowledgeField] = []
  /// In the order of reading.
  package private(set) var concepts: [Concept] = []
  private var indexOfConcept: [String: Int] = [:]
  private var topicsByKey: [String: KnowledgeTopic] = [:]
  /// The file of each concept.
  private var homes: [String: String] = [:]

  /// Reads files, in their order, as one pack: a later file may add concepts and names to an earlier one's field.
  /// Throws: `KnowledgeError` with all that is wrong, up to a limit.
  package static func read(files: [(name: String, bytes: [UInt8])], limits: Limits = Limits())
    throws(KnowledgeError) -> KnowledgePack
  {
    var pack = KnowledgePack()
    var problems: [KnowledgeError.Problem] = []
    var codes: [String: String] = [:]
    var places = KnowledgePlaces(files)
    for file in files {
      let read = KnowledgeReader.read(file.name, file.bytes, limits)
      problems += read.problems
      if let field = read.field { pack.merge(field) }
      for concept in read.concepts {
        if let home = pack.homes[concept.id] {
          problems.append(
            KnowledgeError.Problem(
              code: .doubled, file: file.name,
              line: places.line(of: concept.id, "id", in: file.name), concept: concept.id,
              field: "id", detail: "is there twice; the first is in \(home)"))
          continue
        }
        pack.homes[concept.id] = file.name
        for task in concept.code {
          if let first = codes[task.id] {
            problems.append(
              KnowledgeError.Problem(
                code: .doubled, file: file.name,
                line: places.line(of: concept.id, "id", in: file.name),
                concept: concept.id, field: "code", detail: "task '\(task.id)' is also in \(first)")
            )
          }
          codes[task.id] = "concept '\(concept.id)'"
        }
        pack.indexOfConcept[concept.id] = pack.concepts.count
        pack.concepts.append(concept)
      }
    }
    if problems.isEmpty { problems = pack.nameless(files) + pack.dangling(&places) }
    if problems.isEmpty, pack.concepts.isEmpty {
      problems = [
        KnowledgeError.Problem(
          code: .empty, file: files.first?.name ?? "knowledge pack", line: nil, concept: nil,
          field: "", detail: "no concepts; at least one is needed")
      ]
    }
    if pack.concepts.count > limits.concepts {
      problems.append(
        KnowledgeError.Problem(
          code: .unreadable, file: files.last?.name ?? "", line: nil, concept: nil, field: "",
          detail: "\(pack.concepts.count) concepts; at most \(limits.concepts) are read"))
    }
    guard problems.isEmpty else {
      throw KnowledgeError(Array(problems.prefix(limits.problemsListed)))
    }
    pack.indexTopics()
    return pack
  }

  private init() {}

  package func concept(_ id: String) -> Concept? { indexOfConcept[id].map { concepts[$0] } }

  package func position(of id: String) -> Int? { indexOfConcept[id] }

  /// The name of the file that a concept stands in.
  package func file(of id: String) -> String? { homes[id] }

  package func field(_ id: String) -> KnowledgeField? { fields.first { $0.id == id } }

  /// The siblings of a concept that are known in a language, in the pack's order of naming.
  func siblings(of concept: Concept, in tongue: Tongue) -> [Concept] {
    concept.siblings.compactMap { self.concept($0) }.filter { $0.text(tongue) != nil }
  }

  private mutating func merge(_ field: KnowledgeField) {
    guard let index = fields.firstIndex(where: { $0.id == field.id }) else {
      fields.append(field)
      return
    }
    for name in field.english where !fields[index].english.contains(name) {
      fields[index].english.append(name)
    }
    for name in field.chinese where !fields[index].chinese.contains(name) {
      fields[index].chinese.append(name)
    }
  }

  /// Fields that files refer to and none names.
  private func nameless(_ files: [(name: String, bytes: [UInt8])]) -> [KnowledgeError.Problem] {
    fields.filter { $0.english.isEmpty && $0.chinese.isEmpty }.map { field in
      let concept = concepts.first { $0.field == field.id }
      let known = fields.filter { !$0.english.isEmpty || !$0.chinese.isEmpty }.map(\.id)
      let hint = Suggestion.nearest(to: field.id, among: known)
      return KnowledgeError.Problem(
        code: .dangling, file: concept.flatMap { homes[$0.id] } ?? files.first?.name ?? "",
        line: nil, concept: concept?.id, field: "field",
        detail: "no file names the field '\(field.id)'"
          + (hint.map { "; did you mean '\($0)'?" } ?? ""))
    }
  }

  private func dangling(_ places: inout KnowledgePlaces) -> [KnowledgeError.Problem] {
    var problems: [KnowledgeError.Problem] = []
    for concept in concepts {
      for (index, sibling) in concept.siblings.enumerated() where homes[sibling] == nil {
        let home = homes[concept.id] ?? ""
        let hint = Suggestion.nearest(to: sibling, among: concepts.map(\.id))
        problems.append(
          KnowledgeError.Problem(
            code: .dangling, file: home,
            line: places.line(of: concept.id, "siblings[\(index)]", in: home),
            concept: concept.id, field: "siblings[\(index)]",
            detail: "no file has a concept '\(sibling)'"
              + (hint.map { "; did you mean '\($0)'?" } ?? "")))
      }
    }
    return problems
  }
}

// MARK: - Topics

/// A subject that the pack knows: a field, or one concept.
package struct KnowledgeTopic: Sendable, Hashable {
  /// The field, or nil for a single concept.
  package var field: String?
  /// Positions in the pack's list of concepts.
  package var concepts: [Int]
}

extension KnowledgePack {
  /// What a topic's text means, in any letter case and either language; nil if it is unknown.
  package func topic(named text: String) -> KnowledgeTopic? {
    let key = Fold.key(text)
    if let topic = topicsByKey[key] { return topic }
    return key.hasSuffix("s") ? topicsByKey[String(key.dropLast())] : topicsByKey[key + "s"]
  }

  /// Names of known topics, for messages and lists: fields first, then concepts.
  package func topicNames(_ tongue: Tongue) -> [String] {
    fields.compactMap { $0.names(tongue).first } + concepts.compactMap { $0.text(tongue)?.term }
  }

  /// The known topics nearest to a text that is none, the nearest first, at most `count`.
  package func nearestTopics(to text: String, count: Int = 3) -> [String] {
    let isChinese = text.unicodeScalars.contains { Fold.isHan($0) }
    let wanted = Array(Fold.key(text).unicodeScalars.prefix(60))
    var ranked: [(distance: Int, order: Int, shown: String)] = []
    func offer(_ name: String, for shown: String) {
      let key = Array(Fold.key(name).unicodeScalars.prefix(60))
      guard !key.isEmpty else { return }
      var distance = Suggestion.editDistance(wanted, key) * 10 / max(wanted.count, key.count, 1)
      if Fold.contains(key, wanted) || Fold.contains(wanted, key) { distance = min(distance, 3) }
      ranked.append((distance, ranked.count, shown))
    }
    let tongue: Tongue = isChinese ? .chinese : .english
    for field in fields {
      guard let shown = field.names(tongue).first else { continue }
      for name in field.english + field.chinese { offer(name, for: shown) }
    }
    for concept in concepts {
      guard let shown = concept.text(tongue)?.term else { continue }
      for name in concept.names { offer(name, for: shown) }
    }
    ranked.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    var result: [String] = []
    for entry in ranked where entry.distance <= 6 && !result.contains(entry.shown) {
      result.append(entry.shown)
      if result.count == count { break }
    }
    return result.isEmpty ? Array(fields.compactMap { $0.names(tongue).first }.prefix(12)) : result
  }

  /// Fields win over concepts, earlier concepts over later ones.
  private mutating func indexTopics() {
    for field in fields {
      let topic = KnowledgeTopic(
        field: field.id, concepts: concepts.indices.filter { concepts[$0].field == field.id })
      for name in field.english + field.chinese + [field.id] {
        let key = Fold.key(name)
        if topicsByKey[key] == nil { topicsByKey[key] = topic }
      }
    }
    for (position, concept) in concepts.enumerated() {
      for name in concept.names {
        let key = Fold.key(name)
        if topicsByKey[key] == nil {
          topicsByKey[key] = KnowledgeTopic(field: nil, concepts: [position])
        }
      }
    }
  }
}

/// Forms of names that are compared instead of the names.
enum Fold {
  /// Lower case, without blanks, hyphens and underscores, so that "Self attention" finds "self-attention".
  static func key(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\r", "-", "_", "\u{2010}"..."\u{2015}", "\u{3000}", "\u{A0}", "’", "'":
        continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    (0x3400...0x9FFF).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
      || (0x20000...0x323AF).contains(scalar.value)
  }

  static func contains(_ whole: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
    guard part.count >= 2, part.count <= whole.count else { return false }
    return (0...whole.count - part.count).contains {
      whole[$0..<$0 + part.count].elementsEqual(part)
    }
  }
}
