import QuestionPipeline
import Testing

/// The examples in prompts teach models what we want: they are held to what we hold models to.
struct PromptExampleTests {
  /// The lines of a prompt that are examples of replies.
  private func examples(_ role: ModelRole, _ language: String) throws -> [JSONValue] {
    let bytes = try #require(DefaultFiles.builtIn["Prompts/\(role.rawValue).\(language).md"])
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("{\"") }.map { try JSONParser.parse(String($0)) }
  }

  @Test(arguments: ModelRole.prompted, PromptLibrary.languages)
  func everyExampleMeetsTheSchemaOfItsPrompt(role: ModelRole, language: String) throws {
    let tag: LanguageTag = language == "zh" ? .chinese : .english
    let template = try PromptLibrary(.builtIn).template(role, tag)
    let schema = try JSONSchema(template.schema)
    let examples = try examples(role, language)
    #expect(!examples.isEmpty)
    for example in examples {
      #expect(schema.violations(in: example) == [])
      #expect(example.objectValue?.keys == template.schema["properties"]?.objectValue?.keys)
    }
  }

  @Test(arguments: PromptLibrary.languages)
  func theWritersExamplesAreOneOfEachKindAndWithoutFlaws(language: String) throws {
    let examples = try examples(.generator, language)
    #expect(examples.count == QuestionKind.allCases.count)
    for (kind, example) in zip(QuestionKind.allCases, examples) {
      let draft = try Draft(JSONReader(example))
      let tag: LanguageTag = language == "zh" ? .chinese : .english
      let flaws = ItemInspector().flaws(of: draft, in: ItemContext(kind: kind, language: tag))
      #expect(flaws == [], "\(kind)")
      #expect(kind.isOpenEnded == !draft.mistakes.isEmpty)
      #expect((kind == .coding) == (draft.code != nil))
      #expect((kind == .interview) == !draft.followUps.isEmpty)
      #expect(draft.choices.count == (kind == .multipleChoice ? 4 : kind == .trueFalse ? 2 : 0))
      #expect(draft.choices.isEmpty || draft.choices.count(where: \.isCorrect) == 1)
      #expect(draft.keyPoints.allSatisfy { isCarried($0, by: draft.answer) }, "\(kind)")
    }
  }

  /// Whether the answer has most of the point's words, or of its characters where these are Chinese.
  private func isCarried(_ point: String, by answer: String) -> Bool {
    let words =
      point.contains(" ") && !LanguageText.isChinese(point)
      ? point.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
      : point.filter { $0.isLetter || $0.isNumber }.map(String.init)
    let answer = answer.lowercased()
    return words.count { answer.contains($0) } * 4 >= words.count * 3
  }

  @Test(arguments: PromptLibrary.languages)
  func theCriticSeesAFlawedAndASoundDraft(language: String) throws {
    let flaws = try examples(.critic, language).map { $0["flaws"]?.arrayValue?.count }
    #expect(flaws == [2, 0])
  }

  @Test(arguments: PromptLibrary.languages)
  func theJudgesExampleUsesTheScaleAndLeavesOneUnscored(language: String) throws {
    let scores = try #require(try examples(.judge, language).first?["scores"]?.arrayValue)
    #expect(Set(scores.compactMap { $0["score"]?.intValue }).count >= 2)
    #expect(scores.count { $0["unscored"]?.stringValue != nil && $0["score"] == .null } == 1)
  }

  @Test func everyRubricHasAnAnchorForEachGrade() throws {
    let rubric = try ConfigurationReader.rubric("default", .builtIn)
    for dimension in rubric.dimensions {
      for language in PromptLibrary.languages {
        let anchors = try #require(dimension.anchors[language])
        #expect(anchors.map { $0.prefix(1) } == ["1", "2", "3", "4", "5"])
        #expect(Set(anchors.map { $0.dropFirst() }).count == 5)
      }
    }
  }
}

private enum LanguageText {
  static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }
}
