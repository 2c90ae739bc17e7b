import QuestionPipeline

/// Short ways to inspect drafts in tests.
enum Inspection {
  static func flaws(
    _ draft: Draft, _ kind: QuestionKind = .open, _ language: LanguageTag = .english,
    topicTerms: [String] = [], passage: String? = nil
  ) -> [Flaw] {
    ItemInspector().flaws(
      of: draft,
      in: ItemContext(
        kind: kind, language: language, topicTerms: topicTerms, passage: passage))
  }

  static func names(
    _ draft: Draft, _ kind: QuestionKind = .open, _ language: LanguageTag = .english,
    topicTerms: [String] = [], passage: String? = nil
  ) -> [String] {
    flaws(draft, kind, language, topicTerms: topicTerms, passage: passage).map(\.name)
  }

  static func errors(
    _ draft: Draft, _ kind: QuestionKind = .open, _ language: LanguageTag = .english
  ) -> [String] {
    flaws(draft, kind, language).filter { $0.severity == .error }.map(\.name)
  }

  /// A multiple-choice draft; the first option is the key.
  static func choices(
    _ stem: String, _ key: String, _ wrong: String..., answer: String? = nil
  ) -> Draft {
    var draft = Draft(question: stem, answer: answer ?? key)
    draft.choices =
      [Choice(text: key, isCorrect: true)] + wrong.map { Choice(text: $0, isCorrect: false) }
    return draft
  }

  static let answer =
    "The lock lets one thread run bytecode at a time. Because of it, threads gain nothing for work "
    + "that keeps the processor busy, whereas waiting for the network releases it."
  static let chineseAnswer =
    "GIL 使同一时刻只有一个线程执行字节码。因此 CPU 密集的任务开多个线程并不会更快，而等待 I/O 时会释放它。"
  static let question = "Why do threads not speed up a pure Python loop?"
  static let chineseQuestion = "为什么多线程不能加速纯 Python 循环？"
}
