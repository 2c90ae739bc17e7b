/// Tells numbers that name something from those that count: nobody is asked how large a room number is.
enum NumberNames {
  /// - Parameter isYear: whether it may be one, by its digits and by what stands behind it.
  static func isName(_ range: Range<Int>, in scalars: [Unicode.Scalar], isYear: Bool) -> Bool {
    let before = word(endingAt: range.lowerBound, in: scalars)
    let after = word(from: range.upperBound, in: scalars)
    if isClock(range, in: scalars) || isDottedClock(range, in: scalars, before, after)
      || TableFigure.months.contains(after.text) || hours.contains(after.text)
    {
      return true
    }
    // "(7.5)" points to a clause.
    if scalars[range].contains("."), range.lowerBound > 0, range.upperBound < scalars.count,
      "(（".unicodeScalars.contains(scalars[range.lowerBound - 1]),
      ")）".unicodeScalars.contains(scalars[range.upperBound])
    {
      return true
    }
    // "2.0.1" is the number of a clause.
    if scalars[range].count(where: { $0 == "." }) > 1 { return true }
    // "a 1987 motor"
    if isYear, ["a", "an"].contains(before.text.lowercased()), after.text.count > 2 { return true }
    if let last = before.text.last,
      orderedBy.contains(last) && before.isJoined || "第表图比".contains(last)
    {
      return true
    }
    if isReference(range, in: scalars, before, after) { return true }
    if chineseNames.contains(where: { after.text.hasPrefix($0) }) { return true }
    if after.text.hasPrefix("时"), !["时速", "时间"].contains(where: { after.text.hasPrefix($0) }) {
      return true
    }
    if isAddress(range, in: scalars) { return true }
    // 5631次列车
    if ["次列车", "次航班", "次车"].contains(where: { after.text.hasPrefix($0) }) { return true }
    // 5.5 节, but not 12 节车厢
    if scalars[range].contains("."), ["节", "章"].contains(where: { after.text.hasPrefix($0) }) {
      return true
    }
    let word = before.text
    guard let first = word.first, first.isASCII, first.isLetter else { return false }
    let lowered = word.lowercased()
    if TableFigure.months.contains(lowered) || namedBy.contains(lowered) { return true }
    guard first.isUppercase else { return false }
    return !before.opensSentence || !counting.contains(lowered) && !lowered.hasSuffix("ly")
  }

  /// "418 Orchard Street"
  private static func isAddress(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
    let words = String(scalars: scalars[range.upperBound...].prefix(40)).split(separator: " ")
    let names = words.prefix { $0.first?.isUppercase == true }
    return names.prefix(4).dropFirst().contains { streets.contains($0.filter { $0.isLetter }) }
  }

  private static let streets: Set<String> = [
    "Street", "Road", "Avenue", "Lane", "Drive", "Terrace", "Boulevard",
  ]

  /// "ends in accordance with 6.5", "the minimum in 15.1": a decimal of nothing.
  private static func isReference(
    _ range: Range<Int>, in scalars: [Unicode.Scalar], _ before: Word, _ after: Word
  ) -> Bool {
    let next = range.upperBound < scalars.count ? scalars[range.upperBound] : "."
    // 返回 6.8 继续
    if scalars[range].contains("."),
      ["返回", "按", "见", "回到", "依", "照"].contains(where: { before.text.hasSuffix($0) })
    {
      return true
    }
    // 但 6.3 不适用于…
    if scalars[range].contains("."),
      ["不适用", "的规定", "的要求", "条", "规定", "要求", "款", "处理", "执行", "进行"].contains(where: {
        after.text.hasPrefix($0)
      })
    {
      return true
    }
    return scalars[range].contains(".") && after.text.isEmpty
      && ".,;:)".unicodeScalars.contains(next)
      && referring.contains(before.text.lowercased())
  }

  /// Whether a number goes on with what the one before it began: "bits 4 to 7", "rooms 12 and 13".
  static func goesOn(from end: Int, to range: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
    guard end < range.lowerBound else { return false }
    let between = String(scalars: scalars[end..<range.lowerBound])
    return [" to ", " and ", " or ", ", ", " – ", "、", "和", "至", "到"].contains(between)
  }

  private static let referring: Set<String> = [
    "in", "with", "by", "see", "under", "per", "and", "or", "of", "to",
  ]

  private struct Word {
    var text: String
    /// Whether nothing stands between it and the number.
    var isJoined: Bool
    var opensSentence: Bool
  }

  /// The letters before a place, behind at most one space.
  private static func word(endingAt place: Int, in scalars: [Unicode.Scalar]) -> Word {
    var end = place
    if end > 0, scalars[end - 1] == " " { end -= 1 }
    // "No. 5"
    if end > 2, scalars[end - 1] == ".", end < place { end -= 1 }
    var start = end
    while start > 0, scalars[start - 1].properties.isAlphabetic,
      Fold.isHan(scalars[start - 1]) == Fold.isHan(scalars[end - 1])
    { start -= 1 }
    return Word(
      text: String(scalars: scalars[start..<end]), isJoined: end == place, opensSentence: start == 0
    )
  }

