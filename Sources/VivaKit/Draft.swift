/// A question with its answer: what stages and scorers see, and what every ``Item`` holds.
public struct Draft: Sendable, Hashable {
  /// It makes sense alone.
  public var question: String
  /// The reference answer.
  public var answer: String
  /// Which decides what else it has: choices, code, follow-ups.
  public var kind: QuestionKind
  /// A BCP 47 tag: "en", "zh-Hans".
  public var language: String
  /// The topic, then the subtopic if there is one.
  public var topic: [String]
  /// What answering asks of the learner; nil where nobody said.
  public var level: Level?
  /// 1 (easiest) to 5.
  public var difficulty: Int?
  /// What a full answer says.
  public var keyPoints: [String] = []
  /// What people often get wrong.
  public var mistakes: [String] = []
  /// Of interview questions.
  public var followUps: [FollowUp] = []
  /// Of multiple-choice and true-or-false questions.
  public var choices: [Choice] = []
  /// Of coding questions.
  public var code: Code?
  /// Quotes from the documents that the question was written from.
  public var sources: [Citation] = []

  /// A question of your own, as to have it judged.
  public init(
    question: String, answer: String, kind: QuestionKind = .open, language: String = "en",
    topic: [String] = []
  ) {
    self.question = question
    self.answer = answer
    self.kind = kind
    self.language = language
    self.topic = topic
  }

  /// One option to choose from.
  public struct Choice: Sendable, Hashable {
    public var text: String
    public var isCorrect: Bool
    /// Why it is right or wrong.
    public var why: String?

    public init(_ text: String, isCorrect: Bool, why: String? = nil) {
      self.text = text
      self.isCorrect = isCorrect
      self.why = why
    }
  }

  /// A question to ask next, and how a strong and a weak answer to it sound.
  public struct FollowUp: Sendable, Hashable {
    public var question: String
    /// The key point that it probes.
    public var probes: String
    public var strong: String
    public var weak: String

    public init(_ question: String, probes: String, strong: String, weak: String) {
      self.question = question
      self.probes = probes
      self.strong = strong
      self.weak = weak
    }
  }

  /// What a coding question wants written, and the tests that a solution passes.
  public struct Code: Sendable, Hashable {
    /// The programming language: "python".
    public var language: String
    public var solution: String
    public var tests: String
    /// Whether the tests ran on the solution, and passed.
    public var isChecked: Bool

    public init(language: String, solution: String, tests: String, isChecked: Bool = false) {
      self.language = language
      self.solution = solution
      self.tests = tests
      self.isChecked = isChecked
    }
  }

  /// A passage of a document, word for word.
  public struct Citation: Sendable, Hashable {
    /// The document's name.
    public var document: String
    public var quote: String
    /// Where it stands in the decoded text, in Unicode scalars; nil where that is not known.
    public var range: Range<Int>?

    public init(document: String, quote: String, range: Range<Int>? = nil) {
      self.document = document
      self.quote = quote
      self.range = range
    }
  }
}
