extension FlawKind {
  /// All fixed names, in the order of reports.
  package static let all: [FlawKind] =
    [
      error(
        FlawName.exactDuplicate,
        "equals another question", "与另一道题完全相同",
        "Ask about something else.", "换一个考查点。"),
      error(
        FlawName.nearDuplicate,
        "says nearly the same as another question", "与另一道题几乎相同",
        "Ask about something else, not the same thing in other words.", "换一个考查点，而不是换一种说法。"),
      error(
        FlawName.missingQuestion,
        "has no question", "没有题干",
        "Write the question.", "补上题干。"),
      error(
        FlawName.missingAnswer,
        "has no answer", "没有答案",
        "Write the reference answer.", "补上参考答案。"),
      warning(
        FlawName.notAQuestion,
        "asks for nothing", "题干没有提出要求",
        "End with one clear demand.", "以一个明确的提问或要求结尾。"),
      error(
        FlawName.truncatedQuestion,
        "breaks off in the question", "题干不完整",
        "Write the question to its end.", "把题干写完整。"),
      error(
        FlawName.truncatedAnswer,
        "breaks off in the answer", "答案不完整",
        "Write the answer to the end of its last sentence.", "把答案写到最后一句结束。"),
      error(
        FlawName.placeholderText,
        "holds text that was to be replaced", "含有未替换的占位文字",
        "Replace the placeholder by its content.", "用实际内容替换占位文字。"),
      error(
        FlawName.mojibake,
        "holds characters of a wrong encoding", "含有乱码",
        "Write the text anew in UTF-8.", "用 UTF-8 重新写出文字。"),
      error(
        FlawName.wrongLanguage,
        "is not in the language asked for", "语言与要求不符",
        "Write in the language asked for; keep technical terms.", "用要求的语言书写，专业术语可以保留。"),
      warning(
        FlawName.unseenReference,
        "refers to something that is not there", "引用了题目中没有的内容",
        "Quote what the question refers to, or ask without it.", "把所引用的内容写进题目，或改为不依赖它的问法。"),
      warning(
        FlawName.severalQuestions,
        "asks several questions at once", "一题多问",
        "Keep one demand; move the rest to follow-ups.", "只保留一个要求，其余放到追问里。"),
      error(
        FlawName.answerLeak,
        "gives its answer away", "题干泄露答案",
        "Take the answer out of the question.", "从题干中去掉答案。"),
      error(
        FlawName.answerRestatesQuestion,
        "answers by repeating the question", "答案只是重复题干",
        "Answer with what the question does not say.", "给出题干之外的内容作为答案。"),
      error(
        FlawName.emptyDefinition,
        "defines the term by itself", "循环定义",
        "Define the term by what it is made of and what sets it apart.", "用上位概念和区别特征来定义术语。"),
      error(
        FlawName.offTopic,
        "does not touch its topic", "偏离主题",
        "Ask about the topic.", "围绕主题提问。"),
      error(
        FlawName.malformed,
        "lacks what its kind needs", "缺少该题型必需的部分",
        "Give every part that this kind of question needs.", "补全该题型需要的每一部分。"),
      error(
        FlawName.unsupportedQuote,
        "quotes what the source does not say", "引文不在原文中",
        "Copy the quote from the passage, letter by letter.", "逐字从原文中摘录引文。"),
      error(
        FlawName.missingQuote,
        "quotes nothing of the source that it was given", "没有引用所给的原文",
        "Quote the words of the passage that carry the answer.", "摘录支持答案的原文。"),
      error(
        FlawName.unsupportedAnswer,
        "answers with what the source does not bear out", "答案没有原文依据",
        "Answer only what the passage says, with its numbers and names.", "只按原文作答，数字和名称与原文一致。"),
      error(
        FlawName.answerableQuestion,
        "is meant to be unanswerable, and the source answers it", "本应无法作答，原文却给出了答案",
        "Ask for what no passage states, or take for granted what the source denies.",
        "改问原文没有说明的内容，或换成与原文不符的前提。"),
      error(
        FlawName.contradictoryKey,
        "marks one option and answers with another", "答案与标记的正确选项矛盾",
        "Mark the option that the answer names.", "让答案与正确选项一致。"),
    ] + forms + multipleChoice + cues

  private static let multipleChoice: [FlawKind] = [
    warning(
      FlawName.noneOrAllOfAbove,
      "offers all or none of the above", "含有“以上都是”或“以上都不是”",
      "Replace the option by one with content.", "换成有实质内容的选项。"),
    warning(
      FlawName.longestOptionIsKey,
      "shows its key by its length", "正确选项明显最长",
      "Bring the options to a similar length.", "让各选项长度相近。"),
    warning(
      FlawName.absoluteTerms,
      "has absolute words in wrong options alone", "只有错误选项带绝对化词语",
      "Drop the absolute words.", "去掉绝对化词语。"),
    warning(
      FlawName.grammaticalCue,
      "shows its key by grammar", "语法暴露了正确选项",
      "Let every option fit the stem.", "让每个选项都能与题干衔接。"),
    warning(
      FlawName.wordRepeat,
      "repeats a word of the stem in the key alone", "只有正确选项重复了题干中的词",
      "Use the word in other options too, or in none.", "让其他选项也用这个词，或都不用。"),
    error(
      FlawName.duplicateOptions,
      "offers the same option twice", "有相同的选项",
      "Replace one of the equal options.", "替换重复的选项。"),
    warning(
      FlawName.negatedStem,
      "asks for what is not so", "题干用否定方式提问",
      "Ask for what is so.", "改为肯定的问法。"),
    warning(
      FlawName.unequalOptions,
      "has options of very unequal length", "选项长度相差悬殊",
      "Bring the options to a similar length.", "让各选项长度相近。"),
    warning(
      FlawName.vagueTerms,
      "has vague words of frequency in its options", "选项含有模糊的频率词",
      "Say under which condition instead of how often.", "用具体条件代替模糊的频率词。"),
    warning(
      FlawName.fillInMidSentence,
      "has its gap in the middle of the stem", "空格在题干中间",
      "Put the gap at the end, or ask a question.", "把空格放到句末，或改成问句。"),
    error(
      FlawName.moreThanOneCorrect,
      "marks more than one option correct", "标记了多个正确选项",
      "Leave one option correct.", "只保留一个正确选项。"),
    warning(
      FlawName.complexFormat,
      "combines options with each other", "选项由其他选项组合而成",
      "Let every option stand alone.", "让每个选项独立成立。"),
    warning(
      FlawName.fewOptions,
      "has fewer than three options", "选项少于三个",
      "Add plausible wrong options.", "增加有迷惑性的错误选项。"),
  ]

  static func error(
    _ name: String, _ english: String, _ chinese: String, _ remedy: String, _ chineseRemedy: String
  ) -> FlawKind {
    FlawKind(
      name: name, severity: .error, description: Wording(english: english, chinese: chinese),
      remedy: Wording(english: remedy, chinese: chineseRemedy))
  }

  static func warning(
    _ name: String, _ english: String, _ chinese: String, _ remedy: String, _ chineseRemedy: String
  ) -> FlawKind {
    var kind = error(name, english, chinese, remedy, chineseRemedy)
    kind.severity = .warning
    return kind
  }
}
