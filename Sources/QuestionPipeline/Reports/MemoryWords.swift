/// What reports say of the long-term memory, in both languages.
extension MemoryCoverage {
  /// How the plan's squares were covered before and after.
  func sentence(_ words: ReportWords) -> String {
    words(
      "Of the plan's \(squares.grouped) squares (topic, kind, level, difficulty, language), "
        + "\(before.grouped) had a question of an earlier run, and \(after.grouped) have one now.",
      "计划共 \(squares.grouped) 格（主题、题型、层次、难度、语言），此前各次运行已覆盖 \(before.grouped) 格，如今为 \(after.grouped) 格。"
    )
  }
}

extension LessonGroup {
  /// Cells on both sides of the experiment, over all kinds and languages; nil where either is empty.
  private var outcomes: (told: Lesson.Outcome, withheld: Lesson.Outcome)? {
    var (told, withheld) = (Lesson.Outcome(), Lesson.Outcome())
    for lesson in lessons {
      told.cells += lesson.told?.cells ?? 0
      told.flawed += lesson.told?.flawed ?? 0
      withheld.cells += lesson.withheld?.cells ?? 0
      withheld.flawed += lesson.withheld?.flawed ?? 0
    }
    return told.cells > 0 && withheld.cells > 0 ? (told, withheld) : nil
  }

  /// What telling it did; nil where that was not tried.
  func effect(_ words: ReportWords) -> String? {
    guard let (told, withheld) = outcomes,
      let difference = ShareDifference(
        (withheld.flawed, of: withheld.cells), minus: (told.flawed, of: told.cells))
    else { return nil }
    let (value, low, high) = (
      percent(difference.value), percent(difference.low), percent(difference.high)
    )
    let rests = lessons.allSatisfy(\.isResting)
    return words(
      "First drafts with it: \(told.flawed.grouped) of \(told.cells.grouped) where it was told, "
        + "\(withheld.flawed.grouped) of \(withheld.cells.grouped) where it was kept back; "
        + "rarer by \(value) points (95% interval \(low) to \(high))."
        + (rests ? " It does not help and rests." : ""),
      "初稿有此毛病：告知的 \(told.cells.grouped) 个单元中 \(told.flawed.grouped) 个，未告知的 \(withheld.cells.grouped) 个中 "
        + "\(withheld.flawed.grouped) 个；减少 \(value) 个百分点（95% 区间 \(low) 至 \(high)）。"
        + (rests ? "并无帮助，暂停使用。" : ""))
  }

  /// In percentage points with one decimal.
  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths < 0 ? "−" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension SetReport {
  /// What must be known to read what lessons did; nil where nothing limits it.
  func lessonsCaveat(_ words: ReportWords) -> String? {
    guard contents.backend == "offline", contents.lessons.contains(where: { $0.effect != nil })
    else { return nil }
    return words(
      "The offline writer's flaws are set by the configuration, whatever it is told: these differences are a fixture and "
        + "say nothing of the lessons.",
      "离线出题方的毛病由配置设定，与是否告知无关：这些差异只是示例，不说明经验是否有效。")
  }
}
