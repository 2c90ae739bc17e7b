import QuestionPipeline

/// The key of an exam: a table of letters to mark by, then every answer with what belongs to it.
struct AnswerKey {
  let parts: [ExamPart]
  let words: ReportWords

  var markup: Markup {
    let questions = parts.flatMap(\.questions)
    let quick: [Markup] = questions.compactMap { question in
      letters(of: question.item).map { "<span><b>\(question.number).</b>\($0)</span>" }
    }
    return """
      <section class="key"><h1>\(words("Answer key", "参考答案"))</h1>
      \(quick.isEmpty ? .empty : "<div class=\"quick\">\(quick)</div>" as Markup)
      \(questions.map(entry))
      </section>
      """
  }

  private func letters(of item: Item) -> String? {
    let correct = item.draft.choices.indices.filter { item.draft.choices[$0].isCorrect }
    return correct.isEmpty ? nil : correct.map(Choice.letter).joined(separator: ", ")
  }

  private func entry(_ question: ExamQuestion) -> Markup {
    let item = question.item
    let size = item.draft.answer.utf8.count + (item.draft.code?.solution.utf8.count ?? 0)
    let key: Markup? = letters(of: item).map { "<p><b>\($0)</b></p>" }
    return """
      <article class="answer\(size < 1_200 ? " short" : "")" lang="\(item.language.tag)"><span class="number">\(question.number).</span><div>\
      \(key)\(PaperText.markup(item.draft.answer))\(AnswerParts(item: item).markup)\
      <p class="muted">\(PaperPage.facts(of: item)) · <bdi>\(item.id)</bdi></p></div></article>

      """
  }
}

/// What stands below an answer: reasons, points, mistakes, code, follow-ups, sources.
struct AnswerParts {
  let item: Item

  private var draft: Draft { item.draft }
  private var words: ReportWords { item.words }

  var markup: Markup {
    "\(reasons)\(list("Key points", "要点", draft.keyPoints))\(list("Common mistakes", "常见错误", draft.mistakes))\(code)\(followUps)\(sources)"
  }

  private func section(_ english: String, _ chinese: String, _ content: Markup) -> Markup {
    "<h3>\(words(english, chinese))</h3>\(content)"
  }

  private func list(_ english: String, _ chinese: String, _ texts: [String]) -> Markup {
    texts.isEmpty ? .empty : section(english, chinese, PaperText.list(texts))
  }

  private var reasons: Markup {
    let entries: [Markup] = draft.choices.enumerated().compactMap { index, choice in
      choice.why.map { why in
        """
        <li><span class="letter">\(Choice.letter(at: index)).</span><div>\(PaperText.markup(why))</div></li>
        """
      }
    }
    return entries.isEmpty
      ? .empty : section("Why", "理由", "<ul class=\"points reasons\">\(entries)</ul>")
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
      <div class="sub"><span class="label">(\(index + 1))</span> \(PaperText.markup(next.strong))\
      \(list("What it probes", "考查", [next.probes].filter { !$0.isBlank }))\
      \(list("A weak answer", "差的回答", [next.weak].filter { !$0.isBlank }))</div>
      """
    }
    return entries.isEmpty ? .empty : section("Follow-ups", "追问", "\(entries)")
  }

  var sources: Markup {
    let entries: [Markup] = draft.sources.map {
      "<blockquote>\(PaperText.markup($0.quote))</blockquote><p class=\"muted\"><bdi>\($0.document)</bdi></p>"
    }
    return entries.isEmpty ? .empty : section("Sources", "出处", "\(entries)")
  }
}
