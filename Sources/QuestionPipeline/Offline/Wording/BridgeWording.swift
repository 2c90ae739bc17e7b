/// Frames round two passages, of the documents {d} and {g}; {e} is the second, or "another place" where both are of one.
///
/// The first says of something that it is {s}; it is {x}, which X stands for in the sentence {q} of the second. {v} is what
/// is asked for, {a} and {b} are the sentences. In comparisons X stands for the words {x} or {y}, with the figures {v} and {w}.
struct BridgeWording: Sendable {
  /// Ask for the number that the sentence lacks.
  let figures: [Frame]
  /// Ask for the reason that is given for a clause.
  let reasons: [Frame]
  /// Ask for which of two the figure is larger.
  let comparisons: [Frame]
  let figure: Frame
  let reason: Frame
  let firstLarger: Frame
  let secondLarger: Frame
  /// Where both figures are of one document.
  let comparisonsWithin: [Frame]
  let elsewhere: String
  let mistakes: [String]

  static func of(_ tongue: Tongue) -> BridgeWording { tongue == .english ? english : chinese }

  private static let english = BridgeWording(
    figures: [
      "{d} describes something, call it X, as {s}. According to {e}, which figure completes this statement about X? {q}",
      "Let X be what {d} describes as {s}. Which figure does {e} give for X in the gap? {q}",
      "Take X to be what {d} calls {s}. What number is missing from what {e} says of X? {q}",
    ],
    reasons: [
      "{d} describes something, call it X, as {s}. What reason does {e} give for this: {q}?",
      "Let X be what {d} describes as {s}. Why, according to {e}, is it that {q}?",
    ],
    comparisons: [
      "Compare {d} with {e}: is the figure larger with “{x}” or with “{y}” in the place of X? {q}",
      "Going by {d} and {e}, is the number in the gap larger when X is “{x}” or when it is “{y}”? {q}",
    ],
    figure: "{v}. X is {x}, which {d} describes so; {g} says of it: “{b}”",
    reason: "{g} says: “{b}” X is {x}, which {d} describes so.",
    firstLarger: "With “{x}”: {v} (“{a}”) against {w} (“{b}”).",
    secondLarger: "With “{y}”: {w} (“{b}”) against {v} (“{a}”).",
    comparisonsWithin: [
      "Compare two places of {d}: is the figure larger with “{x}” or with “{y}” in the place of X? {q}",
      "Going by {d}, is the number in the gap larger when X is “{x}” or when it is “{y}”? {q}",
    ],
    elsewhere: "another passage of it",
    mistakes: [
      "Using one of the two passages and guessing the other half.",
      "Taking something else of the same document for what is meant.",
    ])

  private static let chinese = BridgeWording(
    figures: [
      "{d}把某物（记作X）描述为“{s}”。根据{e}，下面这句话中的空白处应填什么数值？{q}",
      "设X为{d}所说的“{s}”。{e}在空白处给出的X的数值是多少？{q}",
      "X是{d}描述为“{s}”的东西。{e}关于X的这句话缺的数字是多少？{q}",
    ],
    reasons: [
      "{d}把某物（记作X）描述为“{s}”。根据{e}，为什么说{q}？",
      "设X为{d}所说的“{s}”。{e}提到，{q}，原因是什么？",
    ],
    comparisons: [
      "对照{d}与{e}：X处填“{x}”还是填“{y}”时，空白处的数值更大？{q}",
      "根据{d}和{e}，X是“{x}”时与X是“{y}”时相比，哪一种情况下空白处的数值更大？{q}",
    ],
    figure: "{v}。X指的是{x}，{d}就是这样描述它的；{g}写道：“{b}”",
    reason: "{g}写道：“{b}”X指的是{x}，{d}就是这样描述它的。",
    firstLarger: "填“{x}”时更大：{v}（“{a}”），而填“{y}”时是{w}（“{b}”）。",
    secondLarger: "填“{y}”时更大：{w}（“{b}”），而填“{x}”时是{v}（“{a}”）。",
    comparisonsWithin: [
      "对照{d}的两处内容：X处填“{x}”还是填“{y}”时，空白处的数值更大？{q}",
      "根据{d}，X是“{x}”时与X是“{y}”时相比，哪一种情况下空白处的数值更大？{q}",
    ],
    elsewhere: "它的另一处",
    mistakes: ["只看了其中一段，另一半靠猜测。", "把同一文档里的另一样东西当成了所问的对象。"])
}
