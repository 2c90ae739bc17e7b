extension MarkdownPage {
  var waterfall: String? {
    let steps = report.waterfall.steps
    guard !report.items.isEmpty || contents.ledger != nil else { return nil }
    let isPaid = steps.contains { $0.costEach != nil }
    let rows = steps.map { step in
      let lost = step.losses.map { "\(inline(words.reason($0.reason))) \($0.count.grouped)" }
      return [
        words.gate(step.gate), step.count.grouped, lost.joined(separator: words(", ", "，")),
      ] + (isPaid ? [inline(step.costEach.map(Money.short) ?? "")] : [])
    }
    return section(
      words("From what was asked to what can be kept", "从要求到可留"),
      table(
        [words("gate", "关口"), words("count", "数量"), words("lost", "损失")]
          + (isPaid ? [words("cost of each", "每道费用")] : []), rows, numeric: [1, 3]))
  }

  var flaws: String? {
    let rows = report.flawTally.prefix(60).map { entry in
      [
        named(entry.name), words.severity(entry.isError ? .error : .warning), entry.items.grouped,
      ]
    }
    return section(
      words("What to mend", "需要修改之处"),
      table(
        [words("flaw", "毛病"), words("severity", "程度"), words("items", "题数")], Array(rows),
        numeric: [2]))
  }

  var judges: String? {
    guard let figures = report.judgeFigures else { return nil }
    var lines = [inline(figures.verdict(words))]
    for part in figures.tables(words) {
      lines += ["", "### \(part.title)", ""]
      lines += table(
        part.head, part.rows.map { $0.map(inline) }, numeric: Set(1..<part.head.count))
    }
    return section(words("How far the judges agree", "评审一致性"), lines)
  }

  var duplicates: String? {
    let found = report.metrics.duplicates
    let questions = Dictionary(
      report.items.map { ($0.item.id, $0.item.draft.question) }, uniquingKeysWith: { $1 })
    func rows(_ pairs: [DuplicateClusters.Pair], _ kind: String) -> [[String]] {
      pairs.prefix(200).map { pair in
        let (old, new) = (questions[pair.earliest] ?? "", questions[pair.later] ?? "")
        let diff = WordDiff(old.clipped(600), new.clipped(600))
        return [
          kind, inline(pair.earliest), Self.side(diff, without: .added), inline(pair.later),
          Self.side(diff, without: .removed), pair.similarity.fixed(2),
        ]
      }
    }
    return section(
      words("Repeated questions", "重复题目"),
      table(
        [
          "", words("earlier item", "较早的题"), words("its question", "其题干"),
          words("later item", "较晚的题"), words("its question", "其题干"),
          words("similarity", "相似度"),
        ],
        rows(found.duplicates, words("repeat", "重复"))
          + rows(found.candidates, words("look at", "待看")), numeric: [5]))
  }

  /// One side of a comparison, with what the other lacks in bold.
  private static func side(_ diff: WordDiff, without other: WordDiff.Piece.Kind) -> String {
    var text = ""
    for piece in diff.pieces where piece.kind != other {
      var part = MarkdownText.inline(piece.text)
      while part.hasSuffix(" ") { part.removeLast() }
      // Marks touch what they mark, so the spaces around it stand outside.
      let isMarked = piece.kind != .same && !part.isEmpty
      let (before, after) = (piece.text.hasPrefix(" "), piece.text.hasSuffix(" "))
      text += (before && !text.isEmpty ? " " : "") + (isMarked ? "**\(part)**" : part)
      if after, !part.isEmpty { text += " " }
    }
    return text
  }
}
