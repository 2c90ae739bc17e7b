import QuestionPipeline

/// Moodle's GIFT: text that people can read and mend, and that this program reads again.
///
/// A text is one line of the file whatever it holds: Moodle takes a blank line, and a line of a lone 0, for the end of a
/// question.
package struct GIFTExporter: SetExporter {
  package var carried: Set<ItemField> {
    [
      .id, .topic, .kind, .language, .level, .difficulty, .answer, .choices, .choiceReasons,
      .solution, .unanswerable,
    ]
  }

  package init() {}

  package func export(_ set: ExportSet) -> Export {
    var lines: [String] = []
    var remarks = Remarks()
    var category: String?
    for item in set.items {
      let next = Self.category(of: item, in: set)
      if next != category {
        lines += ["$CATEGORY: \(next)", ""]
        category = next
      }
      let (form, loss) = Self.form(of: item)
      if let remark = loss ?? form.remark(for: item) { remarks.add(remark) }
      lines += [Self.comment(item), Self.question(item, form), ""]
    }
    return Export(.file(Array(lines.joined(separator: "\n").utf8)), remarks: remarks.sentences)
  }

  /// An essay where Moodle would misread the answers, and what is to be said of that.
  private static func form(of item: Item) -> (QuizForm, loss: String?) {
    let form = QuizForm(item)
    switch form {
    case .gap(let answers) where answers.contains { $0.contains("->") }:
      return (.essay, "clozes as essays: Moodle takes an arrow in an answer for a pair")
    case .choice(isSingle: false) where shares(of: item) == nil:
      return (
        .essay, "as essays without reasons: Moodle has no grades for that many right choices"
      )
    default: return (form, nil)
    }
  }

  private static func shares(of item: Item) -> (right: String, wrong: String)? {
    let right = item.draft.choices.count { $0.isCorrect }
    return MoodleGrades.shares(right: right, wrong: item.draft.choices.count - right)
  }

  /// Moodle resolves no escapes there but that of the backslash, and a slash in a name is written twice.
  private static func category(of item: Item, in set: ExportSet) -> String {
    MoodleNames.category(of: item, in: set).replacing("\\", with: "\\\\")
  }

  /// Moodle takes the identifier and the tags from there.
  private static func comment(_ item: Item) -> String {
    let parts = [("id", item.id)] + ExportNames.tags(of: item).map { ("tag", $0) }
    let words = parts.map { name, value in
      "[\(name):\(PlainText.line(value).replacing("]", with: "\\]"))]"
    }
    return "// " + words.joined(separator: " ")
  }

  private static func question(_ item: Item, _ form: QuizForm) -> String {
    var title = ExportNames.short(item.draft.question)
    // A colon before those that end the title would be read as one of them.
    while title.count > 1, title.hasSuffix(":") { title.removeLast() }
    let question = "::\(escaped(title))::[plain]\(escaped(item.question(as: form)))"
    let answer = item.answerWithSolution
    let general = answer.isEmpty ? "" : "####" + text(answer)
    switch form {
    case .essay: return "\(question) {\(general)}"
    case .truth(let isTrue):
      return "\(question) {\(isTrue ? "T" : "F")\(reasons(item))\(general)}"
    case .gap(let answers):
      // An asterisk stands for anything in a short answer.
      let words = answers.map { "  =" + text(PlainText.oneLine($0).replacing("*", with: "\\*")) }
      return block(question, words, general)
    case .choice(let isSingle):
      return block(question, choices(item, isSingle: isSingle), general)
    }
  }

  private static func block(_ question: String, _ lines: [String], _ general: String) -> String {
    let last = general.isEmpty ? [] : ["  " + general]
    return (["\(question) {"] + lines + last + ["}"]).joined(separator: "\n")
  }

  /// What is said to those who err, then to those who are right.
  private static func reasons(_ item: Item) -> String {
    let choices = item.draft.choices
    let whys = [false, true].map { isRight in
      choices.first { $0.isCorrect == isRight }?.why.map(text) ?? ""
    }
    return whys == ["", ""] ? "" : "#\(whys[0])#\(whys[1])"
  }

  private static func choices(_ item: Item, isSingle: Bool) -> [String] {
    let shares = shares(of: item) ?? ("100", "0")
    return item.draft.choices.map { choice in
      let mark =
        isSingle
        ? (choice.isCorrect ? "=" : "~") : "~%\(choice.isCorrect ? shares.right : shares.wrong)%"
      return "  " + mark + text(choice.text) + (choice.why.map { "#" + text($0) } ?? "")
    }
  }

  /// A text in an answer. One that is empty or opens like a grade or a format says its format first.
  private static func text(_ text: String) -> String {
    let words = escaped(text)
    return words.isEmpty || "%[".contains(words.first ?? "%") ? "[plain]" + words : words
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for (index, line) in text.textLines.enumerated() {
      if index > 0 { result += "\\n" }
      for sign in PlainText.line(line).unicodeScalars {
        if "~=#{}:\\".unicodeScalars.contains(sign) { result += "\\" }
        result.unicodeScalars.append(sign)
      }
    }
    return result
  }
}
