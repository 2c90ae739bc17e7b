import QuestionPipeline

/// A question of an exam with room for its answer.
struct ExamQuestion {
  let item: Item
  let number: Int

  private var words: ReportWords { item.words }

  func markup(points: Int) -> Markup {
    // A question stands with its lines, but for programs and talks, which take a page.
    let isShort =
      item.draft.question.columns < 800 && room <= 9 && item.draft.followUps.isEmpty
    return """
      <article class="question\(isShort ? " short" : "")" lang="\(item.language.tag)">\
      <span class="number">\(number).</span><div><div class="stem">\(PaperText.markup(item.draft.question))</div>\
      \(choices)\(followUps.isEmpty ? writing(room) : .empty)\(followUps)</div>\
      <span class="mark"><i></i>/ \(points)</span></article>

      """
  }

  /// Lines to write on.
  private var room: Int {
    guard item.draft.choices.isEmpty else { return 0 }
    guard item.draft.followUps.isEmpty else { return 4 }
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
    let entries: [Markup] = item.draft.choices.enumerated().map { index, choice in
      """
      <li><span class="box"></span><span class="letter">\(Choice.letter(at: index)).</span>\
      <div>\(PaperText.markup(choice.text))</div></li>
      """
    }
    return "<ul class=\"choices\(abreast)\">\(entries)</ul>"
  }

  /// Four in a row, or two, where the widest choice stands on one line.
  private var abreast: Markup {
    let choices = item.draft.choices
    guard choices.count > 1, !choices.contains(where: { $0.text.contains(where: \.isNewline) })
    else { return .empty }
    switch choices.lazy.map(\.text.columns).max() ?? 0 {
    case ...11: return " four"
    case ...26: return " two"
    default: return .empty
    }
  }

  /// The main question's room, then each follow-up with its own.
  private var followUps: [Markup] {
    guard !item.draft.followUps.isEmpty else { return [] }
    return [writing(room)]
      + item.draft.followUps.enumerated().map { index, next in
        """
        <div class="sub"><span class="label">(\(index + 1))</span><div><div class="stem">\(PaperText.markup(next.question))</div>\
        \(PaperText.lines(3))</div></div>
        """
      }
  }
}
