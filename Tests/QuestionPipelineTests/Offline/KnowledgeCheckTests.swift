import QuestionPipeline
import Testing

/// What is said of concepts that are read but incomplete, or that would make bad questions.
struct KnowledgeCheckTests {
  private func findings(_ text: String, _ id: String = "dropout") throws -> [KnowledgeCheck.Finding]
  {
    let pack = try KnowledgePack.read(files: [("pack.json5", Array(text.utf8))])
    return KnowledgeCheck(rules: InspectionRules()).findings(on: try #require(pack.concept(id)))
  }

  /// The findings of a pack with one change that those of the pack as it is lack.
  private func change(_ old: String, _ new: String) throws -> [KnowledgeCheck.Finding] {
    #expect(FixturePack.text.contains(old))
    let before = Set(try findings(FixturePack.text))
    return try findings(FixturePack.text.replacing(old, with: new)).filter { !before.contains($0) }
  }

  @Test func aFactThatIsMissingIsCounted() throws {
    let found = try change(#"{ type: "limit","#, #"{ type: "what","#)
    #expect(
      found.filter { $0.weight == .error }.map { [$0.field, $0.detail] } == [
        ["en.facts", "0 of type 'limit'; 1 needed"], ["zh.facts", "0 of type 'limit'; 1 needed"],
      ])
  }

  @Test func aRiddleMustNotNameItsAnswer() throws {
    let found = try change("a thing number 7", "a Dropout of number 7")
    #expect(found.map(\.field) == ["en.gist"])
  }

  @Test func aGapMustNotBeFilledElsewhereInItsSentence() throws {
    let found = try change(
      "Gap 1 of dropout is [[answer 1]] here", "Answer 1 of dropout is [[answer 1]] here")
    #expect(found.map(\.field) == ["en.cloze[1]"] && found.first?.weight == .error)
  }

  @Test func aScenarioNeedsNumbers() throws {
    let found = try change("dropout: a team of 4 has a case.", "dropout: a team has a case.")
    #expect(found.contains { $0.field == "en.scenario[0].setting" })
  }

  @Test func rulesLookAtQuestionsAndOptions() throws {
    let leak = try change(
      "What is matter 0 of dropout?", "As shown above, what is matter 0 of dropout?")
    #expect(leak.contains { $0.field == "en.facts[0].ask[0]" && $0.detail.hasPrefix("unseen-") })
    let options = try change("wrong a 0", "all of the above")
    #expect(options.contains { $0.field == "en.quiz[0]" && $0.detail.hasPrefix("mcq-") })
  }

  @Test func aTaskNamesItsFunctionInBothLanguages() throws {
    let found = try findings(FixturePack.text)
    #expect(found.contains { $0.field == "code[0].en.task" && $0.detail.contains("'f_") })
    #expect(found.contains { $0.field == "code[0].tests" && $0.weight == .warning })
  }

  @Test func linesLeadToTheMember() throws {
    let text = FixturePack.text
    var places = KnowledgePlaces([("pack.json5", Array(text.utf8))])
    let found = places.line(of: "dropout", "zh.quiz[1]", in: "pack.json5")
    let line = try #require(found)
    #expect(
      text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1].contains(
        "甲dropout的选择题1"))
    let nobody = places.line(of: "nobody", "en", in: "pack.json5")
    let elsewhere = places.line(of: "dropout", "en", in: "other.json5")
    #expect(nobody == nil && elsewhere == nil)
  }

  @Test(.enabled(if: CodeTrial.isPossible)) func solutionsAreRunAgainstTheirTests() throws {
    var task = try #require(try FixturePack.pack().concept("dropout")?.code.first)
    #expect(CodeTrial.problem(in: task) == nil)
    task.tests = "assert f(2) == 3, 'three'"
    #expect(
      CodeTrial.problem(in: task) == "the solution fails its tests: AssertionError: three")
  }
}

/// The pack that the program brings.
@Suite(.enabled(if: ShippedPack.isThere)) struct ShippedKnowledgeCheckTests {
  @Test func noConceptOfThePackHasAnError() throws {
    let pack = try KnowledgePack.read(files: ShippedPack.files)
    let check = KnowledgeCheck(rules: InspectionRules())
    for concept in pack.concepts {
      #expect(check.findings(on: concept).filter { $0.weight == .error } == [])
    }
  }

  @Test func everyFieldHasTenConceptsInBothLanguages() throws {
    let pack = try KnowledgePack.read(files: ShippedPack.files)
    #expect(pack.concepts.count >= 150)
    for field in pack.fields {
      let own = pack.concepts.filter { $0.field == field.id }
      #expect(own.count >= 10, "\(field.id)")
      #expect(own.allSatisfy { $0.english != nil && $0.chinese != nil && !$0.code.isEmpty })
    }
  }
}
