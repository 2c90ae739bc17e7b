/// What a reader found of one question, before its kind, language and key are settled.
struct RawItem {
  /// In the input, from 1.
  var line: Int
  var question: String
  var answer = ""
  var explanation = ""
  var options: [Option] = []
  /// What names the correct options: letters, numbers or their text.
  var key: String?
  var topic: [String] = []
  var id: String?
  var kind: QuestionKind?
  var language: LanguageTag?
  var level: BloomLevel?
  var difficulty: Int?
  var unanswerable: Unanswerable?
  var keyPoints: [String] = []
  var code: CodeTask?
  /// Whether the explanation begins with the key, which need not be said before it.
  var statesKey = false
  /// Why a statement is true, and why it is not, where these are told apart from the explanation.
  var truthReasons: (ifTrue: String?, ifFalse: String?) = (nil, nil)
  /// The number before it, where an answer key at the end of the text refers to it.
  var number: Int?

  struct Option {
    var text: String
    /// Nil where only the key tells.
    var isCorrect: Bool?
    var why: String?
  }

  init(line: Int, question: String) {
    self.line = line
    self.question = question
  }
}
