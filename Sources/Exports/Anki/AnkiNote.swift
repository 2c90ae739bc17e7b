import QuestionPipeline

/// One item as a note of Anki.
struct AnkiNote {
  let type: AnkiNoteType
  /// By which Anki knows the note again, in whatever deck it comes.
  let guid: String
  /// From the outermost deck inwards.
  let deck: [String]
  let tags: [String]
  /// HTML, one for each of the type's fields.
  let fields: [String]

  /// - Parameters:
  ///   - hasGaps: whether clozes become notes with a gap.
  ///   - decks: those of the notes before it.
  init(_ item: Item, in set: ExportSet, hasGaps: Bool, decks: inout AnkiDecks) {
    let details = ItemDetails(item: item)
    let rest: Markup = """
      \(details.keyPoints)\(details.mistakes)\(details.followUps)\(details.solution)\
      \(details.tests)\(details.reasons)\(details.sources)
      """
    let question = ItemHTML.markup(item.draft.question)
    let parts: [Markup]
    if !item.draft.choices.isEmpty {
      type = .choice
      parts = [question, Self.choices(item), "\(Self.key(item))\(details.answer)", rest]
    } else if hasGaps, item.kind == .cloze, !item.draft.answer.isEmpty,
      let gap = GapText(item.draft.question)
    {
      type = .cloze
      parts = [Self.cloze(gap, answer: item.draft.answer), rest]
    } else {
      type = .question
      parts = [question, details.answer, rest]
    }
    fields = (parts + [Markup(PlainText.oneLine(item.id))]).map(\.source)
    guid = Self.guid(item, in: set)
    deck = decks.path([set.title] + item.topic)
    tags = ExportNames.tags(of: item).map { $0.replacing(":", with: "::") }
  }

  /// The fields as the two sides of a card; the last is seen on neither.
  var sides: (front: String, back: String) {
    let front = type == .choice ? 2 : 1
    return (fields[..<front].joined(), fields[front..<(fields.count - 1)].joined())
  }

  /// Our own identifiers say what a question is; a number of somebody's list says so within that list alone.
  private static func guid(_ item: Item, in set: ExportSet) -> String {
    let isOurs = item.id.utf8.count == 14 && item.id.hasPrefix("q-")
    return String(SHA256.hex(isOurs ? item.id : "\(set.title)\u{0}\(item.id)").prefix(20))
  }

  private static func choices(_ item: Item) -> Markup {
    let entries: [Markup] = item.draft.choices.map { "<li>\(ItemHTML.inline($0.text))</li>" }
    return "<ol>\(entries)</ol>"
  }

  /// The right choices by their numbers.
  private static func key(_ item: Item) -> Markup {
    let right = item.draft.choices.enumerated().filter { $0.element.isCorrect }
    let entries: [Markup] = right.map {
      "<li value=\"\($0.offset + 1)\">\(ItemHTML.inline($0.element.text))</li>"
    }
    return entries.isEmpty ? .empty : "<ol>\(entries)</ol>"
  }

  /// Braces and colons that Anki would take for its own become character references.
  private static func cloze(_ gap: GapText, answer: String) -> Markup {
    func safe(_ html: String) -> String {
      html.replacing("{{", with: "&#123;&#123;").replacing("}}", with: "&#125;&#125;")
        .replacing("::", with: "&#58;&#58;")
    }
    // A brace at the end would lengthen the mark that closes the gap.
    var inside = safe(ItemHTML.inline(answer).source)
    if inside.hasSuffix("}") { inside = inside.dropLast() + "&#125;" }
    return gap.markup(gap: Markup(stringLiteral: "{{c1::\(inside)}}"), rest: safe)
  }
}
