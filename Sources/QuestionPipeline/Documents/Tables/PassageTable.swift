/// A table of a passage with its cells apart: those of a row as they stand between the bars.
struct PassageTable: Sendable, Hashable {
  struct Row: Sendable, Hashable {
    var cells: [String]
    /// Exactly as in the passage.
    var line: String
  }

  /// The line above the header row.
  var caption: String?
  var header: Row
  var rows: [Row]

  /// The tables of a passage's text, in their order: those with a header row over a line of dashes.
  static func all(in text: String) -> [PassageTable] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var result: [PassageTable] = []
    var index = 1
    while index < lines.count {
      defer { index += 1 }
      guard isRule(lines[index]), let header = row(lines[index - 1]),
        header.cells.count == cells(lines[index]).count
      else { continue }
      var table = PassageTable(caption: nil, header: header, rows: [])
      table.caption = caption(above: index - 1, of: lines)
      while index + 1 < lines.count, let row = row(lines[index + 1]) {
        if row.cells.count == header.cells.count { table.rows.append(row) }
        index += 1
      }
      result.append(table)
    }
    return result
  }

  /// The line right above the header row, or what calls itself a table above a blank one.
  private static func caption(above header: Int, of lines: [Substring]) -> String? {
    guard header >= 1, row(lines[header - 1]) == nil else { return nil }
    let nearest = Text.trimmed(lines[header - 1])
    if !nearest.isEmpty { return nearest }
    guard header >= 2, row(lines[header - 2]) == nil else { return nil }
    let above = Text.trimmed(lines[header - 2])
    return ["table ", "tab. ", "表"].contains { above.lowercased().hasPrefix($0) } ? above : nil
  }

  /// "| --- | ---: |"
  private static func isRule(_ line: Substring) -> Bool {
    line.contains("|") && line.contains("-") && line.allSatisfy { "|-: \t".contains($0) }
  }

  private static func row(_ line: Substring) -> Row? {
    guard line.contains("|"), !isRule(line) else { return nil }
    return Row(cells: cells(line), line: Text.trimmed(line))
  }

  private static func cells(_ line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in Text.trimmed(line) {
      if character == "|", !isEscaped {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    cells.append(cell)
    // The bars at both ends of a line enclose nothing.
    if cells.first.map({ Text.trimmed($0).isEmpty }) == true { cells.removeFirst() }
    if cells.last.map({ Text.trimmed($0).isEmpty }) == true { cells.removeLast() }
    return cells.map(plain)
  }

  /// Without emphasis marks around it.
  private static func plain(_ cell: String) -> String {
    let words = Text.trimmed(cell)
    guard words.contains(where: { "*`".contains($0) }) else { return words }
    return Text.trimmed(words.filter { !"*`".contains($0) })
  }
}

extension PassageTable {
  /// A column of numbers that are all written alike.
  struct Column: Sendable, Hashable {
    var index: Int
    /// The header without the unit that stands behind it in parentheses.
    var label: String
    /// The unit of the header, where the cells have none.
    var unit: String?
    /// A figure for each row.
    var figures: [TableFigure]

    /// Whether the numbers are years, which nobody adds up.
    var isYears: Bool {
      figures.allSatisfy {
        $0.places == 0 && $0.suffix.isEmpty && $0.prefix.isEmpty && !$0.isGrouped
          && (1500...2100).contains($0.digits)
      }
    }

    /// Whether the numbers are percentages, whose differences are points and no percentages.
    var isPercentage: Bool {
      unit == "%" || figures.contains { $0.suffix.hasSuffix("%") }
    }

    /// A figure with its unit, as a sentence has it.
    func shown(_ figure: TableFigure, isChinese: Bool) -> String {
      guard let unit else { return figure.text }
      if ["£", "$", "€", "¥", "￥"].contains(unit) { return unit + figure.text }
      let isOne = !isChinese && figure.value == 1 && figure.places == 0
      return figure.text + (isChinese || unit == "%" ? "" : " ")
        + (isOne ? Self.singular(unit) : unit)
    }

    /// "octet" of "octets", as one of them is called; abbreviations stay.
    private static func singular(_ unit: String) -> String {
      guard unit.count > 3, unit.hasSuffix("s"), unit.allSatisfy({ $0.isLetter }),
        !["ss", "us", "is"].contains(where: { unit.hasSuffix($0) }),
        !["siemens", "series", "species"].contains(unit.lowercased())
      else { return unit }
      if unit.hasSuffix("ies") { return String(unit.dropLast(3)) + "y" }
      let isHissed = ["ches", "shes", "xes", "sses"].contains { unit.hasSuffix($0) }
      return String(unit.dropLast(isHissed ? 2 : 1))
    }
  }

  /// Whether each row names its own unit in a column for units: what stands below one another is then not of one kind.
  private var hasUnitColumn: Bool {
    header.cells.contains {
      ["unit", "units", "unit of measure", "单位", "计量单位"].contains($0.lowercased())
    }
  }

  /// The columns of numbers: of each row one, in one unit.
  var columns: [Column] {
    guard rows.count >= 2, !hasUnitColumn else { return [] }
    return header.cells.indices.dropFirst().compactMap { index in
      let figures = rows.compactMap { TableFigure($0.cells[index]) }
      guard figures.count == rows.count, let first = figures.first,
        figures.allSatisfy({ $0.isOfKind(first) })
      else { return nil }
      let (label, unit) = Self.parted(header.cells[index])
      guard !label.isEmpty, unit == nil || first.suffix.isEmpty && first.prefix.isEmpty else {
        return nil
      }
      return Column(index: index, label: label, unit: unit, figures: figures)
    }
  }

  /// "Weight (kg)" as "Weight" and "kg".
  static func parted(_ header: String) -> (label: String, unit: String?) {
    for (open, close) in [("(", ")"), ("（", "）")] where header.hasSuffix(close) {
      guard let start = Text.range(of: open, in: header) else { continue }
      let unit = Text.trimmed(header[start.upperBound...].dropLast())
      // "Quality (60)" is weighed at 60.
      if !unit.isEmpty, unit.allSatisfy({ $0.isNumber || " .,–-".contains($0) }) {
        // "Inhabitants (2020)" were counted then.
        let isYear = Int(unit).map { (1500...2100).contains($0) } == true
        if isYear { return (Text.trimmed(header[..<start.lowerBound]), nil) }
        continue
      }
      if isNote(unit) { continue }
      return (Text.trimmed(header[..<start.lowerBound]), unit.isEmpty ? nil : unit)
    }
    // 用量/g, but not "Price/kg" and 500 "Visitors/day"
    if let slash = header.lastIndex(where: { $0 == "/" || $0 == "／" }) {
      let label = Text.trimmed(header[..<slash])
      let unit = Text.trimmed(header[header.index(after: slash)...])
      if isMeasured(label, in: unit) { return (label, unit) }
    }
    return (header, nil)
  }

  /// "Beats per second (A4 = 440)", "Price (as of 2020)", "Staff (full time)": of which case the figures are, not in what.
  private static func isNote(_ text: String) -> Bool {
    let first = text.lowercased().prefix { $0.isLetter }
    return text.contains { "=＝:：".contains($0) } || notes.contains(String(first))
  }

  private static let notes: Set<String> = [
    "as", "since", "until", "from", "before", "after", "around", "about", "full", "part", "approx",
    "mean", "average", "estimated", "estimate", "at", "for", "with", "without", "only", "including",
    "excluding", "incl", "excl", "by", "see", "not", "new", "old",
  ]

  /// Whether a unit behind a slash is what the figures are in. Of most units they may as well be "so much for each".
  private static func isMeasured(_ label: String, in unit: String) -> Bool {
    measured.contains { pair in
      pair.units.contains(unit) && pair.labels.contains { label.lowercased().hasSuffix($0) }
    }
  }

  private static let measured: [(units: Set<String>, labels: [String])] = [
    (
      ["g", "mg", "μg", "µg", "kg", "t"],
      ["重", "质量", "重量", "用量", "产量", "含量", "剂量", "mass", "weight"]
    ),
    (
      ["mm", "cm", "m", "km", "μm", "µm"],
      [
        "度", "深", "宽", "高", "长", "径", "距", "距离", "length", "width", "height", "depth", "diameter",
        "thickness", "distance",
      ]
    ),
    (["mL", "ml", "L"], ["体积", "容量", "容积", "用量", "volume", "capacity"]),
    (["℃", "°C"], ["温度", "温", "点", "temperature"]),
    (["MPa", "kPa", "Pa", "bar"], ["压力", "强度", "压", "pressure", "strength"]),
    (["s", "min", "h", "d"], ["时间", "时长", "周期", "time", "duration"]),
    (["kW", "W"], ["功率", "power"]), (["V", "kV"], ["电压", "voltage"]),
    (["%", "％"], ["率", "度", "比例", "share"]),
  ]

  /// What tells the rows apart: the words of the first column, each once; nil where it does not.
  var keys: [String]? {
    let keys = rows.map { $0.cells[0] }
    guard keys.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.count <= 60 }),
      Set(keys.map { $0.lowercased() }).count == keys.count
    else { return nil }
    return keys
  }
}
