import QuestionPipeline

/// A question in other words, by rule: what is left of full-text search where a reader does not ask in the text's own.
enum Rewriting: String, CaseIterable {
  case asWritten = "as written"
  case untitled = "without the document's title"
  case reordered = "in another order of words"
  case synonyms = "with synonyms"
  case dropped = "with every third word dropped"
  case all = "all four of these"

  func text(of question: String, isChinese: Bool) -> String {
    switch self {
    case .asWritten: question
    case .untitled: Self.untitled(question)
    case .reordered: isChinese ? Self.turned(question) : Self.mixed(question)
    case .synonyms: Self.exchanged(question, isChinese)
    case .dropped: isChinese ? Self.thinned(question) : Self.thinnedWords(question)
    case .all:
      [Rewriting.untitled, .synonyms, .reordered, .dropped].reduce(question) {
        $1.text(of: $0, isChinese: isChinese)
      }
    }
  }

  /// The first title in quotation marks goes; the marks of a quoted sentence begin a sentence later.
  private static func untitled(_ text: String) -> String {
    for (open, close) in [("《", "》"), ("“The ", "”")] {
      guard let start = place(of: open, in: text[...]) else { continue }
      guard let end = place(of: close, in: text[start.upperBound...]) else { continue }
      return String(text[..<start.lowerBound] + text[end.upperBound...])
    }
    return text
  }

  /// The words in an order of chance.
  private static func mixed(_ text: String) -> String {
    let words = text.split(separator: " ")
    var chance = SplitMix64(seed: UInt64(text.utf8.count))
    return chance.shuffled(Array(words)).joined(separator: " ")
  }

  /// The clauses of a Chinese question last to first.
  private static func turned(_ text: String) -> String {
    text.split { "，。：；？“”".contains($0) }.reversed().joined(separator: "，")
  }

  private static func thinnedWords(_ text: String) -> String {
    let words = text.split(separator: " ")
    return words.indices.filter { $0 % 3 != 1 }.map { String(words[$0]) }.joined(separator: " ")
  }

  /// Two characters of six go, so that pairs of neighbours go with them.
  private static func thinned(_ text: String) -> String {
    let characters = Array(text)
    return String(characters.indices.filter { $0 % 6 < 4 }.map { characters[$0] })
  }

  private static func exchanged(_ text: String, _ isChinese: Bool) -> String {
    guard isChinese else {
      return text.split(separator: " ").map { word in
        let core = word.prefix { $0.isLetter }
        guard let other = english[core.lowercased()] else { return String(word) }
        return other + word.dropFirst(core.count)
      }.joined(separator: " ")
    }
    var result = text
    for (word, other) in chinese {
      while let range = place(of: word, in: result[...]) {
        result.replaceSubrange(range, with: other)
      }
    }
    return result
  }

  private static func place(of part: String, in text: Substring) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(part) {
        return start..<text.index(start, offsetBy: part.count)
      }
      start = text.index(after: start)
    }
    return nil
  }

  private static let english: [String: String] = [
    "upper": "topmost", "lower": "bottom", "inner": "inside", "outer": "outside",
    "hollow": "empty", "spare": "reserve", "twin": "double", "curved": "bent",
    "gate": "barrier", "drum": "cylinder", "shaft": "axle", "gauge": "meter",
    "latch": "catch", "screen": "sieve", "basin": "tub", "chain": "links",
    "settles": "sinks", "weighs": "scales", "replaced": "exchanged", "turns": "revolves",
    "holds": "contains", "gap": "opening", "made": "built", "piece": "element",
    "member": "component", "body": "block", "steadies": "calms", "flow": "current",
    "load": "burden", "guides": "leads", "draught": "wind", "lifts": "raises",
    "counts": "tallies", "spreads": "shares", "weight": "mass", "clears": "empties",
    "locks": "fastens", "seals": "closes", "level": "height", "splits": "parts",
    "slows": "brakes", "wears": "grinds", "dries": "hardens", "eats": "corrodes",
    "fills": "stuffs", "clogs": "gums", "bends": "warps", "loose": "free",
    "swells": "expands", "stretches": "lengthens", "narrows": "tightens", "binds": "grips",
    "block": "obstruct", "thickens": "stiffens", "scours": "scrapes", "jams": "wedges",
    "slowly": "sluggishly", "autumn": "fall", "check": "verify", "night": "dark",
  ]

  private static let chinese: [(String, String)] = [
    ("上层", "顶部"), ("下层", "底部"), ("内侧", "里边"), ("外侧", "外边"), ("空心", "中空"), ("备用", "后备"),
    ("双联", "成对"), ("弯曲", "拱形"), ("闸板", "挡板"), ("滚筒", "圆桶"), ("转轴", "轴杆"), ("量规", "仪表"),
    ("插销", "门闩"), ("筛板", "筛子"), ("水池", "水槽"), ("链条", "铁链"), ("制成", "做出来"), ("更换", "换新"),
    ("间隙", "空隙"), ("容纳", "装下"), ("下沉", "往下陷"), ("公斤", "千克"), ("控制", "掌握"), ("稳定", "稳住"),
    ("水流", "流水"), ("切断", "截止"), ("分散", "摊开"), ("承受", "担起"), ("清空", "腾空"), ("减小", "降低"),
    ("封住", "堵上"), ("磨损", "磨掉"), ("变干", "干掉"), ("腐蚀", "侵蚀"), ("松动", "活动"), ("膨胀", "胀大"),
    ("伸长", "拉长"), ("缩小", "收窄"), ("堵住", "塞满"), ("变稠", "发黏"), ("刮伤", "划破"), ("秋天", "秋季"),
    ("检查", "查看"), ("夜里", "晚上"),
  ]
}