  private static func word(from place: Int, in scalars: [Unicode.Scalar]) -> Word {
    var start = place
    if start < scalars.count, scalars[start] == " " { start += 1 }
    var end = start
    while end < scalars.count, end < start + 12,
      scalars[end].properties.isAlphabetic || scalars[end] == "." && end > start
    { end += 1 }
    let text = String(scalars: scalars[min(start, end)..<end]).lowercased()
    return Word(
      text: text.hasSuffix(".") && !hours.contains(text) ? String(text.dropLast()) : text,
      isJoined: start == place, opensSentence: false)
  }

  /// "6:15"
  private static func isClock(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
    func isDigit(_ index: Int) -> Bool {
      scalars.indices.contains(index) && (0x30...0x39).contains(scalars[index].value)
    }
    func isColon(_ index: Int) -> Bool {
      scalars.indices.contains(index) && (scalars[index] == ":" || scalars[index] == "：")
    }
    return isColon(range.upperBound) && isDigit(range.upperBound + 1)
      || isColon(range.lowerBound - 1) && isDigit(range.lowerBound - 2)
  }

  /// "to 19.30"
  private static func isDottedClock(
    _ range: Range<Int>, in scalars: [Unicode.Scalar], _ before: Word, _ after: Word
  ) -> Bool {
    let parts = String(scalars: scalars[range]).split(separator: ".")
    guard parts.count == 2, parts[1].count == 2, clocks.contains(before.text.lowercased()),
      let hour = Int(parts[0]), let minute = Int(parts[1])
    else { return false }
    return hour < 24 && minute < 60 && minute % 5 == 0 && QuantityUnit.named(after.text) == nil
  }

  /// Whether a title or a heading tells a number, in digits or in words: "£31m", "Forty inches", 七亩地的账.
  static func tells(_ value: Double, in title: String) -> Bool {
    let digits = title.split { !$0.isASCII || !$0.isNumber && !".,".contains($0) }
    if digits.contains(where: { Double($0.filter { $0 != "," }) == value }) { return true }
    if title.lowercased().split(whereSeparator: { !$0.isLetter }).contains(where: {
      words[String($0)] == value
    }) {
      return true
    }
    let numerals = Array("零一二三四五六七八九十百千万")
    guard (2...10).contains(value), value == value.rounded() else { return false }
    // 七亩地, but neither 二十七 nor 七百
    return title.split { !numerals.contains($0) }.contains { $0 == String(numerals[Int(value)]) }
  }

  /// Those that titles are made of.
  static let words: [String: Double] = [
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000,
  ]

  private static let hours: Set<String> = ["a.m.", "p.m.", "a.m", "p.m", "am", "pm", "o"]
  /// Before a time of day.
  private static let clocks: Set<String> = [
    "at", "to", "until", "till", "before", "after", "by", "from",
  ]
  private static let namedBy: Set<String> = [
    "room", "page", "pages", "line", "step", "version", "section", "chapter", "clause", "article",
    "paragraph", "level", "grade", "type", "class", "no", "number", "row", "bus", "route", "gate",
    "platform", "figure", "table", "phase", "stage", "item", "unit", "building", "floor", "house",
    "flight", "port", "theatre", "theater", "ward", "bay", "action", "rule", "annex", "part", "lot",
    "tram", "hut", "question", "group", "zone", "bit", "bits", "code", "option", "channel", "slot",
    "items",
    "sections", "clauses", "rooms", "steps", "actions",
    "pin", "byte", "day", "week", "track", "lane", "form", "appendix", "batch", "sample", "trial",
    "run", "visit", "site", "plot", "tank", "pump", "boiler", "washer", "well", "car", "machine",
    "kiln", "node", "station", "pier", "berth", "offset", "event", "lift", "cell", "field", "case",
  ]
  private static let orderedBy: Set<Character> = ["第", "零", "初", "表", "图"]
  private static let chineseNames = [
    "世纪", "月", "日", "号", "室", "路", "版", "届", "栋", "楼", "点", "这", "那", "比",
  ]
  /// Words that open a sentence and count what follows.
  private static let counting: Set<String> = [
    "about", "around", "after", "in", "on", "by", "at", "over", "under", "to", "only", "some",
    "almost", "more", "less", "between", "within", "every", "each", "all", "the", "these", "for",
    "from", "since", "until", "before", "of", "with", "another", "first", "last", "next", "both",
    "a", "an", "than", "just", "up", "below", "above", "per", "another", "his", "her", "our",
    "its", "their", "add", "use", "take", "allow", "leave", "wait", "heat", "bake", "mix", "keep",
    "during", "besides", "without", "through", "against", "plus", "minus", "no", "one", "when",
    "if", "because", "while", "although", "whereas", "and", "but", "or", "as", "that", "which",
  ]
}
