/// What a column's header calls its figures, as a question can say it.
struct TableLabel: Sendable {
  /// "weight", "number of visitors"; the header as it stands where it makes no noun.
  let text: String
  /// Whether sentences may speak of it: "the total weight of …".
  let isNoun: Bool
  /// Whether the figures can be added up to something.
  let isAdditive: Bool
  /// Whether they count something.
  let isCount: Bool
  /// Whether they are shares, of which even the mean says little.
  let isShare: Bool
  /// Whether it is known to say what the figures are of. Where a unit stands in the cells alone, a header may name a case
  /// instead: "normal use", with 24 months below.
  let saysWhatIsMeasured: Bool
  /// What one says of more and of less of it.
  let degrees: (most: String, least: String, more: String, less: String)

  init(_ column: PassageTable.Column, _ tongue: Tongue) {
    degrees = Self.degrees(of: column, tongue)
    let header = column.label
    let lowered = header.lowercased()
    let suffix = Text.trimmed(column.unit ?? column.figures.first?.suffix ?? "").lowercased()
    let prefix = column.figures.first?.prefix ?? ""
    saysWhatIsMeasured =
      column.unit != nil || !suffix.contains { $0.isLetter }
      || Self.measures.contains { lowered.hasSuffix($0) }
    isShare =
      ["%", "％"].contains(suffix)
      || Self.rates.contains { Text.contains(lowered, $0) } || suffix.contains("/")
    let isCounted = suffix.isEmpty && prefix.isEmpty && column.figures.allSatisfy { $0.places == 0 }
    let isHeight = Self.heights.contains { Text.contains(lowered, $0) }
    if tongue == .chinese {
      text = header
      isCount = isCounted || Self.chineseCounts.contains { header.hasSuffix($0) }
      // 湿包, with 63 below, is what is counted: its figures are none of it.
      let saysWhat =
        !isCounted || Self.chineseCounts.contains { header.hasSuffix($0) }
        || Self.measures.contains { header.hasSuffix($0) }
      isNoun =
        saysWhat && !Self.isTime(header)
        && (Self.chineseCounts.contains { header.hasSuffix($0) }
          || !isCounted && Self.measures.contains { header.hasSuffix($0) })
        && header.unicodeScalars.count <= 12 && header.unicodeScalars.contains { Fold.isHan($0) }
        && !header.contains { "，。、：；？！".contains($0) }
      isAdditive =
        !isShare && !isHeight
        && !Self.chinesePrices.contains { header.contains($0) }
        && (Self.additive.contains(suffix) || !prefix.isEmpty
          || Self.chineseCounts.contains { header.hasSuffix($0) })
      return
    }
    isCount = isCounted
    let words = header.split(separator: " ").map(String.init)
    let head = words.prefix { !["per", "of", "in", "at", "for", "by"].contains($0) }
    let isPhrase =
      (1...5).contains(words.count) && header.allSatisfy { $0.isLetter || " -'’".contains($0) }
    let last = head.last?.lowercased() ?? ""
    let isPlural =
      last.hasSuffix("s") && !["ss", "us", "is"].contains { last.hasSuffix($0) } && last.count > 3
    let name = Self.decapitalized(header)
    if isPlural, isCounted, !lowered.hasPrefix("number"), !lowered.hasPrefix("total") {
      text = "number of " + name
    } else {
      text = name
    }
    let isVerb =
      Self.verbs.contains(words.first?.lowercased() ?? "") || Self.verbs.contains(last)
      || last.hasSuffix("ed") || last.hasSuffix("est") && !Self.nounsInEst.contains(last)
      || last.hasSuffix("ing") && words.count == 1
    // "Available (mm)", "Milcote loam", "Mum": what is no known measure is only quoted.
    let isKnown = isPlural && isCounted || Self.measures.contains { last.hasSuffix($0) }
    isNoun =
      isPhrase && isKnown && last != "each" && !isVerb && !Self.isTime(lowered)
      && (!isPlural || isCounted)
    isAdditive =
      !isShare && !isHeight && !Self.unsummed.contains(last)
      && (Self.additive.contains(suffix) || !prefix.isEmpty || isPlural && isCounted)
  }

  private static func degrees(of column: PassageTable.Column, _ tongue: Tongue) -> (
    most: String, least: String, more: String, less: String
  ) {
    let header = column.label
    let lowered = header.lowercased()
    guard tongue == .english else {
      let isLong = !column.isPercentage && times.contains { header.hasSuffix($0) }
      if isLong { return ("最长", "最短", "长于", "短于") }
      return chineseCounts.contains { header.hasSuffix($0) }
        ? ("最多", "最少", "多于", "少于") : ("最高", "最低", "高于", "低于")
    }
    let words = lowered.split { !$0.isLetter }
    if levels.contains(where: {
      $0.count > 2 ? Text.contains(lowered, $0) : words.contains(Substring($0))
    }) {
      return ("highest", "lowest", "higher", "lower")
    }
    let last = words.last.map(String.init) ?? ""
    return !column.isPercentage && times.contains(last) && last != "length"
      ? ("longest", "shortest", "longer", "shorter")
      : ("greatest", "smallest", "greater", "smaller")
  }

