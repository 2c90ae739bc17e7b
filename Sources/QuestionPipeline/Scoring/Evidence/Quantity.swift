/// A number of a text with what it counts, however it is written: "1,000", "1000", "one thousand", 一千, "30%", 三成.
struct Quantity: Sendable, Hashable {
  /// Nil for what has the form of a number and is a name: "1.2.3".
  var value: Double?
  var unit: QuantityUnit?
  /// The words right behind it, stemmed; for Chinese the measure word and the two ideographs behind it.
  var nouns: [String] = []
  /// Whether it is surely a number and not a word of speech, as "one" and 一 may be.
  var isFirm: Bool
  /// Whether the text says that it is rounded.
  var isRough = false
  /// Its tokens.
  var range: Range<Int>
  /// As the text has it.
  var text: String

  /// Whether both say how much there is of the same, and say the same.
  func agrees(with source: Quantity) -> Bool {
    guard let value, let other = source.value else { return text == source.text }
    switch (unit, source.unit) {
    case (let unit?, let there?):
      guard unit.dimension == there.dimension else { return false }
      let factor = there.factor / unit.factor
      // A thousand or 1024 bytes.
      let slack = unit.dimension == .bytes && factor != 1 ? 0.1 : 1e-9
      return Self.isNear(value, other * factor, slack) || isRounded(other * factor, source)
    case (let unit?, nil) where unit.dimension == .share:
      return Self.isNear(value * unit.factor, other, 1e-9)
    case (nil, let there?) where there.dimension == .share:
      return Self.isNear(value, other, 1e-9) || Self.isNear(value, other * there.factor, 1e-9)
    case (.some, nil) where !source.nouns.isEmpty, (nil, .some) where !nouns.isEmpty: return false
    default: return Self.isNear(value, other, 1e-9) || isRounded(other, source)
    }
  }

  /// Whether it is the same number, whatever is counted.
  func hasValue(of other: Quantity) -> Bool {
    guard let value, let there = other.value else { return text == other.text }
    return Self.isNear(value, there, 1e-9)
  }

  private func isRounded(_ exact: Double, _ source: Quantity) -> Bool {
    guard isRough || source.isRough, let value, value != 0, exact != 0 else { return false }
    var digits = value
    var size = 1.0
    while digits.rounded() != digits, size > 1e-6 {
      digits *= 10
      size /= 10
    }
    if size == 1 {
      while digits != 0, digits.truncatingRemainder(dividingBy: 10) == 0 {
        digits /= 10
        size *= 10
      }
    }
    return (exact / size).rounded() == (value / size).rounded()
      // A round number may be the larger unit's: "nearly 5" for 4.9, 近三成 for 28%.
      || abs(exact - value) <= 0.05 * exact
  }

  static func isNear(_ left: Double, _ right: Double, _ slack: Double) -> Bool {
    abs(left - right) <= slack * max(abs(left), abs(right))
  }
}

/// What a number measures, and how large the unit is among those that measure the same.
struct QuantityUnit: Sendable, Hashable {
  enum Dimension: Sendable, Hashable {
    case share, seconds, months, bytes, bits, metres, grams, hertz, degrees, watts, wattHours, volts
    /// A year or a month of the calendar, which is counted from nowhere.
    case date
  }
  var dimension: Dimension
  var factor: Double

  /// The unit that a token names, in any of its forms.
  static func named(_ word: String) -> QuantityUnit? { words[word] }

  /// The unit that ideographs name, and how many of them do.
  static func chinese(_ ideographs: some Collection<String>) -> (unit: QuantityUnit, count: Int)? {
    for count in stride(from: min(3, ideographs.count), to: 0, by: -1) {
      if let unit = hanWords[ideographs.prefix(count).joined()] { return (unit, count) }
    }
    return nil
  }

