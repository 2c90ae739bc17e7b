import QuestionPipeline
import SQLiteStorage

/// Notes in the database that every Anki reads (its schema 11), without a date: times and identifiers come from the
/// notes.
struct AnkiCollection {
  let notes: [AnkiNote]
  /// By their full names, in the order of the notes.
  private let decks: [(name: String, id: Int)]

  init(_ notes: [AnkiNote]) {
    self.notes = notes
    var names: [String] = []
    var seen: Set<String> = []
    for note in notes {
      for depth in note.deck.indices {
        let name = note.deck[...depth].joined(separator: "::")
        if seen.insert(name).inserted { names.append(name) }
      }
    }
    var taken: Set<Int> = []
    decks = names.map { ($0, Self.number($0, &taken)) }
  }

  /// Throws: `StorageError` where memory runs out.
  func bytes() throws -> [UInt8] {
    let connection = try Connection(file: ":memory:", mode: .readWrite)
    try connection.transaction { connection in
      for statement in Self.schema { try connection.execute(statement) }
      try connection.execute(
        "INSERT INTO col VALUES (1, ?, 0, 0, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
        [.integer(Self.day)]
          + [Self.settings, types, deckTable, Self.deckOptions].map {
            .text(JSONWriter.text($0))
          })
      try insertNotes(connection)
    }
    return try connection.serialized()
  }

  private func insertNotes(_ connection: Connection) throws {
    let ids = Dictionary(uniqueKeysWithValues: decks.map { ($0.name, $0.id) })
    var taken: Set<Int> = []
    for (index, note) in notes.enumerated() {
      let id = Self.number(note.guid, &taken)
      let tags = " " + note.tags.joined(separator: " ") + " "
      // The sort field and its checksum are Anki's to make.
      try connection.execute(
        "INSERT INTO notes VALUES (?, ?, ?, 0, -1, ?, ?, ?, 0, 0, '')",
        [
          .int(id), .text(note.guid), .int(note.type.rawValue), .text(tags),
          .text(note.fields.joined(separator: "\u{1F}")), .text(note.fields[0]),
        ])
      try connection.execute(
        "INSERT INTO cards VALUES (?, ?, ?, 0, 0, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        [
          .int(id), .int(id), .int(ids[note.deck.joined(separator: "::")] ?? 1), .int(index + 1),
        ])
    }
  }

  /// A number like those that Anki makes of times, from a text; the next one that is free.
  private static func number(_ text: String, _ taken: inout Set<Int>) -> Int {
    let digest = Int(SHA256.hex(text).prefix(12), radix: 16) ?? 0
    var number = 1_500_000_000_000 + digest % 200_000_000_000
    while !taken.insert(number).inserted { number += 1 }
    return number
  }

  private var types: JSONValue {
    .object(JSONObject(AnkiNoteType.allCases.map { (String($0.rawValue), $0.json) }))
  }

  private var deckTable: JSONValue {
    .object(
      JSONObject(
        ([("Default", 1)] + decks).map { name, id in
          (
            String(id),
            [
              "id": .integer(id), "name": .string(name), "mod": 0, "usn": -1, "desc": "", "dyn": 0,
              "conf": 1, "collapsed": false, "browserCollapsed": false, "extendNew": 0,
              "extendRev": 0, "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0],
              "timeToday": [0, 0],
            ]
          )
        }))
  }

  /// The day on which the collection began: 1 January 2020.
  private static let day: Int64 = 1_577_836_800

  private static let settings: JSONValue = [
    "nextPos": 1, "estTimes": true, "activeDecks": [1], "curDeck": 1, "newSpread": 0,
    "collapseTime": 1200, "timeLim": 0, "dueCounts": true, "curModel": .null,
    "sortType": "noteFld", "sortBackwards": false, "addToCur": true,
  ]

  private static let deckOptions: JSONValue = [
    "1": [
      "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0,
      "replayq": true,
      "new": [
        "bury": true, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1,
        "perDay": 20, "separate": true,
      ],
      "lapse": ["delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0],
      "rev": [
        "bury": true, "ease4": .number(1.3), "fuzz": .number(0.05), "ivlFct": 1, "maxIvl": 36500,
        "minSpace": 1, "perDay": 100,
      ],
    ]
  ]

  private static let schema = [
    """
    CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null,
    scm integer not null, ver integer not null, dty integer not null, usn integer not null,
    ls integer not null, conf text not null, models text not null, decks text not null,
    dconf text not null, tags text not null)
    """,
    """
    CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null,
    mod integer not null, usn integer not null, tags text not null, flds text not null,
    sfld integer not null, csum integer not null, flags integer not null, data text not null)
    """,
    """
    CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null,
    ord integer not null, mod integer not null, usn integer not null, type integer not null,
    queue integer not null, due integer not null, ivl integer not null, factor integer not null,
    reps integer not null, lapses integer not null, left integer not null, odue integer not null,
    odid integer not null, flags integer not null, data text not null)
    """,
    """
    CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null,
    ease integer not null, ivl integer not null, lastIvl integer not null,
    factor integer not null, time integer not null, type integer not null)
    """,
    "CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)",
    "CREATE INDEX ix_notes_usn ON notes (usn)",
    "CREATE INDEX ix_cards_usn ON cards (usn)",
    "CREATE INDEX ix_revlog_usn ON revlog (usn)",
    "CREATE INDEX ix_cards_nid ON cards (nid)",
    "CREATE INDEX ix_cards_sched ON cards (did, queue, due)",
    "CREATE INDEX ix_revlog_cid ON revlog (cid)",
    "CREATE INDEX ix_notes_csum ON notes (csum)",
  ]
}
