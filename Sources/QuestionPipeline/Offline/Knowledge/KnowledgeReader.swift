/// Reads one file of a knowledge pack and keeps all that is wrong with it.
final class KnowledgeReader {
  struct Result {
    var field: KnowledgeField?
    var concepts: [Concept] = []
    var problems: [KnowledgeError.Problem] = []
  }

  private let limits: KnowledgePack.Limits
  private var concept: String?
  /// Problems whose lines are not known yet.
  private var found: [(concept: String?, error: JSONError)] = []

  static func read(_ name: String, _ bytes: [UInt8], _ limits: KnowledgePack.Limits) -> Result {
    var result = Result()
    let reader = KnowledgeReader(limits: limits)
    let options = JSONParser.Options(
      json5: true, maxDepth: limits.depth, maxBytes: limits.bytesPerFile)
    do {
      let root = JSONReader(try JSONParser.parse(bytes, options))
      reader.attempt {
        try root.allowOnly(Keys.file)
        result.field = try reader.field(root.required("field"))
        let entries = try reader.limited(root.required("concepts"), to: limits.concepts)
        for entry in entries {
          reader.concept = (try? entry.optional("id")?.string()) ?? nil
          if let concept = reader.readConcept(entry, field: result.field?.id ?? "") {
            result.concepts.append(concept)
          }
          reader.concept = nil
          if reader.found.count >= limits.problemsListed { break }
        }
      }
      if !reader.found.isEmpty {
        let lines = try JSONParser.lines(bytes, options)
        result.problems = reader.found.map { entry in
          KnowledgeError.Problem(
            code: .malformed, file: name, line: nearestLine(to: entry.error.path, in: lines),
            concept: entry.concept, field: entry.error.path, detail: entry.error.detail)
        }
      }
    } catch {
      result.problems = [
        KnowledgeError.Problem(
          code: .unreadable, file: name, line: error.line, concept: nil, field: error.path,
          detail: error.detail)
      ]
    }
    return result
  }

  /// The line of the member at a path, or of what is nearest around it.
  static func nearestLine(to path: String, in lines: [String: Int]) -> Int? {
    var place = Substring(path)
    while lines[String(place)] == nil,
      let cut = place.lastIndex(where: { $0 == "." || $0 == "[" })
    {
      place = place[..<cut]
    }
    return lines[String(place)]
  }

  private init(limits: KnowledgePack.Limits) { self.limits = limits }

  /// Does the work, or keeps what went wrong and goes on.
  private func attempt(_ body: () throws -> Void) {
    do {
      try body()
    } catch let error as JSONError {
      found.append((concept, error))
    } catch {
      found.append((concept, JSONError(.invalidValue, "\(error)")))
    }
  }

  private func collect<T>(_ readers: [JSONReader], _ body: (JSONReader) throws -> T) -> [T] {
    var result: [T] = []
    for reader in readers { attempt { result.append(try body(reader)) } }
    return result
  }
}

// MARK: - The parts of a file

extension KnowledgeReader {
  /// The field itself, or the identifier of one that another file names.
  private func field(_ reader: JSONReader) throws -> KnowledgeField {
    if reader.value.stringValue != nil {
      return KnowledgeField(id: try id(reader), english: [], chinese: [])
    }
    try reader.allowOnly(Keys.field)
    let names = try reader.required("names")
    try names.allowOnly(Keys.languages)
    let field = KnowledgeField(
      id: try id(reader.required("id")),
      english: try names.optional("en").map { try texts($0) } ?? [],
      chinese: try names.optional("zh").map { try texts($0) } ?? [])
    guard !field.english.isEmpty || !field.chinese.isEmpty else {
      throw names.invalid("a name in en or zh is needed")
    }
    return field
  }

  private func readConcept(_ reader: JSONReader, field: String) -> Concept? {
    let before = found.count
    var concept = Concept(
      id: "", field: field, difficulty: 3, siblings: [], prerequisites: [], code: [])
    attempt {
      try reader.allowOnly(Keys.concept)
    }
    attempt { concept.id = try id(reader.required("id")) }
    attempt { concept.difficulty = try reader.required("difficulty").int(in: 1...5) }
    attempt { concept.siblings = try ids(reader, "siblings") }
    attempt { concept.prerequisites = try ids(reader, "prerequisites") }
    attempt { concept.english = try reader.optional("en").flatMap { text($0) } }
    attempt { concept.chinese = try reader.optional("zh").flatMap { text($0) } }
    attempt {
      concept.code = collect(try reader.optional("code").map { try limited($0) } ?? []) {
        try code($0)
      }
    }
    if found.count == before, concept.english == nil, concept.chinese == nil {
      attempt { throw reader.invalid("texts in en or zh are needed") }
    }
    if found.count == before, concept.siblings.contains(concept.id) {
      attempt { throw reader.invalid("a concept is no sibling of itself") }
    }
    return found.count == before ? concept : nil
  }

