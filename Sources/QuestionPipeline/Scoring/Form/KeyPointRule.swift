/// Answers that deny what their own key points say.
///
/// A clause of the answer that has nearly all of a key point's words but one negation more or less, or another number
/// in the same place, contradicts it. What is contradicted in other words no rule sees.
struct KeyPointRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard !subject.draft.keyPoints.isEmpty, !subject.answer.tokens.isEmpty else { return [] }
    let clauses = Self.clauses(of: subject.answer.tokens).map { Statement($0) }
    for point in subject.draft.keyPoints {
      let said = Statement(Tokenizer.tokens(of: point))
      guard said.content.count >= 4 else { continue }
      // Another clause may say it rightly.
      let close = clauses.filter { $0.shares(said) }
      guard !close.isEmpty, close.allSatisfy({ $0.contradicts(said) }) else { continue }
      return [subject.flaw(FlawName.contradictsKeyPoint, "“\(point.asEvidence)”")]
    }
    return []
  }

  private static func clauses(of tokens: [Token]) -> [[Token]] {
    var clauses: [[Token]] = []
    for token in tokens {
      if token.followsBreak || clauses.isEmpty { clauses.append([]) }
      clauses[clauses.count - 1].append(token)
    }
    return clauses
  }

  private struct Statement {
    let content: Set<String>
    let numbers: Set<String>
    let negations: Int

    init(_ tokens: [Token]) {
      numbers = Set(tokens.filter { $0.kind == .number }.map(\.text))
      let harmless = QuestionWords.unnegated.all(in: tokens)
      let negating = QuestionWords.negations.all(in: tokens).filter { match in
        !harmless.contains { $0.range.overlaps(match.range) }
      }
      negations = negating.count
      // Without them, so that 不接受 has the words of 接受.
      let rest = tokens.indices.filter { index in
        !negating.contains { $0.range.contains(index) }
      }
      content = ContentWords.set(of: rest.map { tokens[$0] }).subtracting(numbers)
    }

    /// Whether the clause is about the same, and about hardly anything else.
    func shares(_ point: Statement) -> Bool {
      let shared = content.intersection(point.content).count
      return shared * 10 >= point.content.count * 9 && content.count <= shared + 3
    }

    func contradicts(_ point: Statement) -> Bool {
      (negations == 0) != (point.negations == 0)
        || !numbers.isEmpty && numbers.count == point.numbers.count
          && numbers.isDisjoint(with: point.numbers)
    }
  }
}
