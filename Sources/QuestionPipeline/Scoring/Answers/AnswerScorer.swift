/// Scores an answer against reference answers by their letters, English and Chinese alike, in no model's opinion.
///
/// The core is the recall of the reference: of its character trigrams and of its words (which match a word of like
/// letters in part), each with and without what the question says already, since an answer that repeats the question
/// has said nothing, and one that leaves it out lacks nothing. Question-word-free trigram recall alone is a strong
/// baseline for open questions (Wang et al., EVOUNA, NeurIPS 2023, where overlap with the gold answers comes close to
/// model-based scores). A short reference is a fact: there the span itself and the precision count a little. Numbers
/// that are missing, a negation on one side and opposite words lower the score; a pupil who contradicts the reference
/// does so in its own words (Dzikovska et al., SemEval 2013).
///
/// The weights are round numbers, not fitted ones. Limits: a right answer in other words scores low, and so does one
/// that the references do not foresee; a wrong one that mentions the reference in passing scores high. Explanations of a
/// sentence or more are told apart only roughly: see "How good are the figures" in the documentation.
package struct AnswerScorer: Sendable {
  /// References of at most so many content terms are facts.
  private static let factTerms = 6
  private static let precisionWeight = 0.1
  private static let spanWeight = 0.05
  /// What of the score is lost: where no number of the reference is given; by an opposite word; where the answer misses
  /// the reference's negation, and where it has one that neither reference nor question has.
  private static let numberLoss = 0.3
  private static let oppositeLoss = 0.15
  private static let missedNegationLoss = 0.1
  private static let addedNegationLoss = 0.05
  /// Of like letters from here on; below, the likeness is chance.
  private static let leastLikeness = 0.5

  /// A reference, with all that does not depend on the answer.
  private struct Reference: Sendable {
    let terms: AnswerTerms
    let content: [AnswerTerms.Term]
    /// Whether each term of the content counts as news: the question does not say it, or says them all.
    let isNews: [Bool]
    let contentGrams: [UInt64]
    let newsGrams: [UInt64]
    let sides: AnswerOpposites.Sides
    let isNegated: Bool

    init(_ text: String, asked: [UInt64]) {
      let terms = AnswerTerms(text)
      let content = terms.content
      let isOwn = content.map { !asked.contains($0.key) }
      let isNews = isOwn.contains(true) ? isOwn : isOwn.map { _ in true }
      self.terms = terms
      self.content = content
      self.isNews = isNews
      contentGrams = terms.grams(of: content)
      newsGrams =
        isNews.contains(false)
        ? terms.grams(of: zip(content, isNews).lazy.filter(\.1).map(\.0)) : contentGrams
      sides = AnswerOpposites.sides(of: terms.tokens)
      isNegated = QuestionWords.isNegated(terms.tokens)
    }

    var isBlank: Bool { terms.terms.isEmpty }
  }

  /// An answer, with all that does not depend on the reference.
  private struct Answer {
    let terms: AnswerTerms
    let keys: [UInt64]
    /// Of the content.
    let contentKeys: [UInt64]
    let grams: [UInt64]
    let contentGrams: [UInt64]
    let sides: AnswerOpposites.Sides
    let isNegated: Bool

    init(_ text: String) {
      let terms = AnswerTerms(text)
      let content = terms.content
      self.terms = terms
      keys = terms.terms.map(\.key)
      contentKeys = content.map(\.key)
      grams = terms.grams(of: terms.terms)
      contentGrams = content.count < terms.terms.count ? terms.grams(of: content) : grams
      sides = AnswerOpposites.sides(of: terms.tokens)
      isNegated = QuestionWords.isNegated(terms.tokens)
    }
  }

  private let questionIsNegated: Bool
  private let references: [Reference]

  /// - Parameters:
  ///   - references: any of them is right; blank ones are left out of account.
  ///   - question: what was asked; may be empty.
  package init(references: [String], question: String) {
    let question = AnswerTerms(question)
    let asked = question.terms.map(\.key)
    questionIsNegated = QuestionWords.isNegated(question.tokens)
    self.references = references.map { Reference($0, asked: asked) }
  }

  /// Nil where there is no reference to hold the answer against.
  package func score(_ answer: String) -> AnswerScore? {
    let answer = Answer(answer)
    var best: AnswerScore?
    for (place, reference) in references.enumerated() where !reference.isBlank {
      let score = score(answer, reference, place: place)
      if score.value > best?.value ?? -1 { best = score }
    }
    return best
  }

  private func score(_ answer: Answer, _ reference: Reference, place: Int) -> AnswerScore {
    let content = reference.content
    func gramRecall(_ grams: [UInt64]) -> Double {
      Double(AnswerTerms.common(grams, answer.grams)) / Double(max(1, grams.count))
    }
    var (newsRecall, contentRecall) = (0.0, 0.0)
    var (news, numbers, given) = (0, 0, 0)
    for index in content.indices {
      let isSaid = answer.keys.contains(content[index].key)
      let match = isSaid ? 1 : nearest(to: content[index], of: reference.terms, in: answer.terms)
      contentRecall += match
      guard reference.isNews[index] else { continue }
      newsRecall += match
      news += 1
      if content[index].kind == .number {
        numbers += 1
        given += isSaid ? 1 : 0
      }
    }
    newsRecall /= Double(max(1, news))
    contentRecall /= Double(max(1, content.count))
    let recall =
      (gramRecall(reference.newsGrams) + gramRecall(reference.contentGrams) + newsRecall
        + contentRecall) / 4
    let precision =
      Double(AnswerTerms.common(answer.contentGrams, reference.contentGrams))
      / Double(max(1, answer.contentGrams.count))

    var score = AnswerScore(
      value: recall, reference: place, recall: recall.roundedScore,
      precision: precision.roundedScore,
      holdsSpan: Self.contains(answer.contentKeys, content.map(\.key)),
      numbers: numbers == 0 ? 1 : (Double(given) / Double(numbers)).roundedScore,
      isNegated: false, isOpposite: AnswerOpposites.differ(reference.sides, answer.sides))
    if content.count <= Self.factTerms {
      score.value =
        (1 - Self.precisionWeight - Self.spanWeight) * recall + Self.precisionWeight * precision
        + (score.holdsSpan ? Self.spanWeight : 0)
    }
    score.value *= 1 - Self.numberLoss * (1 - score.numbers)
    if score.isOpposite { score.value *= 1 - Self.oppositeLoss }
    if answer.isNegated != reference.isNegated {
      if reference.isNegated {
        score.isNegated = true
        score.value *= 1 - Self.missedNegationLoss
      } else if !questionIsNegated {
        score.isNegated = true
        score.value *= 1 - Self.addedNegationLoss
      }
    }
    score.value = score.value.roundedScore
    return score
  }

  /// How far a term of the reference stands in an answer that does not have it whole: in a form of it. Numbers and
  /// ideographs match themselves alone.
  private func nearest(
    to term: AnswerTerms.Term, of reference: AnswerTerms, in answer: AnswerTerms
  ) -> Double {
    guard term.kind == .word else { return 0 }
    var best = 0.0
    for other in answer.terms where other.kind == .word {
      best = max(best, reference.likeness(of: term, to: other, in: answer))
    }
    return best >= Self.leastLikeness ? best : 0
  }

  private static func contains(_ keys: [UInt64], _ span: [UInt64]) -> Bool {
    guard keys.count >= span.count else { return false }
    return (0...(keys.count - span.count)).contains { start in
      keys[start..<(start + span.count)].elementsEqual(span)
    }
  }
}

