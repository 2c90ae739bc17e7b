import QuestionPipeline

/// One item as an assessment item of QTI 2.1.
struct QTIItem {
  let identifier: String
  var topic: [String] { item.topic }
  var path: String { "items/\(identifier).xml" }

  private let item: Item
  private let form: QuizForm
  private let gap: GapText?

  init(_ item: Item, identifier: String) {
    self.item = item
    self.identifier = identifier
    form = QuizForm(item)
    gap = GapText(item.draft.question)
  }

  static let namespace: Markup = """
    xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" \
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
    xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1 \
    http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
    """

  static func title(_ text: String) -> String { PlainText.line(ExportNames.short(text)) }

  var markup: Markup {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <assessmentItem \(Self.namespace) identifier="\(identifier)" title="\(Self.title(item.draft.question))" \
    label="\(Self.title(item.id))" xml:lang="\(item.language.tag)" adaptive="false" timeDependent="false">
    \(response)
    <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">\
    <defaultValue><value>0</value></defaultValue></outcomeDeclaration>
    <outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier">\
    <defaultValue><value>answer</value></defaultValue></outcomeDeclaration>
    <itemBody>
    \(question)
    \(interaction)
    </itemBody>
    \(processing)
    <modalFeedback outcomeIdentifier="FEEDBACK" showHide="show" identifier="answer">\(feedback)</modalFeedback>
    </assessmentItem>

    """
  }

  private var choices: [(name: String, choice: Choice)] {
    item.draft.choices.enumerated().map { ("C\($0.offset + 1)", $0.element) }
  }

  private var isSingle: Bool { item.draft.choices.count { $0.isCorrect } == 1 }

  /// What a right response is.
  private var response: Markup {
    switch form {
    case .essay:
      return
        "<responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"string\"/>"
    case .truth, .choice:
      let values: [Markup] = choices.filter(\.choice.isCorrect).map { "<value>\($0.name)</value>" }
      return """
        <responseDeclaration identifier="RESPONSE" cardinality="\(isSingle ? "single" : "multiple")" \
        baseType="identifier"><correctResponse>\(values)</correctResponse></responseDeclaration>
        """
    case .gap(let answers):
      let words = answers.map(PlainText.oneLine)
      let entries: [Markup] = words.map {
        "<mapEntry mapKey=\"\($0)\" mappedValue=\"1\" caseSensitive=\"false\"/>"
      }
      return """
        <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string">\
        <correctResponse><value>\(words[0])</value></correctResponse>\
        <mapping defaultValue="0">\(entries)</mapping></responseDeclaration>
        """
    }
  }

  private static let entry: Markup = "<textEntryInteraction responseIdentifier=\"RESPONSE\"/>"

  private var question: Markup {
    if case .gap = form, let gap { return gap.markup(gap: Self.entry) }
    let question = ItemHTML.markup(item.question(as: form))
    return question.source.isEmpty ? "<p>?</p>" : question
  }

  private var interaction: Markup {
    switch form {
    case .essay:
      return """
        <rubricBlock view="scorer">\(ItemDetails(item: item).all)\(ItemDetails(item: item).reasons)</rubricBlock>
        <extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="10"/>
        """
    case .truth, .choice:
      let list: [Markup] = choices.map {
        "<simpleChoice identifier=\"\($0.name)\">\(ItemHTML.inline($0.choice.text))</simpleChoice>\n"
      }
      return """
        <choiceInteraction responseIdentifier="RESPONSE" shuffle="\(isTruth ? "false" : "true")" \
        maxChoices="\(isSingle ? 1 : 0)">
        \(list)</choiceInteraction>
        """
    case .gap: return gap == nil ? "<p>\(Self.entry)</p>" : .empty
    }
  }

  private var isTruth: Bool {
    if case .truth = form { true } else { false }
  }

  /// By IMS's own templates; essays are graded by people.
  private var processing: Markup {
    let template: Markup
    switch form {
    case .essay: return .empty
    case .truth, .choice: template = "match_correct"
    case .gap: template = "map_response"
    }
    return """
      <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/\(template)"/>
      """
  }

  private var feedback: Markup {
    let details = ItemDetails(item: item)
    return form == .essay
      ? "\(details.answer)\(details.solution)" : "\(details.all)\(details.reasons)"
  }
}
