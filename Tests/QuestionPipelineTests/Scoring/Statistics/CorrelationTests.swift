import QuestionPipeline
import Testing

/// Against values of SciPy 1.17 unless said otherwise.
struct CorrelationTests {
  private let x = [2.5, 1, 4, 4, 3.5, 0.5, 7, 6]
  private let y = [1, 2, 2, 5, 3, 1, 6, 6.5]

  @Test func agreesWithAnOutsideChecker() throws {
    #expect(abs(try #require(Correlation.pearson(x, y)) - 0.8637271532956032) < 1e-12)
    #expect(abs(try #require(Correlation.spearman(x, y)) - 0.8545611491092097) < 1e-12)
  }

  @Test func sharesRanksAmongEqualValues() {
    #expect(Correlation.ranks([3, 1, 3, 2, 3]) == [4, 1, 4, 2, 4])
    #expect(Correlation.ranks([]) == [])
  }

  @Test func saysNothingOfWhatDoesNotVary() {
    #expect(Correlation.pearson([0.1, 0.1, 0.1], [1, 2, 3]) == nil)
    #expect(Correlation.spearman([1, 2, 3], [5, 5, 5]) == nil)
    #expect(Correlation.pearson([1], [2]) == nil)
  }
}

struct AgreementTests {
  /// The example of Krippendorff (2011), with the values that he gives: four observers, twelve units, gaps.
  @Test(arguments: [
    (KrippendorffAlpha.Level.nominal, 0.743), (.ordinal, 0.815), (.interval, 0.849),
  ])
  func agreesWithKrippendorffsOwnExample(level: KrippendorffAlpha.Level, value: Double) throws {
    let observers: [[Double?]] = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
      [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
    ]
    let units = (0..<12).map { unit in observers.map { $0[unit] } }
    #expect(abs(try #require(KrippendorffAlpha.alpha(units, level)) - value) < 0.0005)
  }

  @Test func findsFullAgreementAndNoneToSpeakOf() throws {
    #expect(KrippendorffAlpha.alpha([[1, 1], [2, 2], [5, 5]], .ordinal) == 1)
    #expect(KrippendorffAlpha.alpha([[3, 3], [3, 3]], .interval) == nil)
    #expect(KrippendorffAlpha.alpha([[1, nil], [nil, 2]], .nominal) == nil)
    // By hand: all 4 of 4 coincidences differ, 8 of 12 would by chance: 1 − (4 − 1) × 4 / 8.
    #expect(KrippendorffAlpha.alpha([[0, 1], [1, 0]], .nominal) == -0.5)
  }

  /// Against Cohen's formula over the whole table, computed outside.
  @Test(arguments: [
    (WeightedKappa.Weights.quadratic, 0.7804878048780488), (.linear, 0.6037735849056602),
    (.none, 0.368421052631579),
  ])
  func weighsNearMisses(weights: WeightedKappa.Weights, value: Double) throws {
    let a = [0, 1, 2, 3, 4, 4, 2, 1, 0, 3, 2, 2]
    let b = [0, 2, 2, 3, 3, 4, 1, 1, 1, 4, 2, 0]
    let kappa = try #require(WeightedKappa.kappa(a, b, categories: 5, weights: weights))
    #expect(abs(kappa - value) < 1e-12)
  }

  @Test func hasNoKappaWhereBothGaveOneCategory() {
    #expect(WeightedKappa.kappa([1, 1], [1, 1], categories: 3) == nil)
    #expect(WeightedKappa.kappa([], [], categories: 3) == nil)
  }

  /// By hand from Gwet's formula: 118 yes/yes, 5 and 2 apart, none no/no. Kappa is below 0 here.
  @Test func staysHighUnderSkewWhereKappaFalls() throws {
    let rows: [[Int?]] =
      Array(repeating: [0, 0], count: 118) + Array(repeating: [0, 1], count: 5)
      + Array(repeating: [1, 0], count: 2)
    let ac1 = try #require(GwetAC1.coefficient(rows, categories: 2))
    #expect(abs(ac1 - (0.944 - 0.054432) / (1 - 0.054432)) < 1e-12)
    let kappa = try #require(
      WeightedKappa.kappa(
        rows.compactMap { $0[0] }, rows.compactMap { $0[1] }, categories: 2, weights: .none))
    #expect(kappa < 0)
  }

  @Test func countsUnitsWithOneRatingForTheirShareAlone() throws {
    let full = try #require(GwetAC1.coefficient([[0, 0], [1, 1]], categories: 2))
    #expect(full == 1)
    #expect(GwetAC1.coefficient([[0, nil], [nil, 1]], categories: 2) == nil)
    // By hand: the two pairs agree half the time; the shares are those of all three units.
    let gaps = try #require(GwetAC1.coefficient([[0, 0], [0, 1], [0, nil]], categories: 2))
    let share = 2.5 / 3
    let chance = 2 * share * (1 - share)
    #expect(abs(gaps - (0.5 - chance) / (1 - chance)) < 1e-12)
  }

  @Test func countsJudgesThatErrTogetherAsFewer() throws {
    let alike = try #require(
      EffectiveJudges.number([[1, 2, 3, 4, 5], [2, 1, 3, 5, 4], [1, 3, 2, 4, 5]]))
    #expect(abs(alike.effective - 1.1842105263157896) < 1e-12)
    #expect(abs(alike.correlation - 0.7666666666666666) < 1e-12)
    let apart = try #require(
      EffectiveJudges.number([[1, 2, 3, 4, 5], [2, 1, 3, 5, 4], [5, 3, 4, 1, 2]]))
    #expect(apart.effective == 3)
    #expect(EffectiveJudges.number([[1, 2, 3]]) == nil)
    #expect(EffectiveJudges.number([[1, 2, nil, nil], [nil, nil, 3, 4]]) == nil)
  }
}
