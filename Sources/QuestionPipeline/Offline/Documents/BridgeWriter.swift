/// Writes questions whose answer needs two passages, and quotes both.
struct BridgeWriter {
  /// Joined of two.
  let passage: Passage
  let bridge: PassageBridge
  let tongue: Tongue
  /// Which of the frames are used.
  let turn: Int

  func draft() -> Draft {
    var draft = bridge.isComparison ? comparison : identification
    draft.sources = zip(bridge.parts, bridge.sentences).map { part, sentence in
      Citation(
        document: passage.parts[part].document, quote: sentence.exact, start: -1, end: -1)
    }
    draft.mistakes = [wording.mistakes[turn % wording.mistakes.count]]
    return draft
  }

  private var wording: BridgeWording { .of(tongue) }
  private var titles: [String] { bridge.parts.map { passage.parts[$0].named(tongue) } }

  private func fill(_ frame: Frame) -> String {
    let isSame = titles[0] == titles[1]
    let values: [(hole: String, text: String)] = [
      ("d", titles[0]), ("e", isSame ? wording.elsewhere : titles[1]), ("g", titles[1]),
      ("s", bridge.description), ("q", bridge.asked), ("x", bridge.names[0]),
      ("X", Text.opening(bridge.names[0], tongue)), ("y", bridge.names.last ?? ""),
      ("v", bridge.answers[0]), ("w", bridge.answers.last ?? ""),
      ("a", bridge.sentences[0].shown), ("b", bridge.sentences[1].shown),
    ]
    return Text.opening(frame.filled(values, tongue), tongue)
  }

  private func pick(_ frames: [Frame]) -> Frame { frames[turn % frames.count] }

  private var identification: Draft {
    let isFigure = Text.contains(bridge.asked, "____")
    var draft = Draft(
      question: fill(pick(isFigure ? wording.figures : wording.reasons)),
      answer: fill(isFigure ? wording.figure : wording.reason))
    draft.keyPoints = [bridge.names[0], bridge.answers[0]]
    return draft
  }

  private var comparison: Draft {
    let figures = bridge.answers.compactMap { TableFigure($0) }
    let isFirst = (figures.first?.value ?? 0) > (figures.last?.value ?? 0)
    let answer = fill(isFirst ? wording.firstLarger : wording.secondLarger)
    var draft = Draft(
      question: fill(
        pick(titles[0] == titles[1] ? wording.comparisonsWithin : wording.comparisons)),
      answer: answer)
    draft.keyPoints = [isFirst ? bridge.names[0] : bridge.names[1]] + bridge.answers
    return draft
  }
}
