extension HTMLPage {
  // MARK: Repeats

  /// Clusters of questions that repeat each other, the earliest beside each later one, with what differs marked.
  var duplicates: Markup? {
    let found = report.metrics.duplicates
    guard !found.duplicates.isEmpty || !found.candidates.isEmpty else { return nil }
    let places = places(of: found.duplicates, found.candidates)
    var result = Markup.empty
    if !found.duplicates.isEmpty {
      let count = found.duplicates.count
      result += note(
        say { words in
          words(
            "\(words.count(count, "item repeats", "items repeat", "")) an earlier one. The earliest of each cluster stands on the left; words that only one side has are marked.",
            "\(count.grouped) 道题与前面的题重复。左侧为每组最早的一题；只在一侧出现的文字已标出。")
        })
      result += clusters(found.duplicates, places)
    }
    if !found.candidates.isEmpty {
      let count = found.candidates.count.grouped
      result += """
        <details><summary>\(say("\(count) pairs that are alike and deserve a look", "\(count) 对题目较为相似，值得一看"))\
        </summary>\(clusters(found.candidates, places))</details>
        """
    }
    return result
  }

  /// The items of the pairs that are shown, by their identifiers. A set may hold a hundred thousand others.
  private func places(of lists: [DuplicateClusters.Pair]...) -> [String: ReportedItem] {
    let wanted = Set(
      lists.flatMap { $0.prefix(Self.mostPairs) }.flatMap { [$0.earliest, $0.later] })
    var places: [String: ReportedItem] = [:]
    for entry in report.items where wanted.contains(entry.item.id) && places[entry.item.id] == nil {
      places[entry.item.id] = entry
    }
    return places
  }

  /// Pairs of a list that are shown side by side.
  private static let mostPairs = 200

  private func clusters(
    _ pairs: [DuplicateClusters.Pair], _ places: [String: ReportedItem]
  ) -> Markup {
    let limit = Self.mostPairs
    var order: [String] = []
    var members: [String: [DuplicateClusters.Pair]] = [:]
    for pair in pairs.prefix(limit) {
      if members[pair.earliest] == nil { order.append(pair.earliest) }
      members[pair.earliest, default: []].append(pair)
    }
    let rows: [Markup] = order.map { earliest in
      let pairs = members[earliest] ?? []
      return "<li>\(pairs.map { sides($0, places) })</li>"
    }
    return "<ul class=\"clusters\">\(rows)</ul>\(more(pairs.count - limit))"
  }

  private func sides(_ pair: DuplicateClusters.Pair, _ places: [String: ReportedItem]) -> Markup {
    // Where lines break is no difference between questions.
    func question(_ id: String) -> String {
      (places[id]?.item.draft.question ?? "").split(whereSeparator: \.isWhitespace)
        .joined(separator: " ").clipped(2_000)
    }
    let diff = WordDiff(question(pair.earliest), question(pair.later))
    func side(_ id: String, _ other: WordDiff.Piece.Kind) -> Markup {
      guard let entry = places[id] else { return "<p><code>\(id.clipped(60))</code></p>" }
      let text: [Markup] = diff.pieces.compactMap { piece in
        switch piece.kind {
        case .same: Markup(piece.text)
        case other: nil
        default: "<mark>\(piece.text)</mark>"
        }
      }
      let number: Markup =
        shownIndices.contains(entry.index)
        ? "<a href=\"#item-\(entry.index)\">\(entry.index)</a>" : "<b>\(entry.index)</b>"
      return "<p lang=\"\(entry.item.language.tag)\" dir=\"auto\">\(number) \(text)</p>"
    }
    let likeness: Markup =
      pair.isExact ? "\(say("the same", "相同"))" : "\(pair.similarity.fixed(2))"
    return """
      <div class="sides">\(side(pair.earliest, .added))<span class="alike">\(likeness)</span>\
      \(side(pair.later, .removed))</div>
      """
  }

  // MARK: How a draft became what it is

  /// The drafts in order: each against the one before, with what the critic found.
  func trail(_ trail: Trail?, language: String) -> Markup {
    guard let trail, trail.steps.count > 1 else { return .empty }
    let steps: [Markup] = trail.steps.prefix(8).enumerated().map { index, step in
      let before = index > 0 ? trail.steps[index - 1].draft : nil
      let by: Markup =
        step.by.isEmpty
        ? ""
        : " · \(say("read by", "审读：")) <bdi>\(step.by == "rules" ? "\(say("rules", "规则"))" as Markup : Markup(step.by.clipped(60)))</bdi>"
      let verdict: Markup =
        step.flaws.isEmpty
        ? "<p class=\"small\">\(step.by.isEmpty ? "" : "\(say("nothing to object to", "没有意见"))" as Markup)</p>"
        : flaws(step.flaws, language: language)
      return """
        <li><p class="step"><b>\(say("Draft \(index + 1)", "第 \(index + 1) 稿"))</b>\(by)</p>\
        \(changes(from: before, to: step, language: language))\(verdict)</li>
        """
    }
    let count = trail.steps.count
    return """
      <details class="trail"><summary>\(say("How it came about: \(count) drafts", "成稿过程：\(count) 稿"))</summary>\
      <ol>\(steps)</ol></details>
      """
  }

  private func changes(from old: Draft?, to step: Trail.Step, language: String) -> Markup {
    let new = step.draft
    let evidence = Evidence(step.flaws)
    var result = Markup.empty
    func field(_ name: Said, _ old: String?, _ new: String) {
      let (old, new) = (old?.clipped(Trail.clip), new.clipped(Trail.clip))
      guard let old else {
        if !new.isBlank {
          result +=
            "<p lang=\"\(language)\" dir=\"auto\" class=\"diff\">\(evidence.marked(new.clipped(600)))</p>"
        }
        return
      }
      let diff = WordDiff(old, new)
      guard diff.isChange else { return }
      let pieces: [Markup] = diff.pieces.map { piece in
        switch piece.kind {
        case .same: Markup(piece.text)
        case .removed: "<del>\(piece.text)</del>"
        case .added: "<ins>\(piece.text)</ins>"
        }
      }
      result +=
        "<p class=\"small\">\(name)</p><p lang=\"\(language)\" dir=\"auto\" class=\"diff\">\(pieces)</p>"
    }
    func options(_ draft: Draft) -> String {
      draft.choices.map { ($0.isCorrect ? "✓ " : "· ") + $0.text }.joined(separator: "\n")
    }
    field(say("question", "题干"), old?.question, new.question)
    if let old {
      field(say("options", "选项"), options(old), options(new))
      field(say("answer", "答案"), old.answer, new.answer)
      if result.source.isEmpty {
        result = "<p class=\"small\">\(say("only details changed", "只有细节改动"))</p>"
      }
    }
    return result
  }
}
