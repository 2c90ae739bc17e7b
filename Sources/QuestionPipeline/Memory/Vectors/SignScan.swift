/// Counts vectors by the bits in which their signs differ from those asked for.
struct SignScan: Sendable {
  private var owners: [Int32] = []
  private var distances: [UInt16] = []
  private var histogram: [Int]

  /// - Parameter width: of the signs, in words.
  init(width: Int) { histogram = [Int](repeating: 0, count: 64 * width + 1) }

  /// How many vectors are compared whole, to hold the nearest few likely enough.
  static func looked(for limit: Int) -> Int { max(800, 20 * limit) }

  @inline(__always)
  mutating func add(_ owner: Int, _ distance: Int) {
    owners.append(Int32(truncatingIfNeeded: owner))
    distances.append(UInt16(truncatingIfNeeded: distance))
    histogram[distance] += 1
  }

  /// Owners whose signs differ least, at least so many where there are as many: all of the last distance.
  func nearest(_ count: Int) -> [Int] {
    var (bound, total) = (0, 0)
    while bound < histogram.count {
      total += histogram[bound]
      if total >= count { break }
      bound += 1
    }
    return distances.indices.filter { Int(distances[$0]) <= bound }.map { Int(owners[$0]) }
  }
}
