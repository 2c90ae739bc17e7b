import QuestionPipeline
import Testing

/// Whether questions ask at the level that they state.
struct StatedLevelTests {
  private func draft(
    _ run: OfflineRun, _ kind: QuestionKind, _ language: String, _ level: BloomLevel, topic: String,
    used: [String] = []
  ) async throws -> (angle: String, draft: Draft)? {
    let angles = try await run.angles(
      topic, kind, language, levels: [level], count: 1, used: used)
    guard let angle = angles.first?["angle"]?.stringValue else { return nil }
    let block = OfflineRun.generatorBlock(
      [topic, angles[0]["subtopic"]?.stringValue ?? ""], kind, language, angle: angle,
      level: level)
    return (angle, try Draft(JSONReader(try await run.reply(.object(block), .generator))))
  }

  @Test func aQuestionThatAsksForLessGetsADemandOfItsLevel() async throws {
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    for level in [BloomLevel.apply, .analyze, .evaluate] {
      let question = try #require(
        try await draft(run, .open, "en", level, topic: "dropout")
      ).draft.question
      let estimate = LevelEstimate(question: question, language: .english, kind: .open)
      #expect(estimate.level == level, "\(question)")
    }
    let plain = try #require(try await draft(run, .open, "en", .remember, topic: "dropout")).draft
    #expect(plain.question.hasSuffix("of dropout?"))
  }

  /// The acceptance of the offline writer: at least 80% in each language, items of which the wording tells no level counted
  /// against it.
  @Test(.enabled(if: ShippedPack.isThere), arguments: ["en", "zh"])
  func statedLevelsAgreeWithWhatTheEvaluatorEstimates(language: String) async throws {
    let pack = try KnowledgePack.read(files: ShippedPack.files)
    let run = OfflineRun(model: OfflineModel(knowledge: pack))
    var (equal, count) = (0, 0)
    for field in pack.fields {
      for kind in QuestionKind.allCases {
        for level in kind.levels {
          var used: [String] = []
          for _ in 0..<3 {
            guard
              let item = try await draft(
                run, kind, language, level, topic: field.id, used: used)
            else { break }
            used.append(item.angle)
            let estimate = LevelEstimate(
              question: item.draft.question,
              language: language == "en" ? .english : .chinese, kind: kind)
            count += 1
            equal += estimate.isFounded && estimate.level == level ? 1 : 0
          }
        }
      }
    }
    #expect(count >= 500)
    #expect(Double(equal) >= 0.8 * Double(count), "\(equal) of \(count)")
  }
}
