#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The probabilities of tokens as a server reports them, of which those of single digits are kept.
///
/// Read from `choices[0].logprobs.content`: entries of `token`, `logprob`, `bytes` where the text of a token is no whole
/// UTF-8, and `top_logprobs` with the alternatives. Other shapes are skipped.
struct TokenOdds: Sendable {
  /// The tokens' text in a row.
  private(set) var text: [UInt8] = []
  private var odds: [DigitOdds] = []
  /// More digits than any reply that is graded has.
  private static let limit = 2_000

  /// Reads the value of `logprobs` that stands here, of a whole reply or of one event.
  mutating func read(_ scanner: inout WireScanner) throws(WireScanner.Fault) {
    guard scanner.peek() == 0x7B else { return try scanner.skip() }
    try scanner.members { (scanner, key) throws(WireScanner.Fault) in
      guard scanner.matches(key, "content"), scanner.peek() == 0x5B else {
        return try scanner.skip()
      }
      try scanner.elements { (scanner, _) throws(WireScanner.Fault) in
        guard scanner.peek() == 0x7B else { return try scanner.skip() }
        try readToken(&scanner)
      }
    }
  }

  private mutating func readToken(_ scanner: inout WireScanner) throws(WireScanner.Fault) {
    let start = text.count
    var look = scanner
    let logarithm = try Self.readEntry(&scanner, into: &text)
    guard odds.count < Self.limit, let place = Self.digit(in: text[start...]) else { return }
    var shares = [Double](repeating: 0, count: 10)
    try look.members { (scanner, key) throws(WireScanner.Fault) in
      guard scanner.matches(key, "top_logprobs"), scanner.peek() == 0x5B else {
        return try scanner.skip()
      }
      try scanner.elements { (scanner, _) throws(WireScanner.Fault) in
        guard scanner.peek() == 0x7B else { return try scanner.skip() }
        var other: [UInt8] = []
        let logarithm = try Self.readEntry(&scanner, into: &other)
        guard let place = Self.digit(in: other[...]), let logarithm else { return }
        shares[Int(other[place] - 0x30)] += exp(min(0, logarithm))
      }
    }
    // The token that was drawn need not be among the likeliest.
    let own = Int(text[place] - 0x30)
    if shares[own] == 0, let logarithm { shares[own] = exp(min(0, logarithm)) }
    guard shares.contains(where: { $0 > 0 }) else { return }
    odds.append(DigitOdds(offset: place, shares: shares))
  }

  /// Adds a token's bytes and returns its logarithm.
  private static func readEntry(_ scanner: inout WireScanner, into text: inout [UInt8])
    throws(WireScanner.Fault) -> Double?
  {
    var logarithm: Double?
    var token: [UInt8] = []
    var bytes: [UInt8]?
    try scanner.members { (scanner, key) throws(WireScanner.Fault) in
      if scanner.matches(key, "token"), scanner.peek() == 0x22 {
        let raw = try scanner.rawText()
        scanner.append(raw, to: &token)
      } else if scanner.matches(key, "logprob") {
        logarithm = try scanner.number()
      } else if scanner.matches(key, "bytes"), scanner.peek() == 0x5B {
        var found: [UInt8] = []
        try scanner.elements { (scanner, _) throws(WireScanner.Fault) in
          if let byte = try scanner.number(), byte >= 0, byte < 256 { found.append(UInt8(byte)) }
        }
        if !found.isEmpty { bytes = found }
      } else {
        try scanner.skip()
      }
    }
    text.append(contentsOf: bytes ?? token)
    return logarithm.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Where the one digit stands that a token is, blanks aside; nil for other tokens.
  private static func digit(in token: ArraySlice<UInt8>) -> Int? {
    var place: Int?
    for index in token.indices {
      switch token[index] {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case 0x30...0x39 where place == nil: place = index
      default: return nil
      }
    }
    return place
  }

  /// The odds of the digits of an answer, counted from its first byte; none where the tokens are not the text that came.
  ///
  /// - Parameters:
  ///   - content: all that the model wrote.
  ///   - answer: where in it the answer stands, behind reasoning that was left in it.
  func odds(of content: [UInt8], answer: Range<Int>) -> [DigitOdds] {
    guard !odds.isEmpty, let start = place(of: content) else { return [] }
    return odds.filter { answer.contains($0.offset - start) }.map {
      DigitOdds(offset: $0.offset - start - answer.lowerBound, shares: $0.shares)
    }
  }

  /// How many bytes of the tokens' text come before the content; nil where it is not in it.
  ///
  /// Some servers add the token that ends the reply, leave the last one out, trim blanks, or list the reasoning's tokens
  /// before those of the answer.
  private func place(of content: [UInt8]) -> Int? {
    let blanks = text.prefix { $0 <= 0x20 }.count
    return [0, blanks, text.count - content.count].first { start in
      guard start >= 0, start <= text.count else { return false }
      let shared = min(text.count - start, content.count)
      return shared > 0 && text[start..<start + shared] == content[..<shared]
    }
  }
}
