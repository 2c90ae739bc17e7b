/// The words that numbers are written in.
enum NumberWords {
  static let units: [String: Double] = {
    let small =
      "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
      + " sixteen seventeen eighteen nineteen"
    var result: [String: Double] = [:]
    for (value, word) in small.split(separator: " ").enumerated() {
      result[String(word)] = Double(value)
    }
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety"
    for (place, word) in tens.split(separator: " ").enumerated() {
      result[String(word)] = Double(place + 2) * 10
    }
    return result
  }()

  static let factors: [String: Double] = [
    "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12,
  ]
  static let shares: [String: Double] = ["half": 0.5, "quarter": 0.25, "third": 1.0 / 3]
  static let magnitudes: [String: Double] = [
    "十": 10, "百": 100, "千": 1000, "万": 1e4, "亿": 1e8,
  ]

  static let roughBefore: Set<String> = [
    "about", "around", "roughly", "nearly", "almost", "approximately", "over", "some", "约", "近",
    "过",
  ]
  static let roughAfter: Set<String> = ["多", "余", "左", "odd", "or"]
  /// Behind a number, but not what it counts.
  static let joining: Set<String> = ["less", "minus", "plus", "divided", "multiplied", "equals"]
  static let measures: Set<String> = [
    "个", "种", "层", "次", "台", "条", "项", "名", "位", "只", "件", "份", "颗", "块", "张", "本", "家", "座",
    "道", "套", "组", "对", "步", "类", "人", "倍", "页", "行", "列", "级",
  ]
  /// Those that say nothing of what is counted.
  static let plainMeasures: Set<String> = ["个", "种", "条", "项", "只", "件", "位"]
  /// Behind 成, where it is no tenth: 成为, 成本.
  static let afterTenths: Set<String> = ["为", "本", "分", "员", "功", "果", "立", "就", "长", "熟", "一"]
  static let idioms: Set<String> = ["十分", "万一", "千万", "百", "千", "万", "亿", "零", "〇"]

  private static let numerals: [String: Double] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9,
  ]

  static func isNumeral(_ text: String) -> Bool {
    numerals[text] != nil || magnitudes[text] != nil
  }

  /// 三百二十 is 320, 二〇二四 is 2024; nil where the numerals make no number.
  static func value(_ words: [String]) -> Double? {
    guard !words.isEmpty else { return nil }
    if words.count > 1, words.allSatisfy({ numerals[$0] != nil }) {
      return words.reduce(0) { $0 * 10 + (numerals[$1] ?? 0) }
    }
    var total = 0.0
    var section = 0.0
    var digit: Double?
    for word in words {
      if let value = numerals[word] {
        digit = value
      } else if let factor = magnitudes[word] {
        if factor >= 1e4 {
          total = (total + section + (digit ?? 0)) * factor
          section = 0
        } else {
          section += (digit ?? 1) * factor
        }
        digit = nil
      }
    }
    return total + section + (digit ?? 0)
  }
}
