/// `report.md`: the facts of the report as GitHub and others show Markdown.
package enum MarkdownReport {
  package static func text(_ report: SetReport, _ contents: SetContents) -> String {
    MarkdownPage(report: report, contents: contents).document
  }
}

/// The page of one report; the extension holds its items.
struct MarkdownPage: Sendable {
  let report: SetReport
  let contents: SetContents
  let words: ReportWords

  init(report: SetReport, contents: SetContents) {
    self.report = report
    self.contents = contents
    words = report.words
  }

  var document: String {
    let parts: [String?] = [
      "# \(words("Quality report", "质量报告"))", "**\(report.verdict)**", ending, waterfall, brief,
      ledger, flaws, coverage, scores, judges, balance, metrics, duplicates, lessons, refused,
      unread, items, usage,
    ]
    return parts.compactMap(\.self).joined(separator: "\n\n") + "\n"
  }

  func section(_ title: String, _ lines: [String]) -> String? {
    lines.isEmpty ? nil : "## \(title)\n\n" + lines.joined(separator: "\n")
  }

  /// - Parameter numeric: columns that are set flush right.
  func table(_ head: [String], _ rows: [[String]], numeric: Set<Int> = []) -> [String] {
    guard !rows.isEmpty else { return [] }
    let rule = head.indices.map { numeric.contains($0) ? "--:" : "---" }
    return ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
  }

  func inline(_ text: String) -> String { MarkdownText.inline(text) }

  private var ending: String? {
    contents.ending.map { words("The run ended short: ", "运行提前结束：") + inline($0.clipped(600)) }
  }

  private var brief: String? {
    guard let brief = contents.brief else { return nil }
    var lines: [String] = []
    func line(_ name: String, _ values: [String]) {
      if !values.isEmpty {
        lines.append(
          "- \(name)\(words(": ", "："))" + values.map(inline).joined(separator: words(", ", "、")))
      }
    }
    line(words("Items", "题数"), [brief.count.grouped])
    line(words("Topics", "主题"), brief.topics)
    line(words("Sources", "资料"), brief.sources)
    line(words("Kinds", "题型"), brief.kinds.map(words.kind))
    line(words("Languages", "语言"), brief.languages.map { words.language($0.tag) })
    line(words("Levels", "层次"), brief.levels?.map { words.level($0) } ?? [])
    line(words("Difficulty", "难度"), brief.difficulties?.map(String.init) ?? [])
    line(
      words("Unanswerable", "无法作答"),
      UnanswerableItems(report).map { [$0.sentence(words)] } ?? [])
    line(words("Audience", "对象"), brief.audience.map { [$0.clipped(2_000)] } ?? [])
    return section(words("What was asked", "要求"), lines)
  }

  private var ledger: String? {
    guard let ledger = contents.ledger else { return nil }
    func row(_ name: String, _ line: Ledger.Line) -> [String] {
      [name] + [line.total, line.accepted, line.refused, line.notAttempted].map(\.grouped)
    }
    var lines = table(
      [
        "", words("total", "合计"), words("accepted", "通过"), words("refused", "未通过"),
        words("not attempted", "未尝试"),
      ],
      [
        row(words("places asked for", "要求的题目"), ledger.places),
        row(words("cells planned", "计划的单元"), ledger.cells),
      ], numeric: [1, 2, 3, 4])
    if !ledger.reasons.isEmpty {
      lines += [""]
      lines += table(
        [words("refused cells by reason", "未通过的原因"), words("cells", "单元")],
        ledger.reasons.map { [named($0.name), $0.count.grouped] }, numeric: [1])
    }
    return section(words("Where every item went", "每道题的去向"), lines)
  }

  /// A reason's phrase with its fixed name.
  func named(_ reason: String) -> String {
    let (phrase, name) = (words.reason(reason), reason.clipped(60))
    return phrase == name ? inline(name) : "\(inline(phrase)) (\(inline(name)))"
  }

  private var coverage: String? {
    let coverage = report.coverage
    guard !coverage.rows.isEmpty, !coverage.levels.isEmpty else { return nil }
    func shown(_ count: Coverage.Count) -> String {
      count.refused > 0 ? "\(count.accepted) (−\(count.refused))" : String(count.accepted)
    }
    let head =
      [words("Topic", "主题")] + coverage.levels.map { words.level($0) } + [words("all", "合计")]
    let rows = coverage.rows.map { row in
      [row.topic.isEmpty ? words("no topic", "无主题") : inline(row.topic.clipped(120))]
        + row.counts.map(shown) + [shown(row.total)]
    }
    return section(
      words("Coverage", "覆盖"),
      [
        words(
          "Accepted items by topic and level; (−n) counts refused cells.",
          "按主题与层次统计通过的题数；(−n) 为未通过的单元数。"), "",
      ] + (report.contents.memory.map { [$0.sentence(words), ""] } ?? [])
        + table(head, rows, numeric: Set(1...coverage.levels.count + 1)))
  }

