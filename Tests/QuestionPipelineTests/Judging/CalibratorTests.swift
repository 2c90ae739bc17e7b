import Testing

@testable import QuestionPipeline

struct CalibratorTests {
  private func calibrated(_ rows: [(score: Double, label: Double, topic: String)]) throws
    -> Calibration.Entry
  {
    let text = rows.enumerated().map { place, row in
      """
      {"id": "q\(place)", "topic": "\(row.topic)", "labels": {"clarity": \(row.label)}, \
      "scores": {"clarity": {"value": \(row.score), "by": "m"}}}
      """
    }.joined(separator: "\n")
    let labels = try HumanLabels(Array(text.utf8), name: "labels.jsonl")
    let result = Calibrator(labels: labels, seed: 1).calibrate(nil)
    return try #require(result.calibration["m", "clarity"])
  }

  @Test func aCurveOutlivesTheRoundingOfScoresThatLieCloseTogether() throws {
    let rows = (0..<40).map { place in
      let isHigh = place % 2 == 0
      // Hardly apart, so that files hold one score for several.
      return (
        score: (isHigh ? 0.6 : 0.5) + Double(place) * 0.000001, label: isHigh ? 5.0 : 1.0,
        topic: "t\(place)"
      )
    }
    let entry = try calibrated(rows)
    let curve = try #require(entry.curve)
    #expect(curve[0.5] == 0)
    #expect(curve[0.6] == 1)
  }

  @Test func rowsOfOneNamedTopicAreHeldOutTogether() throws {
    let labels = try HumanLabels(
      Array("{\"id\": \"a\", \"topic\": \"Locks\", \"labels\": {\"clarity\": 3}}".utf8), name: "l")
    #expect(labels.rows.first?.cluster == "Locks")
  }
}
