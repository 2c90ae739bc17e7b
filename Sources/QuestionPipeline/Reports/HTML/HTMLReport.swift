/// `report.html`: one file that needs no other, readable without its script.
package enum HTMLReport {
  /// How much of a large set one page shows.
  package struct Limits: Sendable {
    /// Above this many items the page shows flagged ones and a sample of the others.
    package var full = 5_000
    package var flagged = 2_000
    package var sample = 200
    package init() {}
  }

  package static func text(
    _ report: SetReport, _ contents: SetContents, limits: Limits = Limits()
  ) -> String {
    var bytes: [UInt8] = []
    HTMLPage(report: report, contents: contents, limits: limits)
      .forEachPiece { bytes += $0.bytes }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands the page over in pieces of about a quarter of a megabyte: that of a large set is long.
  static func write<Failure>(
    _ report: SetReport, _ contents: SetContents, limits: Limits = Limits(),
    to put: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes: [UInt8] = []
    try HTMLPage(report: report, contents: contents, limits: limits)
      .forEachPiece { (piece) throws(Failure) in
        bytes += piece.bytes
        try bytes.handOverPiece(to: put)
      }
    try put(bytes)
  }
}

/// The page of one report; the extensions hold its sections.
struct HTMLPage: Sendable {
  let report: SetReport
  let contents: SetContents
  let limits: HTMLReport.Limits
  let say: Speaker
  /// The items that the page shows, in their order, and their places in the set.
  let shownItems: [ReportedItem]
  let shownIndices: Set<Int>
  /// The cells that name the dimensions of the first item, which nearly all share: made once.
  private(set) var dimensionHeads: [String: Markup] = [:]

  /// A section with its place in the navigation.
  struct Section: Sendable {
    var id: Markup
    var title: Said
    /// Nil for that of the items, which is long and made piece by piece.
    var body: Markup?
  }

  init(report: SetReport, contents: SetContents, limits: HTMLReport.Limits) {
    self.report = report
    self.contents = contents
    self.limits = limits
    say = Speaker(isChinese: report.isChinese)
    shownItems = Self.shown(of: report.items, limits)
    shownIndices = Set(shownItems.map(\.index))
    for entry in shownItems.first?.item.scores.entries ?? [] {
      dimensionHeads[entry.name] = dimensionHead(entry.name)
    }
  }

  /// Makes the page in pieces that follow one another, each article of an item when its turn comes.
  func forEachPiece<Failure>(_ put: (Markup) throws(Failure) -> Void) throws(Failure) {
    let sections = sections
    try put(opening(sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" }))
    for section in sections {
      try put(
        """
        <section id="\(section.id)" aria-labelledby="\(section.id)-title">
        <h2 id="\(section.id)-title">\(section.title)</h2>

        """)
      if let body = section.body { try put(body) } else { try forEachItemPiece(put) }
      try put("\n</section>\n")
    }
    try put(closing)
  }

  private func opening(_ links: [Markup]) -> Markup {
    """
    <!DOCTYPE html>
    <html lang="\(say.language)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(Markup(stringLiteral: PageScript.policy))">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="Viva \(Version.number)">
    <title\(other: pageTitle)>\(pageTitle.shown)</title>
    <style>\(PageStyle.css)</style>
    </head>
    <body>
    <a class="skip" href="#items">\(say("Skip to the items", "跳到题目"))</a>
    \(summary)
    <nav \(label: say("Sections", "章节"))><ul>\(links)</ul></nav>
    <main>

    """
  }

  private var closing: Markup {
    """

    </main>
    <footer><p>Viva \(Version.number) · \(say("the same facts stand in", "同样的内容见")) \
    <code>report.json</code> \(say("and", "与")) <code>report.md</code></p></footer>
    \(keySheet)
    <script>\(Markup(stringLiteral: PageScript.source))</script>
    </body>
    </html>

    """
  }

  private var pageTitle: Said {
    say { "\(title($0)) · \($0("quality report", "质量报告"))" }
  }

  /// The topics of the set, else the name of the file that was read, as its heading.
  func title(_ words: ReportWords) -> String {
    let topics = report.coverage.rows.map(\.topic).filter { !$0.isEmpty }
    guard !topics.isEmpty else {
      return contents.name.map { $0.clipped(80) } ?? words("Question set", "题集")
    }
    let shown = topics.prefix(4).map { $0.clipped(60) }
    let rest = topics.count - shown.count
    let list = shown.joined(separator: words(", ", "、"))
    return rest > 0 ? list + words(" and \(rest) more", "等 \(topics.count) 个主题") : list
  }

  private var sections: [Section] {
    var sections: [Section] = []
    func add(_ id: Markup, _ title: Said, _ body: Markup?) {
      if let body { sections.append(Section(id: id, title: title, body: body)) }
    }
    add("asked", say("Asked and made", "要求与产出"), askedAndMade)
    add("flaws", say("What to mend", "需要修改之处"), flawTable)
    add("coverage", say("Coverage", "覆盖"), coverage)
    add("scores", say("Scores", "得分"), scores)
    add("judges", say("How far the judges agree", "评审一致性"), report.judgeFigures.map(judges))
    add("balance", say("Balance", "分布"), balance)
    add("metrics", say("Measures of the set", "整体指标"), metrics)
    add("duplicates", say("Repeated questions", "重复题目"), duplicates)
    add("lessons", say("Lessons", "经验"), lessons)
    add("refused", say("Refused", "未通过"), refused)
    add("unread", say("Unread lines", "未读的行"), unread)
    sections.append(Section(id: "items", title: say("Items", "题目"), body: nil))
    add("usage", say("How it was made", "生成方式"), usage)
    return sections
  }

  /// A paragraph under a heading that says what is to be seen.
  func note(_ text: Said) -> Markup {
    "<p class=\"note\"\(other: text)>\(text.shown)</p>"
  }

  /// A wide table in a region that scrolls on its own.
  func scrolling(_ label: Said, _ table: Markup) -> Markup {
    "<div class=\"wide\" role=\"region\" tabindex=\"0\" \(label: label)>\(table)</div>"
  }

  /// What the keys do; the script opens it.
  private var keySheet: Markup {
    let keys: [(String, Said)] = [
      ("j", say("next item", "下一题")), ("k", say("item before", "上一题")),
      ("o", say("open or close its details", "展开或收起详情")), ("a", say("accept", "接受")),
      ("r", say("refuse", "拒绝")), ("e", say("edit (Ctrl+Enter keeps it)", "修改（Ctrl+Enter 保留）")),
      ("/", say("search", "搜索")), ("l", say("other language", "切换语言")),
      ("?", say("this list", "打开本列表")),
    ]
    let rows: [Markup] = keys.map { "<div><dt><kbd>\($0)</kbd></dt><dd>\($1)</dd></div>" }
    return """
      <dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">\(say("Keys", "键盘操作"))</h2>
      <dl class="facts">\(rows)</dl>
      <p><label><input type="checkbox" checked> \(say("Single keys are on", "启用单键操作"))</label></p>
      <form method="dialog"><button type="submit">\(say("Close", "关闭"))</button></form></dialog>
      """
  }
}

extension String {
  /// The first scalars, with an ellipsis where there are more.
  package func clipped(_ limit: Int) -> String {
    guard
      let end = unicodeScalars.index(
        unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex),
      end < unicodeScalars.endIndex
    else { return self }
    return String(unicodeScalars[..<end]) + "…"
  }
}
