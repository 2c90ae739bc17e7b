/// What one topic's conversation needs now: the latest questions and refusals, kept within a token budget. It dies with the
/// run; older entries are counted, not kept.
package struct ShortTermMemory: Sendable, Hashable {
  package struct Refusal: Sendable, Hashable {
    package var question: String
    package var reason: String
  }

  private var questions: [String] = []
  private var refusals: [Refusal] = []
  /// Entries that the budget pushed out, by what they were.
  package private(set) var summarised = (questions: 0, refusals: 0)
  private let budget: Int
  private var tokens = 0

  /// - Parameter budget: estimated tokens, at least 0.
  package init(budget: Int) { self.budget = budget }

  package mutating func asked(_ question: String) {
    questions.append(question)
    tokens += TokenEstimate.tokens(in: question)
    shrink()
  }

  package mutating func refused(_ question: String, reason: String) {
    refusals.append(Refusal(question: question, reason: reason))
    tokens += TokenEstimate.tokens(in: question) + TokenEstimate.tokens(in: reason)
    shrink()
  }

  /// The oldest entries go first, of whichever list is longer.
  private mutating func shrink() {
    while tokens > budget, !(questions.isEmpty && refusals.isEmpty) {
      if questions.count >= refusals.count {
        tokens -= TokenEstimate.tokens(in: questions.removeFirst())
        summarised.questions += 1
      } else {
        let refusal = refusals.removeFirst()
        tokens -=
          TokenEstimate.tokens(in: refusal.question)
          + TokenEstimate.tokens(in: refusal.reason)
        summarised.refusals += 1
      }
    }
  }

  /// What a prompt is told.
  package var prompted: JSONValue {
    [
      "asked": .strings(questions),
      "refused": .array(
        refusals.map { ["question": .string($0.question), "reason": .string($0.reason)] }),
      "earlier": [
        "asked": .integer(summarised.questions), "refused": .integer(summarised.refusals),
      ],
    ]
  }

  package static func == (left: ShortTermMemory, right: ShortTermMemory) -> Bool {
    left.prompted == right.prompted
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(prompted) }
}
