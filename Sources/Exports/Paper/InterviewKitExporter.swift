import QuestionPipeline

/// Sheets for whoever interviews: one to score the whole talk on, then one a question with what weak and strong answers
/// look like, follow-ups, boxes to score and room for notes.
package struct InterviewKitExporter: SetExporter {
  private let hasAnswers: Bool

  package var carried: Set<ItemField> {
    let fields = Set(ItemField.allCases).subtracting([.cell, .scores, .flaws, .made, .review])
    let answers: Set<ItemField> = [
      .answer, .keyPoints, .mistakes, .choiceReasons, .solution, .tests, .sources,
    ]
    return hasAnswers ? fields : fields.subtracting(answers)
  }

  package init(_ options: ExportOptions) { hasAnswers = options.hasAnswers }

  package func export(_ set: ExportSet) -> Export {
    let sheets = set.items.enumerated().map { index, item in
      InterviewSheet(item: item, number: index + 1, hasAnswers: hasAnswers).markup
    }
    let body: Markup = "\(cover(set))\(sheets)"
    return Export(PaperPage.document(title: set.title, words: set.items.words, body: body))
  }

  private func cover(_ set: ExportSet) -> Markup {
    let words = set.items.words
    let rows: [Markup] = set.items.enumerated().map { index, item in
      """
      <tr lang="\(item.language.tag)"><td>\(index + 1)</td><td><div class="brief">\(PaperText.inline(item.draft.question))</div></td>\
      <td class="rate">\(InterviewSheet.scale)</td></tr>

      """
    }
    let anchors: [Markup] = InterviewSheet.anchors(words).map {
      "<dt>\($0.score)</dt><dd>\($0.text)</dd>"
    }
    let verdicts: [Markup] = [
      words("strong no", "坚决不录用"), words("no", "不录用"), words("yes", "录用"),
      words("strong yes", "强烈推荐"),
    ].map { "<span>\($0)</span>" }
    return """
      <header class="head"><h1>\(set.title)</h1>
      <div class="blanks">\(PaperPage.blank(words("Candidate", "候选人")))\(PaperPage.blank(words("Position", "岗位")))\
      \(PaperPage.blank(words("Interviewer", "面试官")))\(PaperPage.blank(words("Date", "日期")))</div></header>
      <section><h2>\(words("How to score", "评分标准"))</h2><dl class="anchors">\(anchors)</dl></section>
      <section class="notes"><h2>\(words("Recommendation", "结论"))</h2><div class="verdicts">\(verdicts)</div>\(PaperText.lines(3))</section>
      <section><h2>\(words("Questions", "题目"))</h2>
      <table class="overview"><thead><tr><th></th><th>\(words("Question", "题目"))</th><th>\(words("Score", "评分"))</th></tr></thead>
      <tbody>\(rows)</tbody></table></section>

      """
  }
}
