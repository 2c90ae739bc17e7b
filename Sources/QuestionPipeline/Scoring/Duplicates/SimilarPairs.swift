/// The pairs of alike questions among many of one language, found without comparing all with all.
///
/// Each question looks for partners along the lists of its words (for Chinese, pairs of ideographs), the rarest first:
/// pairs that are alike share rare words (prefix filtering; Chaudhuri et al. 2006, Bayardo et al. 2007). The partners
/// that share most are compared in full. So the work for one question is bounded, however alike the set is: where
/// hundreds say nearly the same, each still finds its nearest `breadth` ones.
struct SimilarPairs {
  struct Pair {
    var earlier: Int32
    var later: Int32
    var similarity: Double
  }

  /// From the floor on, by their later, then by their earlier question.
  private(set) var pairs: [Pair] = []
  /// The similarity of each question to the most similar other one that was compared; 0 where none shares a word.
  private(set) var nearest: [Double]

  /// How many of those that share most are compared in full, and how many of these whatever the floor.
  private static let breadth = 32
  private static let surelyCompared = 4
  /// How many places of lists are read for one question. The lists left over are those of its commonest words.
  private static let budget = 4096
  /// Lists of so few places are read in any case; longer ones only while what they may add matters.
  private static let shortList = 256
  /// Where less of a question's words than this is left to be read, a partner without any of those read before is not
  /// alike.
  private static let leastShare: Float = 0.35

  init(
    _ signatures: [QuestionSignature], similarity: QuestionSimilarity, atLeast floor: Double
  ) {
    nearest = [Double](repeating: 0, count: signatures.count)
    guard signatures.count > 1 else { return }
    let lists = WordLists(signatures)
    var search = PartnerSearch(signatures)
    for place in signatures.indices {
      lists.read(of: place, signatures[place], into: &search)
      for (rank, partner) in search.take(of: place).enumerated() {
        let other = Int(partner)
        let least = rank < Self.surelyCompared ? 0 : floor
        guard
          let found = similarity.similarity(
            signatures[place], signatures[other], atLeast: least, bound: 1)
        else { continue }
        let value = found.roundedScore
        nearest[place] = max(nearest[place], value)
        nearest[other] = max(nearest[other], value)
        if value >= floor {
          pairs.append(
            Pair(
              earlier: Int32(min(place, other)), later: Int32(max(place, other)), similarity: value)
          )
        }
      }
    }
    // Most pairs were found from both sides.
    pairs.sort { ($0.later, $0.earlier) < ($1.later, $1.earlier) }
    var kept = 0
    for index in pairs.indices {
      let isRepeat =
        kept > 0 && pairs[kept - 1].later == pairs[index].later
        && pairs[kept - 1].earlier == pairs[index].earlier
      if isRepeat { continue }
      pairs[kept] = pairs[index]
      kept += 1
    }
    pairs.removeLast(pairs.count - kept)
  }

  /// Where each word occurs.
  private struct WordLists {
    /// Of each word in turn the places of its questions, ascending.
    private var places: [Int32] = []
    private var starts: [Int32] = []
    /// The lists of each question's anchors, in their order.
    private var listsOf: [Int32] = []
    private var firstOf: [Int32] = []

    init(_ signatures: [QuestionSignature]) {
      var entries: [UInt64] = []
      entries.reserveCapacity(signatures.reduce(0) { $0 + $1.anchors.count })
      firstOf.reserveCapacity(signatures.count + 1)
      for (place, signature) in signatures.enumerated() {
        firstOf.append(Int32(entries.count))
        for anchor in signature.anchors { entries.append(UInt64(anchor.key) << 32 | UInt64(place)) }
      }
      firstOf.append(Int32(entries.count))
      entries.sort()
      var next = firstOf
      listsOf = [Int32](repeating: 0, count: entries.count)
      places.reserveCapacity(entries.count)
      var word: UInt64?
      for entry in entries {
        if word != entry >> 32 {
          word = entry >> 32
          starts.append(Int32(places.count))
        }
        let place = Int(entry & 0xFFFF_FFFF)
        // Anchors ascend by their keys, and so do the entries: the lists come in the anchors' order.
        listsOf[Int(next[place])] = Int32(starts.count - 1)
        next[place] += 1
        places.append(Int32(place))
      }
      starts.append(Int32(places.count))
    }

