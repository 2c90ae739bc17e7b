/// A row on its way into a table: its values stand in one piece of memory, so that it is made and let go of at little cost.
package struct PackedRow: Sendable {
  /// How many values there are.
  private(set) var count = 0
  /// Of each value its kind, then eight bytes with the number or the text's length, then the text.
  private var bytes: [UInt8] = []

  private enum Kind: UInt8 { case null, integer, text }
  private static let headSize = 9

  /// - Parameters:
  ///   - columns: how many values are expected.
  ///   - bytes: how long all texts may be together; more is no error.
  package init(columns: Int, bytes: Int) {
    self.bytes.reserveCapacity(columns * Self.headSize + bytes)
  }

  package mutating func add(_ number: Int?) {
    if let number { add(Int64(number)) } else { addHead(.null, 0) }
  }

  package mutating func add(_ number: Int64) { addHead(.integer, number) }

  package mutating func add(_ text: String?) {
    guard let text else { return addHead(.null, 0) }
    let utf8 = text.utf8
    addHead(.text, Int64(utf8.count))
    bytes.append(contentsOf: utf8)
  }

  /// Adds as one text what the body appends.
  package mutating func add(_ body: (inout [UInt8]) -> Void) {
    addHead(.text, 0)
    let start = bytes.count
    body(&bytes)
    let length = bytes.count - start
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: Int64(length), toByteOffset: start - 8, as: Int64.self)
    }
  }

  private mutating func addHead(_ kind: Kind, _ number: Int64) {
    count += 1
    bytes.append(kind.rawValue)
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  /// The sum over some of the values; that of `RowSum.of` for the same values.
  /// - Parameter isSummed: whether the value of a column counts.
  package func sum(of isSummed: (_ column: Int) -> Bool) -> Int64 {
    var sum = RowSum()
    forEachValue { column, value in
      guard isSummed(column) else { return }
      switch value {
      case .null: sum.add(.null)
      case .integer(let number): sum.add(.integer(number))
      case .text(let bytes): sum.add(text: UnsafeRawBufferPointer(bytes))
      }
    }
    return sum.value
  }

  /// Hands out the values in the order of their columns; texts last until the call returns.
  func forEachValue(_ body: (_ column: Int, Value) throws -> Void) rethrows {
    try withValues { values in
      for column in 0..<count { try body(column, values.next()) }
    }
  }

  /// Hands out what reads the values, one after another; texts last until the call returns.
  func withValues<Result>(_ body: (inout Values) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes {
      var values = Values(rest: $0)
      return try body(&values)
    }
  }

  /// Reads a row from its first value to its last.
  struct Values {
    fileprivate var rest: UnsafeRawBufferPointer

    /// The next value; there must be one.
    mutating func next() -> Value {
      let number = rest.loadUnaligned(fromByteOffset: 1, as: Int64.self)
      let kind = Kind(rawValue: rest[0])
      let end = PackedRow.headSize + (kind == .text ? Int(number) : 0)
      defer { rest = UnsafeRawBufferPointer(rebasing: rest[end...]) }
      switch kind {
      case .integer: return .integer(number)
      case .text:
        let text = UnsafeRawBufferPointer(rebasing: rest[PackedRow.headSize..<end])
        return .text(text.bindMemory(to: UInt8.self))
      case .null, nil: return .null
      }
    }
  }

  enum Value {
    case null
    case integer(Int64)
    case text(UnsafeBufferPointer<UInt8>)
  }
}
