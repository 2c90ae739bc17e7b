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
  }
  private struct Question: Hashable {
    var text: String
    var language: LanguageTag
  }
  private struct Known {
    var flaws: [Asked: [Flaw]] = [:]
    var scores: [Asked: Scores] = [:]
    var probes: [Question: DuplicateIndex.Probe] = [:]
  }
  private let known = Mutex(Known())
  /// Drafts of endpoints that forget what they wrote would come without end.
  private static let most = 10_000
  private let inspector = ItemInspector(settings: .drafts)
  private let scorer = RuleScorer()

  func flaws(of draft: Draft, in context: ItemContext) -> [Flaw] {
    recalled(\.flaws, Asked(draft: draft, context: context)) {
      inspector.flaws(of: draft, in: context)
    }
  }

  func scores(of draft: Draft, flaws: [Flaw], in context: ItemContext) -> Scores {
    recalled(\.scores, Asked(draft: draft, context: context, flaws: flaws)) {
      scorer.scores(of: draft, flaws: flaws, in: context)
    }
  }

  func probe(of question: String, language: LanguageTag) -> DuplicateIndex.Probe {
    recalled(\.probes, Question(text: question, language: language)) {
      inspector.probe(of: question, language: language)
    }
  }

  private func recalled<Key: Hashable & Sendable, Value: Sendable>(
    _ table: any WritableKeyPath<Known, [Key: Value]> & Sendable, _ key: Key, _ find: () -> Value
  ) -> Value {
    if let value = known.withLock({ $0[keyPath: table][key] }) { return value }
    let value = find()
    known.withLock { known in
      if known[keyPath: table].count >= Self.most { known[keyPath: table] = [:] }
      known[keyPath: table][key] = value
    }
    return value
  }
}
