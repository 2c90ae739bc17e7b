extension SetReport {
  /// The verdict on the set in plain words: how usable it is, how good, what is missing, and what nobody looked at.
  package var verdict: String {
    let rest = verdictSentences(words)
    let headline = headline(words)
    if items.isEmpty {
      return ([headline + words(".", "。")] + rest).joined(separator: words(" ", ""))
    }
    return headline + words(": ", "：") + rest.joined(separator: words(" ", ""))
  }

  /// The first words of the verdict; what a set is worth begins with how much of it there is.
  func headline(_ words: ReportWords) -> String {
    let worth = words.grade(grade, isJudged: isJudged)
    guard let places = contents.ledger?.places, places.accepted < places.total else {
      return worth
    }
    let (accepted, total) = (places.accepted.grouped, places.total.grouped)
    return worth + words(" · \(accepted) of \(total) written", " · 只写成 \(accepted)/\(total)")
  }

  /// Rules see the form alone; whether the answers are right, a judge must say.
  private var isJudged: Bool { !unjudged.contains("correctness") }

  /// The verdict after its first words.
  func verdictSentences(_ words: ReportWords) -> [String] {
    [
      countSentence(words), scoreSentence(words), unjudgedSentence(words), ledgerSentence(words),
      unreadSentence(words),
    ].compactMap(\.self)
  }

  private func countSentence(_ words: ReportWords) -> String? {
    guard !items.isEmpty else { return nil }
    let (keep, fix, drop) = (count(.keep), count(.fix), count(.drop))
    if keep == items.count {
      if isJudged {
        return words(
          keep == 1
            ? "the only item can be kept as it stands."
            : "all \(keep.grouped) items can be kept as they stand.",
          "\(keep.grouped) 道题都可以原样保留。")
      }
      return words(
        keep == 1
          ? "the rules find nothing wrong with the only item."
          : "the rules find nothing wrong with any of the \(keep.grouped) items.",
        "\(keep.grouped) 道题都没有查出问题。")
    }
    if words.isChinese {
      let rest = [fix > 0 ? "\(fix.grouped) 道需要修改" : nil, drop > 0 ? "\(drop.grouped) 道应弃用" : nil]
      return "\(items.count.grouped) 道题中，\(keep.grouped) 道\(isJudged ? "可以原样保留" : "没有查出问题")，"
        + rest.compactMap(\.self).joined(separator: "，") + "。"
    }
    let rest = [
      fix > 0 ? "\(fix.grouped) \(fix == 1 ? "needs" : "need") fixing" : nil,
      drop > 0 ? "\(drop.grouped) should be dropped" : nil,
    ].compactMap(\.self).joined(separator: " and ")
    let fine = isJudged ? "can be kept as they stand" : "show no flaw"
    return "\(keep.grouped) of \(items.count.grouped) items \(fine), \(rest)."
  }

  private func scoreSentence(_ words: ReportWords) -> String? {
    guard let score else { return nil }
    let (value, low, high) = (score.value.fixed(2), score.low.fixed(2), score.high.fixed(2))
    if low == high {
      return words("The mean score is \(value).", "平均得分 \(value)。")
    }
    return words(
      "The mean score is \(value) (95% interval \(low) to \(high)).",
      "平均得分 \(value)（95% 区间 \(low)–\(high)）。")
  }

  private func unjudgedSentence(_ words: ReportWords) -> String? {
    let names = unjudged
    guard !names.isEmpty else { return nil }
    let list = words.list(names.map(words.dimension))
    if names.contains("correctness") {
      return words(
        "Nobody judged whether the answers are right: \(list) \(names.count == 1 ? "is" : "are") unscored.",
        "答案是否正确无人评判：\(list)均未打分。")
    }
    return words("Unscored: \(list).", "未打分：\(list)。")
  }

  private func ledgerSentence(_ words: ReportWords) -> String? {
    guard let places = contents.ledger?.places, places.accepted < places.total else { return nil }
    let missing = places.total - places.accepted
    return words(
      "\(missing.grouped) of the \(places.total.grouped) places asked for \(missing == 1 ? "is" : "are") empty.",
      "要求的 \(places.total.grouped) 道题中有 \(missing.grouped) 道没有写成。")
  }

  private func unreadSentence(_ words: ReportWords) -> String? {
    guard !unread.isEmpty else { return nil }
    return words(
      "\(words.count(unread.count, "line", "lines", "")) could not be read.",
      "有 \(unread.count) 行无法读取。")
  }
}
