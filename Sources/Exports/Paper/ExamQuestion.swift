import QuestionPipeline

/// A question of an exam with room for its answer.
struct ExamQuestion {
  let item: Item
  let number: Int

  private var words: ReportWords { item.words }

  func markup(points: Int) -> Markup {
    let worth = words(points == 1 ? "/ 1 point" : "/ \(points) points", "/ \(points) 分")
    let isShort = item.draft.question.utf8.count < 1_500 && room <= 3
    return """
      <article class="question\(isShort ? " short" : "")" lang="\(item.language.tag)">\
      <span class="number">\(number).</span><div><div class="stem">\(PaperText.markup(item.draft.question))</div>\
      \(choices)\(followUps.isEmpty ? writing(room) : .empty)\(followUps)</div>\
      <span class="mark"><i></i>\(worth)</span></article>

      """
  }

  /// Lines to write on.
  private var room: Int {
    guard item.draft.choices.isEmpty else { return 0 }
    return switch item.kind {
    case .multipleChoice, .trueFalse: 1
    case .cloze: 1
    case .open, .interview: 6
    case .scenario: 9
    case .coding: 14
    }
  }

  private func writing(_ lines: Int) -> Markup { lines > 0 ? PaperText.lines(lines) : .empty }

  private var choices: Markup {
    guard !item.draft.choices.isEmpty else { return .empty }
    let isRow = item.draft.choices.allSatisfy {
      $0.text.unicodeScalars.count <= 14 && !$0.text.contains("\n")
    }
    let entries: [Markup] = item.draft.choices.enumerated().map { index, choice in
      """
      <li><span class="box"></span><span class="letter">\(Choice.letter(at: index)).</span>\
      <div>\(PaperText.markup(choice.text))</div></li>
      """
    }
    return "<ul class=\"choices\(isRow ? " row" : "")\">\(entries)</ul>"
  }

  /// The main question's room, then each follow-up with its own.
  private var followUps: [Markup] {
    guard !item.draft.followUps.isEmpty else { return [] }
    return [writing(room)]
      + item.draft.followUps.enumerated().map { index, next in
        """
        <div class="sub"><span class="label">(\(index + 1))</span> \(PaperText.markup(next.question))\
        \(PaperText.lines(4))</div>
        """
      }
  }
}