/// Words that turn a statement into its opposite.
enum AnswerOpposites {
  /// Of which pairs a text has the one side, and of which the other: a bit for each.
  struct Sides: Sendable, Hashable {
    var left: UInt64 = 0
    var right: UInt64 = 0
  }

  static func sides(of tokens: [Token]) -> Sides {
    var sides = Sides()
    for place in tokens.indices where any.match(in: tokens, at: place) != nil {
      for number in numbers[tokens[place].key] ?? openings {
        let pair = pairs[number]
        if pair.0.match(in: tokens, at: place) != nil { sides.left |= 1 << UInt64(number) }
        if pair.1.match(in: tokens, at: place) != nil { sides.right |= 1 << UInt64(number) }
      }
    }
    return sides
  }

  /// Whether one side of a pair stands in the reference alone and the other in the answer alone.
  static func differ(_ reference: Sides, _ answer: Sides) -> Bool {
    (reference.left ^ reference.right) & (answer.left ^ answer.right)
      & (reference.left ^ answer.left) != 0
  }

  private static let any = Phrases(words.map { "\($0)|\($1)" }.joined(separator: "|"))
  private static let pairs = words.map { (Phrases($0), Phrases($1)) }
  /// Pairs of which a side is known by how a word begins: any word may be theirs.
  private static let openings = pairs.indices.filter {
    pairs[$0].0.hasPrefixes || pairs[$0].1.hasPrefixes
  }
  /// The pairs that a phrase may belong to, by its first token.
  private static let numbers: [UInt64: [Int]] = {
    var numbers: [UInt64: [Int]] = [:]
    for number in pairs.indices {
      for key in pairs[number].0.firstKeys.union(pairs[number].1.firstKeys) {
        numbers[key, default: openings].append(number)
      }
    }
    return numbers
  }()

  /// No more than a number has bits.
  private static let words: [(String, String)] = [
    ("more", "less|fewer"), ("most", "least"), ("high", "low"), ("higher", "lower"),
    ("highest", "lowest"), ("fast", "slow"), ("faster", "slower"), ("long", "short"),
    ("longer", "shorter"), ("increase*", "decrease*"), ("big|large", "small"),
    ("bigger|larger", "smaller"), ("hot", "cold"), ("warm", "cool"), ("hotter", "colder"),
    ("warmer", "cooler"), ("heavy", "light"), ("heavier", "lighter"), ("same", "different"),
    ("before", "after"), ("above", "below"), ("tight", "loose"), ("tighter", "looser"),
    ("thick", "thin"), ("thicker", "thinner"), ("closer", "farther"), ("open", "closed"),
    ("hard", "soft"), ("harder", "softer"), ("loud", "quiet"), ("strong", "weak"),
    ("stronger", "weaker"), ("true", "false"), ("yes", "no"), ("positive", "negative"),
    ("first", "last"), ("wet", "dry"), ("更多|变多", "更少|变少"), ("更高|变高", "更低|变低"),
    ("更快|变快", "更慢|变慢"), ("更大|变大", "更小|变小"), ("增加|增大|增多", "减少|减小"), ("上升|升高|提高", "下降|降低"),
    ("更长|变长", "更短|变短"), ("更强|变强|增强", "更弱|变弱|减弱"), ("最大", "最小"), ("最高", "最低"), ("最多", "最少"),
    ("正确", "错误"), ("相同|一样", "不同|不一样"), ("之前|以前", "之后|以后"), ("阳性", "阴性"),
  ]
}
