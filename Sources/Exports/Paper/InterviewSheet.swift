import QuestionPipeline

/// The sheet of one question.
struct InterviewSheet {
  let item: Item
  let number: Int
  let hasAnswers: Bool

  private var draft: Draft { item.draft }
  private var words: ReportWords { item.words }

  static let scale: Markup = {
    let boxes: [Markup] = (1...5).map { "<span>\($0)</span>" }
    return "<span class=\"scale\">\(boxes)</span>"
  }()

  /// What scores mean, from the worst to the best.
  static func anchors(_ words: ReportWords) -> [(score: String, text: String)] {
    [
      ("1", words("says nothing that holds, or cannot begin", "答不上来，或所说不成立")),
      ("2", words("knows the words, misses most points", "知道名词，多数要点没说到")),
      ("3", words("main points with help; makes a common mistake", "经提示能说出主要要点，或犯了常见错误")),
      ("4", words("the points unprompted, and why they hold", "不经提示说出要点，并能说明原因")),
      ("5", words("beyond the points: trade-offs, limits, own experience", "超出要点：权衡、局限与亲身经验")),
    ]
  }

  /// What stands below the question; of choices and gaps only what they do not say themselves.
  private var digest: AnswerDigest { AnswerDigest(item, showsChoices: true) }

  var markup: Markup {
    let scores: [Markup] = Self.anchors(words).filter { ["1", "3", "5"].contains($0.score) }.map {
      "<dt>\($0.score)</dt><dd>\($0.text)</dd>"
    }
    return """
      <article class="sheet\(item.isClosed ? " brief" : "")" lang="\(item.language.tag)">
      <header><span><b>\(number)</b>\(words.kind(item.kind).sentenceCased) · \(PaperPage.facts(of: item))</span><bdi>\(item.id)</bdi></header>
      <div class="ask">\(PaperText.markup(draft.question))</div>
      \(choices)\(hasAnswers ? answers : .empty)\(hasAnswers ? parts.code : .empty)\(followUps)\
      \(hasAnswers ? parts.sources : .empty)
      <section class="notes"><h3>\(words("Notes", "记录"))</h3>\(PaperText.lines(item.isClosed ? 2 : 7))</section>
      <section class="score">\(Self.scale)\(item.isClosed ? .empty : "<dl class=\"anchors\">\(scores)</dl>" as Markup)</section>
      </article>

      """
  }

  private var choices: Markup {
    let entries: [Markup] = draft.choices.enumerated().map { index, choice in
      let why: Markup? =
        hasAnswers ? choice.why.map { "<div class=\"why\">\(PaperText.markup($0))</div>" } : nil
      return """
        <li class="\(hasAnswers && choice.isCorrect ? "right" : "")"><span class="box"></span>\
        <span class="letter">\(Choice.letter(at: index)).</span><div>\(PaperText.markup(choice.text))\(why)</div></li>
        """
    }
    return entries.isEmpty ? .empty : "<ul class=\"choices\">\(entries)</ul>"
  }

  private var parts: AnswerParts { AnswerParts(digest: digest) }

  /// What a strong and a weak answer look like; to what is ticked or filled in, the answer alone.
  private var answers: Markup {
    guard item.isClosed else { return sides }
    let points: Markup =
      digest.keyPoints.isEmpty ? .empty : PaperText.list(digest.keyPoints)
    let mistakes: Markup =
      draft.mistakes.isEmpty
      ? .empty
      : "<h3>\(words("Common mistakes", "常见错误"))</h3>\(PaperText.list(draft.mistakes))"
    guard !digest.answer.isBlank || !digest.keyPoints.isEmpty else { return mistakes }
    return "<h3>\(words("Answer", "答案"))</h3>\(PaperText.markup(digest.answer))\(points)\(mistakes)"
  }

  private var sides: Markup {
    let points: Markup =
      digest.keyPoints.isEmpty
      ? .empty
      : "<h3>\(words("Listen for", "听这些要点"))</h3>\(PaperText.list(digest.keyPoints, style: "checks"))"
    let weak: Markup =
      draft.mistakes.isEmpty
      ? """
      <p class="text">\(words("Misses the points of the strong answer, or names them without saying why they hold.", "说不到好的回答中的要点，或只报名词、说不出原因。"))</p>
      """
      : PaperText.list(draft.mistakes, style: "checks")
    return """
      <div class="sides"><div><h3>\(words("A strong answer", "好的回答"))</h3>\(PaperText.markup(draft.answer))\(points)</div>\
      <div class="weak"><h3>\(words("A weak answer", "差的回答"))</h3>\(weak)</div></div>
      """
  }

  private var followUps: Markup {
    guard !draft.followUps.isEmpty else { return .empty }
    let entries: [Markup] = draft.followUps.map { next in
      let probes: Markup? =
        next.probes.isBlank
        ? nil
        : "<div class=\"muted\">\(words("Probes: ", "考查："))\(PaperText.inline(next.probes))</div>"
      let sides: Markup = """
        <div class="sides"><div><h3>\(words("Strong", "好的回答"))</h3>\(PaperText.markup(next.strong))</div>\
        <div class="weak"><h3>\(words("Weak", "差的回答"))</h3>\(PaperText.markup(next.weak))</div></div>
        """
      return """
        <div class="follow">\(PaperText.markup(next.question))\(hasAnswers ? probes : nil)\(hasAnswers ? sides : PaperText.lines(3))</div>
        """
    }
    return "<section><h3>\(words("Follow-ups", "追问"))</h3>\(entries)</section>"
  }
}
