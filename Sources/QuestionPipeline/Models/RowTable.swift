/// The rows of keys, in memory: an open hash table. A dictionary would hash again what is a digest, and move all of its
/// keys each time that it grows.
struct RowTable: Sendable {
  private var entries: [(key: RecordKey, row: Int64)] = []
  /// Places of entries, counted from 1, at their key's own place or behind it; 0 where none is. At most half are taken.
  private var places: [UInt32] = []

  /// Makes room for so many keys.
  mutating func reserve(_ count: Int) {
    guard count * 2 > places.count else { return }
    entries.reserveCapacity(count)
    var size = max(places.count, 64)
    while size < count * 2 { size *= 2 }
    places = Array(repeating: 0, count: size)
    for index in entries.indices { places[place(of: entries[index].key)] = UInt32(index + 1) }
  }

  subscript(key: RecordKey) -> Int64? {
    get {
      guard !places.isEmpty else { return nil }
      let number = places[place(of: key)]
      return number == 0 ? nil : entries[Int(number) - 1].row
    }
  }

  /// Sets the row of a key; a later one takes the place of an earlier one.
  mutating func set(_ row: Int64, for key: RecordKey) {
    if (entries.count + 1) * 2 > places.count { reserve(max(32, entries.count * 2)) }
    let place = place(of: key)
    if places[place] > 0 {
      entries[Int(places[place]) - 1].row = row
    } else {
      entries.append((key, row))
      places[place] = UInt32(entries.count)
    }
  }

  /// Where the key is, or where it would be.
  private func place(of key: RecordKey) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: key.low) & mask
    while places[place] > 0, entries[Int(places[place]) - 1].key != key {
      place = (place + 1) & mask
    }
    return place
  }
}
