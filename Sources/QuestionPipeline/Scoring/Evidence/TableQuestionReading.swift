/// What a question on quoted rows of a table asks to be looked up or worked out.
struct TableQuestionReading {
  private let item: StatedItem
  private let quoted: QuotedRows
  /// Without the names of columns, rows and table, so that "total" is not the operation where it is a column.
  private let words: [Token]
  private let columns: [PassageTable.Column]
  /// The quoted rows that the question or an option names, in the question's order.
  private let named: [Int]

  init(_ item: StatedItem, _ quoted: QuotedRows) {
    self.item = item
    self.quoted = quoted
    let subject = item.subject
    let table = quoted.table
    // The names of table and document may hold those of columns.
    let question = Self.without(
      [table.caption ?? ""] + subject.context.titles,
      in: Text.unquoted(subject.draft.question.lowercased()))
    let all = quoted.columns
    let asked = all.filter {
      Self.place(of: $0.label.lowercased(), in: question) != nil
        || Self.place(of: table.header.cells[$0.index].lowercased(), in: question) != nil
    }
    // The longest of names that hold one another: "price" stands in "unit price".
    columns =
      asked.isEmpty
      ? all
      : asked.filter { column in
        !asked.contains {
          $0.label.count > column.label.count
            && Text.contains($0.label.lowercased(), column.label.lowercased())
        }
      }
    let keys = quoted.keys.map { $0.lowercased() }
    let places = quoted.rows.map { (row: $0, place: Self.place(of: keys[$0], in: question)) }
    var named = places.compactMap { entry in entry.place.map { (entry.row, $0) } }
      .sorted { $0.1 < $1.1 }.map(\.0)
    if named.isEmpty, subject.context.kind == .multipleChoice {
      let choices = Set(subject.draft.choices.map { Text.unstopped($0.text).lowercased() })
      named = quoted.rows.filter { choices.contains(keys[$0]) }
    }
    self.named = named
    words = Tokenizer.tokens(
      of: Self.without(
        table.header.cells + all.map(\.label) + quoted.rows.map { quoted.keys[$0] }, in: question))
  }

  /// The text with a break in the place of names, the longest first.
  private static func without(_ names: [String], in text: String) -> String {
    var text = text
    for name in names.sorted(by: { $0.utf8.count > $1.utf8.count }) where !name.isEmpty {
      let name = Text.unquoted(name.lowercased())
      while let range = Text.range(of: name, in: text) { text.replaceSubrange(range, with: " ; ") }
    }
    return text
  }

  private static func place(of name: String, in text: String) -> String.Index? {
    Text.occurrences(of: name, in: text).first?.lowerBound
  }

  /// What comes of the quoted cells: of all of a column, of those that the question names, and of any two.
  var computed: [String] {
    var results: [String] = []
    for column in quoted.columns {
      var groups = [quoted.rows, named]
      if quoted.rows.count <= 12 {
        for (place, left) in quoted.rows.enumerated() {
          groups += quoted.rows[(place + 1)...].map { [left, $0] }
        }
      }
      for group in groups {
        let figures = group.map { column.figures[$0] }
        for operation in [TableOperation.sum, .difference, .mean] {
          guard let result = operation.result(of: figures) else { continue }
          results += [column.shown(result, isChinese: false), result.number]
        }
      }
    }
    return results
  }

  /// What the answer says against the cells; nil where it agrees, or nothing is asked that can be worked out.
  var fault: TableCheck.Finding? {
    guard !columns.isEmpty else { return nil }
    if item.subject.context.kind == .trueFalse { return comparison }
    guard let operation else { return lookup }
    switch operation {
    case .sum, .difference, .mean: return result(of: operation)
    case .highest, .lowest: return extreme(operation)
    }
  }

  private var answer: String { item.subject.draft.answer }

  /// The operation that the question names; nil where it names none, or several.
  private var operation: TableOperation? {
    let found = TableOperation.allCases.filter { Self.phrases($0).isFound(in: words) }
    return found.count == 1 ? found.first : nil
  }

  private func result(of operation: TableOperation) -> TableCheck.Finding? {
    let rows = named.count >= 2 ? named : quoted.rows
    let expected = columns.compactMap { column in
      operation.result(of: rows.map { column.figures[$0] }).map { (column, $0) }
    }
    guard let first = expected.first else { return nil }
    let said = QuantityReader(item.subject.answer).quantities()
    let isTold = expected.contains { column, result in
      [column.shown(result, isChinese: false), result.number].contains { text in
        TableCheck.quantities(text).contains { there in
          said.contains { $0.agrees(with: there) }
        }
      }
    }
    guard !isTold || !startsRight(said, expected) else { return nil }
    return .fault(said: answer, there: first.0.shown(first.1, isChinese: item.isChinese))
  }

