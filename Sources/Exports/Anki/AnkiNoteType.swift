import QuestionPipeline

/// What notes of a kind hold, and the card made of them. Identifiers never change, so that later decks use the same.
enum AnkiNoteType: Int, CaseIterable {
  case question = 1_763_800_000_001
  case choice = 1_763_800_000_002
  case cloze = 1_763_800_000_003

  var name: String {
    switch self {
    case .question: "Viva Question"
    case .choice: "Viva Choice"
    case .cloze: "Viva Cloze"
    }
  }

  var fields: [String] {
    switch self {
    case .question: ["Question", "Answer", "Details", "Id"]
    case .choice: ["Question", "Choices", "Answer", "Details", "Id"]
    case .cloze: ["Text", "Details", "Id"]
    }
  }

  private var front: String {
    switch self {
    case .question: Self.block("Question")
    case .choice: Self.block("Question") + Self.block("Choices")
    case .cloze: "<div dir=\"auto\">{{cloze:Text}}</div>"
    }
  }

  private var back: String {
    let details = "{{#Details}}<div class=\"details\" dir=\"auto\">{{Details}}</div>{{/Details}}"
    return switch self {
    case .question, .choice: "{{FrontSide}}<hr id=\"answer\">" + Self.block("Answer") + details
    case .cloze: "<div dir=\"auto\">{{cloze:Text}}</div>" + details
    }
  }

  private static func block(_ field: String) -> String { "<div dir=\"auto\">{{\(field)}}</div>" }

  private static let style = """
    .card { font: 20px/1.5 sans-serif; max-width: 40em; margin: 1em auto; text-align: start; }
    .details { font-size: 85%; margin-top: 1.5em; }
    pre { overflow-x: auto; padding: .5em; border: 1px solid #8884; }
    .cloze { font-weight: bold; color: #1a6fc4; }
    """

  /// As the collection's table of note types has it.
  var json: JSONValue {
    let fields = fields.enumerated().map { index, name -> JSONValue in
      [
        "name": .string(name), "ord": .integer(index), "sticky": false, "rtl": false,
        "font": "Arial", "size": 20, "media": [],
      ]
    }
    return [
      "id": .integer(rawValue), "name": .string(name), "type": .integer(self == .cloze ? 1 : 0),
      "mod": 0, "usn": -1, "sortf": 0, "did": 1, "tags": [], "vers": [], "latexPre": "",
      "latexPost": "", "css": .string(Self.style), "flds": .array(fields),
      "tmpls": [
        [
          "name": .string(name), "ord": 0, "qfmt": .string(front), "afmt": .string(back),
          "bqfmt": "", "bafmt": "", "did": .null,
        ]
      ],
      "req": [[0, "any", [0]]],
    ]
  }
}
