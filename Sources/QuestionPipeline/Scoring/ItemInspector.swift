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
      QuoteRule(), KeyRule(), ClosingRule(), PronounRule(), UnclosedRule(), AnswerTypeRule(),
      ThinAnswerRule(), HollowDefinitionRule(), KeyPointRule(),
      OptionContentRule(settings: settings), OptionWordingRule(), StemRule(), StemFocusRule(),
      OptionRelationRule(settings: settings),
    ]
  }

  /// The flaws, in the order of the rules; each name at most once a field.
  package func flaws(of draft: Draft, in context: ItemContext) -> [Flaw] {
    let subject = InspectedDraft(draft, context)
    return rules.flatMap { $0.flaws(of: subject) }
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

/// A draft with its texts prepared once for all rules.
struct InspectedDraft: Sendable {
  let draft: Draft
  let context: ItemContext
  let question: InspectedText
  let answer: InspectedText
  let choices: [InspectedText]

  init(_ draft: Draft, _ context: ItemContext) {
    self.draft = draft
    self.context = context
    question = InspectedText(draft.question)
    answer = InspectedText(draft.answer)
    choices = draft.choices.map { InspectedText($0.text) }
  }

  var isChinese: Bool { context.language.isChinese }

  /// The place of the option marked correct, if there is exactly one.
  var keyIndex: Int? {
    let marked = draft.choices.indices.filter { draft.choices[$0].isCorrect }
    return marked.count == 1 ? marked[0] : nil
  }

  /// A flaw of the fixed name, with its usual severity unless another is given.
  func flaw(_ name: String, _ evidence: String, severity: Flaw.Severity? = nil) -> Flaw {
    .fixed(name, evidence, severity: severity, language: context.language)
  }

  /// Evidence in the item's own language.
  func say(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }
}
