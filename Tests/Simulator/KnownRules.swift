import QuestionPipeline
import Synchronization

/// The rules for drafts, asked once a process for each draft: the seeds of a scenario write the same ones again and again,
/// and what rules say of a text is not what they try.
final class KnownRules: DraftInspector, DraftScorer {
  static let shared = KnownRules()

  private struct Asked: Hashable {
    var draft: Draft
    var context: ItemContext
    var flaws: [Flaw]?

    /// Few drafts ask the same, and what is equal is compared in any case.
    func hash(into hasher: inout Hasher) { hasher.combine(draft.question) }
  }
  private struct Question: Hashable {
    var text: String
    var language: LanguageTag
  }
  private let inspector = ItemInspector(settings: .drafts)
  private let scorer = RuleScorer()
  private let flaws = Answers<Asked, [Flaw]>()
  private let scores = Answers<Asked, Scores>()
  private let probes = Answers<Question, DuplicateIndex.Probe>()

  func flaws(of draft: Draft, in context: ItemContext) -> [Flaw] {
    flaws.recalled(Asked(draft: draft, context: context)) {
      inspector.flaws(of: draft, in: context)
    }
  }

  func scores(of draft: Draft, flaws: [Flaw], in context: ItemContext) -> Scores {
    scores.recalled(Asked(draft: draft, context: context, flaws: flaws)) {
      scorer.scores(of: draft, flaws: flaws, in: context)
    }
  }

  func probe(of question: String, language: LanguageTag) -> DuplicateIndex.Probe {
    probes.recalled(Question(text: question, language: language)) {
      inspector.probe(of: question, language: language)
    }
  }

  /// What was said to each question of one kind.
  private final class Answers<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let known = Mutex<[Key: Value]>([:])
    /// Drafts of endpoints that forget what they wrote would come without end.
    private let most = 10_000

    func recalled(_ key: Key, _ find: () -> Value) -> Value {
      if let value = known.withLock({ $0[key] }) { return value }
      let value = find()
      known.withLock { known in
        if known.count >= most { known = [:] }
        known[key] = value
      }
      return value
    }
  }
}
