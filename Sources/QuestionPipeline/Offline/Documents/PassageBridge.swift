/// What two passages answer only together.
struct PassageBridge: Sendable, Hashable {
  /// The parts of the joined passage that tell the first and the second half.
  let parts: [Int]
  /// The sentence of each.
  let sentences: [PassageSentence]
  /// What one passage says is, and the other says something of; or the two whose figures are compared.
  let names: [String]
  /// The definition by which the first passage tells it; empty for a comparison.
  let description: String
  /// The sentence that is asked about, with X in the place of the names and a line in the place of a figure.
  let asked: String
  /// What fills the line, or the reason that is asked for; for a comparison both figures.
  let answers: [String]

  var isComparison: Bool { answers.count == 2 }
}

/// Finds what the parts of a joined passage answer only together: what the one defines and the other speaks of, and what
/// both give a figure of in the same words.
struct PassageBridges {
  let passage: Passage
  let tongue: Tongue
  /// At most so many of a pair are offered.
  private static let most = 3

  func list() -> [PassageBridge] {
    guard passage.parts.count == 2 else { return [] }
    // What one passage defines the other may speak of without a word more.
    let terms = passage.parts.flatMap {
      FactPatterns(passage: $0, tongue: tongue).facts().filter { $0.pattern == .definition }
    }.map(\.subject)
    let facts = passage.parts.map {
      FactPatterns(passage: $0, tongue: tongue, terms: terms).facts().filter {
        $0.standsAlone
      }
    }
    var result: [PassageBridge] = []
    for (from, to) in [(0, 1), (1, 0)] {
      for definition in facts[from] where definition.pattern == .definition {
        for fact in facts[to] {
          if let bridge = bridge(definition, fact, from, to) { result.append(bridge) }
        }
      }
    }
    for left in facts[0] where left.number != nil {
      for right in facts[1] where right.number != nil {
        if let bridge = comparison(left, right) { result.append(bridge) }
      }
    }
    return Array(result.prefix(Self.most))
  }

  /// What is defined here and spoken of there, told by its definition alone.
  private func bridge(_ definition: DocumentFact, _ fact: DocumentFact, _ from: Int, _ to: Int)
    -> PassageBridge?
  {
    guard fact.pattern == .quantity || fact.pattern == .cause else { return nil }
    let name = bare(definition.subject)
    let description = Text.unstopped(definition.rest.first ?? "")
    guard name.unicodeScalars.count >= (tongue == .english ? 5 : 3),
      description.unicodeScalars.count >= (tongue == .english ? 20 : 8),
      !Text.names(description, name),
      // Neither passage answers alone.
      !Text.contains(passage.parts[from].text, fact.sentence.exact),
      !Text.names(fact.sentence.shown, Text.unstopped(description))
    else { return nil }
    var asked = fact.sentence.shown
    if let number = fact.number {
      guard FoundNumber.all(in: name).isEmpty else { return nil }
      asked = number.replaced(in: asked, by: "____")
    } else {
      asked = fact.subject
    }
    guard let told = withX(asked, for: name) else { return nil }
    let answer = fact.number?.text ?? Text.unstopped(fact.rest.first ?? "")
    guard !Text.names(answer, name) else { return nil }
    return PassageBridge(
      parts: [from, to], sentences: [definition.sentence, fact.sentence],
      names: [definition.subject],
      description: description, asked: told, answers: [answer])
  }

  /// The same sentence of two things, with a figure for each.
  private func comparison(_ left: DocumentFact, _ right: DocumentFact) -> PassageBridge? {
    guard let one = left.number, let other = right.number, one.sort == other.sort,
      one.sort != .year, one.value != other.value
    else { return nil }
    let first = pieces(one.replaced(in: left.sentence.shown, by: "____"))
    let second = pieces(other.replaced(in: right.sentence.shown, by: "____"))
    let head = zip(first, second).prefix { $0 == $1 }.count
    let limit = min(first.count, second.count) - head
    let tail = min(limit, zip(first.reversed(), second.reversed()).prefix { $0 == $1 }.count)
    let names = [first, second].map { join($0[head..<$0.count - tail]) }
    let longest = tongue == .english ? 4 : 8
    guard head + tail >= (tongue == .english ? 5 : 8),
      [first, second].allSatisfy({ (1...longest).contains($0.count - head - tail) }),
      names.allSatisfy({ !Text.contains($0, "____") && isName($0) })
    else { return nil }
    let asked = join(first[..<head] + ["X"] + first[(first.count - tail)...])
    guard Text.contains(asked, "____") else { return nil }
    return PassageBridge(
      parts: [0, 1], sentences: [left.sentence, right.sentence], names: names, description: "",
      asked: asked, answers: [one.text, other.text])
  }

  // MARK: Words

  /// Without an article.
  private func bare(_ name: String) -> String {
    for article in ["the ", "a ", "an "] where name.lowercased().hasPrefix(article) {
      return String(name.dropFirst(article.count))
    }
    return name
  }

  /// With X where the name stands, once and with its article.
  private func withX(_ text: String, for name: String) -> String? {
    let places = Text.occurrences(of: name.lowercased(), in: text.lowercased())
    // Small and capital letters have the same length where this is asked for.
    guard places.count == 1, text.utf8.count == text.lowercased().utf8.count,
      let range = Text.range(of: name, in: text)
        ?? Text.range(of: Text.capitalized(name), in: text)
    else { return nil }
    return withoutArticle(text[..<range.lowerBound] + "X" + text[range.upperBound...])
  }

  /// "The X turns" as "X turns".
  private func withoutArticle(_ text: String) -> String {
    guard tongue == .english else { return text }
    for article in ["The X", "the X", "A X", "a X", "An X", "an X"] {
      for range in Text.occurrences(of: article, in: text) {
        return text[..<range.lowerBound] + "X" + text[range.upperBound...]
      }
    }
    return text
  }

  private func pieces(_ text: String) -> [String] {
    tongue == .english ? text.split(separator: " ").map(String.init) : text.map { String($0) }
  }

  private func join(_ pieces: some Sequence<String>) -> String {
    pieces.joined(separator: tongue == .english ? " " : "")
  }

  private func isName(_ text: String) -> Bool {
    let marks = ",;:.()，。；：、（）的了是和与或在有"
    return text.unicodeScalars.count >= 2 && !text.contains { marks.contains($0) || $0.isNumber }
  }
}

extension FoundNumber {
  /// The sentence with something else in the place of the number.
  func replaced(in sentence: String, by text: String) -> String {
    let scalars = Array(sentence.unicodeScalars)
    return String(scalars: scalars[..<start]) + text
      + String(scalars: scalars[(start + self.text.unicodeScalars.count)...])
  }
}

extension Passage {
  /// The document as a sentence names it: by its title, or else by its file's name.
  func named(_ tongue: Tongue) -> String {
    let title = headings.first ?? SourceDocument.base(of: document)
    if tongue == .english { return "“\(title)”" }
    // 《〈…〉…》: marks within marks are single.
    return "《" + title.replacing("《", with: "〈").replacing("》", with: "〉") + "》"
  }
}
