/// Answers that deny what their own key points say.
///
/// A clause of the answer that has nearly all of a key point's words but one negation more or less, or another number
/// in the same place, contradicts it. What is contradicted in other words no rule sees.
struct KeyPointRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard !subject.draft.keyPoints.isEmpty, !subject.answer.tokens.isEmpty else { return [] }
    let clauses = Self.clauses(of: subject.answer.tokens).map { Statement($0) }
    for point in subject.keyPoints {
      let tokens = point.allTokens
      guard tokens.count >= 4, !tokens.dropFirst().contains(where: \.followsBreak) else { continue }
      let said = Statement(tokens)
      // Mostly nothing can contradict it, and no words need be compared.
      let suspects = clauses.filter { $0.differs(from: said) }
      guard !suspects.isEmpty else { continue }
      let content = said.content
      guard content.count >= 4, suspects.contains(where: { $0.shares(content) }),
        // Another clause may say it rightly.
        !clauses.contains(where: { !$0.differs(from: said) && $0.shares(content) })
      else { continue }
      return [subject.flaw(FlawName.contradictsKeyPoint, "“\(point.raw.asEvidence)”")]
    }
    return []
  }

  /// Those that deny a whole clause: "no state" and "without a lock" name what is absent.
  fileprivate static let negations = Phrases(
    "not|never|cannot|can't|don't|doesn't|isn't|aren't|won't|didn't|wasn't|不|没有|没|无法|未")

  private static func clauses(of tokens: [Token]) -> [[Token]] {
    var clauses: [[Token]] = []
    for token in tokens {
      if token.followsBreak || clauses.isEmpty { clauses.append([]) }
      clauses[clauses.count - 1].append(token)
    }
    return clauses
  }

  private struct Statement {
    let tokens: [Token]
    let numbers: Set<UInt64>
    let negations: [Phrases.Match]

    init(_ tokens: [Token]) {
      self.tokens = tokens
      numbers = Set(tokens.lazy.filter { $0.kind == .number }.map(\.key))
      let found = KeyPointRule.negations.all(in: tokens)
      let harmless = found.isEmpty ? [] : QuestionWords.unnegated.all(in: tokens)
      negations = found.filter { match in !harmless.contains { $0.range.overlaps(match.range) } }
    }

    /// The words, without the negations, so that 不接受 has those of 接受.
    var content: Set<String> {
      let rest = tokens.indices.filter { index in
        !negations.contains { $0.range.contains(index) }
      }
      // Numbers are compared apart.
      return ContentWords.set(
        of: rest.map { tokens[$0] }
      ).subtracting(tokens.filter { $0.kind == .number }.map(\.text))
    }

    /// Whether it is about the same as the words, and about hardly anything else.
    func shares(_ words: Set<String>) -> Bool {
      let content = content
      let shared = content.intersection(words).count
      return shared * 10 >= words.count * 9 && content.count <= shared + 1
    }

    /// Whether one of the two is negated, or they have as many numbers and none in common.
    func differs(from other: Statement) -> Bool {
      negations.isEmpty != other.negations.isEmpty
        || !numbers.isEmpty && numbers.count == other.numbers.count
          && numbers.isDisjoint(with: other.numbers)
    }
  }
}
