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

  private let question: AnswerTerms
  private let references: [AnswerTerms]

  /// - Parameters:
  ///   - references: any of them is right; blank ones are left out of account.
  ///   - question: what was asked; may be empty.
  package init(references: [String], question: String) {
    self.question = AnswerTerms(question)
    self.references = references.map { AnswerTerms($0) }
  }

  /// Nil where there is no reference to hold the answer against.
  package func score(_ answer: String) -> AnswerScore? {
    let answer = AnswerTerms(answer)
    var best: AnswerScore?
    for (place, reference) in references.enumerated() where !reference.terms.isEmpty {
      let score = score(answer, reference, place: place)
      if score.value > best?.value ?? -1 { best = score }
    }
    return best
  }

  private func score(_ answer: AnswerTerms, _ reference: AnswerTerms, place: Int) -> AnswerScore {
    let asked = Set(question.terms.map(\.text))
    let content = reference.content
    let own = content.filter { !asked.contains($0.text) }
    let news = own.isEmpty ? content : own
    let said = AnswerTerms.unique(answer.terms.flatMap(\.grams))
    func gramRecall(_ terms: [AnswerTerms.Term]) -> Double {
      let grams = AnswerTerms.unique(terms.flatMap(\.grams))
      return Double(AnswerTerms.common(grams, said)) / Double(max(1, grams.count))
    }
    var matches: [String: Double] = [:]
    func termRecall(_ terms: [AnswerTerms.Term]) -> Double {
      let sum = terms.reduce(0) { sum, term in
        let match = matches[term.text] ?? TermMatch.best(of: term, in: answer.terms)
        matches[term.text] = match
        return sum + match
      }
      return sum / Double(max(1, terms.count))
    }
    let recall =
      (gramRecall(news) + gramRecall(content) + termRecall(news) + termRecall(content)) / 4
    let answerContent = answer.content
    let answerGrams = AnswerTerms.unique(answerContent.flatMap(\.grams))
    let precision =
      Double(
        AnswerTerms.common(answerGrams, AnswerTerms.unique(content.flatMap(\.grams))))
      / Double(max(1, answerGrams.count))
    let numbers = news.filter { $0.kind == .number }
    let given = numbers.count { number in answer.terms.contains { $0.text == number.text } }

    var score = AnswerScore(
      value: recall, reference: place, recall: recall.roundedScore,
      precision: precision.roundedScore,
      holdsSpan: Self.contains(answerContent.map(\.text), content.map(\.text)),
      numbers: numbers.isEmpty ? 1 : (Double(given) / Double(numbers.count)).roundedScore,
      isNegated: false, isOpposite: AnswerOpposites.differ(reference.tokens, answer.tokens))
    if content.count <= Self.factTerms {
      score.value =
        (1 - Self.precisionWeight - Self.spanWeight) * recall + Self.precisionWeight * precision
        + (score.holdsSpan ? Self.spanWeight : 0)
    }
    score.value *= 1 - Self.numberLoss * (1 - score.numbers)
    if score.isOpposite { score.value *= 1 - Self.oppositeLoss }
    let referenceNegates = QuestionWords.isNegated(reference.tokens)
    if QuestionWords.isNegated(answer.tokens) != referenceNegates {
      if referenceNegates {
        score.isNegated = true
        score.value *= 1 - Self.missedNegationLoss
      } else if !QuestionWords.isNegated(question.tokens) {
        score.isNegated = true
        score.value *= 1 - Self.addedNegationLoss
      }
    }
    score.value = score.value.roundedScore
    return score
  }

  private static func contains(_ texts: [String], _ span: [String]) -> Bool {
    guard texts.count >= span.count else { return false }
    return (0...(texts.count - span.count)).contains { start in
      texts[start..<(start + span.count)].elementsEqual(span)
    }
  }
}

/// How far a term stands in an answer: whole, or in a form of it.
enum TermMatch {
  /// Of like letters from here on; below, the likeness is chance.
  private static let least = 0.5

  /// 1 for the term itself; else the Dice coefficient of trigrams, or the share of a common beginning of four letters or
  /// more, from a half on. Numbers and ideographs match themselves alone.
  static func best(of term: AnswerTerms.Term, in answer: [AnswerTerms.Term]) -> Double {
    var best = 0.0
    for other in answer {
      if other.text == term.text { return 1 }
      guard term.kind == .word, other.kind == .word else { continue }
      let common = AnswerTerms.common(term.grams, other.grams)
      best = max(best, 2 * Double(common) / Double(term.grams.count + other.grams.count))
      let beginning = zip(term.letters, other.letters).prefix { $0 == $1 }.count
      if beginning >= 4 {
        best = max(best, Double(beginning) / Double(max(term.letters.count, other.letters.count)))
      }
    }
    return best >= least ? best : 0
  }
}

/// Words that turn a statement into its opposite.
enum AnswerOpposites {
  /// Whether one side of a pair stands in the reference alone and the other in the answer alone.
  static func differ(_ reference: [Token], _ answer: [Token]) -> Bool {
    pairs.contains { left, right in
      let inReference = (left.isFound(in: reference), right.isFound(in: reference))
      guard inReference.0 != inReference.1 else { return false }
      let inAnswer = (left.isFound(in: answer), right.isFound(in: answer))
      return inAnswer.0 != inAnswer.1 && inAnswer.0 != inReference.0
    }
  }

  private static let pairs: [(Phrases, Phrases)] = [
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
  ].map { (Phrases($0), Phrases($1)) }
}
