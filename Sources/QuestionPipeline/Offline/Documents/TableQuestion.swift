/// What can be asked of rows of a table: to look a figure up, or to work something out of several.
struct TableQuestion: Sendable, Hashable {
  enum Ask: Sendable, Hashable {
    case lookUp
    case workOut(TableOperation)
  }

  let table: PassageTable
  let column: PassageTable.Column
  /// In the order of the table; one to look up, else two or more.
  let rows: [Int]
  let ask: Ask

  var keys: [String] { rows.map { table.rows[$0].cells[0] } }
  var figures: [TableFigure] { rows.map { column.figures[$0] } }

  /// The row with the greatest or the smallest figure, where that is asked for.
  var winner: Int? {
    let values = figures.map(\.value)
    switch ask {
    case .workOut(.highest): return values.max().flatMap { values.firstIndex(of: $0) }
    case .workOut(.lowest): return values.min().flatMap { values.firstIndex(of: $0) }
    default: return nil
    }
  }

  /// What is worked out, with its unit.
  func result(_ tongue: Tongue) -> String? {
    guard case .workOut(let operation) = ask, let result = operation.result(of: figures) else {
      return nil
    }
    return column.shown(result, isChinese: tongue == .chinese)
  }
}

/// Finds what can be asked of the tables of a passage: few questions, of tables alone whose header and cells leave no doubt.
struct TableQuestions {
  let passage: Passage
  let tongue: Tongue

  /// In the order of the tables and their columns.
  func list(_ kind: QuestionKind) -> [TableQuestion] {
    guard kind == .open || kind == .multipleChoice || kind == .trueFalse,
      FactPatterns(passage: passage, tongue: tongue).isInTongue
    else { return [] }
    let tables = PassageTable.all(in: passage.shown)
    return tables.filter { tables.count == 1 || $0.caption != nil }.flatMap { list($0, kind) }
  }

  private func list(_ table: PassageTable, _ kind: QuestionKind) -> [TableQuestion] {
    guard isClear(table) else { return [] }
    let rows = table.rows.indices.filter {
      !Self.isSummary(table.rows[$0].cells[0]) && !isUnwieldy(table.rows[$0].cells[0])
    }
    let start = Int((passage.id + table.header.line).stableHash % 97)
    return table.columns.flatMap { column -> [TableQuestion] in
      let label = TableLabel(column, tongue)
      guard !Self.isNumbering(column.label),
        label.saysWhatIsMeasured || !table.columns.contains(where: { $0.isOfOneUnit(with: column) })
      else { return [] }
      // "Days in month" tells nothing of the document.
      if column.label.lowercased().hasPrefix("days in ") { return [] }
      // "In light", 1号: figures of nobody knows what.
      guard label.isNoun || column.unit != nil || column.isYears || !column.isBare else {
        return []
      }
      return asked(
        of: rows, turnedBy: start + column.index, column, label,
        isMeasured: table.isTold(apartByMeasure: rows), keys: table.rows.map(\.cells[0]), kind
      ).filter { asked in
        // What nobody would work out is not asked.
        asked.figures.count == 1 || Set(asked.figures.map(\.value)).count == asked.figures.count
      }.map {
        TableQuestion(table: table, column: column, rows: $0.rows, ask: $0.ask)
      }
    }
  }

  fileprivate struct Asked: Hashable {
    var rows: [Int]
    var ask: TableQuestion.Ask
    var figures: [TableFigure]
  }

  private func asked(
    of rows: [Int], turnedBy start: Int, _ column: PassageTable.Column, _ label: TableLabel,
    isMeasured: Bool, keys: [String], _ kind: QuestionKind
  ) -> [Asked] {
    guard !rows.isEmpty else { return [] }
    var asked: [Asked] = []
    func add(_ chosen: some Sequence<Int>, _ ask: TableQuestion.Ask) {
      let chosen = Array(chosen)
      asked.append(Asked(rows: chosen, ask: ask, figures: chosen.map { column.figures[$0] }))
    }
    func window(_ width: Int, _ turn: Int) -> ArraySlice<Int>? {
      guard rows.count >= width else { return nil }
      let first = (start + turn) % (rows.count - width + 1)
      return rows[first..<first + width]
    }
    // What was measured at 15 °C and at 18 °C makes no sum, and neither has more of it.
    let isPlain = !column.isYears && label.isNoun && !isMeasured
    if kind == .open || kind == .multipleChoice {
      let values = Set(rows.map { column.figures[$0].value })
      // Three others are the wrong options.
      if kind == .open || values.count >= 4 {
        for turn in 0..<min(3, rows.count) { add([rows[(start + turn * 2) % rows.count]], .lookUp) }
      }
    }
    guard isPlain else { return asked.distinct }
    if kind == .open && !column.isPercentage || kind == .trueFalse {
      for turn in 0..<2 {
        if let pair = window(2, turn) { add(pair, .workOut(.difference)) }
      }
    }
    if kind == .open, let three = window(3, 1) {
      if label.isAdditive { add(three, .workOut(.sum)) }
      if !label.isShare, three.allSatisfy({ Self.isPeriod(keys[$0]) }) {
        add(three, .workOut(.mean))
      }
    }
    let width = kind == .multipleChoice ? 4 : 3
    if kind != .trueFalse, !keys.contains(where: Self.isDate), let some = window(width, 2),
      rows.count > 2
    {
      add(some, .workOut(.highest))
      if let others = window(width, 3), others != some { add(others, .workOut(.lowest)) }
    }
    return asked.distinct
  }

