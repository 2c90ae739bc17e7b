/// The texts written lately, so that those which stand in many requests are written once: some thousands, by their use.
///
/// Each key has a few places, the latest used first, and takes the last one's when it is new. So one that stands in every
/// request stays, whatever comes and goes.
struct LatestTexts: Sendable {
  private static let ways = 4
  private static let sets = 1024
  /// All of them, while they are too few to be worth a table.
  private var few: [RecordKey] = []
  private static let mostFew = 128
  /// Empty until there are more.
  private var places: [RecordKey] = []

  /// Whether the text is known; from now on it is.
  mutating func isKnown(_ key: RecordKey) -> Bool {
    guard places.isEmpty else { return isPlaced(key) }
    if few.contains(key) { return true }
    few.append(key)
    if few.count > Self.mostFew {
      places = Array(repeating: .none, count: Self.sets * Self.ways)
      for key in few { _ = isPlaced(key) }
      few = []
    }
    return false
  }

  /// The same, by the table.
  private mutating func isPlaced(_ key: RecordKey) -> Bool {
    let first = Self.first(of: key)
    let last = first + Self.ways - 1
    var place = first
    while place < last, places[place] != key { place += 1 }
    let wasKnown = places[place] == key
    // It becomes the latest used; those that were move on, and the last is forgotten unless it was this one.
    while place > first {
      places[place] = places[place - 1]
      place -= 1
    }
    places[first] = key
    return wasKnown
  }

  /// Forgets those of a batch that came to nothing.
  mutating func forget(_ keys: some Sequence<RecordKey>) {
    for key in keys {
      guard !places.isEmpty else {
        few.removeAll { $0 == key }
        continue
      }
      let first = Self.first(of: key)
      for place in first..<first + Self.ways where places[place] == key { places[place] = .none }
    }
  }

  private static func first(of key: RecordKey) -> Int { Int(key.low % UInt64(sets)) * ways }
}