  private static let words = table([
    (.share, 0.01, "percent|pct|%"),
    (.seconds, 1e-9, "ns|nanosecond|nanoseconds"),
    (.seconds, 1e-6, "us|µs|microsecond|microseconds"),
    (.seconds, 1e-3, "ms|millisecond|milliseconds"), (.seconds, 1, "s|sec|secs|second|seconds"),
    (.seconds, 60, "min|mins|minute|minutes"), (.seconds, 3600, "h|hr|hrs|hour|hours"),
    (.seconds, 86_400, "day|days"), (.seconds, 604_800, "week|weeks"),
    (.months, 1, "month|months"), (.months, 12, "year|years"), (.months, 120, "decade|decades"),
    (.bytes, 1, "byte|bytes"), (.bytes, 1024, "kb|kib|kilobyte|kilobytes"),
    (.bytes, 1_048_576, "mb|mib|megabyte|megabytes"),
    (.bytes, 1_073_741_824, "gb|gib|gigabyte|gigabytes"),
    (.bytes, 1_099_511_627_776, "tb|tib|terabyte|terabytes"),
    (.bits, 1, "bit|bits"),
    (.metres, 1e-3, "mm|millimetre|millimetres|millimeter|millimeters"),
    (.metres, 1e-2, "cm|centimetre|centimetres|centimeter|centimeters"),
    (.metres, 1, "m|metre|metres|meter|meters"),
    (.metres, 1000, "km|kilometre|kilometres|kilometer|kilometers"),
    (.grams, 1e-3, "mg|milligram|milligrams"), (.grams, 1, "g|gram|grams"),
    (.grams, 1000, "kg|kilogram|kilograms"), (.grams, 1_000_000, "tonne|tonnes"),
    (.hertz, 1, "hz|hertz"), (.hertz, 1000, "khz"), (.hertz, 1_000_000, "mhz"),
    (.hertz, 1_000_000_000, "ghz"), (.watts, 1, "watt|watts"),
    (.watts, 1000, "kw|kilowatt|kilowatts"), (.watts, 1_000_000, "megawatt|megawatts"),
    (.wattHours, 1, "wh"), (.wattHours, 1000, "kwh"), (.wattHours, 1_000_000, "mwh"),
    (.wattHours, 1_000_000_000, "gwh"), (.volts, 1, "volt|volts"),
    (.volts, 1000, "kv|kilovolt|kilovolts"), (.degrees, 1, "degree|degrees|celsius"),
  ])

  private static let hanWords = table([
    (.share, 0.01, "个百分点"), (.seconds, 1e-9, "纳秒"), (.seconds, 1e-6, "微秒"), (.seconds, 1e-3, "毫秒"),
    (.seconds, 1, "秒|秒钟"), (.seconds, 60, "分钟"), (.seconds, 3600, "小时|个小时"),
    (.seconds, 86_400, "天|日"), (.seconds, 604_800, "周|个星期|星期"), (.months, 1, "个月"),
    (.months, 12, "年"), (.bytes, 1, "字节"), (.bytes, 1024, "千字节"), (.bytes, 1_048_576, "兆字节|兆"),
    (.bytes, 1_073_741_824, "吉字节"), (.bits, 1, "比特|位"), (.metres, 1e-3, "毫米"),
    (.metres, 1e-2, "厘米"), (.metres, 1, "米"), (.metres, 1000, "千米|公里"), (.grams, 1e-3, "毫克"),
    (.grams, 1, "克"), (.grams, 1000, "千克|公斤"), (.grams, 1_000_000, "吨"), (.hertz, 1, "赫兹|赫"),
    (.hertz, 1000, "千赫"), (.hertz, 1_000_000, "兆赫"), (.watts, 1, "瓦|瓦特"), (.watts, 1000, "千瓦"),
    (.watts, 1_000_000, "兆瓦"), (.wattHours, 1, "瓦时"), (.wattHours, 1000, "千瓦时"),
    (.wattHours, 1_000_000, "兆瓦时"), (.volts, 1, "伏|伏特"), (.volts, 1000, "千伏"),
    (.degrees, 1, "度|摄氏度"),
    (.date, 1, "月|月份"),
  ])

  private static func table(
    _ rows: [(dimension: Dimension, factor: Double, words: String)]
  ) -> [String: QuantityUnit] {
    var result: [String: QuantityUnit] = [:]
    for row in rows {
      for word in row.words.split(separator: "|") {
        result[String(word)] = QuantityUnit(dimension: row.dimension, factor: row.factor)
      }
    }
    return result
  }
}
