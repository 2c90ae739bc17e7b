/// The planner's memory of the run: which places are open, which cells are in flight, and the blueprint's lanes. A value
/// without clocks or models: what it decides depends on what was committed alone.
package struct PlanBook: Sendable, Hashable {
  package private(set) var blueprint: Blueprint
  /// Places asked for.
  package let count: Int
  private let retireAfter: Int
  /// How many places are for questions without an answer.
  private let unanswerablePlaces: Int
  /// The next ordinal.
  package private(set) var nextOrdinal = 0
  /// The next place that never had a cell.
  private var nextPlace = 0
  /// Places whose last cell was refused, in the order of refusal, with the lane it came from.
  private var reopened: [Reopened] = []
  /// Cells whose wave is not yet committed.
  private var inFlight: [Flight] = []
  package private(set) var accepted = 0
  /// Those of them that were to have no answer.
  private var acceptedUnanswerable = 0
  /// The angles that any lane has used, which the lanes know themselves: to look one up at once.
  private var usedAngles: Set<String>

  private struct Reopened: Sendable, Hashable {
    var place: Int
    var lane: Int
  }

  private struct Flight: Sendable, Hashable {
    var ordinal: Int
    var place: Int
    var lane: Int
    var turn: Int
    var isUnanswerable: Bool

    var json: JSONValue {
      var object: JSONObject = [
        "ordinal": .integer(ordinal), "place": .integer(place), "lane": .integer(lane),
        "turn": .integer(turn),
      ]
      if isUnanswerable { object["isUnanswerable"] = true }
      return .object(object)
    }
  }

  /// - Parameter retireAfter: refusals in a row after which a square is given up.
  package init(brief: Brief, earlier: EarlierWork = EarlierWork(), retireAfter: Int) {
    blueprint = Blueprint(brief, earlier: earlier)
    usedAngles = Set(blueprint.lanes.flatMap(\.used))
    count = brief.count
    self.retireAfter = retireAfter
    unanswerablePlaces = brief.unanswerableCount
  }

  /// Takes in what became of a wave's cells.
  package mutating func settle(_ outcomes: [CellOutcome]) {
    for outcome in outcomes {
      guard let index = inFlight.firstIndex(where: { $0.ordinal == outcome.ordinal }) else {
        continue
      }
      let flight = inFlight.remove(at: index)
      if outcome.isAccepted {
        accepted += 1
        if flight.isUnanswerable { acceptedUnanswerable += 1 }
        blueprint.lanes[flight.lane].clearStrikes(flight.turn)
      } else {
        blueprint.lanes[flight.lane].strike(flight.turn)
        reopened.append(Reopened(place: flight.place, lane: flight.lane))
      }
    }
  }

  /// Places that could get a cell now.
  package var openPlaces: Int { reopened.count + max(0, count - nextPlace) }

  package var hasCellsInFlight: Bool { !inFlight.isEmpty }

  /// How many of so many further angles may be for questions without an answer, so that of all that is accepted, in flight
  /// or waiting no larger share is: where documents have nothing else left to ask, these would take its place.
  package func roomForUnanswerable(share: Double, among count: Int) -> Int {
    let ready = blueprint.lanes.reduce(0) { $0 + $1.ready.count }
    let waiting = blueprint.lanes.reduce(0) { sum, lane in
      sum + lane.ready.count { $0.unanswerable != nil }
    }
    let all = accepted + inFlight.count + ready + count
    let marked = acceptedUnanswerable + inFlight.count(where: \.isUnanswerable) + waiting
    return max(0, Int((share * Double(all)).rounded(.up)) - marked)
  }

  /// Lanes that have an angle ready or may still be asked for one.
  package var openLanes: [Int] {
    blueprint.lanes.indices.filter { index in
      let lane = blueprint.lanes[index]
      return lane.ready.contains { lane.strikes[$0.turn] < retireAfter }
        || lane.strikes.contains { $0 < retireAfter }
    }
  }

  /// The lane that the next cell is to come from: a reopened place stays in its lane while that is open.
  package func laneForNextCell() -> Int? {
    let open = openLanes
    if let lane = reopened.first?.lane, open.contains(lane) { return lane }
    return blueprint.nextLane(among: open, place: reopened.first?.place ?? nextPlace)
  }

  /// Whether the lane has an angle at hand whose square is not retired; drops those whose square is.
  package mutating func hasReadyAngle(_ lane: Int) -> Bool {
    let strikes = blueprint.lanes[lane].strikes
    blueprint.lanes[lane].ready.removeAll { strikes[$0.turn] >= retireAfter }
    return !blueprint.lanes[lane].ready.isEmpty
  }

  /// The squares of the lane's next planning request, with the number of the request within the lane.
  package mutating func nextChunk(_ lane: Int, size: Int) -> (number: Int, turns: [Int]) {
    let turns = blueprint.lanes[lane].nextTurns(size, retireAfter: retireAfter)
    defer { blueprint.lanes[lane].chunks += 1 }
    return (blueprint.lanes[lane].chunks, turns)
  }

  /// Takes in the answer to a planning request. Squares without an angle, and angles that came before, count as refusals.
  /// - Parameter round: planning requests in which all passages that the lane may ask about have their turn. A square without
  ///   an angle is given up after as many, if they are more than the refusals after which any is: the next request offers
  ///   other passages.
  package mutating func fill(
    _ lane: Int, turns: [Int], planned: [Lane.Planned], round: Int = 1
  ) {
    let ownCount = blueprint.lanes[lane].used.count
    var answered: Set<Int> = []
    for angle in planned {
      let isNew = usedAngles.insert(angle.angle).inserted
      // Another lane's angle counts as used here, too, so that it is not offered again.
      if isNew || !blueprint.lanes[lane].used.prefix(ownCount).contains(angle.angle) {
        blueprint.lanes[lane].used.append(angle.angle)
      }
      if isNew {
        blueprint.lanes[lane].ready.append(angle)
        answered.insert(angle.turn)
        blueprint.lanes[lane].meet(angle.turn)
      }
    }
    var struck: Set<Int> = []
    let repeated = Set(planned.map(\.turn))
    for turn in turns where !answered.contains(turn) && struck.insert(turn).inserted {
      if repeated.contains(turn) {
        blueprint.lanes[lane].strike(turn)
      } else {
        blueprint.lanes[lane].miss(turn, every: (round + retireAfter - 1) / retireAfter)
      }
    }
  }

  /// The cells that the next wave can get, and the lane of each planning request that they need if every square gets its
  /// angle. Nothing is kept of it.
  /// - Parameter chunk: squares of a request.
  package func planningRequests(upTo limit: Int, chunk: Int) -> (cells: Int, lanes: [Int]) {
    var book = self
    var cells = 0
    var lanes: [Int] = []
    while cells < limit, book.openPlaces > 0, let lane = book.laneForNextCell() {
      if book.hasReadyAngle(lane) {
        _ = book.takeCell(from: lane)
        cells += 1
      } else {
        let turns = book.nextChunk(lane, size: chunk).turns
        book.blueprint.lanes[lane].ready += turns.map {
          Lane.Planned(turn: $0, subtopic: nil, angle: "", passage: nil)
        }
        lanes.append(lane)
      }
    }
    return (cells, lanes)
  }

  /// The next cell, from a lane that has an angle ready. Once their places are filled, questions without an answer wait
  /// as long as others are ready.
  package mutating func takeCell(from lane: Int) -> Cell {
    let marked = acceptedUnanswerable + inFlight.count(where: \.isUnanswerable)
    let index =
      marked < unanswerablePlaces
      ? 0 : blueprint.lanes[lane].ready.firstIndex { $0.unanswerable == nil } ?? 0
    let planned = blueprint.lanes[lane].ready.remove(at: index)
    let place: Int
    if reopened.isEmpty {
      place = nextPlace
      nextPlace += 1
    } else {
      place = reopened.removeFirst().place
    }
    let cell = Cell(
      ordinal: nextOrdinal, place: place, square: blueprint.lanes[lane].square(planned.turn),
      subtopic: planned.subtopic, angle: planned.angle, passage: planned.passage,
      unanswerable: planned.unanswerable)
    nextOrdinal += 1
    blueprint.deal(to: lane)
    inFlight.append(
      Flight(
        ordinal: cell.ordinal, place: place, lane: lane, turn: planned.turn,
        isUnanswerable: cell.unanswerable != nil))
    return cell
  }
}

