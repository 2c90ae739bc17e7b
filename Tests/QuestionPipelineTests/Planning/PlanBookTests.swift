import QuestionPipeline
import Testing

struct PlanBookTests {
  func brief(_ count: Int, kinds: [QuestionKind] = QuestionKind.allCases) -> Brief {
    Brief(
      topics: ["A", "B", "C"], count: count, kinds: kinds, languages: [.english, .chinese])
  }

  /// Deals cells as a planner does that gets an angle for every square.
  func deal(_ book: inout PlanBook, _ wanted: Int) -> [Cell] {
    var cells: [Cell] = []
    while cells.count < wanted, book.openPlaces > 0, let lane = book.laneForNextCell() {
      if book.hasReadyAngle(lane) {
        cells.append(book.takeCell(from: lane))
      } else {
        let (chunk, turns) = book.nextChunk(lane, size: 8)
        book.fill(
          lane, turns: turns,
          planned: turns.enumerated().map {
            Lane.Planned(turn: $1, subtopic: nil, angle: "\(lane)/\(chunk)/\($0)", passage: nil)
          })
      }
    }
    return cells
  }

  @Test func wavesGrowToTheirLimit() {
    #expect((0..<7).map(WaveSizes().limit(ofWave:)) == [16, 32, 64, 128, 256, 256, 256])
  }

  @Test(arguments: [20, 42, 100, 301]) func everyDimensionStaysInBalance(count: Int) {
    var book = PlanBook(brief: brief(count), retireAfter: 3)
    let cells = deal(&book, count)
    #expect(cells.count == count)
    #expect(cells.map(\.ordinal) == Array(0..<count))
    func spread<T: Hashable>(_ key: (Cell) -> T, _ values: Int) -> Int {
      let counts = Dictionary(grouping: cells, by: key).mapValues(\.count).values
      return counts.max()! - (counts.count == values ? counts.min()! : 0)
    }
    #expect(spread(\.square.topic, 3) <= 1)
    #expect(spread(\.square.language, 2) <= 1)
    #expect(spread(\.square.kind, 7) <= 2)
  }

  @Test func pairsStayInBalanceToo() {
    var book = PlanBook(
      brief: Brief(
        topics: ["A", "B", "C", "D"], count: 20, kinds: QuestionKind.allCases,
        languages: [.english, .chinese]), retireAfter: 3)
    let cells = deal(&book, 20)
    for topic in ["A", "B", "C", "D"] {
      let own = cells.filter { $0.square.topic == topic }
      #expect((2...3).contains(own.count { $0.square.language == .english }))
      #expect(Set(own.map(\.square.kind)).count == own.count)
    }
  }

  @Test func aLargerCountGoesOnWhereASmallerOneEnded() {
    var small = PlanBook(brief: brief(40), retireAfter: 3)
    var large = PlanBook(brief: brief(90), retireAfter: 3)
    let first = deal(&small, 100)
    #expect(first == Array(deal(&large, 100).prefix(40)))
  }

