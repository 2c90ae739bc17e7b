import QuestionPipeline
import Testing

/// Which passages are offered to a planner, and in which order.
struct PassageChoiceTests {
  private func passage(_ text: String, _ document: String = "a.md", _ headings: [String] = [])
    -> Passage
  {
    Passage(
      id: "p-\(text.stable)-\(document)", document: document, headings: headings, text: text,
      start: 0)
  }

  /// All that is offered, in the order of its turns.
  private func offered(_ passages: [Passage], _ language: LanguageTag = .english) -> [Passage] {
    let library = PassageLibrary(passages, topics: ["no topic of theirs"], offered: 1)
    var result: [Passage] = []
    for chunk in 0..<passages.count {
      for passage in library.forChunk(chunk, topic: "x", language: language)
      where !result.contains(passage) {
        result.append(passage)
      }
    }
    return result
  }

  private static let words = [
    "anchor", "bellows", "cistern", "derrick", "easel", "flange", "gimbal", "hopper", "ingot",
    "jib", "kiln", "lathe", "mortar", "nozzle", "oakum", "pulley",
  ]

  private func facts(_ count: Int, of document: String) -> [Passage] {
    (0..<count).map { number in
      let word = Self.words[number % 16]
      return passage(
        "The \(word) of \(document) holds \(number + 2) \(Self.words[(number + 5) % 16])s and was made by a smith.",
        document)
    }
  }

  @Test(arguments: [
    (
      "References",
      "[1] Somebody et al., Something, 2019.\n[2] Other et al., 2020.\n[3] Third et al., 2021."
    ),
    ("目录", "第一章 引擎 …… 3\n第二章 网络 …… 17\n第三章 面包 …… 41"),
    ("Start", "1 Engines .......... 3\n2 Networks ......... 17\n3 Bread ............ 41"),
    (
      "Start",
      "- [Home](index.html)\n- [Guide](guide.html)\n- [API](api.html)\n- https://example.org"
    ),
    (
      "MIT",
      "Copyright (c) 2024 Someone. Permission is hereby granted, free of charge, without warranty."
    ),
    ("声明", "版权所有，保留所有权利。未经许可不得转载本文档的任何内容。"),
    ("Sources", "Some work, doi:10.1000/1\nAnother work, doi:10.1000/2\nA third, arXiv:2001.00001"),
  ])
  func whatOnlyLeadsElsewhereIsPassedOver(heading: String, text: String) {
    let idle = passage(text, "a.md", ["Book", heading])
    let language: LanguageTag = idle.isChinese ? .chinese : .english
    let fact = passage(
      idle.isChinese ? "布隆过滤器是一种判断元素可能存在与否的紧凑结构。" : "A bloom filter is a compact summary of keys.")
    #expect(offered([idle, fact], language) == [fact])
    #expect(offered([idle], language) == [idle], "where nothing else is left")
  }

  @Test(arguments: [
    "- The pump lifts water.\n- The valve stops it.\n- The tank holds 80 litres.",
    "| name | power |\n| --- | --- |\n| alpha | 10 |\n| beta | 20 |",
    "Copyright lasts for 70 years after the author's death in most countries.",
    "The index of refraction of water is 1.33.",
    "See [the guide](guide.html) for why salt slows yeast.",
  ])
  func informationIsNot(text: String) {
    let filler = passage("A bloom filter is a compact summary of keys.")
    #expect(offered([filler, passage(text)]).count == 2)
  }

  @Test func nearDuplicatesAreAskedAboutOnce() {
    let text =
      "Flow control protects the receiver from being overrun: it advertises how much it can still "
      + "buffer. Congestion control protects the network, and limits the data in flight by what the "
      + "links seem to carry. After a timeout the window falls to one segment and then grows again."
    let first = passage(text)
    let copy = passage(text.replacing("seem", "appear"), "copy.md")
    let other = passage(
      "Salt slows the yeast and strengthens the gluten, so dough with it rests longer.", "b.md")
    #expect(offered([first, copy, other]) == [first, other])
    let chinese = "流量控制保护接收方，由接收方通告自己还能缓存多少数据。拥塞控制保护网络，按链路的承载能力限制在途数据。超时之后窗口降到一个报文段。"
    let two = [passage(chinese), passage(chinese + "！", "乙.md")]
    #expect(offered(two, .chinese) == [two[0]])
  }

  @Test func documentsAreCoveredEvenlyHoweverFewTurnsThereAre() {
    let passages = facts(16, of: "long") + facts(2, of: "short") + facts(4, of: "other")
    let order = offered(passages)
    #expect(Set(order) == Set(passages))
    #expect(order.prefix(3).map(\.document) == ["long", "short", "other"])
    // Of the long document: both halves after two turns, all quarters after four, all eighths after eight.
    let places = order.filter { $0.document == "long" }.compactMap { passages.firstIndex(of: $0) }
    for parts in [2, 4, 8] {
      #expect(Set(places.prefix(parts).map { $0 * parts / 16 }) == Set(0..<parts))
    }
  }
}

extension String {
  /// A short name for a text.
  fileprivate var stable: String { String(SHA256.hex(self).prefix(8)) }

  fileprivate func replacing(_ part: String, _ other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
