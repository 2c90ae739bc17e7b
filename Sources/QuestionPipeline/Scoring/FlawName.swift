/// The fixed names of flaws, as they stand in files and reports.
package enum FlawName {
  package static let exactDuplicate = "exact-duplicate"
  package static let nearDuplicate = "near-duplicate"
  package static let missingQuestion = "missing-question"
  package static let missingAnswer = "missing-answer"
  package static let notAQuestion = "not-a-question"
  package static let truncatedQuestion = "truncated-question"
  package static let truncatedAnswer = "truncated-answer"
  package static let placeholderText = "placeholder-text"
  package static let mojibake = "mojibake"
  package static let wrongLanguage = "wrong-language"
  package static let unseenReference = "unseen-reference"
  package static let severalQuestions = "several-questions"
  package static let answerLeak = "answer-leak"
  package static let answerRestatesQuestion = "answer-restates-question"
  package static let emptyDefinition = "empty-definition"
  package static let offTopic = "off-topic"
  package static let malformed = "malformed"
  package static let unsupportedQuote = "unsupported-quote"
  package static let missingQuote = "missing-quote"
  package static let unsupportedAnswer = "unsupported-answer"
  package static let answerableQuestion = "answerable-question"
  package static let contradictoryKey = "contradictory-key"
  package static let missingQuestionMark = "missing-question-mark"
  package static let questionTooShort = "question-too-short"
  package static let questionTooLong = "question-too-long"
  package static let unclearPronoun = "unclear-pronoun"
  package static let unclosedMarkup = "unclosed-markup"
  package static let answerTypeMismatch = "answer-type-mismatch"
  package static let thinAnswer = "thin-answer"
  package static let hollowDefinition = "hollow-definition"
  package static let contradictsKeyPoint = "contradicts-key-point"

  package static let noneOrAllOfAbove = "mcq-none-or-all-of-above"
  package static let longestOptionIsKey = "mcq-longest-option-is-key"
  package static let absoluteTerms = "mcq-absolute-terms"
  package static let grammaticalCue = "mcq-grammatical-cue"
  package static let wordRepeat = "mcq-word-repeat"
  package static let duplicateOptions = "mcq-duplicate-options"
  package static let negatedStem = "mcq-negated-stem"
  package static let unequalOptions = "mcq-unequal-options"
  package static let vagueTerms = "mcq-vague-terms"
  package static let fillInMidSentence = "mcq-fill-in-mid-sentence"
  package static let moreThanOneCorrect = "mcq-more-than-one-correct"
  package static let complexFormat = "mcq-complex-format"
  package static let fewOptions = "mcq-few-options"
  package static let lostSequence = "mcq-lost-sequence"
  package static let overlappingOptions = "mcq-overlapping-options"
  package static let convergenceCue = "mcq-convergence-cue"
  package static let logicalCue = "mcq-logical-cue"
  package static let implausibleOption = "mcq-implausible-option"
  package static let unfocusedStem = "mcq-unfocused-stem"
  package static let gratuitousInformation = "mcq-gratuitous-information"
  package static let trueFalseSeries = "mcq-true-false-series"
}

/// What is known of a flaw besides its name.
package struct FlawKind: Sendable, Hashable {
  package var name: String
  /// How bad the flaw is unless the rule that finds it knows better.
  package var severity: Flaw.Severity
  /// What the flaw is, in a phrase for reports.
  package var description: Wording
  /// What the generator should do about it.
  package var remedy: Wording

  /// A text in the two languages of reports and prompts.
  package struct Wording: Sendable, Hashable {
    package var english: String
    package var chinese: String

    package func text(in language: LanguageTag) -> String {
      language.isChinese ? chinese : english
    }
  }

  /// What is known of that name, if it is one of the fixed names.
  package static func named(_ name: String) -> FlawKind? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension Flaw {
  /// A flaw of a fixed name, with its usual severity unless another is given, and its remedy.
  package static func fixed(
    _ name: String, _ evidence: String, with: [String] = [], severity: Severity? = nil,
    language: LanguageTag
  ) -> Flaw {
    let kind = FlawKind.named(name)
    return Flaw(
      name, evidence, severity: severity ?? kind?.severity ?? .warning, with: with,
      suggestion: kind?.remedy.text(in: language))
  }
}
