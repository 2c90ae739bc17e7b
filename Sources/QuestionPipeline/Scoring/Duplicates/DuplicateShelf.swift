/// The questions of one language, in blocks that double: an inverted index that is cheap to copy.
struct DuplicateShelf: Sendable {
  struct Entry: Sendable {
    /// Counts all additions of the index.
    var ordinal: Int
    /// The hash of the normal form.
    var normal: UInt64
    var signature: QuestionSignature
  }

  struct Hit {
    var ordinal: Int
    var similarity: Double
  }

  private struct Block: Sendable {
    var entries: [Entry] = []
    /// The total weights of the entries' signatures, side by side: every search reads them all.
    var weights: [Float] = []
    var postings: [UInt32: [Int32]] = [:]
    var normals: [UInt64: Int] = [:]

    mutating func add(_ entry: Entry) {
      let position = Int32(entries.count)
      for anchor in entry.signature.anchors { postings[anchor.key, default: []].append(position) }
      if normals[entry.normal] == nil { normals[entry.normal] = entry.ordinal }
      weights.append(entry.signature.totalWeight)
      entries.append(entry)
    }
  }

  /// The last block grows to this size before it is sealed.
  private static let blockSize = 128
  /// How many of each block are compared where there is no floor.
  private static let breadth = 48

  private let similarity: QuestionSimilarity
  private var blocks = [Block()]

  init(_ similarity: QuestionSimilarity, first entry: Entry) {
    self.similarity = similarity
    add(entry)
  }

  mutating func add(_ entry: Entry) {
    if blocks[blocks.count - 1].entries.count == Self.blockSize {
      // Merge equal blocks, as carries run in a binary counter: each entry moves log(n) times.
      while blocks.count > 1,
        blocks[blocks.count - 1].entries.count == blocks[blocks.count - 2].entries.count
      {
        let last = blocks.removeLast()
        for entry in last.entries { blocks[blocks.count - 1].add(entry) }
      }
      blocks.append(Block())
    }
    blocks[blocks.count - 1].add(entry)
  }

  func exact(_ normal: UInt64) -> Int? {
    blocks.lazy.compactMap { $0.normals[normal] }.first
  }

  /// The first hits by similarity, the earliest of equals first.
  func search(
    _ query: QuestionSignature, normal: UInt64, atLeast floor: Double, limit: Int = .max
  ) -> [Hit] {
    var hits: [Hit] = []
    // Once there are as many as are wanted, only what is as similar as the last of them counts.
    var bar = floor
    func keep(_ hit: Hit) {
      guard limit < .max else { return hits.append(hit) }
      let place = hits.firstIndex { Self.isBefore(hit, $0) } ?? hits.count
      hits.insert(hit, at: place)
      if hits.count > limit { hits.removeLast() }
      if hits.count == limit, let last = hits.last { bar = max(floor, last.similarity) }
    }
    for block in blocks {
      var hasExact = false
      let exact = block.normals[normal]
      let candidates = promising(in: block, query, atLeast: floor)
      block.entries.withUnsafeBufferPointer { entries in
        for (position, bound) in candidates {
          var value = 1.0
          if entries[position].normal != normal {
            guard
              let found = similarity.similarity(
                query, entries[position].signature, atLeast: bar, bound: Double(bound))
            else { continue }
            value = found.roundedScore
          }
          let ordinal = entries[position].ordinal
          if ordinal == exact { hasExact = true }
          if value >= bar { keep(Hit(ordinal: ordinal, similarity: value)) }
        }
      }
      // Questions of marks and function words alone have no anchors, but may be equal.
      if let exact, !hasExact { keep(Hit(ordinal: exact, similarity: 1)) }
    }
    return limit < .max ? hits : hits.sorted(by: Self.isBefore)
  }

  private static func isBefore(_ left: Hit, _ right: Hit) -> Bool {
    left.similarity != right.similarity
      ? left.similarity > right.similarity : left.ordinal < right.ordinal
  }

  /// The positions that may reach the floor; without a floor, those that share most. Each with what its overlap can
  /// be at most.
  private func promising(
    in block: Block, _ query: QuestionSignature, atLeast floor: Double
  ) -> [(position: Int, bound: Float)] {
    // Rare anchors first; so many of the commonest may be left out that a question which has no
    // other in common with the query cannot reach the floor.
    var lists: [(weight: Float, positions: [Int32])] = []
    var left: Float = 0
    for anchor in query.anchors {
      if let positions = block.postings[anchor.key] { lists.append((anchor.weight, positions)) }
      left += anchor.weight
    }
    let rest = query.totalWeight - left
    lists.sort { $0.positions.count < $1.positions.count }
    left = lists.reduce(0) { $0 + $1.weight }
    let needed = Float(floor) * query.totalWeight / (2 - Float(floor)) - 0.001

    var shared = [Float](repeating: 0, count: block.entries.count)
    var touched: [Int32] = []
    for list in lists {
      if floor > 0, left + rest < needed { break }
      for position in list.positions {
        if shared[Int(position)] == 0 { touched.append(position) }
        shared[Int(position)] += list.weight
      }
      left -= list.weight
    }
    left = max(0, left)
    func bound(_ position: Int) -> Float {
      2 * (shared[position] + left + rest) / (query.totalWeight + block.weights[position])
    }
    guard floor > 0 else {
      return most(of: touched, shared, in: block).map { ($0, bound($0)) }
    }
    return touched.compactMap { position in
      let bound = bound(Int(position))
      return bound >= Float(floor) - 0.001 ? (Int(position), bound) : nil
    }
  }

  private func most(of touched: [Int32], _ shared: [Float], in block: Block) -> [Int] {
    var best: [(position: Int, score: Float)] = []
    for position in touched.map(Int.init) {
      let score = shared[position] / (shared[position] + block.weights[position])
      guard best.count < Self.breadth || score > best[best.count - 1].score else { continue }
      let place = best.firstIndex { score > $0.score } ?? best.count
      best.insert((position, score), at: place)
      if best.count > Self.breadth { best.removeLast() }
    }
    return best.map(\.position)
  }
}