    /// Adds what each other question shares with this one.
    func read(of place: Int, _ signature: QuestionSignature, into search: inout PartnerSearch) {
      let first = Int(firstOf[place])
      search.order.removeAll(keepingCapacity: true)
      var left: Float = 0
      for (offset, anchor) in signature.anchors.enumerated() {
        let list = Int(listsOf[first + offset])
        search.order.append((starts[list + 1] - starts[list], Int32(list), anchor.weight))
        left += anchor.weight
      }
      search.order.sort { ($0.count, $0.list) < ($1.count, $1.list) }
      let enough = leastShare * left
      var budget = SimilarPairs.budget
      for (count, list, weight) in search.order {
        if left < enough, count > shortList { break }
        left -= weight
        guard count > 1 else { continue }
        var range = Int(starts[Int(list)])..<Int(starts[Int(list) + 1])
        if range.count > budget {
          if budget < SimilarPairs.budget { break }
          range = window(of: place, in: range, length: budget)
        }
        budget -= range.count
        search.add(places[range], weight)
      }
    }

    /// Of a list that is too long as a whole, the part around the question.
    private func window(of place: Int, in range: Range<Int>, length: Int) -> Range<Int> {
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if places[middle] < Int32(place) { low = middle + 1 } else { high = middle }
      }
      let start = max(range.lowerBound, min(low - length / 2, range.upperBound - length))
      return start..<start + length
    }
  }

  /// What others share with one question while its lists are read; used again for the next.
  private struct PartnerSearch {
    var order: [(count: Int32, list: Int32, weight: Float)] = []
    private var shared: [Float]
    private var touched: [Int32] = []
    private var best: [(score: Float, place: Int32)]
    /// The total weight of each question: apart from the rest of it, so that many fit into the processor's cache.
    private let weights: [Float]

    init(_ signatures: [QuestionSignature]) {
      shared = [Float](repeating: 0, count: signatures.count)
      best = Array(repeating: (0, 0), count: breadth)
      weights = signatures.map(\.totalWeight)
    }

    mutating func add(_ places: ArraySlice<Int32>, _ weight: Float) {
      places.withUnsafeBufferPointer { places in
        shared.withUnsafeMutableBufferPointer { shared in
          for place in places {
            if shared[Int(place)] == 0 { touched.append(place) }
            shared[Int(place)] += weight
          }
        }
      }
    }

    /// Those that share most for their length, the first of equals first; all is forgotten then.
    mutating func take(of place: Int) -> [Int32] {
      let own = weights[place]
      var count = 0
      touched.withUnsafeBufferPointer { touched in
        weights.withUnsafeBufferPointer { weights in
          shared.withUnsafeMutableBufferPointer { shared in
            best.withUnsafeMutableBufferPointer { best in
              for other in touched {
                let score = shared[Int(other)] / (own + weights[Int(other)])
                shared[Int(other)] = 0
                if Int(other) == place { continue }
                if count == best.count {
                  guard Self.isBefore((score, other), best[count - 1]) else { continue }
                  count -= 1
                }
                var at = count
                while at > 0, Self.isBefore((score, other), best[at - 1]) {
                  best[at] = best[at - 1]
                  at -= 1
                }
                best[at] = (score, other)
                count += 1
              }
            }
          }
        }
      }
      touched.removeAll(keepingCapacity: true)
      return best[..<count].map(\.place)
    }

    @inline(__always)
    private static func isBefore(
      _ left: (score: Float, place: Int32), _ right: (score: Float, place: Int32)
    ) -> Bool {
      left.score != right.score ? left.score > right.score : left.place < right.place
    }
  }
}
