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
    HTMLPage(report: report, contents: contents, limits: limits).pieces.map(\.source).joined()
  }

  /// The page's bytes, put together once: that of a large set is long.
  static func bytes(
    _ report: SetReport, _ contents: SetContents, limits: Limits = Limits()
  ) -> [UInt8] {
    let pieces = HTMLPage(report: report, contents: contents, limits: limits).pieces
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.source.utf8.count })
    for piece in pieces { bytes.append(contentsOf: piece.source.utf8) }
    return bytes
  }
}

/// The page of one report; the extensions hold its sections.
struct HTMLPage: Sendable {
  let report: SetReport
  let contents: SetContents
  let limits: HTMLReport.Limits
  let words: ReportWords

  /// A section with its place in the navigation.
  struct Section: Sendable {
    var id: Markup
    var title: String
    /// Parts that follow one another: that of the items is long.
    var body: [Markup]
  }

  init(report: SetReport, contents: SetContents, limits: HTMLReport.Limits) {
    self.report = report
    self.contents = contents
    self.limits = limits
    words = report.words
  }

  /// The page in parts that follow one another; the bodies of sections are parts of their own.
  var pieces: [Markup] {
    let sections = sections
    let links: [Markup] = sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" }
    let bodies: [Markup] = sections.flatMap { section -> [Markup] in
      let opening: Markup = """
        <section id="\(section.id)" aria-labelledby="\(section.id)-title">
        <h2 id="\(section.id)-title">\(section.title)</h2>

        """
      return [opening] + section.body + ["\n</section>\n"]
    }
    let opening: Markup = """
      <!DOCTYPE html>
      <html lang="\(words("en", "zh-Hans"))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Markup(stringLiteral: PageScript.policy))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Viva \(Version.number)">
      <title>\(title) · \(words("quality report", "质量报告"))</title>
      <style>\(PageStyle.css)</style>
      </head>
      <body>
      <a class="skip" href="#items">\(words("Skip to the items", "跳到题目"))</a>
      \(summary)
      <nav aria-label="\(words("Sections", "章节"))"><ul>\(links)</ul></nav>
      <main>

      """
    let closing: Markup = """

      </main>
      <footer><p>Viva \(Version.number) · \(words("the same facts stand in", "同样的内容见")) \
      <code>report.json</code> \(words("and", "与")) <code>report.md</code></p></footer>
      <script>\(Markup(stringLiteral: PageScript.source))</script>
      </body>
      </html>

      """
    return [opening] + bodies + [closing]
  }

  /// The topics of the set, as its heading.
  var title: String {
    let topics = report.coverage.rows.map(\.topic).filter { !$0.isEmpty }
    guard !topics.isEmpty else { return words("Question set", "题集") }
    let shown = topics.prefix(4).map { $0.clipped(60) }
    let rest = topics.count - shown.count
    let list = shown.joined(separator: words(", ", "、"))
    return rest > 0 ? list + words(" and \(rest) more", "等 \(topics.count) 个主题") : list
  }

  private var sections: [Section] {
    var sections: [Section] = []
    func add(_ id: Markup, _ title: String, _ body: Markup?) {
      if let body { sections.append(Section(id: id, title: title, body: [body])) }
    }
    add("asked", words("Asked and made", "要求与产出"), askedAndMade)
    add("coverage", words("Coverage", "覆盖"), coverage)
    add("scores", words("Scores", "得分"), scores)
    add("balance", words("Balance", "分布"), balance)
    add("metrics", words("Measures of the set", "整体指标"), metrics)
    add("duplicates", words("Repeated questions", "重复题目"), duplicates)
    add("lessons", words("Lessons", "经验"), lessons)
    add("refused", words("Refused", "未通过"), refused)
    add("unread", words("Unread lines", "未读的行"), unread)
    sections.append(Section(id: "items", title: words("Items", "题目"), body: items))
    add("usage", words("How it was made", "生成方式"), usage)
    return sections
  }

  /// A paragraph under a heading that says what is to be seen.
  func note(_ text: String) -> Markup { "<p class=\"note\">\(text)</p>" }

  /// A wide table in a region that scrolls on its own.
  func scrolling(_ label: String, _ table: Markup) -> Markup {
    "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">\(table)</div>"
  }
}

extension String {
  /// The first scalars, with an ellipsis where there are more.
  func clipped(_ limit: Int) -> String {
    guard
      let end = unicodeScalars.index(
        unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex),
      end < unicodeScalars.endIndex
    else { return self }
    return String(unicodeScalars[..<end]) + "…"
  }
}
