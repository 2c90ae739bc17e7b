import SQLiteStorage

/// What a vector of a memory belongs to.
package enum VectorOwner: Sendable, Hashable {
  /// A question, by the position of its row.
  case question(Int)
  /// By its number.
  case passage(Int)

  /// Questions have even numbers, passages odd ones.
  var number: Int {
    switch self {
    case .question(let position): 2 * position
    case .passage(let number): 2 * number + 1
    }
  }

  init(number: Int) {
    self = number % 2 == 0 ? .question(number / 2) : .passage(number / 2)
  }

  /// What is searched: the rest of a number divided by two.
  enum Kind: Int { case questions, passages }
}

/// Vectors in a memory's file: each whole in a row of `vector`, and its signs in a block, by which the nearest are found.
///
/// A search counts the bits in which signs differ from those asked for, of every vector, and compares the vectors
/// themselves of the few hundred with the fewest.
struct VectorIndex {
  private let connection: Connection
  private let dimensions: Int
  private var width: Int { (dimensions + 63) / 64 }

  init(_ connection: Connection, dimensions: Int) {
    self.connection = connection
    self.dimensions = dimensions
  }

  /// Adds what is not there yet; a vector that is there stays as it is.
  func add(_ vectors: [(owner: VectorOwner, vector: StoredVector)]) throws {
    var (number, block) = try lastBlock()
    var isChanged = false
    for (owner, vector) in vectors {
      let known = try connection.rows(
        "SELECT 1 FROM vector WHERE owner = ?", [.int(owner.number)])
      guard known.isEmpty else { continue }
      try connection.execute(
        "INSERT INTO vector (owner, bytes) VALUES (?, ?)",
        [.int(owner.number), .blob(vector.row)])
      if block.owners.count >= SignBlock.size {
        try write(block, number)
        (number, block) = (number + 1, SignBlock())
      }
      block.append(vector.signs, of: owner.number)
      isChanged = true
    }
    if isChanged { try write(block, number) }
  }

  private func lastBlock() throws -> (number: Int, block: SignBlock) {
    var result = (number: 1, block: SignBlock())
    try connection.forEachRow("SELECT number, bytes FROM signs ORDER BY number DESC LIMIT 1") {
      result = (Int($0.integer(0)), SignBlock(row: $0.bytes(1), width: width))
    }
    return result
  }

  private func write(_ block: SignBlock, _ number: Int) throws {
    guard !block.owners.isEmpty else {
      try connection.execute("DELETE FROM signs WHERE number = ?", [.int(number)])
      return
    }
    try connection.execute(
      "INSERT OR REPLACE INTO signs (number, bytes) VALUES (?, ?)",
      [.int(number), .blob(block.row)])
  }

  /// Takes out the vectors of what is no longer there.
  func removeOrphans() throws {
    let gone = Set(
      try connection.rows(
        """
        SELECT owner FROM vector WHERE NOT CASE WHEN owner % 2 = 0
          THEN EXISTS (SELECT 1 FROM entry WHERE position = owner / 2)
          ELSE EXISTS (SELECT 1 FROM passage WHERE number = owner / 2) END
        """
      ).compactMap { $0[0].int })
    guard !gone.isEmpty else { return }
    var blocks: [(Int, SignBlock)] = []
    try connection.forEachRow("SELECT number, bytes FROM signs ORDER BY number") {
      var block = SignBlock(row: $0.bytes(1), width: width)
      let count = block.owners.count
      block.remove(gone)
      if block.owners.count < count { blocks.append((Int($0.integer(0)), block)) }
    }
    for (number, block) in blocks { try write(block, number) }
    for owner in gone.sorted() {
      try connection.execute("DELETE FROM vector WHERE owner = ?", [.int(owner)])
    }
  }

  /// The nearest by cosine, of equal ones those with the lower number first.
  /// - Parameters:
  ///   - kind: nil for both.
  ///   - looked: vectors that are compared whole; nil for as many as are likely enough to hold the nearest.
  func nearest(
    to vector: StoredVector, limit: Int, looked: Int? = nil,
    among kind: VectorOwner.Kind? = nil
  ) throws -> [(owner: VectorOwner, cosine: Double)] {
    guard limit > 0, vector.bytes.count == dimensions else { return [] }
    let looked = looked ?? SignScan.looked(for: limit)
    var found: [(owner: VectorOwner, cosine: Double)] = []
    for number in try candidates(vector.signs, looked, kind).sorted() {
      let owner = VectorOwner(number: number)
      guard let cosine = try cosine(of: owner, to: vector) else { continue }
      found.append((owner, cosine))
    }
    found.sort { ($1.cosine, $0.owner.number) < ($0.cosine, $1.owner.number) }
    return Array(found.prefix(limit))
  }

  /// Nil where there is no vector.
  func cosine(of owner: VectorOwner, to vector: StoredVector) throws -> Double? {
    var result: Double?
    try connection.forEachRow("SELECT bytes FROM vector WHERE owner = ?", [.int(owner.number)]) {
      result = vector.cosine(row: $0.bytes(0))
    }
    return result
  }

  /// Numbers of the owners whose signs differ least.
  private func candidates(
    _ signs: [UInt64], _ count: Int, _ kind: VectorOwner.Kind?
  ) throws -> [Int] {
    var scan = SignScan(width: width)
    try signs.withUnsafeBufferPointer { signs in
      try connection.forEachRow("SELECT bytes FROM signs ORDER BY number") { row in
        SignBlock.distances(row.bytes(0), to: signs) { owner, distance in
          guard kind == nil || owner & 1 == kind?.rawValue else { return }
          scan.add(owner, distance)
        }
      }
    }
    return scan.nearest(count)
  }
}
