import QuestionPipeline
import Testing

struct KnowledgePackTests {
  private func error(_ text: String) -> String {
    do {
      _ = try KnowledgePack.read(files: [("pack.json5", Array(text.utf8))])
      return "no error"
    } catch { return error.description }
  }

  private func concept(_ id: String, _ more: String = "") -> String {
    """
    { id: "\(id)", difficulty: 2, siblings: [],\(more)
      en: { term: "\(id)", gist: "a thing", facts: [
        { type: "what", ask: ["What is \(id)?"], answer: "It is \(id).", points: ["a thing"], weak: "No idea." } ] } }
    """
  }

  private func file(_ concepts: String..., field: String = "things") -> String {
    "{ field: { id: \"\(field)\", names: { en: [\"Things\"] } }, concepts: [\n"
      + concepts.joined(separator: ",\n") + "\n] }"
  }

  @Test func findsTopicsByAnyNameInAnyCase() throws {
    let pack = try FixturePack.pack()
    #expect(pack.topic(named: "FIXTURES")?.concepts.count == 5)
    #expect(pack.topic(named: "测试领域")?.concepts.count == 5)
    #expect(pack.topic(named: "Self attention")?.concepts == [0])
    #expect(pack.topic(named: "Decision Trees")?.concepts == [3])
    #expect(pack.topic(named: "乙dropout")?.concepts == [1])
    #expect(pack.topic(named: "gardening") == nil)
  }

  @Test func namesTheNearestTopicsOfAnUnknownOne() throws {
    let pack = try FixturePack.pack()
    #expect(pack.nearestTopics(to: "beem serch").first == "beam search")
    #expect(pack.nearestTopics(to: "fixtuers").first == "Fixtures")
    #expect(pack.nearestTopics(to: "zzzzzzzzzzzzzzzzz") == ["Fixtures"])
  }

  @Test func laterFilesAddConceptsToAKnownField() throws {
    let pack = try KnowledgePack.read(files: [
      ("a.json5", Array(file(concept("one")).utf8)), ("b.json5", Array(file(concept("two")).utf8)),
    ])
    #expect(pack.fields.count == 1)
    #expect(pack.topic(named: "Things")?.concepts == [0, 1])
  }

  @Test func errorsNameFileLineConceptAndField() {
    let text = file(
      concept("one"), concept("two").replacing("points: [\"a thing\"]", with: "points: 7"))
    #expect(
      error(text)
        == "pack.json5:7: concept 'two': concepts[1].en.facts[0].points: expected a list, found a whole number"
    )
  }

  @Test func listsSeveralProblemsAtOnce() {
    let text = file(
      concept("one").replacing("difficulty: 2", with: "difficulty: 9"),
      concept("two").replacing("gist:", with: "gits:"))
    let lines = error(text).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0] == "3 problems in the knowledge pack:")
    #expect(lines[1].contains("concept 'one': concepts[0].difficulty: 9 is not between 1 and 5"))
    #expect(lines[2].contains("unknown key 'gits'; did you mean 'gist'?"))
    #expect(lines[3].contains("concepts[1].en.gist: is missing"))
  }

  @Test func refusesDoubledConceptsAndKeys() {
    #expect(
      error(file(concept("one"), concept("one")))
        == "pack.json5:5: concept 'one': id: is there twice; the first is in pack.json5")
    #expect(
      error(file(concept("one", " difficulty: 3,")))
        == "pack.json5:2: key 'difficulty' is there twice")
  }

  @Test func refusesSiblingsThatNoFileHolds() {
    let text = file(
      concept("one").replacing("siblings: []", with: "siblings: [\"twoo\"]"), concept("two"))
    #expect(
      error(text)
        == "pack.json5:2: concept 'one': siblings[0]: no file has a concept 'twoo'; did you mean 'two'?"
    )
  }

  @Test(arguments: [
    ("", "unreadable"), ("[", "unreadable"), ("{ field: 3 }", "malformed"), ("7", "malformed"),
    ("{ field: { id: 'x', names: { en: ['X'] } }, concepts: [] }", "empty"),
    (String(repeating: "[", count: 100_000), "unreadable"),
    ("{ field: { id: 'x', names: { en: ['\u{1}'] } }, concepts: [] }", "malformed"),
  ])
  func survivesHostileFiles(text: String, code: String) {
    #expect {
      try KnowledgePack.read(files: [("pack.json5", Array(text.utf8))])
    } throws: { ($0 as? KnowledgeError)?.code.rawValue == code || code == "malformed" }
  }

  @Test func refusesFilesAndTextsThatAreTooLarge() {
    let long = String(repeating: "x", count: 9 << 20)
    #expect(error("{ a: \"\(long)\" }").contains("bytes; at most"))
    let text = file(concept("one").replacing("a thing\",", with: long.prefix(100_000) + "\","))
    #expect(error(text).contains("concepts[0].en.gist: 100000 bytes; at most 2400"))
  }

  @Test func aFileMayReferToAFieldThatAnotherOneNames() throws {
    let named =
      #"{ field: { id: "fixtures", names: { en: ["Fixtures"], zh: ["测试"] } }, concepts: [] }"#
    let text = FixturePack.text
    let start = try #require(text.firstRange(of: "field: {"))
    let end = try #require(text.firstRange(of: "] } },"))
    let referring = text.replacingCharacters(
      start.lowerBound..<end.upperBound, #"field: "fixtures","#)
    func read(_ files: [String]) throws -> KnowledgePack {
      try KnowledgePack.read(
        files: files.enumerated().map { ("\($0).json5", Array($1.utf8)) })
    }
    for files in [[named, referring], [referring, named]] {
      let pack = try read(files)
      #expect(pack.fields.map(\.english) == [["Fixtures"]])
      #expect(pack.topic(named: "测试")?.concepts.count == FixturePack.names.count)
    }
    let error = try #require(throws: KnowledgeError.self) { try read([referring]) }
    #expect(error.description.contains("no file names the field 'fixtures'"))
  }

  @Test func aClozeHasExactlyOneGap() {
    let cloze = "en: { cloze: [{ text: \"no gap here\" }],"
    #expect(
      error(file(concept("one").replacing("en: {", with: cloze)))
        .contains("concepts[0].en.cloze[0].text: exactly one [[answer]] is needed"))
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, _ text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
