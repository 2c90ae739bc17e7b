/// Looks for flaws that rules can be sure of, or nearly, in single items in English and Chinese.
///
/// An error is certain enough to refuse an item; what may have an innocent reason is a warning.
package struct ItemInspector: Sendable {
  package let settings: InspectorSettings
  private let rules: [any ItemRule]

  package init(settings: InspectorSettings = InspectorSettings()) {
    self.settings = settings
    rules = [
      StructureRule(), TruncationRule(), PlaceholderRule(), EncodingRule(), LanguageRule(),
      DemandRule(), ReferenceRule(), LeakRule(settings: settings), RepetitionRule(), TopicRule(),
      QuoteRule(), SupportRule(), UnanswerableRule(), KeyRule(), ClosingRule(), PronounRule(),
      UnclosedRule(),
      AnswerTypeRule(),
      ThinAnswerRule(), HollowDefinitionRule(), KeyPointRule(),
      OptionContentRule(settings: settings), OptionWordingRule(), StemRule(), StemFocusRule(),
      OptionRelationRule(settings: settings),
    ]
  }

  /// The flaws, in the order of the rules; each name at most once a field.
  package func flaws(of draft: Draft, in context: ItemContext) -> [Flaw] {
    flaws(of: InspectedDraft(draft, context))
  }

  /// The same for a draft that the scorer looks at as well.
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    var flaws: [Flaw] = []
    for rule in rules { flaws += rule.flaws(of: subject) }
    return flaws
  }

  /// Whether the article right before the gap of a multiple-choice item fits its key and not every other option.
  ///
  /// One of the cues that `mcq-grammatical-cue` names.
  package func articleGivesKeyAway(in draft: Draft, _ context: ItemContext) -> Bool {
    GrammaticalCue.articleGivesKeyAway(InspectedDraft(draft, context))
  }
}

/// A family of flaws that are found alike.
protocol ItemRule: Sendable {
  func flaws(of subject: InspectedDraft) -> [Flaw]
}

/// A draft with its texts prepared once for all rules, and for the scorer.
struct InspectedDraft: Sendable {
  let draft: Draft
  let context: ItemContext
  let question: InspectedText
  let answer: InspectedText
  let choices: [InspectedText]
  let keyPoints: [InspectedText]
  let followUps: [(question: InspectedText, strong: InspectedText)]
  /// The place of the option marked correct, if there is exactly one.
  let keyIndex: Int?
  let isChinese: Bool
  /// What the question's wording suggests; nil where it is estimated when somebody asks.
  private let knownLevel: LevelEstimate?

  /// - Parameter estimatesLevel: whether somebody will ask for the level.
  init(_ draft: Draft, _ context: ItemContext, estimatesLevel: Bool = true) {
    self.draft = draft
    self.context = context
    question = InspectedText(draft.question)
    answer = InspectedText(draft.answer)
    choices = draft.choices.map { InspectedText($0.text) }
    keyPoints = draft.keyPoints.map { InspectedText($0) }
    followUps = draft.followUps.map { (InspectedText($0.question), InspectedText($0.strong)) }
    let marked = draft.choices.indices.filter { draft.choices[$0].isCorrect }
    keyIndex = marked.count == 1 ? marked[0] : nil
    isChinese = context.language.isChinese
    knownLevel =
      estimatesLevel
      ? LevelEstimate(question, isChinese: isChinese, kind: context.kind) : nil
  }

  /// What the question's wording suggests.
  var level: LevelEstimate {
    knownLevel ?? LevelEstimate(question, isChinese: isChinese, kind: context.kind)
  }

  /// A flaw of the fixed name, with its usual severity unless another is given.
  func flaw(_ name: String, _ evidence: String, severity: Flaw.Severity? = nil) -> Flaw {
    .fixed(name, evidence, severity: severity, language: context.language)
  }

  /// Evidence in the item's own language.
  func say(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }
}
