import QuestionPipeline

/// Passages of generated text in a memory: what keeping them costs, and how long searches among them take.
struct PassagesBenchmark {
  let passages: Int
  let queries: Int
  let file: String

  private static let perDocument = 1000

  /// Fills the memory, half with English, half with Chinese.
  func build() async throws -> String {
    let memory = try await LongTermMemory(file: file, freshIdentifier: "benchmark")
    let writer = try await memory.makeWriter(run: "r", name: "benchmark")
    var (seconds, cpu, bytes) = (0.0, 0.0, 0)
    for first in stride(from: 0, to: passages, by: 20 * Self.perDocument) {
      let versions = stride(
        from: first, to: min(first + 20 * Self.perDocument, passages), by: Self.perDocument
      ).map { Self.version($0, count: min(Self.perDocument, passages - $0)) }
      bytes += versions.reduce(0) { $0 + $1.passages.reduce(0) { $0 + $1.text.utf8.count } }
      let start = Meter.now
      _ = try await memory.keep(versions, writer: writer, run: "r", name: "benchmark")
      let used = Meter.now.since(start)
      seconds += used.seconds
      cpu += used.cpu
    }
    return """
      \(passages) passages, \((Double(bytes) / 1e6).shown(0)) MB of text: kept in \
      \(seconds.shown(0)) s (CPU \((cpu / 1e6).shown(0)) s, µs/passage \
      \((cpu / Double(passages)).shown(0))), file MB \((Double(Meter.size(of: file)) / 1e6).shown(0)), \
      peak MB \((Meter.memory?.peak ?? 0).shown(0))
      """
  }

  /// Adds a document of so many passages to what is there.
  func grow(by count: Int) async throws -> String {
    let memory = try await LongTermMemory.existing(file)
    let writer = try await memory.makeWriter(run: "s", name: "later")
    let version = Self.version(passages + writer * Self.perDocument, count: count)
    let start = Meter.now
    _ = try await memory.keep([version], writer: writer, run: "s", name: "later")
    let used = Meter.now.since(start)
    return "\(count) more passages: \(used.seconds.shown(2)) s (CPU \((used.cpu / 1e6).shown(2)) s)"
  }

  /// Times searches of each sort.
  func search() async throws -> String {
    let memory = try await LongTermMemory.existing(file)
    let weights = try ConfigurationReader.settings(.builtIn).memory
    var lines: [String] = []
    for sort in Query.allCases {
      var words = GeneratedText(seed: 99, isChinese: sort.isChinese)
      var (walls, cpus, found) = ([Double](), [Double](), 0)
      for round in -5..<queries {
        let query = sort.text(&words)
        let start = Meter.now
        let hits = try await memory.searchPassages(query, limit: 10, weights: weights)
        let used = Meter.now.since(start)
        // The first few warm the caches.
        guard round >= 0 else { continue }
        walls.append(used.seconds * 1000)
        cpus.append(used.cpu / 1000)
        found += hits.count
      }
      walls.sort()
      cpus.sort()
      let p95 = queries * 95 / 100
      lines.append(
        "\(sort.rawValue): median \(walls[queries / 2].shown(1)) ms, p95 \(walls[p95].shown(1)), most "
          + "\(walls[queries - 1].shown(1)); CPU median \(cpus[queries / 2].shown(1)), p95 "
          + "\(cpus[p95].shown(1)); found \((Double(found) / Double(queries)).shown(1))")
    }
    lines.append("peak MB \((Meter.memory?.peak ?? 0).shown(0))")
    return lines.joined(separator: "\n")
  }

  private enum Query: String, CaseIterable {
    case threeWords = "three English words"
    case rare = "three rare English words"
    case sentence = "an English sentence of ten words, the commonest included"
    case commonest = "the five commonest English words"
    case twoIdeographs = "two ideographs"
    case rarePair = "two ideographs of a rare word"
    case commonestPairs = "the three commonest Chinese words of two ideographs"
    case phrase = "a Chinese phrase of four words"

    var isChinese: Bool {
      switch self {
      case .threeWords, .rare, .sentence, .commonest: false
      case .twoIdeographs, .rarePair, .commonestPairs, .phrase: true
      }
    }

