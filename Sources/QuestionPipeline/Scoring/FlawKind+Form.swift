extension FlawKind {
  /// Flaws of form and of answers that may have an innocent reason.
  static let forms: [FlawKind] = [
    warning(
      FlawName.missingQuestionMark,
      "asks without a question mark", "疑问句没有问号",
      "End the question with its mark.", "在疑问句末尾加上问号。"),
    warning(
      FlawName.questionTooShort,
      "is a word rather than a question", "题干过短，不成问题",
      "Say what is to be done with it.", "写清楚要求做什么。"),
    warning(
      FlawName.questionTooLong,
      "is much longer than its kind needs", "题干远长于该题型所需",
      "Keep what the answer needs.", "只保留作答需要的内容。"),
    warning(
      FlawName.unclearPronoun,
      "opens with a pronoun that stands for nothing", "开头的代词没有所指",
      "Name what the pronoun stands for.", "写明代词所指的事物。"),
    warning(
      FlawName.unclosedMarkup,
      "leaves code, a formula or a list open", "代码、公式或列表没有结束",
      "Close it, or finish the list.", "补全或结束它。"),
    warning(
      FlawName.answerTypeMismatch,
      "answers with something else than is asked for", "答案的类型与所问不符",
      "Answer with what the question word asks for.", "按疑问词所问的类型作答。"),
    warning(
      FlawName.thinAnswer,
      "answers in too few words for the level", "答案相对于层次要求过短",
      "Give the reasons, steps or comparison asked for.", "给出所要求的理由、步骤或比较。"),
    warning(
      FlawName.hollowDefinition,
      "names the term's own class and no more", "用术语自身的类名下定义",
      "Say what sets it apart within its class.", "说明它在同类中的区别特征。"),
    warning(
      FlawName.contradictsKeyPoint,
      "says the opposite of its own key point", "答案与自己的要点矛盾",
      "Make answer and key point agree.", "让答案与要点一致。"),
  ]

  /// Flaws of multiple choice that cue the key or cost attention, beside the commonest.
  static let cues: [FlawKind] = [
    warning(
      FlawName.lostSequence,
      "has numeric options out of order", "数值选项没有按大小排列",
      "Order the options by size.", "按大小排列选项。"),
    warning(
      FlawName.overlappingOptions,
      "has options that hold one another", "选项互相重叠",
      "Let at most one option be true of any case.", "让任何情况下至多一个选项成立。"),
    warning(
      FlawName.convergenceCue,
      "shows its key by what the options share", "正确选项与其他选项的共同成分最多",
      "Let every part occur equally often.", "让各成分出现的次数相同。"),
    warning(
      FlawName.logicalCue,
      "has options that cannot answer the stem", "有选项与题干所问的类型不符",
      "Let every option be of the kind asked for.", "让每个选项都属于所问的类型。"),
    warning(
      FlawName.implausibleOption,
      "has an option that nobody would choose", "有无人会选的选项",
      "Replace it by a common mistake.", "换成常见的错误。"),
    warning(
      FlawName.unfocusedStem,
      "has a stem that asks nothing by itself", "题干本身没有提出问题",
      "Put the question into the stem.", "把问题写进题干。"),
    warning(
      FlawName.gratuitousInformation,
      "tells what the question does not need", "题干含有无关信息",
      "Leave it out.", "删去无关内容。"),
    warning(
      FlawName.trueFalseSeries,
      "is a row of true-or-false questions", "实为一组判断题",
      "Ask for one thing that the options answer.", "改为由选项回答的一个问题。"),
  ]
}
