/// What is measured of a set as a whole, in no model's opinion.
package struct SetMetrics: Sendable, Hashable {
  package var items = 0
  /// Different words over all words of the questions; the same for pairs of neighbours.
  package var distinct1: Double?
  package var distinct2: Double?
  /// The mean similarity of a question to the most similar other one.
  package var meanNearestSimilarity: Double?
  /// How many questions a set of unlike ones would need to be as diverse: see `SetSimilarity`.
  package var effectiveQuestions: Double?
  /// Of answers to open kinds.
  package var meanDepthCues: Double?
  /// The share of those answers that give each cue, in the order of `DepthCues.all`.
  package var depthShares: [(cue: String, share: Double)] = []
  /// The levels asked for against those that the wording suggests.
  package var levels: LevelAgreement?
  /// The chance that uniform key positions would be as uneven as the set's.
  package var keyPositionP: Double?
  /// How often the key stands at each place.
  package var keyPositions: [Int] = []
  /// Normalised entropy over each coordinate: 1 is even.
  package var balance: [(coordinate: String, value: Double)] = []
  /// The largest share of one template, and a question of it.
  package var templateShare: Double?
  package var commonestTemplate: String?
  package var duplicates = DuplicateClusters(of: [])

  /// - Parameters:
  ///   - terms: The concept terms that templates are masked by.
  ///   - similarity: of the same questions, where it has been measured already.
  ///   - readings: of the same items, where they have been read already.
  package init(
    of items: [Item], terms: [String] = [],
    thresholds: DuplicateThresholds = DuplicateThresholds(), similarity: SetSimilarity? = nil,
    readings: [ItemReading]? = nil
  ) {
    precondition(readings == nil || readings?.count == items.count)
    self.items = items.count
    guard !items.isEmpty else { return }
    measureWording(items, TemplateMask(terms: terms))
    let similarity =
      similarity ?? SetSimilarity(of: items.lazy.map(\.asked), thresholds: thresholds)
    duplicates = DuplicateClusters(similarity, ids: items.map(\.id))
    effectiveQuestions = similarity.effectiveQuestions
    meanNearestSimilarity = similarity.meanNearest
    let depths = items.indices.lazy
      .filter { items[$0].kind.isOpenEnded && !items[$0].draft.answer.isEmpty }
      .map { readings?[$0].depth ?? DepthCues(in: items[$0].draft.answer) }
    let cues = Array(depths)
    meanDepthCues = cues.map(\.share).mean?.roundedScore
    depthShares = DepthCues.shares(of: cues)
    levels = LevelAgreement(of: items, readings: readings)
    measureKeys(items)
    balance = Self.balance(of: items)
  }

  /// Different words and pairs of words, and the commonest template: what needs the tokens of each question.
  private mutating func measureWording(_ items: [Item], _ mask: TemplateMask) {
    var words: Set<UInt64> = []
    var wordCount = 0
    var pairs: [UInt64] = []
    var templates = TemplateMask.Counts(mask)
    for item in items {
      let scalars = item.draft.question.scalarArray
      let tokens = Tokenizer.tokens(of: scalars)
      var previous: UInt64?
      for token in tokens {
        words.insert(token.key)
        if let previous {
          pairs.append((previous ^ 0x9E37_79B9_7F4A_7C15) &* 0x0100_0000_01B3 ^ token.key)
        }
        previous = token.key
      }
      wordCount += tokens.count
      templates.add(item.draft.question, scalars, tokens)
    }
    if wordCount > 0 { distinct1 = (Double(words.count) / Double(wordCount)).roundedScore }
    distinct2 = Self.shareOfDifferent(&pairs)
    templateShare = templates.largest?.share
    commonestTemplate = templates.largest?.example
  }

  private static func shareOfDifferent(_ keys: inout [UInt64]) -> Double? {
    guard !keys.isEmpty else { return nil }
    keys.sort()
    var different = 1
    for index in 1..<keys.count where keys[index] != keys[index - 1] { different += 1 }
    return (Double(different) / Double(keys.count)).roundedScore
  }

  /// Items with other numbers of options are tested apart and their statistics added.
  private mutating func measureKeys(_ items: [Item]) {
    var counts: [Int: [Int]] = [:]
    for item in items where item.kind == .multipleChoice {
      let choices = item.draft.choices
      guard choices.count > 1, choices.count(where: \.isCorrect) == 1,
        let key = choices.firstIndex(where: \.isCorrect)
      else { continue }
      counts[choices.count, default: Array(repeating: 0, count: choices.count)][key] += 1
    }
    guard !counts.isEmpty else { return }
    var statistic = 0.0
    var degrees = 0
    keyPositions = Array(repeating: 0, count: counts.keys.max() ?? 0)
    for size in counts.keys.sorted() {
      let observed = counts[size] ?? []
      statistic += ChiSquare.statistic(observed)
      degrees += size - 1
      for (place, count) in observed.enumerated() { keyPositions[place] += count }
    }
    keyPositionP = ChiSquare.p(statistic, degreesOfFreedom: degrees).roundedScore
  }

  private static func balance(of items: [Item]) -> [(coordinate: String, value: Double)] {
    let coordinates: [(String, (Item) -> String?)] = [
      ("topic", { $0.topic.first }), ("level", { $0.level?.rawValue }),
      ("kind", { $0.kind.rawValue }), ("language", { $0.language.tag }),
      ("difficulty", { $0.difficulty.map(String.init) }),
    ]
    return coordinates.compactMap { name, value in
      var counts: [String: Int] = [:]
      for index in items.indices {
        if let key = value(items[index]) { counts[key, default: 0] += 1 }
      }
      return Entropy.normalised(counts.keys.sorted().map { counts[$0] ?? 0 }).map { (name, $0) }
    }
  }

  package static func == (left: SetMetrics, right: SetMetrics) -> Bool { left.json == right.json }

  package func hash(into hasher: inout Hasher) { hasher.combine(json) }

  /// The numbers by name, those that could not be measured left out.
  package var json: JSONValue {
    var object = JSONObject()
    object["distinct1"] = distinct1.map(JSONValue.number)
    object["distinct2"] = distinct2.map(JSONValue.number)
    object["meanNearestSimilarity"] = meanNearestSimilarity.map(JSONValue.number)
    object["effectiveQuestions"] = effectiveQuestions.map(JSONValue.number)
    object["depthCues"] = meanDepthCues.map(JSONValue.number)
    for entry in depthShares { object["depth" + entry.cue] = .number(entry.share) }
    if let levels {
      object["levelMatch"] = .number(levels.match)
      object["levelGap"] = .number(levels.gap)
      object["levelEstimateError"] = .number(LevelEstimate.measuredError)
    }
    object["keyPositionP"] = keyPositionP.map(JSONValue.number)
    for entry in balance {
      let name = entry.coordinate.prefix(1).uppercased() + entry.coordinate.dropFirst()
      object["balance" + name] = .number(entry.value)
    }
    object["templateShare"] = templateShare.map(JSONValue.number)
    object["duplicates"] = .integer(duplicates.duplicates.count)
    return .object(object)
  }
}

extension Item {
  /// What similarity is measured of.
  package var asked: (question: String, language: LanguageTag) { (draft.question, language) }
}
