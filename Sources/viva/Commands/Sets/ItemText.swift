import QuestionPipeline

/// An item as people read it in a terminal.
struct ItemText {
  let item: Item
  /// From 1.
  let index: Int

  func write(to page: inout TextPage) {
    let draft = item.draft
    page.head("\(index). \(item.id)")
    page.add(facts)
    page.blank()
    page.add(draft.question)
    for (place, choice) in draft.choices.enumerated() {
      let letter = place < 26 ? String(UnicodeScalar(UInt8(65 + place))) : String(place + 1)
      page.add(choice.text, mark: "  \(choice.isCorrect ? "*" : " ") \(letter). ")
      if let why = choice.why { page.add(why, indent: 7) }
    }
    section("Answer", [draft.answer], to: &page)
    if let code = draft.code {
      page.blank()
      page.head("Solution (\(code.language), tests \(code.checked == "ran" ? "ran" : "not run"))")
      page.code(code.solution)
      if !code.tests.isEmpty {
        page.blank()
        page.head("Tests")
        page.code(code.tests)
      }
    }
    section("Key points", draft.keyPoints, mark: "- ", to: &page)
    section("Common mistakes", draft.mistakes, mark: "- ", to: &page)
    if !draft.followUps.isEmpty {
      page.blank()
      page.head("Follow-up questions")
      for further in draft.followUps {
        page.add(further.question, indent: 2, mark: "> ")
        page.add(further.probes, indent: 4, mark: "probes: ")
        page.add(further.strong, indent: 4, mark: "strong: ")
        page.add(further.weak, indent: 4, mark: "weak:   ")
      }
    }
    if !draft.sources.isEmpty {
      page.blank()
      page.head("Sources")
      for source in draft.sources {
        page.add("\(source.document), \(source.start)–\(source.end)", indent: 2)
        page.add(source.quote, indent: 4, mark: "| ")
      }
    }
    verdict(to: &page)
  }

  /// "Transformers > LoRA · open · en · analyze · difficulty 3"
  private var facts: String {
    var parts: [String] = []
    if !item.topic.isEmpty { parts.append(item.topic.joined(separator: " > ")) }
    parts += [item.kind.rawValue, item.language.tag]
    if let level = item.level { parts.append(level.rawValue) }
    if let difficulty = item.difficulty { parts.append("difficulty \(difficulty)") }
    if let reason = item.unanswerable { parts.append("unanswerable: \(reason.rawValue)") }
    if let audience = item.audience { parts.append("for " + TextPage.clipped(audience, to: 40)) }
    if let cell = item.cell { parts.append("cell \(cell)") }
    return TextPage.inline(parts.joined(separator: " · "))
  }

  private func section(
    _ title: String, _ texts: [String], mark: String = "", to page: inout TextPage
  ) {
    let texts = texts.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return }
    page.blank()
    page.head(title)
    for text in texts { page.add(text, indent: 2, mark: mark) }
  }

  private func verdict(to page: inout TextPage) {
    guard item.score != nil || !item.flaws.isEmpty || item.review != nil else { return }
    page.blank()
    page.head("Score" + (item.score.map { " " + $0.fixed(2) } ?? ""))
    let scored = item.scores.entries.compactMap { entry in
      entry.score.value.map { "\(entry.name) \($0.fixed(2))" }
    }
    let unscored = item.scores.entries.filter { $0.score.value == nil }.map(\.name)
    if !scored.isEmpty { page.add(scored.joined(separator: ", "), indent: 2) }
    if !unscored.isEmpty {
      page.add("unscored: " + unscored.joined(separator: ", "), indent: 2)
    }
    for flaw in item.flaws {
      page.add("\(flaw.name): \(flaw.evidence)", indent: 2, mark: "! ")
    }
    if let review = item.review {
      page.add("\(review.decision.rawValue) by \(review.by), \(review.at)", indent: 2)
    }
  }
}
