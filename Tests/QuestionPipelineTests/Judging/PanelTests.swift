import QuestionPipeline
import Testing

struct PairwisePanelTests {
  /// One good judge among four who share a bias: they are wrong together on two thirds of the rows.
  private func panel(rows: Int, seed: UInt64) -> (leans: [[Double?]], truth: [Double]) {
    var generator = SplitMix64(seed: seed)
    var leans: [[Double?]] = []
    var truth: [Double] = []
    for _ in 0..<rows {
      let label = generator.unit() < 0.5 ? 1.0 : -1.0
      let bias = generator.unit() < 0.33 ? label : -label
      let good = generator.unit() < 0.08 ? 0 : generator.unit() < 0.9 ? label : -label
      let others = (0..<4).map { _ -> Double? in
        generator.unit() < 0.35 ? 0 : generator.unit() < 0.9 ? bias : -bias
      }
      leans.append([good] + others)
      truth.append(label)
    }
    return (leans, truth)
  }

  private func accuracy(_ verdicts: [Double], _ truth: [Double]) -> Double {
    zip(verdicts, truth).reduce(0) { $0 + ($1.0 == 0 ? 0.5 : $1.0 * $1.1 > 0 ? 1 : 0) }
      / Double(truth.count)
  }

  @Test(arguments: 1...5) func keepsUpWithTheBestJudgeAmongManyThatAreWrongTogether(seed: UInt64) {
    let (leans, truth) = panel(rows: 300, seed: seed)
    let labels = Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, truth[$0]) })
    let panel = PairwisePanel(leans: leans, labels: labels)
    let rest = 30..<300
    let known = rest.map { truth[$0] }
    let own = accuracy(rest.map { panel.lean(leans[$0]) }, known)
    let best = accuracy(rest.map { leans[$0][0] ?? 0 }, known)
    let majority = accuracy(rest.map { leans[$0].reduce(0) { $0 + ($1 ?? 0) } }, known)
    #expect(own >= best - 0.02)
    #expect(majority < best - 0.2)
  }

  @Test func trustsConstancyWhereThereAreNoLabels() {
    let (leans, _) = panel(rows: 200, seed: 9)
    let panel = PairwisePanel(leans: leans, labels: [:])
    let weights = panel.standings.map(\.weight)
    #expect(weights[0] > 2 * (weights[1...].max() ?? 1))
    #expect(panel.standings[0].constancy > panel.standings[1].constancy)
  }

  @Test func countsACopiedJudgeOnce() {
    let (leans, truth) = panel(rows: 200, seed: 3)
    let labels = Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, truth[$0]) })
    let copied = leans.map { $0 + [$0[1], $0[1], $0[1]] }
    let once = PairwisePanel(leans: leans, labels: labels)
    let often = PairwisePanel(leans: copied, labels: labels)
    let same = zip(leans, copied).count { once.verdict($0) == often.verdict($1) }
    #expect(same >= 190)
  }

  @Test func isUndecidedWhereNobodyLeans() {
    let panel = PairwisePanel(leans: [[1, 1], [-1, -1], [nil, 0]], labels: [0: 1])
    #expect(panel.verdict([nil, 0]) == .tie)
    #expect(panel.verdict([1, nil]) == .first)
    #expect(panel.verdict([-1, -1]) == .second)
    #expect(PairwisePanel(leans: [], labels: [:]).standings.isEmpty)
  }

  @Test func leansHalfWhereOneOrderIsMissing() {
    #expect(PairwisePanel.lean(.first, .unscored(.empty)) == 0.5)
    #expect(PairwisePanel.lean(.first, .second) == 0)
    #expect(PairwisePanel.lean(.second, .second) == -1)
    #expect(PairwisePanel.lean(.unscored(.empty), .unscored(.refused)) == nil)
  }

  @Test func countsFlipsTiesAndWhatWasUnreadable() {
    let health = PairwiseHealth(
      [
        (.first, .first), (.first, .second), (.second, .first), (.tie, .tie),
        (.first, .unscored(.empty)),
      ],
      lengths: [(90, 10), (50, 50), (10, 90), (40, 40), (80, 20)])
    #expect(health.pairs == 5 && health.flips == 2 && health.firstPlace == 1)
    #expect(health.ties == 1 && health.unread == 1)
    #expect((health.lengthCorrelation ?? 0) > 0.5)
  }
}

struct GradePanelTests {
  private let truth = (0..<60).map { Double(($0 * 7) % 5) / 4 }

  /// Two judges who see what is there and two who draw lots.
  private func grades() -> [[[Double]]] {
    var generator = SplitMix64(seed: 5)
    return truth.map { value in
      [
        [value, value], [value, min(1, value + 0.25)], [generator.unit(), generator.unit()],
        [generator.unit(), generator.unit()],
      ]
    }
  }

  @Test func countsThoseMoreWhoAgreeWithThemselvesAndOthers() {
    let panel = GradePanel(grades())
    #expect(panel.basis == .agreement)
    #expect(abs(panel.weights.reduce(0, +) - 1) < 1e-12)
    #expect(min(panel.weights[0], panel.weights[1]) > 2 * max(panel.weights[2], panel.weights[3]))
  }

  @Test func goesByLabelsWhereACalibrationKnowsEveryJudge() {
    let panel = GradePanel(grades(), known: [0.1, 0.9, 0.5, -0.4])
    #expect(panel.basis == .labels)
    #expect(panel.reliabilities == [0.1, 0.9, 0.5, 0.05])
    #expect(panel.weights[1] > 0.8)
    #expect(GradePanel(grades(), known: [0.9, nil, 0.5, 0.5]).basis == .agreement)
  }

  @Test func leavesOutWhoSaidNothing() {
    let panel = GradePanel([[[1], [0]]], known: [0.75, 0.5])
    #expect(panel.combined([1, 0]) == 0.75)
    #expect(panel.combined([nil, 0.5]) == 0.5)
    #expect(panel.combined([nil, nil]) == nil)
    #expect(GradePanel([[[1]]]).weights == [1])
  }
}