  /// What came one after another has a mean; of things that have nothing in common nobody works one out.
  private static func isPeriod(_ key: String) -> Bool {
    let words = key.lowercased().split { !$0.isLetter }.map(String.init)
    let isYear = key.count == 4 && Int(key).map { (1500...2100).contains($0) } == true
    return isYear || words.first.map { periods.contains($0) } == true
      || ["年", "月", "日", "周", "季", "季度", "天", "期", "届", "次", "轮"].contains { key.hasSuffix($0) }
      || key.hasPrefix("周") || key.hasPrefix("星期") || key.hasPrefix("第")
  }

  private static let periods: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "january",
    "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "week", "day", "month", "year", "quarter", "q",
    "spring", "summer", "autumn", "winter", "run", "trial", "test", "season",
  ]

  // MARK: Tables without doubt

  /// Whether each row is named once, each column, too, and nothing in it is anything but words and numbers.
  private func isClear(_ table: PassageTable) -> Bool {
    let header = table.header.cells
    guard table.rows.count >= 2, table.keys != nil, Set(header).count == header.count,
      // What was measured after 24 h, and after 36: rows that no phrase names well. Years have one.
      !table.isTold(apartByMeasure: Array(table.rows.indices))
        || table.rows.allSatisfy({ Self.isPeriod($0.cells[0]) }),
      !header.contains(""), !Self.isNumbering(header[0]),
      !table.rows.contains(where: { Self.isBound($0.cells[0]) || Self.isList($0.cells[0]) }),
      Self.areTold(apart: table.rows.map(\.cells[0]))
    else { return false }
    let texts = [table.caption ?? ""] + header + table.rows.flatMap(\.cells)
    return texts.allSatisfy { text in
      !text.unicodeScalars.contains { "<>{}[]\\~_“”\"".unicodeScalars.contains($0) }
        && !Text.contains(text, "://") && !MachineOrders.isOrder(text)
    }
  }

  /// "Total", 合计: a row that stands for the others.
  static func isSummary(_ key: String) -> Bool {
    let key = key.lowercased()
    return ["total", "sum", "average", "mean", "all", "overall"].contains {
      key == $0 || key.hasPrefix($0 + " ")
    } || ["合计", "总计", "小计", "平均", "全部", "总和", "共计"].contains { key.hasPrefix($0) }
  }

  /// "none", "1–12", "more than 5 years", 15年以上: what nobody understands without its column's header.
  private static func isBound(_ key: String) -> Bool {
    let words = key.lowercased().split(separator: " ").map(String.init)
    // "One", "Two": of what, its column's header says.
    if words.count == 1, NumberNames.words[words[0]] != nil || words[0] == "one" { return true }
    let opens = [
      "none", "up", "more", "less", "over", "under", "above", "below", "at", "fewer", "other",
      "others", "≤", "≥",
    ]
    let isOpen = words.first.map { opens.contains($0) || words.count < 3 && $0 == "all" } == true
    let isRange =
      key.allSatisfy { $0.isNumber || "–-—~～至 .,".contains($0) }
      && key.contains { "–-—~～至".contains($0) }
    // "Sheepskin, 2 at £27" tells what it comes to.
    let isPriced = key.unicodeScalars.contains {
      $0.properties.generalCategory == .currencySymbol
    }
    return isOpen || isRange || isPriced || key == "无"
      || ["以上", "以下", "以内"].contains { key.hasSuffix($0) }
      || ["超过", "不足", "不满", "其他", "其余"].contains { key.hasPrefix($0) }
  }

  /// "Mould and follower, 16 cm inside diameter": what no question can speak of in passing.
  private func isUnwieldy(_ key: String) -> Bool {
    tongue == .english && key.split(separator: " ").count > 6
  }

  /// 5 月 18 日: nobody asks which one of such is the greatest, but on which day something was.
  private static func isDate(_ key: String) -> Bool {
    key.contains { $0.isNumber } && key.hasSuffix("日")
  }

  /// Whether each row says alone which it is: "20" and "20 (with humidifier)" do not, nor do measures among names.
  private static func areTold(apart keys: [String]) -> Bool {
    let bare = keys.map { key in
      Text.trimmed(key.prefix { !"(（".contains($0) }).lowercased()
    }
    let measures = keys.count { TableFigure($0) != nil }
    return Set(bare).count == bare.count && (measures == 0 || measures == keys.count)
  }

  /// 换表带、表蒙: torn apart where rows are listed. "Paris, France" is not.
  private static func isList(_ key: String) -> Bool {
    key.contains { "，、；;".contains($0) } || key.contains(", ") && key.first?.isLowercase == true
  }

  /// Numbers that name and measure nothing.
  private static func isNumbering(_ label: String) -> Bool {
    [
      "#", "no", "no.", "nr", "id", "code", "rank", "index", "page", "序号", "编号", "代码", "排名", "页码",
      "电话", "phone", "version", "版本", "offset", "address", "bit", "bits", "byte", "channel", "地址",
      "偏移",
    ].contains(label.lowercased())
  }
}

