/// What a model might have written in the place of one digit of its reply.
package struct DigitOdds: Sendable, Hashable {
  /// Bytes of the reply before the digit.
  package var offset: Int
  /// The probabilities of the digits 0 to 9, to six places, together at most 1: the rest went to other tokens.
  package var shares: [Double]

  /// - Parameter shares: of the digits 0 to 9; what lies outside 0 … 1 is brought there.
  package init(offset: Int, shares: [Double]) {
    precondition(shares.count == 10)
    self.offset = offset
    let sum = max(1, shares.reduce(0) { $0 + max(0, $1) })
    self.shares = shares.map { (max(0, $0) / sum * 1_000_000).rounded() / 1_000_000 }
  }
}

extension DigitOdds: JSONConvertible {
  /// `{"at": 31, "4": 0.82, "5": 0.17}`
  package var json: JSONValue {
    var object = JSONObject()
    object["at"] = .integer(offset)
    for (digit, share) in shares.enumerated() where share > 0 {
      object[String(digit)] = .number(share)
    }
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    var shares = [Double](repeating: 0, count: 10)
    for digit in shares.indices {
      shares[digit] = try reader.optional(String(digit))?.double(in: 0...1) ?? 0
    }
    self.init(offset: try reader.required("at").int(in: 0...Int.max), shares: shares)
  }
}
