/// What can be asked about a passage.
struct DocumentOffer: Sendable, Hashable {
  /// What its answer rests on.
  enum Basis: Sendable, Hashable {
    case fact(DocumentFact)
    case table(TableQuestion)
    case bridge(PassageBridge)
    case absence(AbsentMatter)
  }

  var basis: Basis
  var levels: [BloomLevel]
  var difficulty: Int
  var angle: String
  /// How surely its question is understood, in the points of `SentenceStanding`; 0 for what is no sentence.
  var standing = 0

  /// The sentence that it asks about, exactly as it stands in the document; nil for tables, what several tell, and what none does.
  var sentence: String? {
    guard case .fact(let fact) = basis else { return nil }
    return fact.sentence.exact
  }

  /// Whether an earlier question told the sentence that this one would ask about, all of it or all but its number.
  func isTold(in questions: [ToldQuestion]) -> Bool {
    guard case .fact(let fact) = basis else { return false }
    let words = ToldQuestion(fact.sentence.shown).words
    return questions.contains { question in
      let told = words.count { question.words.contains($0) }
      return told * 10 >= words.count * 9 || told + 1 >= words.count && words.count > 4
    }
  }

  /// How little a kind is this fact's own, 0 for the kind that comes first: each fact has an order of kinds, so that a
  /// set of several asks about different ones in each.
  func distance(of kind: QuestionKind) -> Int {
    guard case .fact(let fact) = basis else { return 0 }
    let kinds: [QuestionKind] =
      fact.number != nil
      ? [.cloze, .trueFalse, .multipleChoice, .open] : [.open, .trueFalse, .cloze]
    guard let place = kinds.firstIndex(of: kind) else { return 0 }
    let start = Int(fact.sentence.shown.stableHash >> 7 % UInt64(kinds.count))
    return (place + kinds.count - start % kinds.count) % kinds.count
  }
}

/// The words of a question, or for Chinese its ideographs: what it tells of a sentence.
struct ToldQuestion {
  let words: Set<String>

  init(_ text: String) {
    words = Set(Tokenizer.tokens(of: text).map(\.text))
  }
}
