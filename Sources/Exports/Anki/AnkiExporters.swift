import QuestionPipeline

/// What notes of Anki have a place for.
private let carriedByNotes: Set<ItemField> = [
  .id, .topic, .kind, .language, .level, .difficulty, .answer, .keyPoints, .mistakes, .followUps,
  .choices, .choiceReasons, .solution, .tests, .sources, .unanswerable,
]

/// A deck of Anki with note types of its own, one deck within it for each topic.
package struct AnkiPackageExporter: SetExporter {
  package var carried: Set<ItemField> { carriedByNotes }

  package init() {}

  package func export(_ set: ExportSet) throws -> Export {
    var decks = AnkiDecks()
    let collection = AnkiCollection(
      set.items.map { AnkiNote($0, in: set, hasGaps: true, decks: &decks) })
    return Export(
      .file(
        ZipFile.bytes([
          ("collection.anki2", try collection.bytes()), ("media", Array("{}".utf8)),
        ])))
  }
}

/// Notes of two fields as Anki imports them from text, into its own type Basic.
package struct AnkiTableExporter: SetExporter {
  package var carried: Set<ItemField> { carriedByNotes.subtracting([.id]) }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var lines = [
      "#separator:tab", "#html:true", "#notetype:Basic", "#guid column:1", "#deck column:2",
      "#tags column:5", "#columns:Id\tDeck\tFront\tBack\tTags",
    ]
    var remarks = Remarks()
    var decks = AnkiDecks()
    let notes = set.items.map { item in
      if item.kind == .cloze {
        remarks.add("clozes as a question with its answer: anki-apkg makes gaps of them")
      }
      return AnkiNote(item, in: set, hasGaps: false, decks: &decks)
    }
    // Anki makes a second deck of a name that it met first as the beginning of another's.
    for note in notes.enumerated().sorted(by: {
      ($0.element.deck.count, $0.offset) < ($1.element.deck.count, $1.offset)
    }).map(\.element) {
      let (front, back) = note.sides
      let cells = [
        note.guid, note.deck.joined(separator: "::"), front, back, note.tags.joined(separator: " "),
      ]
      lines.append(cells.map(Self.cell).joined(separator: "\t"))
    }
    return Export(
      .file(Array((lines.joined(separator: "\n") + "\n").utf8)), remarks: remarks.sentences)
  }

  private static func cell(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
