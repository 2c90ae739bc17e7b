extension HTMLPage {
  /// The way from what was asked to what can be kept, a table whose bars are for the eye alone.
  var waterfall: Markup {
    let steps = report.waterfall.steps
    let highest = Double(max(1, steps.map(\.count).max() ?? 1))
    let isPaid = steps.contains { $0.costEach != nil }
    let rows: [Markup] = steps.enumerated().map { index, step in
      let lost = step.losses.reduce(0) { $0 + $1.count }
      let width = Figures.coordinate(Double(step.count) / highest * 100)
      let gap = Figures.coordinate(min(1, Double(lost) / highest) * 100)
      let style: Markup = index == 0 ? "all" : "good"
      let shownLoss: Markup? =
        lost > 0 ? "<span class=\"bad\" style=\"width:\(gap)%\"></span>" : nil
      let reasons: [Markup] = step.losses.prefix(4).map { loss in
        "<span class=\"loss\">−\(loss.count.grouped) \(say { $0.reason(loss.reason) })</span>"
      }
      let rest = step.losses.dropFirst(4).reduce(0) { $0 + $1.count }
      let more: Markup? =
        rest > 0
        ? "<span class=\"loss\">−\(rest.grouped) \(say("for other reasons", "其他原因"))</span>" : nil
      let cost: Markup? =
        isPaid ? "<td class=\"num\">\(step.costEach.map(Money.short) ?? "")</td>" : nil
      return """
        <tr><th scope="row">\(say { $0.gate(step.gate) })</th><td class="num">\(step.count.grouped)</td>\
        <td class="bar" aria-hidden="true"><div><span class="\(style)" style="width:\(width)%"></span>\(shownLoss)</div></td>\
        <td class="losses">\(reasons)\(more)</td>\(cost)</tr>
        """
    }
    let costHead: Markup? =
      isPaid ? "<th scope=\"col\" class=\"num\">\(say("cost of each", "每道费用"))</th>" : nil
    let told =
      isPaid
      ? say(
        "What came through each gate; the last column shares the whole cost among what is left there, so its last line is the cost of a kept item.",
        "通过每一道关的数量；末列为总费用除以该处剩余数量，最后一行即每道可留题的费用。")
      : say(
        "What came through each gate, and what stopped the others.", "通过每一道关的数量，以及其余被拦下的原因。")
    return """
      <div class="panel fall"><h3>\(say("From what was asked to what can be kept", "从要求到可留"))</h3>\(note(told))
      <table class="flow falls"><thead class="hidden"><tr><th scope="col">\(say("gate", "关口"))</th>\
      <th scope="col">\(say("count", "数量"))</th><td></td><th scope="col">\(say("lost", "损失"))</th>\(costHead)</tr></thead>\
      <tbody>\(rows)</tbody></table></div>
      """
  }

  /// The flaws of the items by how many have them, each a way to those items.
  var flawTable: Markup? {
    let tally = report.flawTally
    guard let highest = tally.map(\.items).max() else { return nil }
    let rows: [Markup] = tally.prefix(60).map { entry in
      let width = Figures.coordinate(Double(entry.items) / Double(highest) * 100)
      let style: Markup = entry.isError ? "bad" : "warn"
      let name = say { $0.reason(entry.name) }
      let code: Markup? =
        name.shown == entry.name.clipped(60) ? nil : " <code>\(entry.name.clipped(60))</code>"
      let text: Markup =
        FlawFilter.isOurs(entry.name)
        ? "<a href=\"#items\" data-find=\"flaw=\(entry.name)\">\(name)</a>" : "<bdi>\(name)</bdi>"
      return """
        <tr><th scope="row">\(text)\(code)</th><td class="num">\(entry.items.grouped)</td>\
        <td class="bar" aria-hidden="true"><span class="\(style)" style="width:\(width)%"></span></td></tr>
        """
    }
    return note(
      say(
        "Items by flaw; red is an error, which drops an item, amber a warning. A name leads to the items that have it.",
        "各类毛病的题数；红色为错误（弃用），黄色为警告。点击名称可查看相应题目。"))
        + """
        <table class="flow flawed"><thead class="hidden"><tr><th scope="col">\(say("flaw", "毛病"))</th>\
        <th scope="col">\(say("items", "题数"))</th><td></td></tr></thead><tbody>\(rows)</tbody></table>\
        \(more(tally.count - 60))
        """
  }
}

/// Names of flaws as the page's filter takes them.
enum FlawFilter {
  /// Whether it is made like our names, so that it can stand in a list of names.
  static func isOurs(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 60
      && name.utf8.allSatisfy {
        $0 == 0x2D || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
      }
  }
}