extension PassageTable.Column {
  /// Whether its figures have neither unit nor sign.
  fileprivate var isBare: Bool {
    figures.allSatisfy { $0.suffix.isEmpty && $0.prefix.isEmpty }
  }

  /// Whether another column's cells have the same unit: the two are cases of one thing.
  fileprivate func isOfOneUnit(with other: Self) -> Bool {
    index != other.index && figures.first?.suffix == other.figures.first?.suffix
  }
}

extension PassageTable {
  /// A row as sentences speak of it: by its key, and where that is a bare number by what it is a number of.
  func named(row key: String, _ tongue: Tongue) -> String {
    if let name = quoted(key, tongue) ?? numbered(key, tongue) { return name }
    guard let figure = TableFigure(key), figure.suffix.isEmpty, figure.prefix.isEmpty else {
      return key
    }
    if tongue == .chinese, key.count == 4, (1500...2100).contains(figure.digits) {
      return key + "年"
    }
    let (label, unit) = Self.parted(header.cells[0])
    guard !label.isEmpty, unit != nil || !(1500...2100).contains(figure.digits) else { return key }
    if tongue == .chinese { return label + key + (unit ?? "") }
    let words = TableLabel(
      Column(index: 0, label: label, unit: unit, figures: [figure]), tongue
    ).text
    return words + " " + key + (unit.map { $0 == "%" ? $0 : " " + $0 } ?? "")
  }

  /// "Central controller, shared bus" and "pH meter" in quotation marks: a comma would part the one where rows are listed,
  /// and the other wants an article. Names stand as they are.
  private func quoted(_ key: String, _ tongue: Tongue) -> String? {
    guard tongue == .english else { return nil }
    let words = key.split(separator: " ")
    let isName = words.allSatisfy { word in
      word.first.map { $0.isUppercase || $0.isNumber || "(&–-".contains($0) } == true
        || ["of", "the", "and", "on", "de", "von", "der", "la"].contains(word)
    }
    let isPlain = isName || words.count == 2 && Self.classes.contains(words[1].lowercased())
    return Text.contains(key, ", ") || !isPlain && TableFigure(key) == nil ? "“\(key)”" : nil
  }

  /// "Marsh line", "Hill farm": names in all but their second letter.
  private static let classes: Set<String> = [
    "line", "farm", "road", "street", "school", "station", "bridge", "park", "house", "hill",
    "lane", "island", "valley", "bay",
  ]

  /// 2 号 as 2 号灭菌器, "No. 2" as "steriliser No. 2": a number alone names nothing.
  private func numbered(_ key: String, _ tongue: Tongue) -> String? {
    let label = Self.parted(header.cells[0]).label
    guard !label.isEmpty else { return nil }
    if tongue == .chinese {
      let isNumber =
        key.hasSuffix("号") && key.dropLast().allSatisfy { $0.isNumber || $0 == " " || $0 == "#" }
      return isNumber && !label.hasSuffix("号") ? key + label : nil
    }
    let isNumber =
      ["no. ", "no ", "#", "nr. "].contains { key.lowercased().hasPrefix($0) }
      && key.contains { $0.isNumber } && key.count < 8
    return isNumber ? label.lowercased() + " " + key : nil
  }

  /// Whether a measure tells the rows apart, as temperatures do: their figures are then not of different things.
  fileprivate func isTold(apartByMeasure rows: [Int]) -> Bool {
    rows.allSatisfy { row in
      let key = self.rows[row].cells[0]
      // "20:00"
      let isClock = key.contains(":") && key.allSatisfy { $0.isNumber || $0 == ":" }
      return isClock || TableFigure(key) != nil && !key.hasSuffix("号")
    }
  }
}

extension [TableQuestions.Asked] {
  /// Each once.
  fileprivate var distinct: Self {
    var seen: Set<TableQuestions.Asked> = []
    return filter { seen.insert($0).inserted }
  }
}
