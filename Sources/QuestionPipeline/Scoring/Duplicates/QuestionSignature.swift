/// What of a question is compared: weighted features, and what guards against false alarms.
///
/// The features are words by their stems and the character trigrams within them; for Chinese,
/// ideographs and their bigrams. The frame of a question weighs little.
struct QuestionSignature: Sendable {
  struct Feature: Sendable {
    /// Half of a hash: within two questions equal keys are equal features.
    var key: UInt32
    var weight: Float

    init(key: UInt64, weight: Float) {
      // Multiplied first, since not all keys are hashes whose bits are mixed.
      self.key = UInt32(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
      self.weight = weight
    }
  }

  /// Ascending by key, each key once.
  private(set) var features: [Feature]
  private(set) var totalWeight: Float
  /// A bit for each feature, by its key.
  private var sketch = Sketch()
  /// Those by which candidates are found: words, and bigrams of ideographs.
  private(set) var anchors: [Feature]
  /// Content words by their beginning and content ideographs, ascending, with repeats.
  private(set) var terms: [UInt64]
  private(set) var termWeight: Double
  /// Ascending.
  private(set) var numbers: [UInt64]
  private(set) var isNegated: Bool
  private(set) var intents: QuestionWords.Intent

  init(_ question: String) { self.init(question.scalarArray) }

  init(_ question: [Unicode.Scalar]) {
    let tokens = Tokenizer.tokens(of: question)
    var collector = Collector()
    collector.collect(tokens)
    collector.collectOperators(of: question)
    (features, totalWeight) = Self.merged(collector.features)
    for feature in features { sketch.insert(feature.key) }
    anchors = Self.merged(collector.anchors).features
    terms = collector.terms.sorted()
    termWeight = terms.reduce(0) { $0 + Self.weight(ofTerm: $1) }
    numbers = collector.numbers.sorted()
    intents = []
    for (intent, phrases) in QuestionWords.intents where phrases.isFound(in: tokens) {
      if intent == .how, intents.contains(.amount) || intents.contains(.why) { continue }
      if intent == .what, !intents.isEmpty { continue }
      intents.insert(intent)
    }
    isNegated = QuestionWords.isNegated(tokens)
  }

  private static func merged(_ features: [Feature]) -> (features: [Feature], total: Float) {
    let sorted = features.sorted { $0.key < $1.key }
    var result: [Feature] = []
    result.reserveCapacity(sorted.count)
    var total: Float = 0
    for feature in sorted {
      total += feature.weight
      if let last = result.indices.last, result[last].key == feature.key {
        result[last].weight += feature.weight
      } else {
        result.append(feature)
      }
    }
    return (result, total)
  }

  /// Weights; those of the English parts were set on labelled pairs of questions.
  private struct Collector {
    var features: [Feature] = []
    var anchors: [Feature] = []
    var terms: [UInt64] = []
    var numbers: [UInt64] = []

    mutating func collect(_ tokens: [Token]) {
      let canonical = QuestionWords.canonical.apply(to: tokens)
      features.reserveCapacity(canonical.count * 8)
      anchors.reserveCapacity(canonical.count)
      terms.reserveCapacity(canonical.count)
      var previous: StableHash?
      var previousWeight: Float = 0
      for token in canonical {
        let first = token.text.unicodeScalars.first!
        if Script.isUnspaced(first) {
          let weight: Float =
            QuestionWords.functionIdeographTokens.contains(key: token.key) ? 0.12 : 0.4
          add(token.key, weight)
          if var pair = previous {
            let least = min(previousWeight, weight)
            for byte in token.text.utf8 { pair.add(byte) }
            let key = pair.value
            add(key, least)
            anchors.append(Feature(key: key, weight: least))
          }
          if weight > 0.3 { terms.append(Self.ideographKey(first)) }
          previous = StableHash(value: token.key)
          previousWeight = weight
        } else {
          previous = nil
          addWord(token.text, token.key)
        }
      }
    }

    /// Signs that make `x > 0` another question than `x < 0`; they count as numbers do.
    mutating func collectOperators(of question: [Unicode.Scalar]) {
      for scalar in question {
        TextFolding.fold(scalar) { folded in
          switch folded {
          case "<", ">", "=", "^", "*", "+", "%", "≤", "≥", "≠": break
          default: return
          }
          let key = String(folded).stableHash
          numbers.append(key)
          add(key, 0.3)
        }
      }
    }

