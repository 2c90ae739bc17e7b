/// What the measures of a set are called and what they say.
enum MetricWords {
  static func meaning(of name: String, _ words: ReportWords) -> (name: String, text: String)? {
    switch name {
    case "distinct1":
      (
        words("distinct words", "词汇丰富度"),
        words("different words among all words of the questions", "题干中不同词占全部词的比例")
      )
    case "distinct2":
      (
        words("distinct word pairs", "词对丰富度"),
        words("different pairs of neighbouring words among all", "题干中不同相邻词对占全部词对的比例")
      )
    case "meanNearestSimilarity":
      (
        words("nearest similarity", "最近相似度"),
        words(
          "mean similarity of a question to the one most like it; low is varied",
          "每道题与最相似的另一道题的平均相似度，越低越多样")
      )
    case "effectiveQuestions":
      (
        words("effective questions", "有效题数"),
        words(
          "how many wholly different questions would be as diverse", "多样性相当于多少道完全不同的题")
      )
    case "depthCues":
      (
        words("depth cues", "深度线索"),
        words(
          "of mechanism, trade-off, failure case, condition and quantity, the share that answers to open kinds give",
          "开放题型的答案给出机制、取舍、失效、条件、数量的比例")
      )
    case "depthMechanism": (words("gives a mechanism", "给出机制"), cue(words))
    case "depthTradeOff": (words("gives a trade-off", "给出取舍"), cue(words))
    case "depthFailureCase": (words("gives a failure case", "给出失效场景"), cue(words))
    case "depthCondition": (words("gives a condition", "给出条件"), cue(words))
    case "depthQuantity": (words("gives a quantity", "给出数量"), cue(words))
    case "levelMatch":
      (
        words("levels as asked for", "层次相符"),
        words(
          "share of the questions whose wording suggests the level asked for; an estimate",
          "措辞所体现的层次与要求一致的题目比例（估计值）")
      )
    case "levelGap":
      (
        words("distance from the level asked for", "层次偏差"),
        words("mean number of levels between the two, of six", "两者平均相差的层次数（共六层）")
      )
    case "levelEstimateError":
      (
        words("error of the level estimate", "层次估计误差"),
        words(
          "its mean distance from experts' levels on labelled English questions; not known for Chinese",
          "在有专家标注的英文题上与专家层次的平均差距；中文上的误差未知")
      )
    case "keyPositionP":
      (
        words("key positions", "答案位置"),
        words(
          "chance of key positions as uneven as these if each were equally likely; below 0.01 is suspicious",
          "若各选项位置机会均等，出现如此不均的概率；低于 0.01 可疑")
      )
    case "balanceTopic":
      (words("balance of topics", "主题均衡"), even(words))
    case "balanceLevel":
      (words("balance of levels", "层次均衡"), even(words))
    case "balanceKind":
      (words("balance of kinds", "题型均衡"), even(words))
    case "balanceLanguage":
      (words("balance of languages", "语言均衡"), even(words))
    case "balanceDifficulty":
      (words("balance of difficulties", "难度均衡"), even(words))
    case "templateShare":
      (
        words("commonest template", "最常见句式"),
        words("share of the questions that follow it", "采用同一句式的题目比例")
      )
    case "duplicates":
      (
        words("repeated questions", "重复题目"),
        words("items too similar to an earlier one", "与前面的题过于相似的题数")
      )
    default: nil
    }
  }

  /// Numbers of questions as such, shares and chances with two decimals.
  static func shown(_ name: String, _ value: JSONValue) -> String {
    switch name {
    case "duplicates": value.intValue?.grouped ?? "–"
    case "effectiveQuestions": value.doubleValue?.fixed(1) ?? "–"
    default: value.doubleValue?.fixed(2) ?? "–"
    }
  }

  private static func cue(_ words: ReportWords) -> String {
    words("share of the answers to open kinds", "开放题型答案中的比例")
  }

  private static func even(_ words: ReportWords) -> String {
    words("1 is an even spread, 0 all in one", "1 为完全均匀，0 为集中于一处")
  }
}