  @Test func noTwoCellsShareAnAngleOfTheirLane() {
    var book = PlanBook(brief: brief(500), retireAfter: 3)
    let cells = deal(&book, 500)
    #expect(
      Set(cells.map { "\($0.square.topic)|\($0.square.kind)|\($0.square.language)|\($0.angle)" })
        .count == 500)
  }

  @Test func aRefusedPlaceGetsANewCellWithTheNextOrdinal() {
    var book = PlanBook(brief: brief(4, kinds: [.open]), retireAfter: 3)
    let cells = deal(&book, 10)
    #expect(book.openPlaces == 0)
    book.settle(
      cells.map {
        CellOutcome(ordinal: $0.ordinal, isAccepted: $0.ordinal != 2, reason: "x")
      })
    #expect(book.openPlaces == 1)
    let again = deal(&book, 10)
    #expect(again.map(\.ordinal) == [4])
    #expect(again.first?.place == cells[2].place)
    #expect(again.first?.square.topic == cells[2].square.topic)
  }

  @Test func threeRefusalsInARowRetireASquareAndAllRetiredEndsThePlan() {
    var brief = brief(1000, kinds: [.coding])
    brief.levels = [.apply]
    brief.difficulties = [3]
    var book = PlanBook(brief: brief, retireAfter: 3)
    var refused = 0
    while true {
      let cells = deal(&book, 1)
      if cells.isEmpty { break }
      refused += 1
      book.settle(
        cells.map { CellOutcome(ordinal: $0.ordinal, isAccepted: false, reason: "x") })
    }
    // Six lanes of one square each.
    #expect(refused == 18)
    #expect(book.openLanes.isEmpty)
  }

  @Test func anAcceptedCellForgivesEarlierRefusals() {
    var brief = Brief(topics: ["A"], count: 1000, kinds: [.coding])
    brief.levels = [.apply]
    brief.difficulties = [3]
    var book = PlanBook(brief: brief, retireAfter: 3)
    for round in 0..<30 {
      let cells = deal(&book, 1)
      #expect(cells.count == 1)
      book.settle(
        cells.map {
          CellOutcome(ordinal: $0.ordinal, isAccepted: round % 3 == 2, reason: "x")
        })
    }
  }

  @Test func squaresWithoutAnAngleCountAsRefused() {
    var book = PlanBook(brief: Brief(topics: ["A"], count: 10), retireAfter: 3)
    var requests = 0
    while let lane = book.laneForNextCell() {
      let (_, turns) = book.nextChunk(lane, size: 8)
      book.fill(lane, turns: turns, planned: [])
      requests += 1
      #expect(requests < 100)
    }
    #expect(book.openLanes.isEmpty)
  }

  @Test func theStateReadsBackAsItWas() throws {
    var book = PlanBook(brief: brief(300), retireAfter: 3)
    let cells = deal(&book, 48)
    book.settle(
      cells.prefix(16).map {
        CellOutcome(ordinal: $0.ordinal, isAccepted: $0.ordinal % 3 > 0, reason: "x")
      })
    var restored = PlanBook(brief: brief(300), retireAfter: 3)
    try restored.restore(JSONReader(JSONParser.parse(JSONWriter.text(book.state))))
    #expect(restored == book)
    #expect(deal(&restored, 64) == deal(&book, 64))
  }

  /// Four passages a request: another request may have what this one lacked.
  @Test func aSquareIsGivenUpOnceAllPassagesHadTheirTurn() throws {
    var book = PlanBook(brief: brief(4, kinds: [.open]), retireAfter: 2)
    let lane = try #require(book.openLanes.first)
    func ask(round: Int) {
      let turns = book.nextChunk(lane, size: 1000).turns
      book.fill(lane, turns: turns, planned: [], round: round)
    }
    for _ in 0..<5 {
      ask(round: 6)
      #expect(book.openLanes.contains(lane))
    }
    var restored = PlanBook(brief: brief(4, kinds: [.open]), retireAfter: 2)
    try restored.restore(JSONReader(book.state))
    #expect(restored.state == book.state)
    ask(round: 6)
    #expect(!book.openLanes.contains(lane))
  }

  /// The model had something to say, and it was no help.
  @Test func anAngleThatCameBeforeIsARefusalWhateverTheRound() throws {
    var book = PlanBook(brief: brief(4, kinds: [.open]), retireAfter: 2)
    let lane = try #require(book.openLanes.first)
    for _ in 0..<2 {
      #expect(book.openLanes.contains(lane))
      let turns = book.nextChunk(lane, size: 1000).turns
      let planned = turns.map {
        Lane.Planned(turn: $0, subtopic: nil, angle: "the same", passage: nil)
      }
      book.fill(lane, turns: turns, planned: planned, round: 6)
      while book.hasReadyAngle(lane) {
        let ordinal = book.takeCell(from: lane).ordinal
        book.settle([CellOutcome(ordinal: ordinal, isAccepted: false, reason: nil)])
      }
    }
    #expect(!book.openLanes.contains(lane))
  }

  @Test func aRoundIsAsLongAsThePassagesOnItsTopicNeed() {
    func round(_ count: Int, topic: String = "tides") -> Int {
      let passages = (0..<count).map {
        Passage(
          id: "p-\($0)", document: "a.md", headings: [], text: "The tides of day \($0) are high.",
          start: $0 * 100)
      }
      return PassageLibrary(passages, topics: [topic]).round(topic: topic, language: .english)
    }
    #expect(round(0) == 1)
    #expect(round(5) == 2)
    #expect(round(1000) == 36)
  }
}
