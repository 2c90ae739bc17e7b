/// All that a composer is given to write one draft.
struct Commission {
  let pack: KnowledgePack
  let concept: Concept
  let position: Int
  let text: ConceptText
  let tongue: Tongue
  let form: Form
  let kind: QuestionKind
  let level: BloomLevel
  let difficulty: Int
  let audience: Audience
  /// 0 for a first draft; later ones take other words.
  let variant: Int
  let avoid: [String]
  /// The names of the flaws that a revision is to mend.
  let flaws: Set<String>
  let previous: Draft?
  var chance: SplitMix64

  var wording: Wording { .of(tongue) }

  /// What frames need to speak of the concept: {x} with its article, {t} without, and the verbs that agree.
  var names: [(hole: String, text: String)] {
    NounPhrase(text.term, in: text, tongue).values + [("t", text.term)]
  }

  /// A frame for this concept. Neighbouring concepts get neighbouring frames, so that no set wears one out.
  func frame(_ frames: [Frame], _ index: Int = 0) -> Frame { frames[slot(frames.count, index)] }

  func pick<T>(_ values: [T], _ index: Int = 0) -> T { values[slot(values.count, index)] }

  /// A question with a sentence behind it that asks for the level.
  func demanding(_ question: String, _ matter: LevelDemands.Matter, _ index: Int = 0) -> String {
    let demands = wording.demands[level, matter]
    return demands.isEmpty
      ? question : Text.joined([question, pick(demands, index)], tongue)
  }

  /// What leads over to a question without saying its words before it does; nil where every lead would.
  func lead(_ leads: [String], _ index: Int, before ask: String) -> String? {
    guard !leads.isEmpty else { return nil }
    let start = slot(leads.count, index)
    return (0..<leads.count).lazy.map { leads[(start + $0) % leads.count] }
      .first { !Echo.isHeard($0, ask, tongue) }
  }

  private func slot(_ count: Int, _ index: Int) -> Int {
    let start = Int("\(concept.field)/\(kind.rawValue)".stableHash % 997)
    return (start + position * 3 + index + variant * 5) % count
  }

  func fill(_ frame: Frame, _ values: [(hole: String, text: String)]) -> String {
    frame.filled(values, tongue)
  }

  /// The facts of an interview's chain; a revision takes others.
  var chain: ChainFacts? { ChainFacts(of: form, in: text, turn: variant + position) }

  /// A wording of a fact's question that can stand in quotes: a question, if there is one.
  mutating func quotedAsk(of fact: Fact) -> String {
    let asks = fact.ask.filter { $0.hasSuffix("?") || $0.hasSuffix("？") }
    guard !asks.isEmpty else { return ask(of: fact) }
    var questions = fact
    questions.ask = asks
    return ask(of: questions)
  }

  /// One wording of a fact's question: chance decides first, a revision takes the next, and words to avoid are avoided.
  /// - Parameter level: the wordings that ask for it by themselves are taken, if there are any.
  mutating func ask(of fact: Fact, at level: BloomLevel? = nil) -> String {
    var fact = fact
    if let level {
      let suiting = fact.ask.filter { FactLevels.suits($0, level, tongue) }
      if !suiting.isEmpty { fact.ask = suiting }
    }
    let start = chance.below(fact.ask.count)
    let count = fact.ask.count
    var choices = (0..<count).map { fact.ask[(start + variant + $0) % count] }
    if let previous {
      choices = choices.filter { !previous.question.hasPrefix($0) } + choices
    }
    return choices.first { choice in !avoid.contains { $0.hasPrefix(choice) } } ?? choices[0]
  }
}

/// Writes drafts of a kind.
protocol Composer {
  /// Nil if the pack holds nothing for this form.
  func compose(_ commission: inout Commission) -> Draft?
}
