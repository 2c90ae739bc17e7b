/// The short phrase by which planner and generator know a combination.
enum AngleName {
  static func of(
    _ form: Form, _ kind: QuestionKind, _ concept: Concept, _ text: ConceptText, _ tongue: Tongue
  ) -> String {
    let detail = detail(form, concept, text, tongue)
    let values: [(hole: String, text: String)] = [
      ("t", text.term), ("T", Text.capitalized(text.term)), ("p", Text.unstopped(detail)),
    ]
    return (tongue == .english ? english(form, text) : chinese(form, text))
      .filled(values, tongue)
  }

  /// What tells the form from others of its sort.
  private static func detail(
    _ form: Form, _ concept: Concept, _ text: ConceptText, _ tongue: Tongue
  ) -> String {
    switch form {
    case .ask(let index): text.facts[index].points.first ?? text.facts[index].ask[0]
    case .judge(let index): text.facts[index].weak
    case .quiz(let index): text.quiz[index].ask
    case .claim(let index): text.claims[index].holds
    case .cloze(let index): text.cloze[index].blanked
    case .task(let index):
      concept.code[index].text(tongue).flatMap { Text.sentences($0.task).first } ?? ""
    case .scenario(let index): text.scenarios[index].ask
    case .chain(.decision(let index)): text.facts[index].with ?? ""
    case .newcomer, .riddle, .termChoice, .gistChoice, .chain, .resume: ""
    }
  }

  private static func english(_ form: Form, _ text: ConceptText) -> Frame {
    switch form {
    case .ask(let index):
      switch text.facts[index].type {
      case .what: "{T}, what it is: {p}"
      case .how: "{T}, mechanism: {p}"
      case .why: "{T}, why it exists: {p}"
      case .contrast: "{T}, compared: {p}"
      case .tradeoff: "{T}, what it costs: {p}"
      case .pitfall: "{T}, a mistake in practice: {p}"
      case .limit: "{T}, its limits: {p}"
      case .quantity: "{T}, in numbers: {p}"
      case .example: "{T}, a worked case: {p}"
      }
    case .judge: "{T}, a misconception: {p}"
    case .newcomer: "{T}, explained to a newcomer"
    case .riddle: "{T}, recognised by what it does"
    case .quiz: "{T}, a choice: {p}"
    case .termChoice: "{T}, told from its neighbours by a description"
    case .gistChoice: "{T}, its description among others"
    case .claim: "{T}, true or false: {p}"
    case .cloze: "{T}, the missing expression in: {p}"
    case .task: "{T}, in code: {p}"
    case .scenario: "{T}, a case: {p}"
    case .chain(.basics): "{T}, from the idea to its limits"
    case .chain(.decision): "{T} or {p}: a decision and its reasons"
    case .chain(.trouble): "{T}, from a fault to its cause"
    case .resume: "{T}, in the candidate's own work: problem, decision, bottleneck, failure"
    }
  }

  private static func chinese(_ form: Form, _ text: ConceptText) -> Frame {
    switch form {
    case .ask(let index):
      switch text.facts[index].type {
      case .what: "{t}是什么：{p}"
      case .how: "{t}的原理：{p}"
      case .why: "{t}的由来：{p}"
      case .contrast: "{t}与相近概念的比较：{p}"
      case .tradeoff: "{t}的取舍：{p}"
      case .pitfall: "{t}的常见错误：{p}"
      case .limit: "{t}的适用边界：{p}"
      case .quantity: "{t}的数量关系：{p}"
      case .example: "{t}的实例：{p}"
      }
    case .judge: "对{t}的误解：{p}"
    case .newcomer: "向新人讲解{t}"
    case .riddle: "由描述认出{t}"
    case .quiz: "{t}选择题：{p}"
    case .termChoice: "由描述在相近概念中选出{t}"
    case .gistChoice: "为{t}选出正确的描述"
    case .claim: "{t}判断题：{p}"
    case .cloze: "{t}填空：{p}"
    case .task: "{t}的代码实现：{p}"
    case .scenario: "{t}案例：{p}"
    case .chain(.basics): "{t}面试：从概念到边界"
    case .chain(.decision): "{t}面试：与{p}的取舍"
    case .chain(.trouble): "{t}面试：从故障到原因"
    case .resume: "结合经历谈{t}：问题、决策、瓶颈与失败"
    }
  }
}
