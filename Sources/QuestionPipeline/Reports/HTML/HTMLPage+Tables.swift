extension HTMLPage {
  /// The numbers of the whole set, each with what it means.
  var metrics: Markup? {
    guard !report.items.isEmpty else { return nil }
    let entries = report.metrics.json.objectValue?.members ?? []
    let rows: [Markup] = entries.map { entry in
      let name = say { MetricWords.meaning(of: entry.key, $0)?.name ?? entry.key }
      let text = say { MetricWords.meaning(of: entry.key, $0)?.text ?? "" }
      return """
        <tr><th scope="row">\(name)</th><td class="num">\(MetricWords.shown(entry.key, entry.value))</td>\
        <td>\(text)</td></tr>
        """
    }
    guard !rows.isEmpty else { return nil }
    return scrolling(
      say("Measures and what they say", "指标及其含义"),
      """
      <table class="list"><thead><tr><th scope="col">\(say("Measure", "指标"))</th>\
      <th scope="col" class="num">\(say("Value", "数值"))</th>\
      <th scope="col">\(say("What it says", "含义"))</th></tr></thead><tbody>\(rows)</tbody></table>
      """)
  }

  /// How far the judges agree, and what is to be held against each.
  func judges(_ figures: JudgeFigures) -> Markup {
    var result = note(say(figures.verdict))
    for (shown, other) in zip(figures.tables(say.shown), figures.tables(say.other)) {
      let heads: [Markup] = zip(shown.head, other.head).enumerated().map { index, names in
        let name = Said(shown: names.0, other: names.1)
        let style: Markup = index > 0 ? " class=\"num\"" : ""
        return "<th scope=\"col\"\(style)\(other: name)>\(name.shown)</th>"
      }
      let rows: [Markup] = zip(shown.rows, other.rows).map { row, other in
        let cells: [Markup] = row.dropFirst().map { "<td class=\"num\">\($0)</td>" }
        let name = Said(shown: row.first ?? "", other: other.first ?? "")
        return "<tr><th scope=\"row\"><bdi>\(name)</bdi></th>\(cells)</tr>"
      }
      let title = Said(shown: shown.title, other: other.title)
      result += "<h3 class=\"spaced\"\(other: title)>\(title.shown)</h3>"
      result += scrolling(
        title,
        "<table class=\"list\"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>")
    }
    return result
  }

  /// Says how many entries a list leaves out.
  func more(_ count: Int) -> Markup {
    guard count > 0 else { return .empty }
    return
      note(say("… and \(count.grouped) more", "……另有 \(count.grouped) 项"))
  }

  // MARK: Lessons and refusals

  var lessons: Markup? {
    let groups = report.lessonGroups
    guard !groups.isEmpty else { return nil }
    let rows: [Markup] = groups.prefix(60).map { group in
      let hints: [Markup] = group.suggestions.prefix(4).map {
        "<p lang=\"\($0.language.tag)\" dir=\"auto\">\($0.text.clipped(400))</p>"
      }
      let effect: Markup? =
        group.effect(ReportWords(isChinese: false)) == nil
        ? nil : "<p>\(say { group.effect($0) ?? "" })</p>"
      let places = say { group.places($0).joined(separator: $0("; ", "，")) }
      return """
        <li><p class="head"><span><b>\(say { $0.reason(group.flaw) })</b> <code>\(group.flaw.clipped(60))</code></span>\
        <b>×\(group.total.grouped)</b></p>\(hints)\(effect)<p class="small">\(places)</p></li>
        """
    }
    return note(
      say(
        "Flaws that kept coming back, with how often critics named them; the writer got them as guidance for later drafts.",
        "反复出现的毛病及被指出的次数；已作为提醒交给出题方。"))
      + (report.lessonsCaveat(ReportWords(isChinese: false)) == nil
        ? .empty : note(say { report.lessonsCaveat($0) ?? "" }))
      + "<ul class=\"lessons\">\(rows)</ul>\(more(groups.count - 60))"
  }

  var refused: Markup? {
    let groups = report.refusals
    guard !groups.isEmpty else { return nil }
    let limit = 100
    let lists: [Markup] = groups.map { group in
      """
      <details class="group"><summary><b>\(say { $0.reason(group.reason) })</b> <code>\(group.reason.clipped(60))</code> \
      <span class="count">\(group.cells.count.grouped)</span></summary>\
      <ul class="cells">\(group.cells.prefix(limit).map(cell))</ul>\(more(group.cells.count - limit))</details>
      """
    }
    return note(
      say(
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
      <li><p><b>\(say("Cell", "单元")) \(refusal.cell.ordinal)</b> · \(path.joined(" › ")) · \
      \(say { $0.kind(square.kind) }) · \(say { $0.level(square.level) }) · \(say("difficulty", "难度")) \
      \(square.difficulty) · \(say { $0.language(tag) }) · \
      \(say { $0(refusal.drafts == 1 ? "1 draft" : "\(refusal.drafts) drafts", "\(refusal.drafts) 稿") })</p>\
      <p class="muted" lang="\(tag)" dir="auto">\(refusal.cell.angle.clipped(300))</p>\
      \(question)\(flaws(refusal.verdict.flaws, language: tag))\
      \(trail(contents.trails[refusal.cell.ordinal], language: tag))</li>
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
        <li><span class="badge \(style)">\(say { $0.severity(flaw.severity) })</span> \
        <b>\(say { $0.reason(flaw.name) })</b> <code>\(flaw.name.clipped(60))</code>\(with)\(quote)\
        \(flaw.suggestion.map { "<span class=\"muted\" lang=\"\(language)\" dir=\"auto\">→ \($0.clipped(600))</span>" as Markup })</li>
        """
    }
    return "<ul class=\"flaws\">\(rows)</ul>"
  }

  // MARK: The rest

  var unread: Markup? {
    guard !report.unread.isEmpty else { return nil }
    let rows: [Markup] = report.unread.prefix(500).map {
      "<li>\(say("Line \($0.line.grouped): ", "第 \($0.line.grouped) 行："))<bdi>\($0.why.clipped(300))</bdi></li>"
    }
    return "<ul class=\"plain\">\(rows)</ul>\(more(report.unread.count - 500))"
  }

  var usage: Markup? {
    var facts: [Markup] = []
    func fact(_ name: Said, _ value: Said) {
      if !value.shown.isEmpty {
        facts.append("<div><dt>\(name)</dt><dd><bdi>\(value)</bdi></dd></div>")
      }
    }
    fact(say("Backend", "后端"), say { _ in contents.backend.clipped(200) })
    fact(say("Model", "模型"), say { _ in contents.model.clipped(200) })
    fact(say("Rubric", "评分标准"), say { _ in report.rubric.name.clipped(200) })
    let costs = (contents.cost?.facts(say.shown) ?? [], contents.cost?.facts(say.other) ?? [])
    for (shown, other) in zip(costs.0, costs.1) {
      fact(
        Said(shown: shown.name, other: other.name),
        Said(shown: shown.value.clipped(200), other: other.value.clipped(200)))
    }
    var table = Markup.empty
    let (usage, other) = (
      UsageTable(contents.usage, words: say.shown), UsageTable(contents.usage, words: say.other)
    )
    if !usage.rows.isEmpty {
      let head: [Markup] = zip(usage.head, other.head).enumerated().map { index, names in
        let name = Said(shown: names.0.sentenceCased, other: names.1.sentenceCased)
        return usage.numeric.contains(index)
          ? "<th scope=\"col\" class=\"num\">\(name)</th>" : "<th scope=\"col\">\(name)</th>"
      }
      let rows: [Markup] = zip(usage.rows, other.rows).map { row, other in
        let cells: [Markup] = row.indices.dropFirst().map { index in
          let text = Said(shown: row[index], other: other[index])
          return usage.numeric.contains(index)
            ? "<td class=\"num\">\(text)</td>" : "<td>\(text)</td>"
        }
        return "<tr><th scope=\"row\">\(Said(shown: row[0], other: other[0]))</th>\(cells)</tr>"
      }
      table = scrolling(
        say("Requests and tokens by role", "各环节的请求数与词元数"),
        """
        <table class="list"><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table>
        """)
    }
    let rules = report.rules
    let explained = say(
      "An item is dropped for an error, or if it lacks its question or answer; it is to be fixed for a warning, a score below \(rules.keepFrom.fixed(2)) or a dimension below \(rules.dimensionFrom.fixed(2)); all others are kept.",
      "有错误，或缺少题干或答案的题弃用；有警告、得分低于 \(rules.keepFrom.fixed(2)) 或某一维度低于 \(rules.dimensionFrom.fixed(2)) 的题需修改；其余保留。"
    )
    return "<dl class=\"facts\">\(facts)</dl>\(table)\(note(explained))"
  }
}
