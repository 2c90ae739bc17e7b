import QuestionPipeline
import Testing

struct SetMetricsTests {
  private func item(
    _ id: String, _ question: String, kind: QuestionKind = .open, key: Int? = nil
  ) -> Item {
    var draft = Draft(question: question, answer: "It fails because of 2 locks.")
    if let key {
      draft.choices = (0..<4).map { Choice(text: "option \($0)", isCorrect: $0 == key) }
    }
    var item = Item(
      id: id, cell: nil, topic: ["Python"], kind: kind, language: .english, draft: draft)
    item.level = .apply
    item.difficulty = 3
    return item
  }

  @Test func countsUnlikeQuestionsFullyAndEqualOnesOnce() {
    let unlike = SetMetrics(of: [
      item("1", "What is a mutex?"), item("2", "How do generators suspend?"),
      item("3", "When does hashing collide?"), item("4", "Which sort is stable?"),
    ])
    #expect(unlike.effectiveQuestions == 4)
    #expect(unlike.duplicates.duplicates.isEmpty)

    let alike = SetMetrics(of: (1...4).map { item("\($0)", "What is a mutex?") })
    #expect(alike.effectiveQuestions == 1)
    #expect(alike.meanNearestSimilarity == 1)
    #expect(alike.duplicates.duplicates.map(\.earliest) == ["1", "1", "1"])
    #expect(alike.templateShare == 1)
  }

  @Test func measuresWordsAndDepth() {
    let metrics = SetMetrics(of: [item("1", "Why sort?"), item("2", "Why hash?")])
    #expect(metrics.distinct1 == 0.75)
    #expect(metrics.distinct2 == 1)
    #expect(metrics.meanDepthCues == 0.6)
    #expect(metrics.keyPositionP == nil)
  }

  @Test func tellsWhichCuesOfDepthTheAnswersGive() {
    let metrics = SetMetrics(of: [item("1", "Why sort?"), item("2", "Why hash?")])
    #expect(metrics.json["depthMechanism"]?.doubleValue == 1)
    #expect(metrics.json["depthFailureCase"]?.doubleValue == 1)
    #expect(metrics.json["depthQuantity"]?.doubleValue == 1)
    #expect(metrics.json["depthTradeOff"]?.doubleValue == 0)
    #expect(metrics.json["depthCondition"]?.doubleValue == 0)
    let closed = SetMetrics(of: [item("1", "Which?", kind: .cloze)])
    #expect(closed.json["depthMechanism"] == nil)
  }

  @Test func holdsTheLevelsAskedForAgainstThoseOfTheWording() {
    // Both were to be applications; the first asks for one.
    let metrics = SetMetrics(of: [
      item("1", "Compute the union of two lists."), item("2", "What is a union?"),
    ])
    #expect(metrics.levels?.match == 0.5)
    #expect(metrics.levels?.gap == 1)
    #expect(metrics.json["levelEstimateError"]?.doubleValue == LevelEstimate.measuredError)
    var unasked = item("1", "What is a union?")
    unasked.level = nil
    #expect(SetMetrics(of: [unasked]).levels == nil)
    // Wording that suggests nothing is no evidence.
    #expect(SetMetrics(of: [item("1", "Unions, in your words.")]).levels == nil)
  }

  @Test func testsTheKeyPositions() throws {
    let even = (0..<80).map { item("\($0)", "Which \($0)?", kind: .multipleChoice, key: $0 % 4) }
    #expect(SetMetrics(of: even).keyPositionP == 1)
    #expect(SetMetrics(of: even).keyPositions == [20, 20, 20, 20])
    let uneven = (0..<80).map {
      item("\($0)", "Which \($0)?", kind: .multipleChoice, key: $0 % 8 == 0 ? 1 : 0)
    }
    #expect(try #require(SetMetrics(of: uneven).keyPositionP) < 0.001)
  }

  @Test func measuresBalanceOverEachCoordinate() {
    let metrics = SetMetrics(of: [item("1", "Why?"), item("2", "Which?", kind: .cloze)])
    #expect(
      metrics.balance.map(\.coordinate) == ["topic", "level", "kind", "language", "difficulty"])
    #expect(metrics.balance.map(\.value) == [1, 1, 1, 1, 1])
  }

  @Test func measuresNothingOfAnEmptySet() {
    #expect(SetMetrics(of: []).json == ["duplicates": 0])
  }
}