extension PlanBook {
  package var state: JSONValue {
    var object: JSONObject = [
      "nextOrdinal": .integer(nextOrdinal), "nextPlace": .integer(nextPlace),
      "accepted": .integer(accepted), "blueprint": blueprint.state,
      "reopened": .array(
        reopened.map { ["place": .integer($0.place), "lane": .integer($0.lane)] }),
      "inFlight": .array(inFlight.map(\.json)),
    ]
    if acceptedUnanswerable > 0 { object["acceptedUnanswerable"] = .integer(acceptedUnanswerable) }
    return .object(object)
  }

  package mutating func restore(_ reader: JSONReader) throws {
    try blueprint.restore(reader.required("blueprint"))
    usedAngles = Set(blueprint.lanes.flatMap(\.used))
    nextOrdinal = try reader.int("nextOrdinal")
    nextPlace = try reader.int("nextPlace")
    accepted = try reader.int("accepted")
    acceptedUnanswerable = try reader.optional("acceptedUnanswerable")?.int() ?? 0
    reopened = try reader.array("reopened").map {
      Reopened(place: try $0.int("place"), lane: try $0.int("lane"))
    }
    inFlight = try reader.array("inFlight").map {
      Flight(
        ordinal: try $0.int("ordinal"), place: try $0.int("place"), lane: try $0.int("lane"),
        turn: try $0.int("turn"),
        isUnanswerable: try $0.optional("isUnanswerable")?.bool() ?? false)
    }
  }
}
