/// The facts of a concept that an interview's chain tells: some answer its first question, the others follow in turn.
struct ChainFacts {
  let opening: [Int]
  /// Each with its place among the steps of its chain.
  let followUps: [(step: Int, fact: Int)]

  /// Nil if the form is no chain, or the concept lacks what its first question asks for.
  /// - Parameter turn: which of several facts of a type is taken.
  init?(of form: Form, in text: ConceptText, turn: Int) {
    guard let chain = Self.chain(form, text), !chain.opening.isEmpty else { return nil }
    opening = chain.opening
    var spent = Set(opening)
    var followUps: [(step: Int, fact: Int)] = []
    for (step, types) in chain.steps.enumerated() where followUps.count < 4 {
      let left = types.lazy.map { text.indices(of: $0).filter { !spent.contains($0) } }
        .first { !$0.isEmpty }
      guard let left else { continue }
      let fact = left[turn % left.count]
      spent.insert(fact)
      followUps.append((step, fact))
    }
    self.followUps = followUps
  }

  /// The types that each step of a chain over a CV or a job description may take, the best first.
  private static let resumeSteps: [[FactType]] = [
    [.tradeoff, .contrast], [.quantity, .how], [.pitfall, .how], [.limit, .contrast],
  ]

  private static func chain(_ form: Form, _ text: ConceptText)
    -> (opening: [Int], steps: [[FactType]])?
  {
    func steps(_ types: FactType...) -> [[FactType]] {
      (types + [.how, .quantity, .why]).map { [$0] }
    }
    switch form {
    case .chain(.basics):
      guard let what = text.indices(of: .what).first else { return nil }
      return ([what] + text.indices(of: .why).prefix(1), steps(.example, .how, .tradeoff, .limit))
    case .chain(.decision(let contrast)):
      return ([contrast], steps(.example, .how, .tradeoff, .limit))
    case .chain(.trouble):
      return (
        Array(text.indices(of: .pitfall).prefix(2)), steps(.quantity, .how, .contrast, .limit)
      )
    case .resume:
      return (
        Array((text.indices(of: .why) + text.indices(of: .what)).prefix(1)), resumeSteps
      )
    default: return nil
    }
  }
}

extension Form {
  /// The facts that a first draft of the form tells, in its answer or in those of its follow-ups.
  func told(of text: ConceptText, position: Int) -> [Int] {
    switch self {
    case .ask(let index), .judge(let index): [index]
    case .newcomer:
      Array(text.indices(of: .what).prefix(1) + text.indices(of: .why).prefix(1))
    case .riddle: Array(text.indices(of: .what).prefix(1))
    case .chain, .resume:
      ChainFacts(of: self, in: text, turn: position).map {
        $0.opening + $0.followUps.map(\.fact)
      } ?? []
    case .quiz, .termChoice, .gistChoice, .claim, .cloze, .task, .scenario: []
    }
  }
}