    func text(_ words: inout GeneratedText) -> String {
      switch self {
      case .threeWords: words.words(3, from: 100).joined(separator: " ")
      case .rare: words.words(3, from: 20_000).joined(separator: " ")
      case .sentence: words.words(10).joined(separator: " ")
      case .commonest: words.commonest(5).joined(separator: " ")
      case .twoIdeographs: words.pair()
      case .rarePair: words.pair(from: 20_000)
      case .commonestPairs: words.commonestPairs(3).joined()
      case .phrase: words.words(4, from: 20).joined()
      }
    }
  }

  private static func version(_ number: Int, count: Int) -> DocumentVersion {
    let isChinese = number / perDocument % 2 == 1
    var text = GeneratedText(seed: UInt64(number + 1), isChinese: isChinese)
    let name = "document-\(number / perDocument).md"
    return DocumentVersion(
      name: name,
      passages: (0..<count).map { index in
        Passage(
          id: "p-\(number + index)", document: name, headings: ["Part \(index / 10)"],
          text: text.passage(), start: index * 1000)
      })
  }
}

/// Words that nobody has written, as often as words of a language come: the n-th about 1/n as often as the first.
struct GeneratedText {
  private static let english = Vocabulary(isChinese: false)
  private static let chinese = Vocabulary(isChinese: true)
  private var generator: SplitMix64
  private let isChinese: Bool

  init(seed: UInt64, isChinese: Bool) {
    generator = SplitMix64(seed: seed)
    self.isChinese = isChinese
  }

  private var vocabulary: Vocabulary { isChinese ? Self.chinese : Self.english }

  /// Words drawn by their frequency.
  /// - Parameter rank: the commonest that may be drawn.
  mutating func words(_ count: Int, from rank: Int = 0) -> [String] {
    var result: [String] = []
    while result.count < count {
      let drawn = vocabulary.rank(at: generator.unit())
      if drawn >= rank { result.append(vocabulary.words[drawn]) }
    }
    return result
  }

  func commonest(_ count: Int) -> [String] { Array(vocabulary.words.prefix(count)) }

  /// The commonest words of two ideographs.
  func commonestPairs(_ count: Int) -> [String] {
    Array(vocabulary.words.lazy.filter { $0.unicodeScalars.count == 2 }.prefix(count))
  }

  /// A word of two ideographs.
  /// - Parameter rank: the commonest that may be drawn.
  mutating func pair(from rank: Int = 0) -> String {
    while true {
      let word = words(1, from: rank)[0]
      if word.unicodeScalars.count == 2 { return word }
    }
  }

  /// About as large as a passage is.
  mutating func passage() -> String {
    (0..<(isChinese ? 18 : 17)).map { _ in
      isChinese
        ? words(10).joined() + "。" : words(10).joined(separator: " ") + "."
    }.joined(separator: isChinese ? "" : " ")
  }

  private struct Vocabulary: Sendable {
    let words: [String]
    private let sums: [Double]

    init(isChinese: Bool) {
      var generator = SplitMix64(seed: 5)
      let letters = Array("etaoinshrdlucmfwypvbgk")
      var seen: Set<String> = []
      var words: [String] = []
      while words.count < 60_000 {
        let rank = words.count
        let word: String
        if isChinese {
          // Common words are short; ideographs are common and rare, too.
          let length = rank < 60 ? 1 : generator.unit() < 0.75 ? 2 : 3
          word = String(
            String.UnicodeScalarView(
              (0..<length).compactMap { _ in
                let unit = generator.unit()
                return Unicode.Scalar(0x4E00 + UInt32(unit * unit * 3500))
              }))
        } else {
          let length = 2 + min(rank, 400) / 100 + Int(generator.unit() * 5)
          word = String((0..<length).map { _ in letters[Int(generator.unit() * 22)] })
        }
        if seen.insert(word).inserted { words.append(word) }
      }
      self.words = words
      var sum = 0.0
      sums = words.indices.map { rank in
        sum += 1 / (Double(rank) + 2.7)
        return sum
      }
    }

    /// The rank whose share of all words holds the number.
    func rank(at unit: Double) -> Int {
      let wanted = unit * sums[sums.count - 1]
      var (low, high) = (0, sums.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if sums[middle] < wanted { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
