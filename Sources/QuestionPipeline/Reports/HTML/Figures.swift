/// The drawings of the page. Colours come from the style sheet, so that they follow the reader's theme.
enum Figures {
  /// Counts that add up to a total, drawn as steps that begin where the one before ended.
  struct Flow: Sendable {
    struct Step: Sendable {
      var name: Said
      var count: Int
      var style: Markup
      var code: String?

      init(_ name: Said, _ count: Int, _ style: Markup, code: String? = nil) {
        self.name = name
        self.count = count
        self.style = style
        self.code = code
      }
    }
    var caption: Said
    var total: Int
    var totalName: Said
    var steps: [Step]
  }

  /// A table, since that is what it is; the bars are for the eye alone.
  static func flow(_ flow: Flow, say: Speaker) -> Markup {
    func row(_ name: Said, _ count: Int, _ start: Int, _ style: Markup, code: String?) -> Markup {
      let scale = Double(max(1, flow.total))
      let left = coordinate(Double(start) / scale * 100)
      let width = coordinate(Double(count) / scale * 100)
      let known: Markup? = code.map { $0.clipped(60) }.map {
        $0 == name.shown ? "" : " <code>\($0)</code>"
      }
      return """
        <tr><th scope="row"><bdi>\(name)</bdi>\(known)</th><td class="num">\(count.grouped)</td>\
        <td class="bar" aria-hidden="true"><span class="\(style)" style="margin-left:\(left)%;width:\(width)%">\
        </span></td></tr>
        """
    }
    var rows = row(flow.totalName, flow.total, 0, "all", code: nil)
    var start = 0
    for step in flow.steps {
      if step.count > 0 || step.style.source == "good" {
        rows += row(step.name, step.count, start, step.style, code: step.code)
      }
      start += step.count
    }
    return """
      <table class="flow"><caption>\(flow.caption)</caption>
      <thead class="hidden"><tr><th scope="col">\(say("where", "去向"))</th>\
      <th scope="col">\(say("count", "数量"))</th><td></td></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  /// A value on the scale from 0 to 1 with its interval.
  static func interval(_ interval: Interval, say: Speaker) -> Markup {
    let label = say { words in
      words(
        "mean score \(interval.value.fixed(2)) on a scale from 0 to 1, interval \(interval.low.fixed(2)) to \(interval.high.fixed(2))",
        "平均得分 \(interval.value.fixed(2))（0 到 1），区间 \(interval.low.fixed(2)) 到 \(interval.high.fixed(2))"
      )
    }
    func x(_ value: Double) -> Markup { coordinate(5 + value * 150) }
    return """
      <svg class="interval" viewBox="0 0 160 26" role="img" \(label: label)>\
      <line class="axis" x1="5" y1="9" x2="155" y2="9"/>\
      <line class="span" x1="\(x(interval.low))" y1="9" x2="\(x(interval.high))" y2="9"/>\
      <circle class="point" cx="\(x(interval.value))" cy="9" r="5"/>\
      <text x="5" y="25">0</text><text x="155" y="25" text-anchor="end">1</text></svg>
      """
  }

  /// How the scores of one dimension are spread, in tenths of the scale, each bar with its count; below them the mean with
  /// its interval.
  static func histogram(_ summary: ScoreSummary, name: Said, say: Speaker) -> Markup {
    let highest = Double(max(1, summary.bins.max() ?? 1))
    var bars = Markup.empty
    var told: [String] = []
    for (index, count) in summary.bins.enumerated() where count > 0 {
      let height = max(2, Double(count) / highest * 66)
      let (x, y) = (10 + index * 22, 82 - height)
      bars += """
        <rect x="\(x + 1)" y="\(coordinate(y))" width="20" height="\(coordinate(height))" rx="2"/>\
        <text x="\(x + 11)" y="\(coordinate(y - 4))" text-anchor="middle">\(count)</text>
        """
      let (low, high) = (Double(index) / 10, Double(index + 1) / 10)
      told.append("\(low.fixed(1))–\(high.fixed(1)): \(count)")
    }
    var mean = Markup.empty
    if let interval = summary.mean {
      func x(_ value: Double) -> Markup { coordinate(10 + value * 220) }
      mean = """
        <line class="span thin" x1="\(x(interval.low))" y1="90" x2="\(x(interval.high))" y2="90"/>\
        <circle class="point" cx="\(x(interval.value))" cy="90" r="3.5"/>
        """
    }
    let label = say { words in
      words("\(name.english(say)), counts by score: ", "\(name.chinese(say))，各分数段题数：")
        + told.joined(separator: words(", ", "，"))
    }
    return """
      <svg class="histogram" viewBox="0 0 240 110" role="img" \(label: label)>\
      <line class="axis" x1="10" y1="82.5" x2="230" y2="82.5"/>\(bars)\(mean)\
      <text class="scale" x="10" y="107">0</text>\
      <text class="scale" x="120" y="107" text-anchor="middle">0.5</text>\
      <text class="scale" x="230" y="107" text-anchor="end">1</text></svg>
      """
  }

  /// With at most two decimals.
  static func coordinate(_ value: Double) -> Markup {
    Markup(stringLiteral: JSONWriter.text(of: (value * 100).rounded() / 100))
  }
}
