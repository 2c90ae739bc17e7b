import SQLiteStorage

/// How near in meaning what a memory holds is to a text, beside how near it is in words.
struct MeaningLikeness {
  private let vector: StoredVector
  private let index: VectorIndex

  init(to vector: StoredVector, _ connection: Connection) {
    self.vector = vector
    index = VectorIndex(connection, dimensions: vector.bytes.count)
  }

  /// The nearest of one kind.
  func nearest(_ limit: Int, _ kind: VectorOwner.Kind) throws -> [VectorOwner] {
    try index.nearest(to: vector, limit: limit, among: kind).map(\.owner)
  }

  /// The relevance of something that is so near in words: the mean of that and the cosine, which counts from 0. What has no
  /// vector is judged by its words.
  func joined(_ words: Double, _ owner: VectorOwner) throws -> Double {
    Self.joined(words, try index.cosine(of: owner, to: vector))
  }

  /// - Parameter cosine: nil where there is no vector.
  static func joined(_ words: Double, _ cosine: Double?) -> Double {
    guard let cosine else { return words }
    return (words + max(0, cosine)) / 2
  }
}
