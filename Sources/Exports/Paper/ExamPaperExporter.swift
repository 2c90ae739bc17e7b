import QuestionPipeline

/// An exam on paper: parts by kind, points, room to write, and the key on pages of its own.
package struct ExamPaperExporter: SetExporter {
  private let hasAnswers: Bool

  package var carried: Set<ItemField> {
    var fields = Set(ItemField.allCases).subtracting([.cell, .scores, .flaws, .made, .review])
    // Of follow-ups the questions are asked; what they probe and what tells answers apart are in the key.
    if !hasAnswers {
      fields.subtract([
        .id, .topic, .audience, .level, .difficulty, .answer, .keyPoints, .mistakes, .choiceReasons,
        .solution, .tests, .sources, .unanswerable,
      ])
    }
    return fields
  }

  package init(_ options: ExportOptions) { hasAnswers = options.hasAnswers }

  package func export(_ set: ExportSet) -> Export {
    let parts = ExamPart.parts(of: set.items)
    let words = set.items.words
    let total = parts.reduce(0) { $0 + $1.points * $1.questions.count }
    let body: Markup = """
      <header class="head"><h1>\(set.title)</h1>
      <p class="note">\(words.count(set.items.count, "question", "questions", "题"))\(words(", ", "，"))\(words.count(total, "point", "points", "分"))</p>
      <div class="blanks">\(PaperPage.blank(words("Name", "姓名")))\(PaperPage.blank(words("Date", "日期")))\
      \(PaperPage.blank(words("Points", "得分")))</div></header>
      \(parts.map(\.markup))
      \(hasAnswers ? AnswerKey(parts: parts, words: words).markup : .empty)
      """
    return Export(PaperPage.document(title: set.title, words: words, body: body))
  }
}

/// The questions of one kind, under a heading that says what they are worth.
struct ExamPart {
  let kind: QuestionKind
  /// From 0, in the order of the paper.
  let place: Int
  let questions: [ExamQuestion]

  /// In the order that exams have: what is ticked, what is filled in, what is written at length.
  private static let order: [QuestionKind] = [
    .multipleChoice, .trueFalse, .cloze, .open, .scenario, .coding, .interview,
  ]

  static func parts(of items: [Item]) -> [ExamPart] {
    var number = 0
    var parts: [ExamPart] = []
    for kind in order {
      let questions = items.filter { $0.kind == kind }.map { item in
        number += 1
        return ExamQuestion(item: item, number: number)
      }
      if !questions.isEmpty {
        parts.append(ExamPart(kind: kind, place: parts.count, questions: questions))
      }
    }
    return parts
  }

  /// What each question of the part is worth: a tick least, a program most.
  var points: Int {
    switch kind {
    case .trueFalse: 1
    case .multipleChoice, .cloze: 2
    case .open, .interview: 5
    case .scenario: 8
    case .coding: 10
    }
  }

  private var items: [Item] { questions.map(\.item) }

  var title: String {
    items.label { words in
      words("Part \(place + 1). ", "第\(chineseNumeral)部分　") + words.kind(kind).sentenceCased
    }
  }

  var markup: Markup {
    """
    <section class="part"><h2>\(title)</h2><p class="note">\(items.label(worth))</p>
    \(questions.map { $0.markup(points: points) })
    </section>

    """
  }

  /// "4 questions, 2 points each: 8 points"
  private func worth(_ words: ReportWords) -> String {
    let count = questions.count
    let total = words.count(count * points, "point", "points", "分")
    let all = words.count(count, "question", "questions", "题")
    guard count > 1 else { return words("\(all), \(total)", "共 \(all)，\(total)") }
    let each = words.count(points, "point", "points", "分")
    return words("\(all), \(each) each: \(total)", "共 \(all)，每题 \(each)，共 \(total)")
  }

  private var chineseNumeral: String { ["一", "二", "三", "四", "五", "六", "七"][place] }
}
