extension HTMLPage {
  /// Topic × level as a heat map that is a table.
  var coverage: Markup? {
    let coverage = report.coverage
    guard !coverage.rows.isEmpty, !coverage.levels.isEmpty else { return nil }
    let heads: [Markup] = coverage.levels.map { level in
      "<th scope=\"col\">\(say { $0.level(level) })</th>"
    }
    let limit = 40
    let rows = coverage.rows.map { row($0, highest: coverage.highest) }
    let total = say("all", "合计")
    func table(_ rows: [Markup], foot: Markup?) -> Markup {
      """
      <table class="heat"><thead><tr><th scope="col">\(say("Topic", "主题"))</th>\(heads)\
      <th scope="col">\(total)</th></tr></thead><tbody>\(rows)</tbody>\(foot)</table>
      """
    }
    let columns: [Markup] = coverage.levels.indices.map { column in
      let count = coverage.rows.reduce(0) { $0 + $1.counts[column].accepted }
      return "<td>\(count.grouped)</td>"
    }
    let foot: Markup = """
      <tfoot><tr><th scope="row">\(total)</th>\(columns)<td>\(report.items.count.grouped)</td></tr></tfoot>
      """
    let label = say("Items by topic and level", "各主题与层次的题数")
    var result = note(
      say(
        "Accepted items by topic and level of Bloom's taxonomy; a small −n counts refused cells there.",
        "按主题与布鲁姆认知层次统计通过的题数；小字 −n 为该处未通过的单元数。"))
    if let memory = report.contents.memory { result += note(say { memory.sentence($0) }) }
    result += scrolling(label, table(Array(rows.prefix(limit)), foot: foot))
    if rows.count > limit {
      result += """
        <details><summary>\(say("\(rows.count - limit) more topics", "其余 \(rows.count - limit) 个主题"))</summary>\
        \(scrolling(label, table(Array(rows.dropFirst(limit)), foot: nil)))</details>
        """
    }
    return result
  }

  private func row(_ row: Coverage.Row, highest: Int) -> Markup {
    func refused(_ count: Int) -> Markup {
      guard count > 0 else { return .empty }
      return """
        <small><span aria-hidden="true">−\(count)</span>\
        <span class="hidden">\(say("\(count) refused", "\(count) 个未通过"))</span></small>
        """
    }
    let cells: [Markup] = zip(report.coverage.levels, row.counts).map { level, count in
      // Five shades above nothing; any item at all gets the first.
      let shade =
        count.accepted == 0 ? 0 : 1 + min(4, (count.accepted * 5 - 1) / max(1, highest))
      let shown: Markup =
        count.accepted == 0
        ? "<span class=\"hidden\">0</span><span aria-hidden=\"true\">·</span>"
        : """
        <a href="#items" data-find="topic=\(Self.query(row.topic))&amp;level=\(level?.rawValue ?? "none")">\
        \(count.accepted.grouped)</a>
        """
      return "<td class=\"h\(shade)\">\(shown)\(refused(count.refused))</td>"
    }
    let name: Markup =
      row.topic.isEmpty ? "\(say("no topic", "无主题"))" : "\(row.topic.clipped(120))"
    let total = row.total
    return """
      <tr><th scope="row"><bdi>\(name)</bdi></th>\(cells)\
      <td class="total">\(total.accepted.grouped)\(refused(total.refused))</td></tr>
      """
  }