  private func text(_ reader: JSONReader) -> ConceptText? {
    let before = found.count
    var text = ConceptText(
      term: "", aliases: [], gist: "", facts: [], quiz: [], claims: [], cloze: [], scenarios: [])
    attempt {
      try reader.allowOnly(Keys.text)
    }
    attempt { text.term = try string(reader.required("term"), limit: 120) }
    attempt { text.aliases = try reader.optional("aliases").map { try texts($0, true) } ?? [] }
    attempt { text.gist = try string(reader.required("gist"), limit: 600) }
    attempt {
      text.facts = collect(try limited(reader.required("facts"))) { try fact($0) }
    }
    func optional(_ key: String) throws -> [JSONReader] {
      try reader.optional(key).map { try limited($0) } ?? []
    }
    attempt { text.quiz = collect(try optional("quiz")) { try quiz($0) } }
    attempt { text.claims = collect(try optional("claims")) { try claim($0) } }
    attempt { text.cloze = collect(try optional("cloze")) { try cloze($0) } }
    attempt { text.scenarios = collect(try optional("scenario")) { try scenario($0) } }
    if found.count == before, text.facts.isEmpty {
      attempt { throw reader.invalid("at least one fact is needed") }
    }
    return found.count == before ? text : nil
  }

  private func fact(_ reader: JSONReader) throws -> Fact {
    try reader.allowOnly(Keys.fact)
    let fact = Fact(
      type: try reader.required("type").choice(of: FactType.self),
      ask: try texts(reader.required("ask")), answer: try string(reader.required("answer")),
      points: try texts(reader.required("points")), weak: try string(reader.required("weak")),
      with: try reader.optional("with").map { try string($0, limit: 120) })
    if fact.type == .contrast, fact.with == nil {
      throw JSONError(.missing, path: reader.path + ".with", "a contrast names what it is with")
    }
    return fact
  }

  private func quiz(_ reader: JSONReader) throws -> QuizFact {
    try reader.allowOnly(Keys.quiz)
    let wrong = try limited(reader.required("wrong"), to: 5)
    guard wrong.count >= 2 else {
      throw JSONError(.invalidValue, path: reader.path + ".wrong", "2 to 5 are needed")
    }
    let quiz = QuizFact(
      ask: try string(reader.required("ask")), right: try string(reader.required("right")),
      why: try string(reader.required("why")),
      wrong: try wrong.map {
        try $0.allowOnly(Keys.wrong)
        return QuizFact.Wrong(
          text: try string($0.required("text")), why: try string($0.required("why")))
      })
    let options = [quiz.right] + quiz.wrong.map(\.text)
    guard Set(options.map(Fold.key)).count == options.count else {
      throw reader.invalid("two options are equal")
    }
    return quiz
  }

  private func claim(_ reader: JSONReader) throws -> ClaimFact {
    try reader.allowOnly(Keys.claim)
    let claim = ClaimFact(
      holds: try string(reader.required("true")), fails: try string(reader.required("false")),
      why: try string(reader.required("why")))
    guard Fold.key(claim.holds) != Fold.key(claim.fails) else {
      throw reader.invalid("the true and the false statement are equal")
    }
    return claim
  }

  private func cloze(_ reader: JSONReader) throws -> ClozeFact {
    try reader.allowOnly(Keys.cloze)
    let text = try string(reader.required("text"))
    let problem = JSONError(
      .invalidValue, path: reader.path + ".text", "exactly one [[answer]] is needed")
    guard let open = Text.range(of: "[[", in: text), let close = Text.range(of: "]]", in: text),
      open.upperBound < close.lowerBound
    else { throw problem }
    let cloze = ClozeFact(
      before: String(text[..<open.lowerBound]),
      answer: String(text[open.upperBound..<close.lowerBound]),
      after: String(text[close.upperBound...]),
      accept: try reader.optional("accept").map { try texts($0, true) } ?? [])
    guard Text.range(of: "[[", in: cloze.after) == nil, Text.range(of: "]]", in: cloze.after) == nil
    else { throw problem }
    return cloze
  }

