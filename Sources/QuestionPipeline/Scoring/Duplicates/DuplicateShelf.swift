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
    var postings: [UInt64: [Int32]] = [:]
    var normals: [UInt64: Int] = [:]

    mutating func add(_ entry: Entry) {
      let position = Int32(entries.count)
      for anchor in entry.signature.anchors { postings[anchor.key, default: []].append(position) }
      if normals[entry.normal] == nil { normals[entry.normal] = entry.ordinal }
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

  func search(_ query: QuestionSignature, normal: UInt64, atLeast floor: Double) -> [Hit] {
    var hits: [Hit] = []
    for block in blocks {
      for position in promising(in: block, query, atLeast: floor) {
        let entry = block.entries[position]
        let value =
          entry.normal == normal
          ? 1 : similarity.similarity(query, entry.signature).roundedScore
        if value >= floor { hits.append(Hit(ordinal: entry.ordinal, similarity: value)) }
      }
      // Questions of marks and function words alone have no anchors, but may be equal.
      if let ordinal = block.normals[normal], !hits.contains(where: { $0.ordinal == ordinal }) {
        hits.append(Hit(ordinal: ordinal, similarity: 1))
      }
    }
    return hits.sorted {
      $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.ordinal < $1.ordinal
    }
  }

  /// The positions that may reach the floor; without a floor, those that share most.
  private func promising(
    in block: Block, _ query: QuestionSignature, atLeast floor: Double
  ) -> [Int] {
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
    guard floor > 0 else { return most(of: touched, shared, in: block) }
    return touched.map(Int.init).filter { position in
      let sum = query.totalWeight + block.entries[position].signature.totalWeight
      return 2 * (shared[position] + left + rest) / sum >= Float(floor) - 0.001
    }
  }

  private func most(of touched: [Int32], _ shared: [Float], in block: Block) -> [Int] {
    var best: [(position: Int, score: Float)] = []
    for position in touched.map(Int.init) {
      let score =
        shared[position] / (shared[position] + block.entries[position].signature.totalWeight)
      guard best.count < Self.breadth || score > best[best.count - 1].score else { continue }
      let place = best.firstIndex { score > $0.score } ?? best.count
      best.insert((position, score), at: place)
      if best.count > Self.breadth { best.removeLast() }
    }
    return best.map(\.position)
  }
}
