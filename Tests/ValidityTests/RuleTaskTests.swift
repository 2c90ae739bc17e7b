import QuestionPipeline
import Testing

@testable import viva_validity

/// The tasks whose predictions come from rules, on made-up rows.
struct RuleTaskTests {
  private func file(_ name: String, _ lines: [String]) throws -> LabelledFile {
    try LabelledFile(name: name, bytes: Array(lines.joined(separator: "\n").utf8))
  }

  @Test func correlatesEachDimensionAndLeavesWhatRulesCannotTell() throws {
    let long =
      "The pump, which was built by two brothers in a barn near the river, and which was sold to a mill in the spring "
      + "of the year after the flood, was named after which of their aunts?"
    let file = try file(
      "qgeval_mine.jsonl",
      [
        #"{"id":"a","passage_id":"1","question":"Which aunt is the pump named after?","answer":"Ada","human":{"fluency":3,"clarity":3,"conciseness":3,"relevance":3}}"#,
        #"{"id":"b","passage_id":"2","question":"\#(long)","answer":"Ada","human":{"fluency":3,"clarity":2,"conciseness":1,"relevance":3}}"#,
        #"{"id":"c","passage_id":"3","question":"Which mill was the pump sold to by the","answer":"Ada","human":{"fluency":1,"clarity":1,"conciseness":3,"relevance":1}}"#,
      ])
    let task = QuestionTask()
    #expect(task.recognises(file.rows[0]))
    let result = try task.measure(file)
    #expect(result.figures.count == 7)
    for figure in result.figures.prefix(3) {
      #expect(try #require(figure.interval?.value) > 0.5, "\(figure.name)")
    }
    #expect(result.figures[3].interval == nil)
    #expect(result.figures[3].notes["why"] == "no validity without a judge")
    #expect(result.predictions[0].values["conciseness"]?.doubleValue == 1)
    #expect(result.predictions[0].values["relevance"] == .null)
    #expect(
      try #require(result.predictions[1].values["conciseness"]?.doubleValue) < 0.8)
  }

  @Test func comparesLevelsWhereBothExpertsGaveOne() throws {
    let file = try file(
      "edu_questions_expert_mine.jsonl",
      [
        #"{"id":"a","prompt_set":1,"topic":"t","question":"What is a heap?","expert":{"SkillLevel":[1,1]}}"#,
        #"{"id":"b","prompt_set":1,"topic":"u","question":"Design a heap for a clock.","expert":{"SkillLevel":[6,5]}}"#,
        #"{"id":"c","prompt_set":2,"topic":"u","question":"Explain how a heap works.","expert":{"SkillLevel":[2,2]}}"#,
        #"{"id":"d","prompt_set":2,"topic":"u","question":"Assess the heap of a clock.","expert":{"SkillLevel":[1,null]}}"#,
      ])
    let task = LevelTask()
    #expect(task.recognises(file.rows[0]) && !QuestionTask().recognises(file.rows[0]))
    let result = try task.measure(file)
    #expect(result.predictions.map { $0.values["value"]?.intValue } == [1, 6, 2, 5])
    #expect(result.figures[0].interval?.value == 1)
    #expect(result.figures[0].rows == 3)
    #expect(try #require(result.figures[1].interval?.value) < 1)
  }

  @Test func tellsWhichArticlesGiveTheKeyAway() throws {
    let file = try file(
      "mcq_qaacd_mine.jsonl",
      [
        #"{"id":"a","stem":"They bought an <blank> at noon.","correct":"orange","distractors":["pear","plum","apple"],"note":"a/an issue"}"#,
        #"{"id":"b","stem":"They bought a <blank> at noon.","correct":"pear","distractors":["plum","peach","melon"],"note":""}"#,
        #"{"id":"c","stem":"They bought the <blank> at noon.","correct":"pear","distractors":["apple","orange","melon"],"note":""}"#,
      ])
    let task = ArticleTask()
    #expect(task.recognises(file.rows[0]))
    let result = try task.measure(file)
    #expect(result.predictions.map { $0.values["value"] } == [true, false, false])
    #expect(result.figures.map { $0.interval?.value } == [1, 1])
    #expect(result.figures[0].notes["falseAlarms"] == 0)
  }

  @Test func agreementIsThatOfTheTextbooks() throws {
    let r = try #require(Agreement.pearson([1, 2, 3, 5], [2, 1, 4, 4], weights: [1, 1, 1, 1]))
    #expect(abs(r - 0.7482) < 0.0001)
    // A weight of two is a row twice, one of none is no row.
    let doubled = Agreement.pearson([1, 2, 2, 4], [1, 3, 3, 2], weights: [1, 1, 1, 1])
    #expect(Agreement.pearson([1, 2, 9, 4], [1, 3, 0, 2], weights: [1, 2, 0, 1]) == doubled)
    #expect(Agreement.pearson([1, 1], [1, 2], weights: [1, 1]) == nil)
    #expect(Agreement.quadraticKappa([1, 2, 3], [1, 2, 3], weights: [1, 1, 1]) == 1)
    let crossed = try #require(
      Agreement.quadraticKappa([1, 1, 3, 3], [1, 3, 1, 3], weights: [1, 1, 1, 1]))
    #expect(abs(crossed) < 1e-9)
  }
}
