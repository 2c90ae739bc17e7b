extension HTMLPage {
  /// The scored dimensions, by whom, and the others by why they are not.
  func scoreTable(_ scores: Scores) -> Markup {
    let isSpread = scores.entries.contains { _, score in
      guard case .scored(_, let low, let high, _) = score else { return false }
      return low != high && !Self.range(low, high).isEmpty
    }
    var rows = Markup.empty
    var judges: [String] = []
    var unscored: [(why: String, names: [String])] = []
    for (name, score) in scores.entries {
      switch score {
      case .scored(let value, let low, let high, let by):
        let share = Int((min(max(value, 0), 1) * 100).rounded())
        let spread: Markup? =
          isSpread ? "<td class=\"spread\">\(Self.range(low, high))</td>" : nil
        rows += """
          <tr>\(dimensionHeads[name] ?? dimensionHead(name))<td class="num">\(value.fixed(2))</td>\
          <td class="meter" aria-hidden="true" style="--v:\(share)%"></td>\(spread)</tr>
          """
        let judge = by.clipped(60)
        if !by.isEmpty, !judges.contains(judge) { judges.append(judge) }
      case .unscored(let why):
        if let place = unscored.firstIndex(where: { $0.why == why }) {
          unscored[place].names.append(name)
        } else {
          unscored.append((why, [name]))
        }
      }
    }
    var result = Markup.empty
    if !rows.isEmpty {
      let spreadHead: Markup? = isSpread ? "<th scope=\"col\">\(say("Spread", "区间"))</th>" : nil
      result += """
        <table class="flow scores"><thead class="hidden"><tr><th scope="col">\(say("Dimension", "维度"))</th>\
        <th scope="col">\(say("Score", "得分"))</th><td></td>\(spreadHead)</tr></thead>\
        <tbody>\(rows)</tbody></table>
        """
    }
    if !judges.isEmpty {
      let names = say { words in
        words("Scored by ", "打分：")
          + judges.prefix(6).map { $0 == "rules" ? words("rules", "规则") : $0 }
          .joined(separator: words(", ", "、"))
      }
      result += "<p class=\"small\"\(other: names)>\(names.shown)</p>"
    }
    for entry in unscored {
      let names = say { words in
        words("Unscored: ", "未打分：")
          + entry.names.map(words.dimension).joined(separator: words(", ", "、"))
      }
      let reason = say { $0.unscored(entry.why) }
      result += """
        <p class="small"><span\(other: names)>\(names.shown)</span> · \
        <bdi\(other: reason)>\(reason.shown)</bdi></p>
        """
    }
    return result
  }

  /// The cell that names a dimension.
  func dimensionHead(_ name: String) -> Markup {
    let title = say { $0.dimension(name) }
    return "<th scope=\"row\"\(other: title)>\(title.shown)</th>"
  }

  /// "0.25–0.75"; empty where both read alike.
  private static func range(_ low: Double, _ high: Double) -> String {
    let (from, to) = (low.fixed(2), high.fixed(2))
    return from == to ? "" : "\(from)–\(to)"
  }
}
