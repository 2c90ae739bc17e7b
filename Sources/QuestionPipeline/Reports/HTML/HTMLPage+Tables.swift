extension HTMLPage {
  /// The numbers of the whole set, each with what it means.
  var metrics: Markup? {
    guard !report.items.isEmpty else { return nil }
    let entries = report.metrics.json.objectValue?.members ?? []
    let rows: [Markup] = entries.map { entry in
      let meaning = MetricWords.meaning(of: entry.key, words)
      let shown = MetricWords.shown(entry.key, entry.value)
      return """
        <tr><th scope="row">\(meaning?.name ?? entry.key)</th><td class="num">\(shown)</td>\
        <td>\(meaning?.text ?? "")</td></tr>
        """
    }
    guard !rows.isEmpty else { return nil }
    return scrolling(
      words("Measures of the set", "整套题的度量"),
      """
      <table class="list"><thead><tr><th scope="col">\(words("Measure", "指标"))</th>\
      <th scope="col" class="num">\(words("Value", "数值"))</th>\
      <th scope="col">\(words("What it says", "含义"))</th></tr></thead><tbody>\(rows)</tbody></table>
      """)
  }

  // MARK: Repeats

  var duplicates: Markup? {
    let clusters = report.metrics.duplicates
    guard !clusters.duplicates.isEmpty || !clusters.candidates.isEmpty else { return nil }
    let places = Dictionary(
      report.items.map { ($0.item.id, $0) }, uniquingKeysWith: { first, _ in first })
    let limit = 200
    func list(_ pairs: [DuplicateClusters.Pair]) -> Markup {
      let rows: [Markup] = pairs.prefix(limit).map { pair in
        func side(_ id: String) -> Markup {
          guard let entry = places[id] else { return "<code>\(id.clipped(60))</code>" }
          return """
            <p lang="\(entry.item.language.tag)" dir="auto"><a href="#item-\(entry.index)">\(entry.index)</a> \
            \(entry.item.draft.question.clipped(300))</p>
            """
        }
        return """
          <li><span class="num">\(pair.similarity.fixed(2))</span>\
          <div>\(side(pair.earliest))\(side(pair.later))</div></li>
          """
      }
      return "<ul class=\"pairs\">\(rows)</ul>\(more(pairs.count - limit))"
    }
    var result = Markup.empty
    if !clusters.duplicates.isEmpty {
      result += note(
        words(
          "\(words.count(clusters.duplicates.count, "item repeats", "items repeat", "")) an earlier one; the number is their similarity.",
          "\(clusters.duplicates.count.grouped) 道题与前面的题重复；数字为相似度。"))
      result += list(clusters.duplicates)
    }
    if !clusters.candidates.isEmpty {
      result += """
        <details><summary>\(words("\(clusters.candidates.count.grouped) pairs that are alike and deserve a look", "\(clusters.candidates.count.grouped) 对题目较为相似，值得一看"))\
        </summary>\(list(clusters.candidates))</details>
        """
    }
    return result
  }

  /// Says how many entries a list leaves out.
  func more(_ count: Int) -> Markup {
    guard count > 0 else { return .empty }
    return
      "<p class=\"note\">\(words("… and \(count.grouped) more", "……另有 \(count.grouped) 项"))</p>"
  }

  // MARK: Lessons and refusals

  var lessons: Markup? {
    let groups = report.lessonGroups
    guard !groups.isEmpty else { return nil }
    let rows: [Markup] = groups.prefix(60).map { group in
      let hints: [Markup] = group.suggestions.prefix(4).map {
        "<p lang=\"\($0.language.tag)\" dir=\"auto\">\($0.text.clipped(400))</p>"
      }
      let places = group.places(words).joined(separator: words("; ", "，"))
      return """
        <li><p class="head"><span><b>\(words.reason(group.flaw))</b> <code>\(group.flaw.clipped(60))</code></span>\
        <b>×\(group.total.grouped)</b></p>\(hints)<p class="small">\(places)</p></li>
        """
    }
    return note(
      words(
        "Flaws that kept coming back, with how often critics named them; the writer got them as guidance for later drafts.",
        "反复出现的毛病及被指出的次数；已作为提醒交给出题方。"))
      + "<ul class=\"lessons\">\(rows)</ul>\(more(groups.count - 60))"
  }

  var refused: Markup? {
    let groups = report.refusals
    guard !groups.isEmpty else { return nil }
    let limit = 100
    let lists: [Markup] = groups.map { group in
      """
      <details class="group"><summary><b>\(words.reason(group.reason))</b> <code>\(group.reason.clipped(60))</code> \
      <span class="count">\(group.cells.count.grouped)</span></summary>\
      <ul class="cells">\(group.cells.prefix(limit).map(cell))</ul>\(more(group.cells.count - limit))</details>
      """
    }
    return note(
      words(
        "Cells whose last draft was refused, by the first reason; all of them stand in refused.jsonl.",
        "最后一稿未通过的单元，按首要原因归类；全部见 refused.jsonl。")) + "\(lists)"
  }

  private func cell(_ refusal: RefusedCell) -> Markup {
    let square = refusal.cell.square
    let path: [Markup] = refusal.cell.topicPath.map { "<bdi>\($0.clipped(120))</bdi>" }
    let tag = square.language.tag
    let question: Markup? = refusal.draft.map {
      "<blockquote lang=\"\(tag)\" dir=\"auto\">\($0.question.clipped(600))</blockquote>"
    }
    return """
      <li><p><b>\(words("Cell", "单元")) \(refusal.cell.ordinal)</b> · \(path.joined(" › ")) · \
      \(words.kind(square.kind)) · \(words.level(square.level)) · \(words("difficulty", "难度")) \
      \(square.difficulty) · \(words.language(tag)) · \
      \(words(words.count(refusal.drafts, "draft", "drafts", ""), "\(refusal.drafts) 稿"))</p>\
      <p class="muted" lang="\(tag)" dir="auto">\(refusal.cell.angle.clipped(300))</p>\
      \(question)\(flaws(refusal.verdict.flaws, language: tag))</li>
      """
  }

  /// Flaws with their evidence, as an item and a refused cell show them.
  func flaws(_ flaws: [Flaw], language: String) -> Markup {
    guard !flaws.isEmpty else { return .empty }
    let rows: [Markup] = flaws.map { flaw in
      let style: Markup = flaw.severity == .error ? "drop" : "fix"
      let partners: [Markup] = flaw.with.map { "<code>\($0.clipped(60))</code>" }
      let with: Markup = partners.isEmpty ? "" : " → \(partners.joined(", "))"
      let quote: Markup =
        flaw.evidence.isBlank
        ? "" : "<q lang=\"\(language)\" dir=\"auto\">\(flaw.evidence.clipped(600))</q>"
      return """
        <li><span class="badge \(style)">\(words.severity(flaw.severity))</span> \
        <b>\(words.reason(flaw.name))</b> <code>\(flaw.name.clipped(60))</code>\(with)\(quote)\
        \(flaw.suggestion.map { "<span class=\"muted\" lang=\"\(language)\" dir=\"auto\">→ \($0.clipped(600))</span>" as Markup })</li>
        """
    }
    return "<ul class=\"flaws\">\(rows)</ul>"
  }

  // MARK: The rest

  var unread: Markup? {
    guard !report.unread.isEmpty else { return nil }
    let rows: [Markup] = report.unread.prefix(500).map {
      "<li>\(words("Line", "第")) \($0.line.grouped)\(words(":", " 行：")) <bdi>\($0.why.clipped(300))</bdi></li>"
    }
    return "<ul class=\"plain\">\(rows)</ul>\(more(report.unread.count - 500))"
  }

  var usage: Markup? {
    var facts: [Markup] = []
    func fact(_ name: String, _ value: String) {
      if !value.isEmpty {
        facts.append("<div><dt>\(name)</dt><dd><bdi>\(value.clipped(200))</bdi></dd></div>")
      }
    }
    fact(words("Backend", "后端"), contents.backend)
    fact(words("Model", "模型"), contents.model)
    fact(words("Rubric", "评分标准"), report.rubric.name)
    for cost in contents.cost?.facts(words) ?? [] { fact(cost.name, cost.value) }
    var table = Markup.empty
    let usage = UsageTable(contents.usage, words: words)
    if !usage.rows.isEmpty {
      let head: [Markup] = usage.head.enumerated().map { index, name in
        let title = name.prefix(1).uppercased() + name.dropFirst()
        return usage.numeric.contains(index)
          ? "<th scope=\"col\" class=\"num\">\(title)</th>" : "<th scope=\"col\">\(title)</th>"
      }
      let rows: [Markup] = usage.rows.map { row in
        let cells: [Markup] = row.enumerated().dropFirst().map { index, text in
          usage.numeric.contains(index)
            ? "<td class=\"num\">\(text)</td>" : "<td>\(text)</td>"
        }
        return "<tr><th scope=\"row\">\(row[0])</th>\(cells)</tr>"
      }
      table = scrolling(
        words("Requests and tokens by role", "各环节的请求数与词元数"),
        """
        <table class="list"><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table>
        """)
    }
    let rules = report.rules
    let explained = words(
      "An item is dropped for an error, or if it lacks its question or answer; it is to be fixed for a warning, a score below \(rules.keepFrom.fixed(2)) or a dimension below \(rules.dimensionFrom.fixed(2)); all others are kept.",
      "有错误，或缺少题干或答案的题弃用；有警告、得分低于 \(rules.keepFrom.fixed(2)) 或某一维度低于 \(rules.dimensionFrom.fixed(2)) 的题需修改；其余保留。"
    )
    return "<dl class=\"facts\">\(facts)</dl>\(table)\(note(explained))"
  }
}
