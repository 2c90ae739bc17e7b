/// A checksum over a row's values, which the row carries: SQLite notices a damaged page by its structure alone, never by
/// what it says. It finds a change of any one bit; against intent it guards nothing.
package struct RowSum: Sendable {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  package init() {}

  /// The sum of some values in their order.
  package static func of(_ values: some Sequence<SQLiteValue>) -> Int64 {
    var sum = RowSum()
    for value in values { sum.add(value) }
    return sum.value
  }

  /// The sum of one text, from its bytes.
  package static func of(text: UnsafeBufferPointer<UInt8>) -> Int64 {
    var sum = RowSum()
    sum.add(text: UnsafeRawBufferPointer(text))
    return sum.value
  }

  /// What stands in the row.
  package var value: Int64 { Int64(bitPattern: state ^ state >> 31) }

  package mutating func add(_ value: SQLiteValue) {
    switch value {
    case .null: mix(1)
    case .integer(let number):
      mix(2)
      mix(UInt64(bitPattern: number))
    case .real(let number):
      mix(3)
      mix(number.bitPattern)
    case .text(var text): text.withUTF8 { add(text: UnsafeRawBufferPointer($0)) }
    case .blob(let bytes): bytes.withUnsafeBytes { add(blob: $0) }
    }
  }

  /// Adds a text by its bytes.
  package mutating func add(text: UnsafeRawBufferPointer) {
    mix(4)
    add(text)
  }

  /// Adds a blob by its bytes.
  package mutating func add(blob: UnsafeRawBufferPointer) {
    mix(5)
    add(blob)
  }

  /// Eight bytes at a time, lowest first, so that it is the same on every machine.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    mix(UInt64(bytes.count))
    var offset = 0
    while offset + 8 <= bytes.count {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var rest: UInt64 = 0
    for index in stride(from: bytes.count - 1, through: offset, by: -1) {
      rest = rest << 8 | UInt64(bytes[index])
    }
    mix(rest)
  }

  /// Undone by no other word: each step is one to one in the state and in the word.
  private mutating func mix(_ word: UInt64) {
    state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    state ^= state >> 29
  }
}