  /// Whether the first number of the answer is the result, where the answer opens with a number.
  private func startsRight(
    _ said: [Quantity], _ expected: [(PassageTable.Column, TableFigure)]
  ) -> Bool {
    guard let first = said.first, first.range.lowerBound <= 1 else { return true }
    return expected.contains { column, result in
      [column.shown(result, isChinese: false), result.number].contains { text in
        TableCheck.quantities(text).contains { first.agrees(with: $0) }
      }
    }
  }

  private func extreme(_ operation: TableOperation) -> TableCheck.Finding? {
    let rows = named.count >= 2 ? named : quoted.rows
    let subject = item.subject
    let said = (subject.keyIndex.map { subject.draft.choices[$0].text } ?? answer).lowercased()
    let told = rows.compactMap { row in
      Self.place(of: quoted.keys[row].lowercased(), in: said).map { (row, $0) }
    }
    guard rows.count >= 2, let first = told.min(by: { $0.1 < $1.1 })?.0 else { return nil }
    let winners = columns.map { column in
      let values = rows.map { column.figures[$0].value }
      let best = operation == .highest ? values.max() : values.min()
      return Set(zip(rows, values).filter { $0.1 == best }.map(\.0))
    }
    if winners.contains(where: { $0.contains(first) }) { return nil }
    return .fault(
      said: quoted.keys[first],
      there: winners.first?.min().map { quoted.table.rows[$0].line })
  }

  /// One row and one column by name: the answer gives that cell.
  private var lookup: TableCheck.Finding? {
    guard named.count == 1, columns.count == 1, let row = named.first, let column = columns.first
    else { return nil }
    let subject = item.subject
    let said = subject.keyIndex.map { subject.choices[$0] } ?? subject.answer
    let numbers = QuantityReader(said).quantities()
    let cell = column.figures[row]
    let there = [column.shown(cell, isChinese: false), cell.number].flatMap {
      TableCheck.quantities($0)
    }
    guard !numbers.isEmpty, !there.isEmpty,
      !numbers.contains(where: { number in there.contains { number.agrees(with: $0) } })
    else { return nil }
    return .fault(said: said.raw, there: quoted.table.rows[row].line)
  }

  /// "A has a higher weight than B", held against both cells.
  private var comparison: TableCheck.Finding? {
    guard named.count == 2, columns.count == 1, let column = columns.first else { return nil }
    let isMore = Self.more.isFound(in: words)
    guard isMore != Self.less.isFound(in: words) else { return nil }
    let (left, right) = (column.figures[named[0]].value, column.figures[named[1]].value)
    let holds = isMore ? left > right : left < right
    guard holds == item.isFalse else { return nil }
    return .fault(said: answer, there: quoted.table.rows[named[0]].line)
  }

  private static func phrases(_ operation: TableOperation) -> Phrases {
    switch operation {
    case .sum: sums
    case .difference: differences
    case .mean: means
    case .highest: highest
    case .lowest: lowest
    }
  }

  private static let sums = Phrases(
    "total|sum|add up|adds up|added up|altogether|together|in all|合计|总共|总和|一共|总计|加起来|相加|共计")
  private static let differences = Phrases(
    "differ|difference|how much more|how many more|exceed|exceeds|apart|相差|差多少|差距|之差|差值")
  private static let means = Phrases("mean|average|on average|平均")
  private static let highest = Phrases(
    "highest|largest|most|greatest|biggest|maximum|longest|heaviest|最高|最大|最多|最长|最重")
  private static let lowest = Phrases(
    "lowest|smallest|least|minimum|fewest|shortest|lightest|最低|最小|最少|最短|最轻")
  private static let more = Phrases(
    "higher|larger|greater|more|longer|heavier|bigger|高于|大于|多于|更高|更大|更多|长于|重于")
  private static let less = Phrases(
    "lower|smaller|less|fewer|shorter|lighter|低于|小于|少于|更低|更小|更少|短于|轻于")
}

extension Text {
  /// Without quotation marks.
  static func unquoted(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !"“”\"".unicodeScalars.contains(scalar) {
      view.append(scalar)
    }
    return String(view)
  }
}
