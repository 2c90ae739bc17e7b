/// A question that is being read, until the next one begins.
struct OpenItem {
  /// What stands below the question's first line.
  struct BodyLine {
    var text: Scalars
    var isCode: Bool
    var isBlankBefore: Bool
    var number: Int
  }

  var line: Int
  let leader: Leader
  var number: Int?
  /// The words of its first line.
  var words: Scalars
  var body: [BodyLine] = []
  var answer: [BodyLine]?
  var explanation: [BodyLine]?
  var options: [(text: Scalars, checked: Bool?)] = []
  /// The last number of a list inside the answer, and its columns.
  var nested: (number: Int, indent: Int)?
  private var isBlankBefore = false
  private var isInOption = false
  private var bodyIndent: Int?

  init(_ line: TextLine, _ leader: Leader, words: Scalars) {
    self.line = line.number
    self.leader = leader
    number = line.shape.number
    self.words = words
  }

  var hasAnswer: Bool { answer != nil }
  var hasBody: Bool { !body.isEmpty || answer?.isEmpty == false || explanation?.isEmpty == false }
  /// Lines below it that ask, for a reader who has to be told that they are lost.
  var asking: [Int] {
    (body + (answer ?? []) + (explanation ?? [])).filter { AskCues.hasQuestionMark($0.text[...]) }
      .map(\.number)
  }
  var takesOptions: Bool { answer == nil && explanation == nil }

  mutating func addBlank() {
    isBlankBefore = true
    isInOption = false
  }

  mutating func beginAnswer(_ words: ArraySlice<Unicode.Scalar>, _ number: Int) {
    answer = []
    isBlankBefore = false
    isInOption = false
    if !words.trimmed.isEmpty { add(Array(words.trimmed), isCode: false, number) }
  }

  mutating func beginExplanation(_ words: ArraySlice<Unicode.Scalar>, _ number: Int) {
    explanation = []
    isBlankBefore = false
    isInOption = false
    if !words.trimmed.isEmpty { add(Array(words.trimmed), isCode: false, number) }
  }

  mutating func addOption(_ text: Scalars, checked: Bool?) {
    options.append((text, checked))
    isBlankBefore = false
    isInOption = true
  }

  /// A line of text with the columns it is indented by.
  mutating func addText(_ line: TextLine) {
    if isInOption, takesOptions, !isBlankBefore, !line.shape.isBold, !line.shape.isBullet,
      line.shape.number == nil
    {
      options[options.count - 1].text += [" "] + line.text
      return
    }
    let base = bodyIndent ?? line.indent
    bodyIndent = base
    let deeper = line.shape.isBullet || line.shape.number != nil ? max(0, line.indent - base) : 0
    add(Scalars(repeating: " ", count: min(deeper, 12)) + line.text, isCode: false, line.number)
  }

  mutating func addCode(_ text: Scalars, _ number: Int) { add(text, isCode: true, number) }

  private mutating func add(_ text: Scalars, isCode: Bool, _ number: Int) {
    isInOption = false
    let entry = BodyLine(
      text: text, isCode: isCode, isBlankBefore: isBlankBefore, number: number)
    isBlankBefore = false
    if explanation != nil {
      explanation?.append(entry)
    } else if answer != nil {
      answer?.append(entry)
    } else {
      body.append(entry)
    }
  }
}
