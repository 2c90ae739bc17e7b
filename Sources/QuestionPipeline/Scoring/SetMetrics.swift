/// What is measured of a set as a whole, in no model's opinion.
package struct SetMetrics: Sendable, Hashable {
  package var items = 0
  /// Different words over all words of the questions; the same for pairs of neighbours.
  package var distinct1: Double?
  package var distinct2: Double?
  /// The mean similarity of a question to the most similar other one.
  package var meanNearestSimilarity: Double?
  /// How many questions a set of unlike ones would need to be as diverse.
  ///
  /// The similarity-sensitive diversity of order 1 of Leinster and Cobbold (2012):
  /// exp(−mean ln((1 + Σ similarity to others) / n)). Equal questions count once, unlike ones fully.
  /// The sum runs over the neighbours from the candidate threshold on: O(n·k).
  package var effectiveQuestions: Double?
  /// Of answers to open kinds.
  package var meanDepthCues: Double?
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

  /// - Parameter terms: The concept terms that templates are masked by.
  package init(
    of items: [Item], terms: [String] = [],
    thresholds: DuplicateThresholds = DuplicateThresholds()
  ) {
    self.items = items.count
    guard !items.isEmpty else { return }
    let questions = items.map {
      (id: $0.id, probe: DuplicateIndex.Probe($0.draft.question, language: $0.language))
    }
    (distinct1, distinct2) = Self.distinct(items.map(\.draft.question))
    measureSimilarity(questions, thresholds)
    let depths = items.filter { $0.kind.isOpenEnded && !$0.draft.answer.isEmpty }
      .map { DepthCues(in: $0.draft.answer).share }
    meanDepthCues = Self.mean(depths)
    measureKeys(items)
    balance = Self.balance(of: items)
    if let largest = TemplateMask(terms: terms).largestShare(of: items.map(\.draft.question)) {
      templateShare = largest.share
      commonestTemplate = largest.example
    }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : (values.reduce(0, +) / Double(values.count)).roundedScore
  }

  private static func distinct(_ questions: [String]) -> (Double?, Double?) {
    var words: Set<String> = []
    var pairs: Set<String> = []
    var wordCount = 0
    var pairCount = 0
    for question in questions {
      let tokens = Tokenizer.tokens(of: question).map(\.text)
      words.formUnion(tokens)
      wordCount += tokens.count
      for (left, right) in zip(tokens, tokens.dropFirst()) {
        pairs.insert(left + " " + right)
        pairCount += 1
      }
    }
    func share(_ different: Int, _ all: Int) -> Double? {
      all == 0 ? nil : (Double(different) / Double(all)).roundedScore
    }
    return (share(words.count, wordCount), share(pairs.count, pairCount))
  }

  private mutating func measureSimilarity(
    _ questions: [(id: String, probe: DuplicateIndex.Probe)], _ thresholds: DuplicateThresholds
  ) {
    // For each question those from the candidate threshold on: similarity is the same both ways.
    var close = [[(place: Int, similarity: Double)]](repeating: [], count: questions.count)
    var index = DuplicateIndex(thresholds: thresholds)
    duplicates = DuplicateClusters(of: questions, index: &index) {
      later, earlier, similarity in
      close[later].append((earlier, similarity))
      close[earlier].append((later, similarity))
    }
    let count = Double(questions.count)
    var nearest: [Double] = []
    var ordinariness: [Double] = []
    for (place, question) in questions.enumerated() {
      let others = close[place].sorted {
        $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.place < $1.place
      }
      // Of the two nearest at least one is another.
      func nearestOther() -> Double? {
        index.neighbours(of: question.probe, atLeast: 0, limit: 2)
          .first { $0.id != String(place) }?.similarity
      }
      nearest.append(others.first?.similarity ?? nearestOther() ?? 0)
      ordinariness.append(others.reduce(1) { $0 + $1.similarity } / count)
    }
    effectiveQuestions = Entropy.effectiveNumber(ordinariness)
    if questions.count > 1 { meanNearestSimilarity = Self.mean(nearest) }
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
      for item in items { if let key = value(item) { counts[key, default: 0] += 1 } }
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