    private mutating func addWord(_ word: String, _ key: UInt64) {
      if Script.isDigit(word.unicodeScalars.first!) {
        let number = word.filter { $0 != "," }
        numbers.append(number.stableHash)
        addAnchor(number.stableHash, 0.7)
        return
      }
      if QuestionWords.interrogativeTokens.contains(key: key) { return addAnchor(key, 0.3) }
      if QuestionWords.functionTokens.contains(key: key) { return add(key, 0.1) }
      let stem = Stemmer.stem(word)
      let stemKey = stem.stableHash
      if word == "mean" || QuestionWords.genericStems.contains(key: stemKey) {
        return addAnchor(stemKey, 0.4)
      }
      addAnchor(stemKey, 0.6)
      // Each three letters in turn, with a mark for the beginning and the end. There is at least one letter.
      let letters = stem.scalarArray
      let share = 0.4 / Float(letters.count)
      var trigram: UInt64 = 0
      var beginning = StableHash()
      for place in 0...letters.count + 1 {
        let letter =
          place == 0 ? 0x5E : place <= letters.count ? letters[place - 1].value : 0x24 as UInt32
        trigram = (trigram << 21 | UInt64(letter)) & (1 << 63 - 1)
        if place >= 2 { add(1 << 63 | trigram, share) }
        if place > 0, place <= min(6, letters.count) {
          letters[place - 1].withUTF8Bytes { beginning.add($0) }
        }
      }
      terms.append(beginning.value & ~Self.ideographBit)
    }

    private mutating func addAnchor(_ key: UInt64, _ weight: Float) {
      add(key, weight)
      anchors.append(Feature(key: key, weight: weight))
    }

    private mutating func add(_ key: UInt64, _ weight: Float) {
      features.append(Feature(key: key, weight: weight))
    }

    static let ideographBit: UInt64 = 1 << 63

    static func ideographKey(_ scalar: Unicode.Scalar) -> UInt64 {
      ideographBit | UInt64(scalar.value)
    }
  }
}

extension QuestionSignature {
  private static func weight(ofTerm key: UInt64) -> Double { Double(halves(ofTerm: key)) / 2 }

  @inline(__always)
  private static func halves(ofTerm key: UInt64) -> Int { 2 &- Int(key >> 63) }

  /// What remains of the terms of each side after those of the other are taken away; a word counts
  /// 1, an ideograph half.
  func unmatchedTerms(_ other: QuestionSignature) -> (own: Double, other: Double) {
    terms.withUnsafeBufferPointer { left in
      other.terms.withUnsafeBufferPointer { right in
        // In halves, which whole numbers hold.
        var (own, others) = (0, 0)
        var (i, j) = (0, 0)
        // Without branches that nobody can foresee.
        while i < left.count, j < right.count {
          let (a, b) = (left[i], right[j])
          own &+= a < b ? Self.halves(ofTerm: a) : 0
          others &+= b < a ? Self.halves(ofTerm: b) : 0
          i &+= a <= b ? 1 : 0
          j &+= b <= a ? 1 : 0
        }
        while i < left.count {
          own &+= Self.halves(ofTerm: left[i])
          i &+= 1
        }
        while j < right.count {
          others &+= Self.halves(ofTerm: right[j])
          j &+= 1
        }
        return (Double(own) / 2, Double(others) / 2)
      }
    }
  }

  /// What the overlap is at most: features that the other's sketch knows nothing of are not shared. A fraction of what
  /// it takes to compare the features one by one.
  func mostOverlap(_ other: QuestionSignature) -> Double {
    guard totalWeight > 0, other.totalWeight > 0 else { return 0 }
    let common = features.withUnsafeBufferPointer { own in
      withUnsafeBytes(of: other.sketch) { sketch in
        // In whole numbers, which add up without waiting for one another.
        var common: UInt32 = 0
        for feature in own {
          let (word, bit) = Sketch.place(of: feature.key)
          let held = sketch.load(fromByteOffset: word &* 8, as: UInt64.self) &>> bit & 1
          common &+= UInt32(feature.weight * 65_536 + 1) & (0 &- UInt32(held))
        }
        return Double(common) / 65_536
      }
    }
    return 2 * common / Double(totalWeight + other.totalWeight)
  }

  /// A set of keys that may seem to hold more than it does, never less.
  struct Sketch: Sendable {
    private var words: SIMD8<UInt64> = .zero

    mutating func insert(_ key: UInt32) {
      let (word, bit) = Self.place(of: key)
      words[word] |= 1 &<< bit
    }

    /// Of 512 bits, the one that stands for a key.
    @inline(__always)
    static func place(of key: UInt32) -> (word: Int, bit: UInt64) {
      let mixed = UInt64(key) &* 0x9E37_79B9_7F4A_7C15
      return (Int(mixed &>> 61), mixed &>> 55 & 63)
    }
  }

  /// Weighted Dice coefficient of the features: 0…1.
  func overlap(_ other: QuestionSignature) -> Double {
    guard totalWeight > 0, other.totalWeight > 0 else { return 0 }
    return features.withUnsafeBufferPointer { own in
      other.features.withUnsafeBufferPointer { others in
        var common: Float = 0
        var (i, j) = (0, 0)
        // Without branches that nobody can foresee: adding nothing changes no sum.
        while i < own.count, j < others.count {
          let (left, right) = (own[i], others[j])
          common += left.key == right.key ? min(left.weight, right.weight) : 0
          i &+= left.key <= right.key ? 1 : 0
          j &+= right.key <= left.key ? 1 : 0
        }
        return Double(2 * common / (totalWeight + other.totalWeight))
      }
    }
  }
}
