import QuestionPipeline
import TestSupport

/// Passages, items that people could write from them, and what makes lies of the items.
struct GroundingSamples {
  /// A line of `items.jsonl`.
  struct Entry {
    let passage: Passage
    let kind: QuestionKind
    let language: LanguageTag
    let level: BloomLevel?
    let draft: Draft
    /// The same answer with another number, denied, of something else, and with the opposite; nil where there is none.
    let changed: String?
    let negated: String?
    let swapped: String?
    let opposite: String?

    var context: ItemContext {
      ItemContext(
        kind: kind, language: language, level: level, passage: passage.shown, titles: passage.titles
      )
    }

    func flaws(_ draft: Draft) -> [Flaw] {
      ItemInspector(settings: .drafts).flaws(of: draft, in: context)
        .filter { GroundingSamples.names.contains($0.name) }
    }

    /// The draft with another answer, which its key points follow.
    func answering(_ answer: String) -> Draft {
      var lie = draft
      lie.answer = answer
      lie.keyPoints = []
      return lie
    }
  }

  static let names: Set<String> = ["missing-quote", "unsupported-quote", "unsupported-answer"]

  let passages: [Passage]
  let entries: [Entry]

  /// - Parameter part: "" for the items that the rules were made with, "-later" for those written later.
  init(_ part: String = "") throws {
    func lines(_ name: String) throws -> [JSONReader] {
      let text = String(
        decoding: try FileSystem.read(FixturePath.path("Grounding/" + name)), as: UTF8.self)
      return try text.split(separator: "\n").map {
        JSONReader(try JSONParser.parse(String($0)))
      }
    }
    var passages: [Passage] = []
    var entries: [Entry] = []
    for line in try lines("passages\(part).jsonl") {
      passages.append(
        Passage(
          id: try line.string("id"), document: try line.string("document"),
          headings: try line.texts("headings"), text: try line.string("text"), start: 0))
    }
    for line in try lines("items\(part).jsonl") {
      let id = try line.string("p")
      guard let passage = passages.first(where: { $0.id == id }) else {
        throw JSONError(.missing, "no passage \(id)")
      }
      let kind = try line.optional("k")?.choice(of: QuestionKind.self) ?? .open
      var draft = Draft(question: try line.string("q"), answer: try line.string("a"))
      draft.keyPoints = try line.texts("kp")
      draft.sources = [
        Citation(document: passage.document, quote: try line.string("c"), start: -1, end: -1)
      ]
      if kind == .trueFalse {
        let words = passage.isChinese ? ("正确", "错误") : ("True", "False")
        draft.choices = [
          Choice(text: words.0, isCorrect: false), Choice(text: words.1, isCorrect: true),
        ]
      }
      entries.append(
        Entry(
          passage: passage, kind: kind, language: passage.isChinese ? .chinese : .english,
          level: try line.optional("l")?.choice(of: BloomLevel.self), draft: draft,
          changed: try line.optional("x")?.string(),
          negated: try line.optional("n")?.string(), swapped: try line.optional("s")?.string(),
          opposite: try line.optional("o")?.string()))
    }
    (self.passages, self.entries) = (passages, entries)
  }

  /// The next entry in the same language about another passage.
  func stranger(to place: Int) -> Entry {
    let own = entries[place]
    var next = place
    repeat {
      next = (next + 7) % entries.count
    } while entries[next].language != own.language
      || entries[next].passage.id == own.passage.id || entries[next].kind != .open
    return entries[next]
  }

  /// Every way in which an entry is lied about, with the lie's name.
  func lies(about place: Int) -> [(name: String, draft: Draft)] {
    let entry = entries[place]
    let stranger = stranger(to: place)
    var lies: [(name: String, draft: Draft)] = []
    var invented = entry.draft
    invented.sources[0].quote = stranger.draft.sources[0].quote
    lies.append(("quote of another document", invented))
    var foreign = stranger.draft
    foreign.sources = entry.draft.sources
    lies.append(("question and answer of another document", foreign))
    if entry.kind == .open {
      lies.append(("answer of another document", entry.answering(stranger.draft.answer)))
    }
    for number in Self.otherNumbers(entry.draft.sources[0].quote) where entry.kind == .open {
      lies.append(("quote as the answer, a number changed", entry.answering(number)))
    }
    let written = [
      ("a number changed", entry.changed), ("denied", entry.negated),
      ("of something else", entry.swapped), ("the opposite", entry.opposite),
    ]
    for (name, answer) in written {
      if let answer { lies.append((name, entry.answering(answer))) }
    }
    return lies
  }

  /// A text with each of its written numbers changed in turn.
  static func otherNumbers(_ text: String) -> [String] {
    var result: [String] = []
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      guard let digit = characters[index].wholeNumberValue, characters[index].isASCII else {
        index += 1
        continue
      }
      var changed = characters
      changed[index] = Character("\(digit == 9 ? 4 : digit + 1)")
      result.append(String(changed))
      while index < characters.count,
        characters[index].isASCII && characters[index].isNumber || characters[index] == "."
          || characters[index] == ","
      { index += 1 }
    }
    return result
  }
}
