/// A value that goes into a statement or comes out of a row.
package enum SQLiteValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  package var int: Int? {
    if case .integer(let value) = self { Int(value) } else { nil }
  }

  package var string: String? {
    if case .text(let value) = self { value } else { nil }
  }

  package var double: Double? {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
}

extension SQLiteValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(nilLiteral: ()) { self = .null }
  package static func int(_ value: Int) -> SQLiteValue { .integer(Int64(value)) }
  package static func optional(_ value: String?) -> SQLiteValue { value.map(Self.text) ?? .null }
  package static func optional(_ value: Int?) -> SQLiteValue { value.map(Self.int) ?? .null }
}
