/// Requests, tokens and repairs by role, and what they cost, as both pages show them: columns that say nothing are left out.
struct UsageTable: Sendable {
  private(set) var head: [String] = []
  private(set) var rows: [[String]] = []
  /// Columns that are set flush right.
  private(set) var numeric: Set<Int> = []

  init(_ usage: [SetContents.RoleUsage], words: ReportWords) {
    guard !usage.isEmpty else { return }
    head = [words("role", "环节")]
    rows = usage.map { [words.role($0.role)] }
    func column(_ name: String, always: Bool = false, _ value: (SetContents.RoleUsage) -> Int) {
      guard always || usage.contains(where: { value($0) > 0 }) else { return }
      numeric.insert(head.count)
      head.append(name)
      for (index, role) in usage.enumerated() { rows[index].append(value(role).grouped) }
    }
    column(words("requests", "请求"), always: true, \.requests)
    column(words("tokens read", "读入词元"), always: true, \.promptTokens)
    column(words("of these cached", "其中缓存"), \.cachedTokens)
    column(words("tokens written", "写出词元"), always: true, \.completionTokens)
    column(words("corrections", "更正"), \.corrections)
    column(words("fresh samples", "重新作答"), \.freshSamples)
    column(words("values coerced", "值的归整"), \.coercions)
    let good = ReplyOutcome.good.rawValue
    guard usage.contains(where: { $0.outcomes.contains { $0.name != good } }) else { return }
    head.append(words("replies", "答复"))
    for (index, role) in usage.enumerated() {
      rows[index].append(
        role.outcomes.map { "\(words.outcome($0.name)) \($0.count.grouped)" }
          .joined(separator: words(", ", "，")))
    }
  }
}

extension CostSummary {
  /// The cost as a report tells it, each with its name.
  func facts(_ words: ReportWords) -> [(name: String, value: String)] {
    var facts: [(name: String, value: String)] = []
    if unknown.isEmpty || total > 0 {
      let each = perItem.map {
        words(
          " (\(Money.short($0)) per accepted item)", "（每道通过的题 \(Money.short($0))）")
      }
      facts.append((words("Cost at list price", "按标价的费用"), Money.short(total) + (each ?? "")))
    }
    if !unknown.isEmpty {
      facts.append(
        (words("Price unknown", "价格未知"), unknown.joined(separator: words(", ", "、"))))
    }
    if let cachedShare {
      facts.append(
        (words("Input from caches", "来自缓存的输入"), "\((cachedShare * 100).fixed(1)) %"))
    }
    return facts
  }
}

extension ReportWords {
  /// What became of a reply; names that are not ours stay as they are.
  func outcome(_ name: String) -> String {
    guard let outcome = ReplyOutcome(rawValue: name) else { return name }
    switch outcome {
    case .good: return self("good", "可用")
    case .truncated: return self("truncated", "截断")
    case .filtered: return self("filtered", "被过滤")
    case .invalid: return self("invalid", "无效")
    case .refused: return self("refused", "被拒答")
    case .tooLong: return self("too long", "过长")
    case .gaveUp: return self("gave up", "放弃")
    }
  }
}
