import QuestionPipeline

/// The key of an exam: a table of letters to mark by, then every answer with what belongs to it.
struct AnswerKey {
  let parts: [ExamPart]
  let words: ReportWords

  var markup: Markup {
    let quick: [Markup] = parts.flatMap(\.questions).compactMap { question in
      letters(of: question.item).map { "<span><b>\(question.number).</b>\($0)</span>" }
    }
    return """
      <section class="key"><h1>\(words("Answer key", "参考答案"))</h1>
      \(quick.isEmpty ? .empty : "<div class=\"quick\">\(quick)</div>" as Markup)
      \(parts.map(part))
      </section>
      """
  }

  private func part(_ part: ExamPart) -> Markup {
    // What is ticked or filled in has short answers, which stand in two columns.
    let isClosed = part.questions.allSatisfy(\.item.isClosed)
    return """
      <h2>\(part.title)</h2>
      <div class="answers\(isClosed ? " closed" : "")">
      \(part.questions.map(entry))
      </div>

      """
  }

  /// "Transformers › LoRA · apply · difficulty 3/5 · notes.md · q-4acf07466739"
  private func facts(_ digest: AnswerDigest) -> Markup {
    let names: [Markup] = (digest.sources.map(\.document) + [digest.item.id]).map {
      "<bdi>\($0)</bdi>"
    }
    return ([PaperPage.facts(of: digest.item)] + names).filter { !$0.source.isEmpty }
      .joined(" · ")
  }

  private func letters(of item: Item) -> String? {
    let correct = item.draft.choices.indices.filter { item.draft.choices[$0].isCorrect }
    return correct.isEmpty ? nil : correct.map(Choice.letter).joined(separator: ", ")
  }

  private func entry(_ question: ExamQuestion) -> Markup {
    let item = question.item
    let parts = AnswerParts(digest: AnswerDigest(item))
    let key: Markup? = letters(of: item).map { "<p class=\"right\"><b>\($0)</b></p>" }
    return """
      <article class="answer\(parts.isShort ? " short" : "")" lang="\(item.language.tag)"><span class="number">\(question.number).</span><div>\
      \(key)\(PaperText.markup(parts.digest.answer))\(parts.markup)\
      <p class="muted">\(facts(parts.digest))</p></div></article>

      """
  }
}

/// What stands below an answer: reasons, points, mistakes, code, follow-ups, quotes.
struct AnswerParts {
  let digest: AnswerDigest

  private var item: Item { digest.item }
  private var draft: Draft { digest.item.draft }
  private var words: ReportWords { digest.item.words }

  var markup: Markup {
    "\(reasons)\(points)\(list("Common mistakes", "常见错误", draft.mistakes))\(code)\(followUps)\(quotes)"
  }

  /// Whether it is so small that it had better not be cut between pages: a dozen lines or so.
  var isShort: Bool {
    let texts =
      [digest.answer] + digest.reasons.map(\.why) + digest.keyPoints + draft.mistakes
      + digest.sources.flatMap(\.quotes)
    let lines = texts.reduce(0) { sum, text in
      sum + text.textLines.reduce(0) { $0 + 1 + $1.columns / (item.isClosed ? 44 : 90) }
    }
    return draft.code == nil && draft.followUps.isEmpty && lines <= 14
  }

  private func section(_ english: String, _ chinese: String, _ content: Markup) -> Markup {
    "<h3>\(words(english, chinese))</h3>\(content)"
  }

  private func list(_ english: String, _ chinese: String, _ texts: [String]) -> Markup {
    texts.isEmpty ? .empty : section(english, chinese, PaperText.list(texts))
  }

  private var reasons: Markup {
    let entries: [Markup] = digest.reasons.map { reason in
      """
      <li><span class="letter">\(Choice.letter(at: reason.index)).</span><div>\(PaperText.markup(reason.why))</div></li>
      """
    }
    return entries.isEmpty ? .empty : "<ul class=\"points reasons\">\(entries)</ul>"
  }

  /// Under a heading where they are to be looked for in an answer; what else is right in a gap speaks for itself.
  private var points: Markup {
    guard item.isClosed else { return list("Key points", "要点", digest.keyPoints) }
    return digest.keyPoints.isEmpty ? .empty : PaperText.list(digest.keyPoints)
  }

  var code: Markup {
    guard let code = draft.code else { return .empty }
    let tests = code.tests.isBlank ? .empty : section("Tests", "测试", PaperText.code(code.tests))
    guard !code.solution.isBlank else { return tests }
    let solution = section("Solution", "参考实现", PaperText.code(code.solution))
    return "\(solution)\(tests)"
  }

  private var followUps: Markup {
    let entries: [Markup] = draft.followUps.enumerated().map { index, next in
      """
      <div class="sub"><span class="label">(\(index + 1))</span><div>\(PaperText.markup(next.strong))\
      \(remark("Probes: ", "考查：", next.probes))\(remark("Weak: ", "差的回答：", next.weak))</div></div>
      """
    }
    return entries.isEmpty ? .empty : section("Follow-ups", "追问", "\(entries)")
  }

  private func remark(_ english: String, _ chinese: String, _ text: String) -> Markup {
    text.isBlank
      ? .empty : "<p class=\"text muted\">\(words(english, chinese))\(PaperText.inline(text))</p>"
  }

  /// What the answer rests on and has not said itself.
  private var quotes: Markup {
    let entries: [Markup] = digest.sources.flatMap(\.quotes).map(PaperText.quote)
    return "\(entries)"
  }

  /// The same with the names of the documents, under a heading.
  var sources: Markup {
    let entries: [Markup] = digest.sources.map { source in
      "\(source.quotes.map(PaperText.quote))<p class=\"muted\"><bdi>\(source.document)</bdi></p>"
    }
    return entries.isEmpty ? .empty : section("Sources", "出处", "\(entries)")
  }
}
