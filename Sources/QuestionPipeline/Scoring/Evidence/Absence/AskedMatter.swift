/// What a question asks for, and of what: as much of it as tells whether a sentence answers it.
struct AskedMatter: Sendable {
  /// What kind of thing would be the answer.
  enum Sort: Sendable, Hashable { case person, time, cost, amount, source, reason, other }

  let sort: Sort
  /// What it is asked of: the question's content without the names of documents and the words of asking.
  let content: Set<String>
  /// The numbers that the question takes for granted.
  let numbers: [Quantity]

  /// - Parameter titles: names of the documents and headings, which questions quote.
  init(_ question: String, titles: [String], isChinese: Bool) {
    var plain = question
    for title in titles where !title.isEmpty {
      for (open, close) in [("“", "”"), ("《", "》"), ("\"", "\""), ("‘", "’")] {
        plain = plain.replacing(open + title + close, with: " ")
      }
    }
    let text = InspectedText(plain)
    let tokens = text.allTokens
    // "Why does it run when …?": the first word of asking decides.
    let found = Self.sorts.compactMap { sort, words in
      words.first(in: tokens).map { (sort: sort, place: $0.range.lowerBound) }
    }
    let sort = found.min { $0.place < $1.place }?.sort ?? .other
    self.sort = sort
    numbers = QuantityReader(text).quantities().filter {
      $0.isFirm || $0.value.map { $0 > 1 } == true
    }
    let asking = isChinese ? Self.chineseAsking : Self.asking
    let own = sort == .other ? [] : isChinese ? Self.chineseAttributes : Self.attributes
    content = SourceReading.content(of: tokens).filter { !asking.contains($0) && !own.contains($0) }
  }

  /// What tells of each sort; of two in one place the first is taken.
  private static let sorts: [(sort: Sort, words: Phrases)] = [
    (
      .source,
      Phrases(
        "which study|which source|which survey|which report|what source|what study|which reference"
          + "|哪项研究|哪份报告|哪项调查|什么来源|哪个来源|什么出处|出处是|来源是|资料来源")
    ),
    (
      .person,
      Phrases("who|whom|whose|which person|which scientist|which company|是谁|由谁|谁|何人|哪位|哪个人|哪家公司")
    ),
    (
      .time,
      Phrases(
        "when|in which year|which year|what year|what date|on which day|since when"
          + "|哪一年|哪年|何时|什么时候|什么时间|哪一天|哪个月")
    ),
    (
      .cost,
      Phrases("cost|costs|price|how much money|how expensive|多少钱|价格|售价|费用|成本|造价|花费")
    ),
    (
      .amount,
      Phrases(
        "how many|how much|how long|how high|how far|how old|how often|how heavy|how wide|how deep"
          + "|how large|how fast|what number|多少|几个|多长|多高|多重|多大|多久|多远|多宽|多深")
    ),
    (.reason, Phrases("why|what reason|which reason|for what reason|为什么|为何|原因|理由")),
  ]

  /// Stems of words that ask, and say nothing of the matter.
  private static let asking: Set<String> = Set(
    "according document text passage say says state states mention mentions give gives given name names named describe describes explain explains account following going follow table row column chart page reason answer question tell tells read reads write writes here so fact claim claims"
      .split(separator: " ").map { Stemmer.stem(String($0)) })
  /// Stems of what is asked for, which a sentence may put in other words.
  private static let attributes: Set<String> = Set(
    "year date time cost price study source survey report reference term first used use introduce introduced coin coined invent invented discover discovered figure figures collect collected determine determined measure measured person number many much cite cites based long high far old often heavy wide deep large fast study studies"
      .split(separator: " ").map { Stemmer.stem(String($0)) })
  private static let chineseAsking: Set<String> = pairs([
    "根据", "按照", "依据", "说法", "提到", "写道", "给出", "指出", "说明", "解释", "原文", "文中", "文档", "请问", "回答", "下面",
    "这句",
    "怎样", "怎么", "如何", "什么", "为什", "原因", "理由", "这样说", "文件", "里说", "中说", "说的", "的理", "表格", "表中", "格中",
  ])
  private static let chineseAttributes: Set<String> = pairs([
    "哪一年", "年份", "哪年", "何时", "时候", "时间", "多少", "价格", "费用", "成本", "售价", "多少钱", "哪项研究", "调查", "报告",
    "来源", "出处", "是谁", "由谁", "谁首先", "首次", "首先", "最早", "提出", "使用", "术语", "一词", "发明", "发现", "数据", "数值",
    "测定", "测得", "统计", "得出", "收集", "引用", "这个数", "这组数据", "这一说法",
  ])

  private static func pairs(_ words: [String]) -> Set<String> {
    Set(
      words.flatMap { word -> [String] in
        let letters = word.map { String($0) }
        return zip(letters, letters.dropFirst()).map { $0 + $1 }
      })
  }
}