  /// Text as the value of a query: letters and digits of ASCII, everything else by its bytes.
  static func query(_ text: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Scores

  var scores: Markup? {
    guard !report.items.isEmpty else { return nil }
    var bins = [Int](repeating: 0, count: ScoreSummary.binCount)
    let totals = report.items.compactMap(\.item.score)
    for value in totals {
      bins[min(max(Int(value * Double(bins.count)), 0), bins.count - 1)] += 1
    }
    var cards: [Markup] = []
    if !totals.isEmpty {
      cards.append(
        card(
          ScoreSummary(
            name: "", weight: nil, mean: report.score, scored: totals.count, bins: bins,
            unscored: []),
          name: say("whole item", "整题"), isMain: true))
    }
    for summary in report.summaries where summary.scored > 0 {
      cards.append(
        card(summary, name: say { $0.dimension(summary.name) }, isMain: false))
    }
    let missing: [Markup] = report.summaries.filter { $0.scored == 0 }.map { summary in
      let why: [Markup] = summary.unscored.filter { !$0.why.isEmpty }.prefix(3).map { entry in
        let reason = say { $0.unscored(entry.why) }
        return "<bdi\(other: reason)>\(reason.shown)</bdi>"
      }
      return
        "<li><b>\(say { $0.dimension(summary.name) })</b> <span class=\"muted\">\(why.joined("; "))</span></li>"
    }
    var result = note(
      say(
        "Items by score, from 0 to 1; the dot below is the mean with its 95% interval. The score of a whole item is the weighted mean of its scored dimensions.",
        "各分数段（0 到 1）的题数；下方圆点为均值及其 95% 区间。整题得分是各已打分维度的加权平均。"))
    result += "<div class=\"cards\">\(cards)</div>"
    if !missing.isEmpty {
      result += """
        <div class="panel quiet"><h3>\(say("Not scored", "未打分"))</h3>\
        <p>\(say("Nothing can be said about these; they count for nothing in the score.", "以下维度无从评判，不计入得分。"))</p>\
        <ul class="plain">\(missing)</ul></div>
        """
    }
    return result
  }

  private func card(_ summary: ScoreSummary, name: Said, isMain: Bool) -> Markup {
    var head: Markup = "<span class=\"name\"><bdi>\(name)</bdi></span>"
    if let mean = summary.mean {
      head += "<b>\(mean.value.fixed(2))</b>"
      if mean.low.fixed(2) != mean.high.fixed(2) {
        head += "<span class=\"muted\">\(mean.low.fixed(2))–\(mean.high.fixed(2))</span>"
      }
    }
    let rest = report.items.count - summary.scored
    var notes: [Markup] = []
    if let weight = summary.weight, weight != 1 {
      let shown = weight.fixed(weight == weight.rounded() ? 0 : 1)
      notes.append("\(say("weight", "权重")) \(shown)")
    } else if summary.weight == nil, !isMain {
      notes.append("\(say("not part of the score", "不计入得分"))")
    }
    if rest > 0 { notes.append("\(say("\(rest.grouped) unscored", "\(rest.grouped) 题未打分"))") }
    let small: Markup = notes.isEmpty ? "" : "<p class=\"small\">\(notes.joined(" · "))</p>"
    let caution: Markup? =
      summary.lacksValidity
      ? "<p class=\"caution\">\(say { $0.noValidity })</p>" : nil
    return """
      <figure class="card\(isMain ? Markup(" main") : "")"><figcaption>\(head)</figcaption>\
      \(Figures.histogram(summary, name: name, say: say))\(caution)\(small)</figure>
      """
  }

  // MARK: Balance

  var balance: Markup? {
    guard !report.items.isEmpty else { return nil }
    let tables: [Markup] = [
      shares(say("Kinds", "题型"), report.kinds, { $0.kind(named: $1) }),
      shares(say("Languages", "语言"), report.languages, { $0.language($1) }),
      shares(say("Difficulty", "难度"), report.difficulties, { $1 }),
    ].compactMap(\.self)
    return "<div class=\"columns three\">\(tables)</div>"
  }

  private func shares(
    _ title: Said, _ balance: Balance, _ name: (ReportWords, String) -> String
  ) -> Markup? {
    guard !balance.shares.isEmpty else { return nil }
    let highest = Double(max(1, balance.shares.map(\.count).max() ?? 1))
    let rows: [Markup] = balance.shares.map { share in
      let width = Int((Double(share.count) / highest * 100).rounded())
      let bar: Markup? =
        share.count > 0 ? "<span class=\"good\" style=\"width:\(width)%\"></span>" : nil
      return """
        <tr><th scope="row"><bdi>\(say { name($0, share.name) })</bdi></th><td class="num">\(share.count.grouped)</td>\
        <td class="bar" aria-hidden="true">\(bar)</td></tr>
        """
    }
    return """
      <table class="flow share"><caption>\(title)</caption><thead class="hidden"><tr>\
      <th scope="col">\(title)</th><th scope="col">\(say("count", "数量"))</th><td></td></tr></thead>\
      <tbody>\(rows)</tbody></table>
      """
  }
}