  /// "Last year", 今年, 改造后: when something was counted, and not what.
  private static func isTime(_ header: String) -> Bool {
    let first = header.split(separator: " ").first.map(String.init) ?? ""
    return times(of: first)
      || ["年", "月", "季度", "学期", "前", "后"].contains { header.hasSuffix($0) }
      || ["今年", "去年", "本年", "上年", "本期", "上期", "同期", "现在", "目前"].contains(header)
  }

  private static func times(of word: String) -> Bool {
    ["last", "this", "next", "previous", "prior", "current", "before", "after", "today", "now"]
      .contains(word)
  }

  /// What is long or short.
  private static let times = [
    "time", "duration", "length", "guarantee", "warranty", "period", "life", "lifetime", "时间", "时长",
    "期", "期限", "长度", "寿命", "周期", "工期",
  ]
  /// What several sellers ask for one thing, which nobody pays together.
  private static let chinesePrices = ["价", "标准", "费率", "租金", "收费"]

  /// What a header ends with that names something measured.
  private static let measures =
    times + [
      "weight", "mass", "height", "width", "depth", "thickness", "price", "cost", "fee", "distance",
      "capacity",
      "area", "speed", "power", "volume", "age", "size", "temperature", "dose", "output", "yield",
      "load", "limit",
      "interval", "pressure", "energy", "consumption", "flow", "rate", "salary", "amount", "span",
      "diameter", "score", "share", "content", "density", "level", "yields", "population",
      "altitude",
      "elevation", "income", "revenue", "salary", "turnover", "profit", "budget", "expenditure",
      "number", "count", "total", "voltage", "current", "resistance", "frequency", "strength",
      "concentration", "humidity", "rainfall", "value", "ratio", "percentage", "production",
      "demand",
      "loss", "gain", "limit", "tolerance", "charge", "rent", "fare", "wage", "mileage", "range",
      "freight", "traffic", "catch", "harvest", "stock", "deposit", "debt", "duty", "heat", "gap",
      "clearance", "lifespan", "circumference", "girth", "perimeter", "torque", "wavelength",
      "重", "量", "高", "宽", "长", "深", "厚", "价", "费", "距", "距离", "面积", "温", "度", "龄", "速", "额", "率",
      "耗",
      "径", "间隔", "力", "电", "金", "时", "积",
    ]

  /// With a small first letter, unless it is a name or an abbreviation.
  private static func decapitalized(_ text: String) -> String {
    let first = text.prefix { $0 != " " }
    guard first.dropFirst().allSatisfy({ $0.isLowercase || $0 == "-" }) else { return text }
    return first.lowercased() + text.dropFirst(first.count)
  }

  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "will", "has", "have", "can", "does", "do", "uses", "needs",
    "opens", "closes", "since",
    "until", "from", "to", "best", "worst", "made", "built", "spent", "paid", "sold", "held",
    "sent",
    "won", "lost", "grown", "left", "bought", "found", "given", "taken", "driven", "known", "shown",
    "in", "on", "at", "per", "out", "under", "over", "with", "without", "by", "of", "as", "not",
    "seen", "run", "kept", "met", "set", "put", "caught", "drawn", "flown", "done", "gone", "born",
  ]
  /// "brightest" is none.
  private static let nounsInEst: Set<String> = [
    "harvest", "test", "forest", "interest", "request", "rest", "chest", "nest", "guest", "contest",
    "west", "pest",
    "crest", "protest",
  ]
  /// What nobody adds up: what several sellers ask for one thing, and what each has for itself.
  private static let unsummed: Set<String> = [
    "period", "age", "life", "lifetime", "interval", "magnitude", "speed", "diameter", "thickness",
    "price", "fee", "rent", "tariff", "fare", "bid", "offer", "quote", "rate", "guarantee",
    "warranty",
  ]
  /// What is measured against something else.
  private static let rates = [
    "per ", "share", "rate", "ratio", "percent", "average", "mean", "temperature", "density",
    "speed", "score", "每", "率", "比例", "占比", "平均", "温度", "密度", "速度", "评分", "浓度", "气温",
  ]
  private static let levels = [
    "temperature", "price", "cost", "rate", "share", "score", "altitude", "elevation", "speed",
    "salary", "wage", "fare", "fee", "percent", "revenue", "income", "rent", "ph", "voltage",
    "pressure", "dose", "level",
  ]
  /// Lengths that nobody lays end to end.
  private static let heights = [
    "altitude", "elevation", "height", "depth", "width", "diameter", "海拔", "高程", "高度", "深度", "宽",
    "直径", "水位",
  ]
  private static let additive: Set<String> = [
    "kg", "g", "t", "tonnes", "tons", "km", "m", "l", "litres", "liters", "kwh", "mwh", "gwh", "h",
    "hours", "min", "minutes", "days", "people", "pieces", "ha", "m²", "km²", "usd", "eur", "gbp",
    "mb", "gb", "kb", "公斤", "千克", "克", "吨", "公里", "千米", "米", "升", "小时", "分钟", "天", "人", "人次",
    "件", "个", "本", "元", "万元", "亿元", "万人", "千瓦时", "公顷", "亩", "台", "辆", "次", "只", "条", "株", "棵",
  ]
  private static let chineseCounts = ["数", "数量", "人数", "次数", "销量", "产量", "册数", "件数", "总量"]
}
