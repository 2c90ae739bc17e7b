/// Writes situations that want a decision or a diagnosis.
struct ScenarioComposer: Composer {
  func compose(_ commission: inout Commission) -> Draft? {
    guard case .scenario(let index) = commission.form else { return nil }
    let scenario = commission.text.scenarios[index]
    let ask =
      commission.level == .apply
      ? scenario.ask
      : commission.demanding(
        scenario.ask, commission.level == .create ? .matter : .decision, index)
    var draft = Draft(
      question: commission.variant % 2 == 0
        ? scenario.setting + "\n\n" + ask
        : Text.joined([scenario.setting, ask], commission.tongue),
      answer: scenario.answer)
    draft.keyPoints = scenario.points
    draft.mistakes = [scenario.weak]
    return draft
  }
}

/// Writes programming tasks with all that a solution has to meet.
struct CodingComposer: Composer {
  func compose(_ commission: inout Commission) -> Draft? {
    guard case .task(let index) = commission.form else { return nil }
    let code = commission.concept.code[index]
    guard let text = code.text(commission.tongue) else { return nil }
    let labels = commission.pick(commission.wording.coding.labels, index)
    let colon = commission.tongue == .english ? ": " : "："
    let task =
      commission.level == .create ? commission.demanding(text.task, .task, index) : text.task
    var lines = [
      task, "", labels.input + colon + text.input, labels.output + colon + text.output,
    ]
    for (label, entries) in [
      (labels.constraints, text.constraints), (labels.edgeCases, text.edgeCases),
    ] where !entries.isEmpty {
      lines.append(label + Text.trimmed(colon))
      lines += entries.map { "- \($0)" }
    }
    var draft = Draft(question: lines.joined(separator: "\n"), answer: text.explain)
    draft.keyPoints = text.points
    draft.mistakes = mistakes(code, text, commission)
    draft.code = CodeTask(
      language: "python", solution: code.solution, tests: code.tests, checked: "ran")
    return draft
  }

  /// What goes wrong in solutions is what the edge cases are there for; else what people get wrong about the concept.
  private func mistakes(_ code: CodeFact, _ text: CodeFact.Text, _ commission: Commission)
    -> [String]
  {
    if let edge = text.edgeCases.first {
      return [
        commission.tongue == .english
          ? "Forgetting the edge case “\(Text.unstopped(edge))”."
          : "漏掉边界情况“\(Text.unstopped(edge))”。"
      ]
    }
    return commission.text.facts.filter { $0.type == .pitfall }.prefix(1).map(\.weak)
  }
}
