/// Frames round what the document {d} does not say.
///
/// {q} is a term, a statement of the document, or one that it does not make; {a} is what it says, with {v} where the question
/// has {w}. {t} is a table with the columns {h}, {k} one of its rows, written {r}, {l} what the column {c} holds.
struct AbsenceWording: Sendable {
  /// Ask when the term {q} came up, and who used it first.
  let termYears: [Frame]
  let termPersons: [Frame]
  /// Ask what the statement {q} rests on, and when its figure was found.
  let sources: [Frame]
  let figureYears: [Frame]
  /// Ask when and by whom the figures of {t} were collected.
  let tableYears: [Frame]
  let tablePersons: [Frame]
  /// Ask for the reason of {q}, which the document does not say.
  let premises: [Frame]
  /// Ask for the reason of {w} in {t}.
  let cells: [Frame]
  let notStated: Frame
  let tableNotStated: Frame
  let otherFigure: Frame
  let otherSubject: Frame
  let otherCell: Frame
  /// What a marker looks for.
  let point: Frame
  /// What goes wrong: an answer is made up, or the premise believed.
  let guessing: String
  let believing: String

  static func of(_ tongue: Tongue) -> AbsenceWording { tongue == .english ? english : chinese }

  private static let english = AbsenceWording(
    termYears: [
      "According to {d}, in which year was the term “{q}” first used?",
      "In which year, going by {d}, did the term “{q}” come up?",
    ],
    termPersons: [
      "Who, according to {d}, was the first to use the term “{q}”?",
      "Who coined the term “{q}”, going by {d}?",
    ],
    sources: [
      "{d} says: “{q}” Which study or other source does it cite for this?",
      "In {d} we read: “{q}” Which source does the document name for this statement?",
    ],
    figureYears: [
      "{d} says: “{q}” In which year does it say this figure was established?",
      "In {d} we read: “{q}” From which year does it say this figure comes?",
    ],
    tableYears: ["In which year were the figures of {t} collected?"],
    tablePersons: ["Who collected the figures of {t}?"],
    premises: [
      "Which reason does {d} give for the following? “{q}”",
      "Why, according to {d}, is the following so? “{q}”",
      "How does {d} account for what it says here? “{q}”",
    ],
    cells: [
      "Why, according to {t}, is the {l} for {k} {w}?",
      "Why does {t} show {w} as the {l} for {k}?",
    ],
    notStated: "{d} does not say. What it says of this is: “{a}”",
    tableNotStated:
      "{d} does not say. The table has the columns {h}, and nothing of where they come from.",
    otherFigure: "{d} does not say so. What it says is: “{a}” The figure there is {v}, not {w}.",
    otherSubject:
      "{d} does not say so, and the question rests on a false premise. What it says is: “{a}”",
    otherCell: "{d} does not say so. In the row “{r}” the table has {v} under “{c}”, not {w}.",
    point: "{d} does not say",
    guessing: "Making up an answer that the document does not give.",
    believing: "Looking for a reason without checking whether the document says so at all.")

  private static let chinese = AbsenceWording(
    termYears: ["根据{d}，“{q}”一词首次使用是在哪一年？", "{d}指出“{q}”一词最早是在哪一年使用的？"],
    termPersons: ["根据{d}，最早使用“{q}”一词的人是谁？", "按照{d}的说法，“{q}”一词是由谁首先提出的？"],
    sources: ["{d}写道：“{q}”它引用的是哪项研究或哪个来源？", "{d}中有这样一句话：“{q}”文中给出的出处是什么？"],
    figureYears: ["{d}写道：“{q}”它说这个数值是在哪一年测得的？", "{d}中有这样一句话：“{q}”文中说这个数值是哪一年的？"],
    tableYears: ["{t}中的数据是在哪一年统计的？"],
    tablePersons: ["{t}中的数据是由谁统计的？"],
    premises: ["根据{d}，下面这一点的原因是什么？“{q}”", "{d}怎样解释下面的情况？“{q}”", "按照{d}，为什么会这样？“{q}”"],
    cells: ["根据{t}，为什么{k}的{l}是{w}？", "{t}中{k}的{l}为{w}，原因是什么？"],
    notStated: "{d}没有说明。与此有关的原文是：“{a}”",
    tableNotStated: "{d}没有说明。表中只有{h}这几栏，没有交代数据的由来。",
    otherFigure: "{d}没有这样说。原文是：“{a}”数值是{v}，而不是{w}。",
    otherSubject: "{d}没有这样说，题目的前提不成立。原文是：“{a}”",
    otherCell: "{d}没有这样说。表中“{r}”一行的“{c}”栏是{v}，而不是{w}。",
    point: "{d}没有说明",
    guessing: "编造文档没有给出的答案。",
    believing: "不核对文档是否这样说，就去找原因。")
}
