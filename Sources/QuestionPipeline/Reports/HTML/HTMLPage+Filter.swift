extension HTMLPage {
  /// Search, sorting and filters, shown by the script that serves them.
  func filter(_ shown: [ReportedItem]) -> Markup {
    let all = say("all", "全部")
    func menu(
      _ name: Markup, _ title: Said, _ values: [(value: String, label: Said)], all: Said?
    ) -> Markup {
      guard values.count > 1 || all == nil || !values.isEmpty && name.source == "flaw" else {
        return .empty
      }
      let first: Markup? = all.map { "<option value=\"\"\(other: $0)>\($0.shown)</option>" }
      let options: [Markup] = values.map {
        "<option value=\"\($0.value)\"\(other: $0.label)>\($0.label.shown)</option>"
      }
      let use: Markup? = all == nil ? nil : " data-filter=\"\""
      return """
        <label>\(title) <select name="\(name)"\(use)>\(first)\(options)</select></label>

        """
    }
    func values<Value: Hashable>(
      _ value: (ReportedItem) -> Value?, _ name: (Value) -> String,
      _ label: @escaping (ReportWords, Value) -> String
    ) -> [(value: String, label: Said)] {
      var seen: Set<Value> = []
      return shown.compactMap(value).filter { seen.insert($0).inserted }
        .map { value in (name(value), say { label($0, value) }) }
    }
    let advice = Advice.allCases.filter { advice in shown.contains { $0.advice == advice } }
    let kinds = QuestionKind.allCases.filter { kind in shown.contains { $0.item.kind == kind } }
    let levels = (BloomLevel.allCases + [nil]).filter { level in
      shown.contains { $0.item.level == level }
    }
    let flaws = report.flawTally.filter { FlawFilter.isOurs($0.name) }.prefix(80)
    return """
      <form id="filter" class="filter" role="search" hidden>
      <label class="wide-field">\(say("Search", "搜索")) <input type="search" name="q" autocomplete="off"></label>
      \(menu("verdict", say("Verdict", "结论"), advice.map { value in (value.rawValue, say { $0.advice(value) }) }, all: all))\
      \(menu("flaw", say("Flaw", "毛病"), flaws.map { flaw in (flaw.name, say { "\($0.reason(flaw.name)) (\(flaw.items))" }) }, all: all))\
      \(menu("topic", say("Topic", "主题"), values({ $0.item.topic.first ?? "" }, { $0 }, { $1.isEmpty ? $0("no topic", "无主题") : $1.clipped(60) }), all: all))\
      \(menu("kind", say("Kind", "题型"), kinds.map { kind in (kind.rawValue, say { $0.kind(kind) }) }, all: all))\
      \(menu("language", say("Language", "语言"), values({ $0.item.language.tag }, { $0 }, { $0.language($1) }), all: all))\
      \(menu("level", say("Level", "层次"), levels.map { level in (level?.rawValue ?? "none", say { $0.level(level) }) }, all: all))\
      \(menu("decision", say("Decision", "裁决"), decisions, all: all))\
      \(menu("sort", say("Order", "排序"), orders, all: nil))\
      <button type="reset">\(say("Clear", "清除"))</button>
      <output aria-live="polite"></output>
      </form>

      """
  }

  private var decisions: [(value: String, label: Said)] {
    [
      ("none", say("open", "未裁决")), ("accept", say("accepted", "已接受")),
      ("refuse", say("refused", "已拒绝")), ("edit", say("edited", "已修改")),
    ]
  }

  private var orders: [(value: String, label: Said)] {
    [
      ("order", say("as read", "原顺序")), ("low", say("lowest score first", "得分从低到高")),
      ("high", say("highest score first", "得分从高到低")), ("flaws", say("most flaws first", "毛病从多到少")),
      ("hard", say("hardest first", "难度从高到低")), ("long", say("longest first", "篇幅从长到短")),
    ]
  }
}
