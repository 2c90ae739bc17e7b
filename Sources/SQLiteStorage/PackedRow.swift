/// A row on its way into a table: its texts stand in one piece of memory, so that it is made and let go of at little cost.
package struct PackedRow: Sendable {
  private enum Cell: Sendable {
    case null
    case integer(Int64)
    /// Where a text lies among the bytes.
    case text(start: Int, end: Int)
  }
  private var cells: [Cell] = []
  private var texts: [UInt8] = []

  /// - Parameters:
  ///   - columns: how many values are expected.
  ///   - bytes: how long all texts may be together; more is no error.
  package init(columns: Int, bytes: Int) {
    cells.reserveCapacity(columns)
    texts.reserveCapacity(bytes)
  }

  package mutating func add(_ number: Int?) {
    cells.append(number.map { .integer(Int64($0)) } ?? .null)
  }

  package mutating func add(_ number: Int64) { cells.append(.integer(number)) }

  package mutating func add(_ text: String?) {
    guard let text else { return cells.append(.null) }
    add { $0.append(contentsOf: text.utf8) }
  }

  /// Adds as one text what the body appends.
  package mutating func add(_ body: (inout [UInt8]) -> Void) {
    let start = texts.count
    body(&texts)
    cells.append(.text(start: start, end: texts.count))
  }

  /// The sum over some of the values; that of `RowSum.of` for the same values.
  package func sum(of columns: some Sequence<Int>) -> Int64 {
    var sum = RowSum()
    texts.withUnsafeBytes { bytes in
      for column in columns {
        switch cells[column] {
        case .null: sum.add(.null)
        case .integer(let number): sum.add(.integer(number))
        case .text(let start, let end):
          sum.add(text: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
      }
    }
    return sum.value
  }

  /// How many values there are.
  var count: Int { cells.count }

  /// Hands out the values by their column; texts last until the call returns.
  func withValues<Result>(_ body: ((_ column: Int) -> Value) throws -> Result) rethrows -> Result {
    try texts.withUnsafeBufferPointer { bytes in
      try body { column in
        switch cells[column] {
        case .null: .null
        case .integer(let number): .integer(number)
        case .text(let start, let end): .text(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
      }
    }
  }

  enum Value {
    case null
    case integer(Int64)
    case text(UnsafeBufferPointer<UInt8>)
  }
}
