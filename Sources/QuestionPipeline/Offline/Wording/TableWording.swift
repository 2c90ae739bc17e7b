/// Frames round figures of a table.
///
/// {t} is the table, {l} what a column holds, {c} its header, {k} a row, {j} another, {r} the first as the table has it, {ks} several, {ko} the same with "or";
/// {K} opens a sentence; {most}, {least}, {more} and {less} are what one says of {l}; {v}, {a} and {b} are figures with
/// their units, {s} how something was worked out.
struct TableWording: Sendable {
  /// The table {c} of the document {d}, which may stand in the section {h}.
  let captioned: Frame
  let inSection: Frame
  let plain: Frame
  /// Ask for {l} of {k}.
  let lookUps: [Frame]
  /// Ask for the figure of {k} under a header that makes no noun.
  let readings: [Frame]
  let differences: [Frame]
  let sums: [Frame]
  let means: [Frame]
  let highest: [Frame]
  let lowest: [Frame]
  /// Stems whose options are rows.
  let highestStems: [Frame]
  let lowestStems: [Frame]
  /// Statements that {k} has more than {j}, or less.
  let more: [Frame]
  let less: [Frame]
  /// Answers.
  let found: Frame
  let differ: Frame
  let workedOut: Frame
  let rounded: Frame
  let leading: Frame
  let has: Frame
  let both: Frame
  /// Between the last two of a list, and between those before.
  let and: String
  let comma: String
  /// Between clauses.
  let pause: String
  let mistakes: [String]

  static func of(_ tongue: Tongue) -> TableWording { tongue == .english ? english : chinese }

  private static let english = TableWording(
    captioned: "the table “{c}” in {d}",
    inSection: "the table under “{h}” in {d}",
    plain: "the table in {d}",
    lookUps: [
      "According to {t}, what is the {l} for {k}?",
      "What {l} does {t} give for {k}?",
      "Look up {k} in {t}: what is the {l}?",
      "Going by {t}, what is the {l} for {k}?",
    ],
    readings: [
      "Which figure does {t} give for {k} under “{c}”?",
      "According to {t}, what stands under “{c}” for {k}?",
      "Look up {k} in {t}: what does it say under “{c}”?",
    ],
    differences: [
      "According to {t}, by how much do {k} and {j} differ in {l}?",
      "How large is the difference in {l} between {k} and {j}, according to {t}?",
      "Going by {t}, what is the difference in {l} between {k} and {j}?",
    ],
    sums: [
      "According to {t}, what is the total {l} for {ks}?",
      "What does the {l} for {ks} add up to, according to {t}?",
      "Going by {t}, what is the {l} for {ks} taken together?",
    ],
    means: [
      "According to {t}, what is the mean {l} for {ks}?",
      "What is the average {l} for {ks}, going by {t}?",
      "Work out from {t} the mean {l} for {ks}.",
    ],
    highest: [
      "According to {t}, which of {ks} has the {most} {l}?",
      "Which has the {most} {l} according to {t}: {ko}?",
      "Going by {t}, which has the {most} {l}: {ko}?",
    ],
    lowest: [
      "According to {t}, which of {ks} has the {least} {l}?",
      "Which has the {least} {l} according to {t}: {ko}?",
      "Going by {t}, which has the {least} {l}: {ko}?",
    ],
    highestStems: [
      "According to {t}, which of these has the {most} {l}?",
      "Which of the following has the {most} {l} in {t}?",
    ],
    lowestStems: [
      "According to {t}, which of these has the {least} {l}?",
      "Which of the following has the {least} {l} in {t}?",
    ],
    more: [
      "According to {t}, {k} has a {more} {l} than {j}. True or false?",
      "Going by {t}, is this right? {K} has a {more} {l} than {j}.",
    ],
    less: [
      "According to {t}, {k} has a {less} {l} than {j}. True or false?",
      "Going by {t}, is this right? {K} has a {less} {l} than {j}.",
    ],
    found: "{v}: that stands under “{c}” in the row “{r}”.",
    differ: "{v}: {k} has {a} and {j} has {b}.",
    workedOut: "{v}, since {s} = {v}.",
    rounded: "About {v}: {s} is {v} when rounded.",
    leading: "{K}, with {a}; {s}.",
    has: "{k} has {a}",
    both: "{K} has {a} and {j} has {b}.",
    and: " and ", comma: ", ", pause: ", ",
    mistakes: [
      "Reading the figure off a neighbouring row.",
      "Taking the figure from another column of the same row.",
      "Giving the figure without saying what it is a figure of.",
    ])

  private static let chinese = TableWording(
    captioned: "{d}中的表格“{c}”",
    inSection: "{d}“{h}”一节的表格",
    plain: "{d}中的表格",
    lookUps: [
      "根据{t}，{k}的{l}是多少？",
      "{t}给出的{k}的{l}是多少？",
      "请查阅{t}：{k}的{l}是多少？",
      "按照{t}，{k}的{l}为多少？",
    ],
    readings: [
      "根据{t}，{k}一行在“{c}”栏中的数值是多少？",
      "{t}里，{k}在“{c}”一栏对应的数值是多少？",
    ],
    differences: [
      "根据{t}，{k}与{j}的{l}相差多少？",
      "按照{t}，{k}和{j}在{l}上相差多少？",
      "由{t}可知，{k}与{j}的{l}之差是多少？",
    ],
    sums: [
      "根据{t}，{ks}的{l}合计是多少？",
      "按照{t}，{ks}的{l}加起来是多少？",
      "由{t}计算，{ks}的{l}总共是多少？",
    ],
    means: [
      "根据{t}，{ks}的{l}平均是多少？",
      "由{t}计算，{ks}的{l}的平均值是多少？",
      "按照{t}，{ks}三者的{l}平均为多少？",
    ],
    highest: [
      "根据{t}，{ks}之中哪一个的{l}数值最大？",
      "按照{t}，{ks}中{l}{most}的是哪一个？",
    ],
    lowest: [
      "根据{t}，{ks}之中哪一个的{l}数值最小？",
      "按照{t}，{ks}中{l}{least}的是哪一个？",
    ],
    highestStems: ["根据{t}，下列哪一项的{l}数值最大？", "按照{t}，以下选项中{l}{most}的是哪一个？"],
    lowestStems: ["根据{t}，下列哪一项的{l}数值最小？", "按照{t}，以下选项中{l}{least}的是哪一个？"],
    more: ["根据{t}判断正误：{k}的{l}{more}{j}。", "按照{t}，{k}的{l}{more}{j}，这个说法对吗？"],
    less: ["根据{t}判断正误：{k}的{l}{less}{j}。", "按照{t}，{k}的{l}{less}{j}，这个说法对吗？"],
    found: "{v}。表中“{r}”一行的“{c}”栏写的是{v}。",
    differ: "相差{v}：{k}为{a}，{j}为{b}。",
    workedOut: "{v}，因为{s}＝{v}。",
    rounded: "约{v}：{s}，四舍五入后为{v}。",
    leading: "{k}，数值为{a}；{s}。",
    has: "{k}为{a}",
    both: "{k}为{a}，{j}为{b}。",
    and: "和", comma: "、", pause: "，",
    mistakes: ["看错了行，取了相邻一行的数值。", "看错了列，取了同一行另一栏的数值。", "只写数值，没有说明它是哪一项的数值。"])
}