  private var scores: String? {
    guard !report.items.isEmpty else { return nil }
    let bins = (0..<ScoreSummary.binCount).map { "≥\((Double($0) / 10).fixed(1))" }
    let rows = report.summaries.map { summary -> [String] in
      guard let mean = summary.mean else {
        let why = summary.unscored.first { !$0.why.isEmpty }.map {
          inline(words.unscored($0.why))
        }
        return [inline(words.dimension(summary.name)), words("unscored", "未打分"), why ?? "", ""]
          + bins.map { _ in "" }
      }
      let caution = summary.lacksValidity ? words(" — ", "——") + words.noValidity : ""
      return [
        inline(words.dimension(summary.name)) + caution, mean.value.fixed(2),
        "\(mean.low.fixed(2))–\(mean.high.fixed(2))", summary.scored.grouped,
      ] + summary.bins.map { $0 == 0 ? "" : $0.grouped }
    }
    return section(
      words("Scores", "得分"),
      table(
        [
          words("dimension", "维度"), words("mean", "均值"), words("95% interval", "95% 区间"),
          words("items", "题数"),
        ] + bins, rows, numeric: Set(3..<14)))
  }

  private var balance: String? {
    guard !report.items.isEmpty else { return nil }
    func line(_ name: String, _ balance: Balance, _ label: (String) -> String) -> String? {
      guard !balance.shares.isEmpty else { return nil }
      let shares = balance.shares.map { "\(inline(label($0.name))) \($0.count.grouped)" }
      return "- \(name)\(words(": ", "："))" + shares.joined(separator: words(", ", "、"))
    }
    return section(
      words("Balance", "分布"),
      [
        line(words("Kinds", "题型"), report.kinds) { words.kind(named: $0) },
        line(words("Languages", "语言"), report.languages, words.language),
        line(words("Difficulty", "难度"), report.difficulties) { $0 },
      ].compactMap(\.self))
  }

  private var metrics: String? {
    guard !report.items.isEmpty else { return nil }
    let rows = (report.metrics.json.objectValue?.members ?? []).map { entry in
      let meaning = MetricWords.meaning(of: entry.key, words)
      let value = MetricWords.shown(entry.key, entry.value)
      return [meaning?.name ?? inline(entry.key), value, meaning?.text ?? ""]
    }
    return section(
      words("Measures of the set", "整体指标"),
      table(
        [words("measure", "指标"), words("value", "数值"), words("what it says", "含义")], rows,
        numeric: [1]))
  }

  private var lessons: String? {
    section(
      words("Lessons", "经验"),
      report.lessonGroups.prefix(60).map { group in
        let hints = group.suggestions.prefix(4).map { inline($0.text.clipped(400)) }
        return "- \(named(group.flaw)) ×\(group.total.grouped)\(words(": ", "："))"
          + hints.joined(separator: " / ")
          + " (\(inline(group.places(words).joined(separator: words("; ", "，")))))"
          + (group.effect(words).map { "\n  - \($0)" } ?? "")
      } + (report.lessonsCaveat(words).map { ["", $0] } ?? []))
  }

  private var refused: String? {
    var lines: [String] = []
    for group in report.refusals {
      if !lines.isEmpty { lines.append("") }
      lines += ["### \(named(group.reason)) · \(group.cells.count.grouped)", ""]
      lines += group.cells.prefix(50).map { refusal in
        let square = refusal.cell.square
        let path = refusal.cell.topicPath.map { inline($0.clipped(120)) }.joined(separator: " › ")
        let flaws = refusal.verdict.flaws.prefix(3).map {
          "\n  - \(named($0.name))\(words(": ", "："))\(inline($0.evidence.clipped(300)))"
        }
        return
          "- \(words("Cell", "单元")) \(refusal.cell.ordinal) · \(path) · \(words.kind(square.kind)) · "
          + "\(words.level(square.level)) · \(words.language(square.language.tag))\(words(": ", "："))"
          + inline((refusal.draft?.question ?? refusal.cell.angle).clipped(300)) + flaws.joined()
      }
      let rest = group.cells.count - 50
      if rest > 0 { lines.append("- " + words("… and \(rest) more", "……另有 \(rest) 项")) }
    }
    return section(words("Refused", "未通过"), lines)
  }

  private var unread: String? {
    section(
      words("Unread lines", "未读的行"),
      report.unread.prefix(500).map {
        "- \($0.line)\(words(": ", "："))\(inline($0.why.clipped(300)))"
      })
  }

  private var usage: String? {
    var lines: [String] = []
    func line(_ name: String, _ value: String) {
      if !value.isEmpty {
        lines.append("- \(name)\(words(": ", "："))\(inline(value.clipped(200)))")
      }
    }
    line(words("Backend", "后端"), contents.backend)
    line(words("Model", "模型"), contents.model)
    line(words("Rubric", "评分标准"), report.rubric.name)
    for fact in contents.cost?.facts(words) ?? [] { line(fact.name, fact.value) }
    let usage = UsageTable(contents.usage, words: words)
    if !usage.rows.isEmpty {
      lines += [""]
      lines += table(
        usage.head, usage.rows.map { $0.map(inline) }, numeric: usage.numeric)
    }
    return section(words("How it was made", "生成方式"), lines)
  }
}
