import QuestionPipeline

/// One item as an element of Moodle's XML.
struct MoodleQuestion {
  private let item: Item
  private let form: QuizForm
  /// What is worth telling of it.
  let remark: String?

  init(_ item: Item) {
    self.item = item
    let form = QuizForm(item)
    if form == .choice(isSingle: false), Self.shares(of: item) == nil {
      self.form = .essay
      remark = "as essays: Moodle has no grades for that many right choices"
    } else {
      self.form = form
      remark = form.remark(for: item)
    }
  }

  var markup: Markup {
    let tags: [Markup] = ExportNames.tags(of: item).map { "<tag><text>\($0)</text></tag>" }
    return """
      <question type="\(type)">
      <name><text>\(PlainText.line(ExportNames.short(item.draft.question)))</text></name>
      \(html("questiontext", question))
      \(html("generalfeedback", feedback))
      <defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden>
      <idnumber>\(PlainText.line(item.id))</idnumber>
      \(body)
      <tags>\(tags)</tags>
      </question>

      """
  }

  private var type: String {
    switch form {
    case .essay: "essay"
    case .truth: "truefalse"
    case .choice: "multichoice"
    case .gap: gap == nil ? "shortanswer" : "cloze"
    }
  }

  private var gap: GapText? { GapText(item.draft.question) }

  private var question: Markup {
    guard case .gap(let answers) = form, let gap else {
      return ItemHTML.markup(item.question(as: form))
    }
    let words = answers.map { "=" + Self.entities(Self.literal($0)) }.joined(separator: "~")
    let box = Markup(stringLiteral: "{1:SHORTANSWER:\(words)}")
    // No brace of the text opens another.
    return gap.markup(gap: box) { $0.replacing("{", with: "&#123;") }
  }

  /// Of essays the grader alone is told more.
  private var feedback: Markup {
    let details = ItemDetails(item: item)
    return form == .essay ? "\(details.answer)\(details.solution)" : details.all
  }

  private var body: Markup {
    switch form {
    case .essay: essay
    case .truth(let isTrue): truth(isTrue)
    case .choice(let isSingle): choices(isSingle: isSingle)
    case .gap(let answers): gap == nil ? short(answers) : .empty
    }
  }

  private var essay: Markup {
    let details = ItemDetails(item: item)
    return """
      <responseformat>\(item.kind == .coding ? "monospaced" : "editor")</responseformat>
      <responserequired>1</responserequired><responsefieldlines>15</responsefieldlines>
      <attachments>0</attachments><attachmentsrequired>0</attachmentsrequired>
      \(html("graderinfo", "\(details.all)\(details.reasons)"))
      \(html("responsetemplate", .empty))
      """
  }

  private func truth(_ isTrue: Bool) -> Markup {
    let answers: [Markup] = [true, false].map { truth in
      let why = item.draft.choices.first { $0.isCorrect == (truth == isTrue) }?.why
      return """
        <answer fraction="\(truth == isTrue ? 100 : 0)" format="moodle_auto_format">\
        <text>\(truth ? "true" : "false")</text>\(reason(why))</answer>
        """
    }
    return answers.joined("\n")
  }

  private func choices(isSingle: Bool) -> Markup {
    let shares = isSingle ? ("100", "0") : Self.shares(of: item) ?? ("100", "0")
    let answers: [Markup] = item.draft.choices.map { choice in
      """
      <answer fraction="\(choice.isCorrect ? shares.0 : shares.1)" format="html">\
      <text>\(ItemHTML.inline(choice.text).source)</text>\(reason(choice.why))</answer>

      """
    }
    return """
      <single>\(isSingle ? "true" : "false")</single><shuffleanswers>true</shuffleanswers>
      <answernumbering>abc</answernumbering>
      \(html("correctfeedback", .empty))
      \(html("partiallycorrectfeedback", .empty))
      \(html("incorrectfeedback", .empty))
      \(answers)
      """
  }

  private func short(_ answers: [String]) -> Markup {
    let parts: [Markup] = answers.map { answer in
      """
      <answer fraction="100" format="moodle_auto_format"><text>\(Self.literal(answer))</text>\
      \(reason(nil))</answer>
      """
    }
    return "<usecase>0</usecase>\n\(parts.joined("\n"))"
  }

  private func reason(_ text: String?) -> Markup {
    html("feedback", text.map(ItemHTML.inline) ?? .empty)
  }

  private func html(_ name: Markup, _ content: Markup) -> Markup {
    "<\(name) format=\"html\"><text>\(content.source)</text></\(name)>"
  }

  private static func shares(of item: Item) -> (String, String)? {
    let right = item.draft.choices.count { $0.isCorrect }
    return MoodleGrades.shares(right: right, wrong: item.draft.choices.count - right)
  }

  /// An asterisk stands for anything in a short answer.
  private static func literal(_ answer: String) -> String {
    PlainText.oneLine(answer).replacing("*", with: "\\*")
  }

  /// With character references, which Moodle resolves, for the signs of HTML and those that end an answer in the text.
  private static func entities(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, sign in
      if "&<>{}#~\\/\"'=%".unicodeScalars.contains(sign) {
        result += "&#\(sign.value);"
      } else {
        result.unicodeScalars.append(sign)
      }
    }
  }
}
