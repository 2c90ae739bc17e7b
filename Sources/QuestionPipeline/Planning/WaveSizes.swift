/// How many cells a wave holds at most: each twice as many as the one before, up to a limit. Never the concurrency's matter.
package struct WaveSizes: Sendable, Hashable {
  package var first: Int
  /// At least `first`.
  package var most: Int

  package init(first: Int = 16, most: Int = 256) {
    self.first = first
    self.most = most
  }

  package func limit(ofWave wave: Int) -> Int {
    var size = first
    for _ in 0..<wave where size < most { size *= 2 }
    return min(size, most)
  }
}
