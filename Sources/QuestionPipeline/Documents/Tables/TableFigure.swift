/// The number in a cell of a table, to the digit, with what stands around it: "$1,250.50", "12 kg", "37%".
struct TableFigure: Sendable, Hashable {
  /// The number without its decimal point.
  var digits: Int
  /// How many of the digits stand behind the point.
  var places: Int
  var prefix = ""
  /// With the space before it, if there is one.
  var suffix = ""
  /// Whether thousands are set apart by commas.
  var isGrouped = false

  init(digits: Int, places: Int) {
    self.digits = digits
    self.places = places
  }

  /// Nil for a cell that is no single number.
  init?(_ cell: String) {
    let scalars = Array(cell.unicodeScalars)
    guard let first = scalars.firstIndex(where: Script.isDigit) else { return nil }
    var end = first
    var digits = ""
    var groups: [Int] = []
    var places: Int?
    while end < scalars.count {
      let scalar = scalars[end]
      if Script.isDigit(scalar), scalar.isASCII {
        digits.unicodeScalars.append(scalar)
        if let known = places {
          places = known + 1
        } else if !groups.isEmpty {
          groups[groups.count - 1] += 1
        }
      } else if scalar == ",", places == nil, end + 1 < scalars.count,
        Script.isDigit(scalars[end + 1])
      {
        groups.append(0)
      } else if scalar == ".", places == nil, end + 1 < scalars.count,
        Script.isDigit(scalars[end + 1])
      {
        places = 0
      } else {
        break
      }
      end += 1
    }
    guard groups.allSatisfy({ $0 == 3 }), digits.utf8.count <= 15, let value = Int(digits) else {
      return nil
    }
    var before = String(scalars: scalars[..<first])
    let isNegative = before.hasSuffix("-") || before.hasSuffix("−")
    if isNegative { before.removeLast() }
    let after = String(scalars: scalars[end...])
    guard before.isEmpty || Self.currencies.contains(before), Self.isUnit(after) else {
      return nil
    }
    self.init(digits: isNegative ? -value : value, places: places ?? 0)
    prefix = before
    suffix = after
    isGrouped = !groups.isEmpty
  }

  private static let currencies: Set<String> = ["$", "€", "£", "¥", "￥", "US$"]

  /// Letters, a percent sign, a degree: "kg", " km/h", "万人"; no second number and no remark.
  private static func isUnit(_ text: String) -> Bool {
    // "31 Aug" is a day, not so many of something.
    let word = text.lowercased().filter { $0.isLetter }
    guard !months.contains(word), word != "月", word != "日" else { return false }
    return text.unicodeScalars.count <= 12
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || " %％°/·²³".unicodeScalars.contains($0)
      }
  }

  /// English months, whole and short, in small letters.
  static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  var value: Double { Double(digits) / Double(Self.power(places)) }

  /// Whether both are written in the same unit.
  func isOfKind(_ other: TableFigure) -> Bool { prefix == other.prefix && suffix == other.suffix }

  /// The digits, were so many of them behind the point; as many as it has or more.
  func scaled(to places: Int) -> Int { digits * Self.power(places - self.places) }

  /// As a cell of its column would have it, with the column's unit.
  var text: String {
    prefix.isEmpty ? number + suffix : (digits < 0 ? "-" : "") + prefix + bare + suffix
  }

  /// Without its unit.
  var number: String { (digits < 0 ? "-" : "") + bare }

  private var bare: String {
    var written = String(digits.magnitude)
    while written.utf8.count <= places { written = "0" + written }
    let whole = Array(written.dropLast(places))
    var result = ""
    for (index, digit) in whole.enumerated() {
      if isGrouped, index > 0, (whole.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return places > 0 ? result + "." + written.suffix(places) : result
  }

  static func power(_ places: Int) -> Int { (0..<max(0, places)).reduce(1) { sum, _ in sum * 10 } }
}
