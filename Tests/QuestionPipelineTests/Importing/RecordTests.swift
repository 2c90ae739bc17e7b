import Testing

@testable import QuestionPipeline

/// Items from JSON in its many shapes.
struct RecordTests {
  @Test func linesOfRecordsAreMappedByTheirNames() throws {
    let found = try Reading.set(
      """
      {"prompt": "What is a dune?", "completion": "A hill of sand.", "category": "Deserts"}

      {"prompt": "", "completion": "nothing"}
      not a record
      {"prompt": "沙丘怎么移动？", "completion": "被风推动。", "difficulty": "hard"}
      """, "data.jsonl")
    #expect(found.questions == ["What is a dune?", "沙丘怎么移动？"])
    #expect(found.lines == [1, 5])
    #expect(found.items[0].topic == ["Deserts"])
    #expect(found.items[1].difficulty == 4)
    #expect(found.items[1].language == .chinese)
    #expect(found.unread.map(\.line) == [3, 4])
    #expect(found.format == "JSON lines")
    #expect(
      found.mapping.map { "\($0.part)=\($0.names.joined())" } == [
        "question=prompt", "answer=completion", "topic=category", "difficulty=difficulty",
      ])
  }

  @Test func aMappingThatIsGivenGoesBeforeTheGuess() throws {
    let text =
      "{\"question\": \"x1\", \"body\": \"What is a fjord?\", \"answer\": \"no\", \"note\": \"A bay.\"}\n"
    let found = try Reading.set(
      text, "data.jsonl", mapping: [.question: ["body"], .answer: ["note"]])
    #expect(found.questions == ["What is a fjord?"])
    #expect(found.answers == ["A bay."])
    #expect(found.mapping.filter(\.isGiven).map(\.part) == [.question, .answer])
  }

  @Test func aFieldThatIsNotThereIsNamedWithTheNearest() {
    let text = Array("{\"prompt\": \"What?\", \"reply\": \"That.\"}".utf8)
    #expect(
      Reading.error(text, "data.jsonl", mapping: [.question: ["promt"]])
        == "data.jsonl: has no field 'promt' for --map question=promt; did you mean 'prompt'? It has: prompt, reply"
    )
    #expect(
      Reading.error(Array("[{\"foo\": 1, \"bar\": 2}]".utf8), "data.json")
        == "data.json: no field looks like the question; say which one is, as in --map question=foo. It has: foo, bar"
    )
  }

  @Test func alpacaHasItsInputInTheQuestion() throws {
    let found = try Reading.set(
      """
      [
        {"instruction": "Name a river.", "input": "", "output": "The Volga."},
        {"instruction": "Sort these.", "input": "3 1 2", "output": "1 2 3"}
      ]
      """, "alpaca.json")
    #expect(found.questions == ["Name a river.", "Sort these.\n\n3 1 2"])
    #expect(found.lines == [2, 3])
    #expect(found.format == "Alpaca, a JSON list")
  }

  @Test func chatsHaveAnItemATurn() throws {
    let found = try Reading.set(
      """
      {"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "What is a pond?"}, {"role": "assistant", "content": "Still water."}, {"role": "user", "content": [{"type": "text", "text": "And a lake?"}]}, {"role": "assistant", "content": "A large one."}]}
      {"messages": [{"role": "system", "content": "Nobody asks."}]}
      {"conversations": [{"from": "human", "value": "什么是湖？"}, {"from": "gpt", "value": "一片静水。"}, {"from": "human", "value": "谢谢，那海呢？"}]}
      """, "chat.jsonl")
    #expect(found.questions == ["What is a pond?", "And a lake?", "什么是湖？", "谢谢，那海呢？"])
    #expect(found.answers == ["Still water.", "A large one.", "一片静水。", ""])
    #expect(found.lines == [1, 1, 3, 3])
    #expect(found.unread.map(\.line) == [2])
  }

  @Test func optionsComeAsListsObjectsAndColumns() throws {
    let found = try Reading.set(
      """
      [
      {"question": "Which is a tree?", "choices": ["A. oak", "B. eel"], "answer": "A"},
      {"question": "Which is a fish?", "choices": {"A": "oak", "B": "eel"}, "answer": "B"},
      {"question": "Which is a bird?", "choices": {"text": ["owl", "ant"], "label": ["A", "B"]}, "answerKey": "A"},
      {"question": "Which is a gem?", "choices": ["opal", "clay"], "answer": 0},
      {"question": "Which is a metal?", "choices": ["tin", "fog"], "answer": "tin"},
      {"question": "Which is a gas?", "choices": [{"text": "neon", "correct": true}, {"text": "salt", "correct": false}]}
      ]
      """, "mcq.json")
    #expect(
      (0..<6).map { found.options($0) } == [
        "oak*, eel", "oak, eel*", "owl*, ant", "opal*, clay", "tin*, fog", "neon*, salt",
      ])
    #expect(found.kinds.allSatisfy { $0 == .multipleChoice })
    let columns = try Reading.set(
      "{\"question\": \"Pick one\", \"opa\": \"x\", \"opb\": \"y\", \"opc\": \"z\", \"cop\": 2}\n",
      "m.jsonl")
    #expect(columns.options(0) == "x, y*, z")
  }

  @Test func optionsInsideTheQuestionAreTakenOutWhereAKeyIsGiven() throws {
    let found = try Reading.set(
      """
      {"question": "1．（3分）下列属于金属的是（ \\n） \\nA．铁 \\nB．硫\\n磺 \\nC．碳D．氧", "answer": ["A"]}
      {"question": "阅读后回答：1．（）A．甲 B．乙 2．（）A．丙 B．丁", "answer": ["B", "A"]}
      """, "exam.jsonl")
    #expect(found.options(0) == "铁*, 硫磺, 碳, 氧")
    #expect(found.kinds == [.multipleChoice, .open])
    #expect(found.answers[1] == "B A")
  }

  @Test func ourOwnItemsAreReadAsTheyStand() throws {
    let own = """
      {"id":"q-1","kind":"open","language":"en","question":"Why?","answer":"So.","keyPoints":["a"]}
      {"id":"q-1","kind":"open","language":"en","question":"How?","answer":"Thus.","made":{}}
      """
    let found = try Reading.set(own, "items.jsonl")
    #expect(found.items.map(\.id) == ["q-1"])
    #expect(found.items[0].draft.keyPoints == ["a"])
    #expect(found.unread.map(\.line) == [2])
    #expect(found.unread[0].why.hasPrefix("made.backend"))
  }

  @Test func oneItemOnDocumentsIsNoListOfItsSources() throws {
    let found = try Reading.set(
      """
      {"id": "q-1", "kind": "open", "language": "en", "question": "What moves a dune?", "answer": "The wind.", \
      "sources": [{"document": "a.md", "quote": "moved by the wind", "start": 0, "end": 17}]}
      """, "items.jsonl")
    #expect(found.questions == ["What moves a dune?"])
    #expect(found.items[0].draft.sources.map(\.quote) == ["moved by the wind"])
  }

  @Test func aListInsideAnObjectIsFoundWithItsLines() throws {
    let found = try Reading.set(
      "{\n  \"title\": \"Quiz\",\n  \"questions\": [\n    {\"question\": \"What is ice?\"},\n\n    {\"question\": \"What is fog?\"}\n  ]\n}\n",
      "quiz.json")
    #expect(found.lines == [4, 6])
    #expect(found.answers == ["", ""])
  }

  @Test func aBrokenElementCostsOnlyItself() throws {
    let found = try Reading.set(
      "[\n{\"question\": \"What is ice?\"},\n{\"question\": \"What is\", \"question\": \"twice\"},\n{\"question\": \"What is fog?\"}\n]",
      "quiz.json")
    #expect(found.questions == ["What is ice?", "What is fog?"])
    #expect(found.unread.map(\.line) == [3])
    let cut = try Reading.set(
      "[{\"question\": \"What is ice?\"},\n{\"question\": \"Wha", "cut.json")
    #expect(cut.questions == ["What is ice?"])
    #expect(cut.unread.map(\.line) == [2])
  }

  @Test func jsonOfWhichNothingCanBeReadNamesTheLine() {
    #expect(
      Reading.error(Array("{\"question\": \"a\n}".utf8), "x.json").contains("line 1"))
    #expect(Reading.error(Array("[{]".utf8), "x.json").contains("it was taken for JSON"))
  }

  @Test func contentGoesBeforeTheName() throws {
    let found = try Reading.set(
      "{\"question\": \"What is tin?\"}\n{\"question\": \"What is zinc?\"}\n", "list.txt")
    #expect(found.items.count == 2)
    #expect(try Reading.set("1. What is tin?\nA metal.\n", "list.json").items.count == 1)
    #expect(
      try Reading.set("[1] What is tin?\nA metal.\n\n[2] What is zinc?\nAnother.\n").items.count
        == 2)
  }

  @Test func questionsInListsWithinListsComeWithTheirMaterial() throws {
    let found = try Reading.set(
      """
      {"version": "1", "data": [
        {"title": "Dunes", "paragraphs": [
          {"context": "Barchans move up to 100 m a year.",
           "qas": [
             {"id": "d1", "question": "How far do barchans move a year?",
              "answers": [{"text": "100 m", "start": 20}, {"text": "100 m", "start": 20}]},
             {"id": "d2", "question": "What moves?", "answers": [{"text": "Barchans", "start": 0}]}
           ]},
          {"context": "Ergs are seas of sand.",
           "qas": [{"id": "e1", "question": "What is an erg?", "answers": []}]}
        ]}]}
      """, "squad.json")
    #expect(
      found.questions == [
        "Barchans move up to 100 m a year.\n\nHow far do barchans move a year?",
        "Barchans move up to 100 m a year.\n\nWhat moves?",
        "Ergs are seas of sand.\n\nWhat is an erg?",
      ])
    #expect(found.answers == ["100 m", "Barchans", ""])
    #expect(found.items.map(\.id) == ["d1", "d2", "e1"])
    #expect(found.lines == [5, 7, 10])
    #expect(found.format == "lists within a JSON object")
  }

  @Test(arguments: [
    "{\"meta\": {\"n\": 2}, \"data\": {\"quiz\": {\"questions\": [{\"q\": {\"text\": \"什么是沙丘？\"}, \"a\": {\"text\": \"沙堆。\"}}]}}}",
    "[{\"章\": 1, \"试题\": [{\"题干\": \"什么是沙丘？\", \"答案\": \"沙堆。\"}]}, 7]",
  ])
  func questionsAreFoundHoweverDeepTheyLie(text: String) throws {
    let found = try Reading.set(text, "quiz.json")
    #expect(found.questions == ["什么是沙丘？"])
    #expect(found.answers == ["沙堆。"])
  }

  @Test func fieldsThatTheUserNamesAreThoseOfTheFirstList() throws {
    let found = try Reading.set(
      "[{\"body\": \"What is a dune?\", \"log\": [{\"prompt\": \"Write about dunes.\"}]}]",
      "q.json",
      mapping: [.question: ["body"]])
    #expect(found.questions == ["What is a dune?"])
  }
}