  private func scenario(_ reader: JSONReader) throws -> ScenarioFact {
    try reader.allowOnly(Keys.scenario)
    return ScenarioFact(
      setting: try string(reader.required("setting")), ask: try string(reader.required("ask")),
      answer: try string(reader.required("answer")), points: try texts(reader.required("points")),
      weak: try string(reader.required("weak")))
  }

  private func code(_ reader: JSONReader) throws -> CodeFact {
    try reader.allowOnly(Keys.code)
    return CodeFact(
      id: try id(reader.required("id")),
      difficulty: try reader.required("difficulty").int(in: 1...5),
      entry: try string(reader.required("entry"), limit: 120),
      solution: try string(reader.required("solution"), blanks: true),
      tests: try string(reader.required("tests"), blanks: true),
      english: try reader.optional("en").map { try codeText($0) },
      chinese: try reader.optional("zh").map { try codeText($0) })
  }

  private func codeText(_ reader: JSONReader) throws -> CodeFact.Text {
    try reader.allowOnly(Keys.codeText)
    return CodeFact.Text(
      title: try string(reader.required("title"), limit: 200),
      task: try string(reader.required("task")), input: try string(reader.required("input")),
      output: try string(reader.required("output")),
      constraints: try texts(reader.required("constraints"), true),
      edgeCases: try texts(reader.required("edgeCases"), true),
      explain: try string(reader.required("explain")),
      points: try texts(reader.required("points")))
  }
}

// MARK: - Single values

extension KnowledgeReader {
  private func id(_ reader: JSONReader) throws -> String {
    let text = try string(reader, limit: 80)
    let isKebab = text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
    guard isKebab, !text.hasPrefix("-"), !text.hasSuffix("-") else {
      throw reader.invalid("'\(text)' is no identifier: lower-case letters, digits and '-'")
    }
    return text
  }

  private func ids(_ reader: JSONReader, _ key: String) throws -> [String] {
    guard let list = try reader.optional(key) else { return [] }
    let result = try limited(list).map { try id($0) }
    guard Set(result).count == result.count else { throw list.invalid("names one twice") }
    return result
  }

  private func limited(_ reader: JSONReader, to limit: Int? = nil) throws -> [JSONReader] {
    let limit = limit ?? limits.listLength
    let count = reader.value.arrayValue?.count ?? 0
    guard count <= limit else { throw reader.invalid("\(count) entries; at most \(limit)") }
    return try reader.array()
  }

  private func texts(_ reader: JSONReader, _ mayBeEmpty: Bool = false) throws -> [String] {
    let result = try limited(reader).map { try string($0) }
    guard mayBeEmpty || !result.isEmpty else { throw reader.invalid("is empty") }
    return result
  }

  /// - Parameter blanks: whether line ends and tabs are welcome.
  private func string(_ reader: JSONReader, limit: Int? = nil, blanks: Bool = false) throws
    -> String
  {
    let text = try reader.string()
    let limit = (limit ?? limits.textLength) * 4
    guard text.utf8.count <= limit else {
      throw reader.invalid("\(text.utf8.count) bytes; at most \(limit)")
    }
    var isBlank = true
    for byte in text.utf8 {
      if byte > 0x20 { isBlank = false }
      if byte < 0x20, !(blanks && (byte == 0x0A || byte == 0x09)) {
        throw reader.invalid("holds a control character or a line end")
      }
    }
    guard !isBlank else { throw reader.invalid("is empty") }
    return text
  }
}

/// The members that each part of a file may have.
private enum Keys {
  static let file: Set<String> = ["field", "concepts"]
  static let field: Set<String> = ["id", "names"]
  static let languages: Set<String> = ["en", "zh"]
  static let concept: Set<String> = [
    "id", "difficulty", "siblings", "prerequisites", "en", "zh", "code",
  ]
  static let text: Set<String> = [
    "term", "aliases", "gist", "facts", "quiz", "claims", "cloze", "scenario",
  ]
  static let fact: Set<String> = ["type", "with", "ask", "answer", "points", "weak"]
  static let quiz: Set<String> = ["ask", "right", "why", "wrong"]
  static let wrong: Set<String> = ["text", "why"]
  static let claim: Set<String> = ["true", "false", "why"]
  static let cloze: Set<String> = ["text", "accept"]
  static let scenario: Set<String> = ["setting", "ask", "answer", "points", "weak"]
  static let code: Set<String> = ["id", "difficulty", "entry", "solution", "tests", "en", "zh"]
  static let codeText: Set<String> = [
    "title", "task", "input", "output", "constraints", "edgeCases", "explain", "points",
  ]
}
