import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Vectors in a memory's file: how long the nearest take, and how many of the truly nearest are found.
///
/// The vectors are generated: subjects within fields, with members that shrink along the dimensions as those of real models
/// do, and a share that all have in common.
struct VectorsBenchmark {
  let vectors: Int
  let dimensions: Int
  let queries: Int
  let file: String

  func run() async throws -> String {
    let memory = try await LongTermMemory(file: file, freshIdentifier: "benchmark")
    let space = VectorSpace(model: "generated", dimensions: dimensions)
    var source = GeneratedVectors(dimensions: dimensions, seed: 3)
    var exact: [[Float]] = []
    exact.reserveCapacity(vectors)
    var seconds = 0.0
    for first in stride(from: 0, to: vectors, by: 1000) {
      let part = (first..<min(first + 1000, vectors)).map { _ in source.next() }
      exact += part
      let start = Meter.now
      try await memory.keep(
        part.enumerated().map { (.passage(first + $0.offset), StoredVector($0.element)) },
        space: space)
      seconds += Meter.now.since(start).seconds
    }
    var lines = [
      "\(vectors) vectors of \(dimensions) dimensions: kept in \(seconds.shown(1)) s, "
        + "file MB \((Double(Meter.size(of: file)) / 1e6).shown(0))"
    ]
    let asked = (0..<queries).map { _ in source.next() }
    let nearest = asked.map { query in Self.nearest(to: query, among: exact, count: 10) }
    for looked in [200, 800, 2000] {
      var (walls, cpus, found) = ([Double](), [Double](), 0)
      for round in -5..<queries {
        let query = StoredVector(asked[max(0, round)])
        let start = Meter.now
        let hits = try await memory.nearest(to: query, limit: 10, looked: looked)
        let used = Meter.now.since(start)
        // The first few warm the caches.
        guard round >= 0 else { continue }
        walls.append(used.seconds * 1000)
        cpus.append(used.cpu / 1000)
        let true10 = Set(nearest[round].map { VectorOwner.passage($0) })
        found += hits.count { true10.contains($0.owner) }
      }
      walls.sort()
      cpus.sort()
      let p95 = queries * 95 / 100
      lines.append(
        "compared whole \(looked): recall at 10 of exact search \((Double(found) / Double(10 * queries)).shown(4)); "
          + "median \(walls[queries / 2].shown(1)) ms, p95 \(walls[p95].shown(1)); CPU median "
          + "\(cpus[queries / 2].shown(1)), p95 \(cpus[p95].shown(1))")
    }
    return lines.joined(separator: "\n")
  }

  /// By a look at every vector as it came.
  private static func nearest(to query: [Float], among all: [[Float]], count: Int) -> [Int] {
    let cosines = all.map { vector in
      query.withUnsafeBufferPointer { query in
        vector.withUnsafeBufferPointer { vector in
          var sum: Float = 0
          for index in query.indices { sum += query[index] * vector[index] }
          return sum
        }
      }
    }
    return Array(
      cosines.indices.sorted { (cosines[$1], $0) < (cosines[$0], $1) }.prefix(count))
  }
}

private struct GeneratedVectors {
  private var generator: SplitMix64
  private let scales: [Float]
  private let common: [Float]
  private var fields: [[Float]] = []
  private var subjects: [[Float]] = []

  init(dimensions: Int, seed: UInt64) {
    generator = SplitMix64(seed: seed)
    scales = (0..<dimensions).map { 1 / (1 + 4 * Float($0) / Float(dimensions)) }
    common = scales.indices.map { _ in 0.05 }
    for _ in 0..<60 { fields.append(noise(1)) }
    for index in 0..<3000 { subjects.append(sum(fields[index % 60], noise(0.8))) }
  }

  /// Of length 1.
  mutating func next() -> [Float] {
    let subject = subjects[Int(generator.next() % 3000)]
    let vector = sum(sum(subject, noise(0.6)), common)
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }

  private mutating func noise(_ size: Float) -> [Float] { scales.map { $0 * size * normal() } }

  private func sum(_ left: [Float], _ right: [Float]) -> [Float] { zip(left, right).map(+) }

  /// A sum of uniform numbers, near enough to a normal one.
  private mutating func normal() -> Float {
    Float((0..<6).reduce(0.0) { sum, _ in sum + generator.unit() } - 3) * 1.414
  }
}
