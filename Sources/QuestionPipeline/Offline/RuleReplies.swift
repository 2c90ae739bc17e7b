/// The critic's and the judge's replies: what rules find in the text of the request, and nothing beyond.
struct RuleReplies {
  let pack: KnowledgePack
  let rules: (any ItemRules)?

  func critique(_ request: CriticRequest) -> JSONObject {
    let context = context(
      request.kind, request.language, request.topic, request.level, request.passage,
      angle: request.angle, unanswerable: request.unanswerable)
    let flaws = rules?.flaws(of: request.draft, in: context) ?? []
    return ["flaws": .array(flaws.map(\.json))]
  }

  func scores(_ request: JudgeRequest) -> JSONObject {
    let context = context(
      request.kind, request.language, request.topic, request.level, request.passage,
      unanswerable: request.unanswerable)
    var scores = Scores()
    if let rules {
      let flaws = rules.flaws(of: request.item, in: context)
      scores = rules.scores(of: request.item, flaws: flaws, in: context)
    }
    let isChinese = request.language.isChinese
    return ["scores": .array(request.dimensions.map { score($0, scores, isChinese) })]
  }

  /// Depth, correctness and usefulness are a judge's alone.
  static let beyondRules: Set<String> = ["depth", "correctness", "usefulness"]

  static func cannotTell(isChinese: Bool) -> String { isChinese ? "规则无法判断" : "rules cannot tell" }

  private func score(_ name: String, _ scores: Scores, _ isChinese: Bool) -> JSONValue {
    guard !Self.beyondRules.contains(name), let score = scores[name] else {
      return [
        "name": .string(name), "reason": .string(isChinese ? "没有规则衡量它" : "no rule measures it"),
        "unscored": .string(Self.cannotTell(isChinese: isChinese)),
      ]
    }
    switch score {
    case .scored(let value, _, _, _):
      return [
        "name": .string(name), "reason": "measured on the text by rules",
        "value": .number(value.roundedScore),
      ]
    case .unscored(let reason):
      return [
        "name": .string(name), "reason": "the rules do not apply", "unscored": .string(reason),
      ]
    }
  }

  private func context(
    _ kind: QuestionKind, _ language: LanguageTag, _ topic: [String], _ level: BloomLevel?,
    _ passage: Passage?, angle: String? = nil, unanswerable: Unanswerable?
  ) -> ItemContext {
    // Whether an item keeps to its topic is for those to say who know its angle.
    var context = ItemContext(
      kind: kind, language: language, topic: topic, level: level, angle: angle,
      passage: passage?.text, titles: passage?.titles ?? [])
    context.hops = passage?.parts.map(\.shown) ?? []
    context.unanswerable = unanswerable
    return context
  }
}

/// Answers questions that are made of the pack's own sentences; of all others it says that it does not know.
struct PackSolver {
  let pack: KnowledgePack

  func answer(_ request: SolverRequest) -> JSONObject {
    guard let tongue = Tongue(request.language), let found = find(request, tongue) else {
      return ["answer": "", "unknown": "the knowledge pack does not settle this question"]
    }
    var reply = JSONObject()
    reply["answer"] = .string(found.answer)
    if !request.choices.isEmpty {
      guard let choice = request.choices.firstIndex(of: found.choice ?? found.answer) else {
        return ["answer": .string(found.answer), "unknown": "no option says what the pack says"]
      }
      reply["choice"] = .integer(choice)
    }
    return reply
  }

  private func find(_ request: SolverRequest, _ tongue: Tongue) -> (
    answer: String, choice: String?
  )? {
    let wording = Wording.of(tongue)
    for concept in pack.concepts {
      guard let text = concept.text(tongue) else { continue }
      switch request.kind {
      case .multipleChoice:
        if let quiz = text.quiz.first(where: { $0.ask == request.question }) {
          return (quiz.right, quiz.right)
        }
        if Text.contains(request.question, text.gist) { return (text.term, text.term) }
        let gist = Text.opening(text.gist, tongue)
        if Text.contains(request.question, text.term), request.choices.contains(gist) {
          return (gist, gist)
        }
      case .trueFalse:
        for claim in text.claims {
          if Text.contains(request.question, Text.unstopped(claim.holds)) {
            return (wording.isTrue, wording.isTrue)
          }
          if Text.contains(request.question, Text.unstopped(claim.fails)) {
            return (wording.isFalse, wording.isFalse)
          }
        }
      case .cloze:
        if let cloze = text.cloze.first(where: { Text.contains(request.question, $0.blanked) }) {
          return (cloze.answer, nil)
        }
      case .open:
        if let fact = text.facts.first(where: { $0.ask.contains(request.question) }) {
          return (fact.answer, nil)
        }
      case .scenario:
        if let scenario = text.scenarios.first(where: {
          Text.contains(request.question, $0.setting)
        }) {
          return (scenario.answer, nil)
        }
      case .coding, .interview: break
      }
    }
    return nil
  }
}
