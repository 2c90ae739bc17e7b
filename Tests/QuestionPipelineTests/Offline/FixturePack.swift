import QuestionPipeline

/// A small pack in both languages, so that tests need no other file.
enum FixturePack {
  static let names = ["self-attention", "dropout", "beam search", "decision tree", "hash join"]

  static var text: String {
    let ids = names.map { $0.replacing(" ", with: "-") }
    let concepts = names.indices.map { index in
      concept(ids[index], names[index], siblings: ids.filter { $0 != ids[index] })
    }
    return """
      // A comment, as JSON5 has them.
      { field: { id: "fixtures", names: { en: ["Fixtures", "test concepts"], zh: ["测试领域"] } },
        concepts: [\n\(concepts.joined(separator: ",\n"))\n] }
      """
  }

  static func pack() throws -> KnowledgePack {
    try KnowledgePack.read(files: [("fixtures.json5", Array(text.utf8))])
  }

  private static func concept(_ id: String, _ name: String, siblings: [String]) -> String {
    let list = siblings.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      { id: "\(id)", difficulty: 3, siblings: [\(list)], prerequisites: [],
        en: \(text(name, aliases: "\(name) method", chinese: false)),
        zh: \(text("甲\(name)", aliases: "乙\(name)", chinese: true)),
        code: [{ id: "\(id)-code", difficulty: 2, entry: "f_\(id.count)",
          solution: "def f(x):\\n    return x\\n", tests: "assert f(1) == 1\\n",
          en: \(code(name)), zh: \(code(name)) }] }
      """
  }

  private static func code(_ name: String) -> String {
    """
    { title: "\(name) in code", task: "Write a function f(x) for \(name).", input: "x: an integer",
      output: "an integer", constraints: ["x is small"], edgeCases: ["x = 0: return 0"],
      explain: "The function returns its argument, in constant time.", points: ["returns x"] }
    """
  }

  private static func text(_ term: String, aliases: String, chinese: Bool) -> String {
    let types =
      ["what", "how", "how", "why", "contrast", "contrast", "tradeoff", "pitfall"]
      + ["pitfall", "limit", "quantity", "example"]
    let facts = types.enumerated().map { index, type in
      let with = type == "contrast" ? "with: \"\(chinese ? "某物" : "something else")\", " : ""
      return chinese
        ? """
        { type: "\(type)", \(with)ask: ["\(term)的第\(index)个问题是什么？", "第\(index)处怎样理解\(term)？"],
          answer: "\(term)的第\(index)个回答是这样的。它还有第二句话。", points: ["要点\(index)", "又一点\(index)"],
          weak: "\(term)的第\(index)个错误看法。" }
        """
        : """
        { type: "\(type)", \(with)ask: ["What is matter \(index) of \(term)?", "How do you see point \(index) of \(term)?"],
          answer: "The answer \(index) about \(term) is this. It has a second sentence.",
          points: ["point \(index)", "another point \(index)"], weak: "A wrong view \(index) of \(term)." }
        """
    }
    let quiz = (0..<3).map {
      chinese
        ? """
        { ask: "\(term)的选择题\($0)？", right: "\(term)对\($0)", why: "理由\($0)。",
          wrong: [{ text: "错甲\($0)", why: "甲。" }, { text: "错乙\($0)", why: "乙。" }, { text: "错丙\($0)", why: "丙。" }] }
        """
        : """
        { ask: "Which choice \($0) fits \(term)?", right: "right \(term) \($0)", why: "Reason \($0).",
          wrong: [{ text: "wrong a \($0)", why: "A." }, { text: "wrong b \($0)", why: "B." }, { text: "wrong c \($0)", why: "C." }] }
        """
    }
    let claims = (0..<3).map {
      chinese
        ? "{ true: \"\(term)的第\($0)条是真的。\", false: \"\(term)的第\($0)条是假的。\", why: \"原因\($0)。\" }"
        : "{ true: \"Claim \($0) on \(term) holds.\", false: \"Claim \($0) on \(term) fails.\", why: \"Because \($0).\" }"
    }
    let cloze = (0..<3).map {
      chinese
        ? "{ text: \"\(term)的第\($0)空是[[答案\($0)]]。\", accept: [\"别名\($0)\"] }"
        : "{ text: \"Gap \($0) of \(term) is [[answer \($0)]] here.\", accept: [\"other \($0)\"] }"
    }
    let scenario = (0..<2).map {
      "{ setting: \"\(term): a team of \($0 + 4) has a case.\", ask: \"\(chinese ? "怎么办" : "What now")\($0)?\", answer: \"\(term) \($0).\", points: [\"p\($0)\"], weak: \"w\($0).\" }"
    }
    return """
      { term: "\(term)", aliases: ["\(aliases)"], gist: "\(chinese ? "一种东西" : "a thing") number \(term.count) of \(term.reversed().map(String.init).joined())",
        facts: [\(facts.joined(separator: ", "))], quiz: [\(quiz.joined(separator: ", "))],
        claims: [\(claims.joined(separator: ", "))], cloze: [\(cloze.joined(separator: ", "))],
        scenario: [\(scenario.joined(separator: ", "))] }
      """
  }
}

/// The pack of `Config/Knowledge`, where the tests run beside it.
enum ShippedPack {
  static let files: [(name: String, bytes: [UInt8])] = {
    var folder = #filePath
    for _ in 0..<4 { folder = FileSystem.parent(of: folder) }
    return files(in: folder + "/Config/Knowledge")
  }()

  private static func files(in folder: String) -> [(name: String, bytes: [UInt8])] {
    ((try? FileSystem.names(in: folder)) ?? []).flatMap { name in
      let path = "\(folder)/\(name)"
      if FileSystem.isFolder(path) { return files(in: path) }
      guard name.hasSuffix(".json5"), let bytes = try? FileSystem.read(path) else { return [] }
      return [(path, bytes)]
    }
  }

  static var isThere: Bool { !files.isEmpty }
}
