/// What a question is made from and how: the choice that an angle stands for.
enum Form: Sendable, Hashable {
  /// The authored question of a fact.
  case ask(Int)
  /// What is wrong with the weak answer of a fact.
  case judge(Int)
  /// An explanation for a newcomer.
  case newcomer
  /// A description whose concept is to be named and explained.
  case riddle
  case quiz(Int)
  /// Choose the term of a description, and the description of a term.
  case termChoice, gistChoice
  case claim(Int)
  case cloze(Int)
  case task(Int)
  case scenario(Int)
  case chain(Chain)
  /// Over a CV or a job description.
  case resume

  /// The way of an interview's follow-ups.
  enum Chain: Sendable, Hashable {
    case basics
    /// Opens with a contrast, by its place among the facts.
    case decision(Int)
    case trouble
  }

  /// The fact that the form asks about; two forms of one fact are best kept apart.
  var fact: Int? {
    switch self {
    case .ask(let index), .judge(let index): index
    default: nil
    }
  }
}

/// One combination of concept and form that a cell may ask for.
struct Offer: Sendable, Hashable {
  /// The concept's position in the pack.
  var concept: Int
  var form: Form
  /// The levels that it fits.
  var levels: [BloomLevel]
  var difficulty: Int
  /// 0 for what is best asked first.
  var depth: Int
  /// What the planner calls it; unique among the offers of its concept, kind and language.
  var angle: String
}

extension FactType {
  /// How much harder than its concept such a question is.
  var shift: Int {
    switch self {
    case .what, .why: -1
    case .how, .quantity, .example, .contrast: 0
    case .tradeoff, .pitfall, .limit: 1
    }
  }
}
