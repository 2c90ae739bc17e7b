/// A row on its way into a table: its values stand in one piece of memory, which serves one row after another.
package struct PackedRow: Sendable {
  /// How many values there are.
  private(set) var count = 0
  /// Whether the values that are added from here on count in `sum`.
  package var isSummed = false
  private var running = RowSum()
  /// Of each value a number or the text's length in eight bytes, then its kind, then the text.
  private var bytes: [UInt8] = []

  private enum Kind: UInt8 { case null, integer, text }
  private static let headSize = 9

  package init() {}

  /// Forgets the values and keeps the memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    count = 0
    isSummed = false
    running = RowSum()
  }

  package mutating func add(_ number: Int?) {
    if let number {
      add(Int64(number))
    } else {
      addHead(.null, 0)
      if isSummed { running.add(.null) }
    }
  }

  package mutating func add(_ number: Int64) {
    addHead(.integer, number)
    if isSummed { running.add(.integer(number)) }
  }

  package mutating func add(_ text: String?) {
    guard let text else { return add(nil as Int?) }
    let utf8 = text.utf8
    addHead(.text, Int64(utf8.count))
    bytes.append(contentsOf: utf8)
    addToSum(last: utf8.count)
  }

  /// Adds as one text what the body appends.
  package mutating func add(_ body: (inout [UInt8]) -> Void) {
    addHead(.text, 0)
    let start = bytes.count
    body(&bytes)
    let length = bytes.count - start
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: Int64(length), toByteOffset: start - Self.headSize, as: Int64.self)
    }
    addToSum(last: length)
  }

  private mutating func addHead(_ kind: Kind, _ number: Int64) {
    count += 1
    withUnsafeBytes(of: (number, kind.rawValue)) {
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[..<Self.headSize]))
    }
  }

  /// Counts the text in that the last bytes are.
  private mutating func addToSum(last count: Int) {
    guard isSummed else { return }
    bytes.withUnsafeBytes { running.add(text: UnsafeRawBufferPointer(rebasing: $0.suffix(count))) }
  }

  /// The sum over the values that count; that of `RowSum.of` for the same values.
  package var sum: Int64 { running.value }

  /// Hands out what reads the values, one after another; texts last until the call returns.
  func withValues<Result>(_ body: (inout Values) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes {
      var values = Values(bytes: $0)
      return try body(&values)
    }
  }

  /// Reads a row from its first value to its last.
  struct Values {
    fileprivate let bytes: UnsafeRawBufferPointer
    private var offset = 0

    fileprivate init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next value; there must be one.
    mutating func next() -> Value {
      let number = bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self)
      let kind = Kind(rawValue: bytes[offset + 8])
      offset += PackedRow.headSize
      switch kind {
      case .integer: return .integer(number)
      case .text:
        let text = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(number)])
        offset += text.count
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
