package import HTTPTransport

/// What an answer's head says of an endpoint's limits, in the form of OpenAI's or Anthropic's headers.
///
/// A plain `x-ratelimit-limit` is left alone: it is per second on one host and per ten seconds on another.
package struct RateHeaders: Sendable, Hashable {
  /// One kind of limit. Values that mean "not told", such as 0 and -1, are absent.
  package struct Line: Sendable, Hashable {
    package var limit: Int?
    package var remaining: Int?
    /// Until all of it is granted anew.
    package var reset: Duration?

    package init(limit: Int? = nil, remaining: Int? = nil, reset: Duration? = nil) {
      self.limit = limit
      self.remaining = remaining
      self.reset = reset
    }
  }

  package var requests = Line()
  package var inputTokens = Line()
  package var outputTokens = Line()
  /// Of prompt and reply together.
  package var tokens = Line()

  package init() {}

  package init(_ head: HTTPHead) {
    for field in head.fields {
      // Every answer passes here: one look at the first letter spares most fields the rest.
      guard let letter = field.name.utf8.first,
        letter == UInt8(ascii: "x") || letter == UInt8(ascii: "a")
      else { continue }
      if field.name.hasPrefix("x-ratelimit-") {
        let words = field.name.dropFirst("x-ratelimit-".count)
        guard let dash = words.firstIndex(of: "-") else { continue }
        read(words[..<dash], of: words[words.index(after: dash)...], field.value)
      } else if field.name.hasPrefix("anthropic-ratelimit-") {
        let words = field.name.dropFirst("anthropic-ratelimit-".count)
        guard let dash = words.lastIndex(of: "-") else { continue }
        read(words[words.index(after: dash)...], of: words[..<dash], field.value)
      }
    }
    requests.drop()
    inputTokens.drop()
    outputTokens.drop()
    tokens.drop()
  }

  private mutating func read(_ what: Substring, of kind: Substring, _ value: String) {
    switch kind {
    case "requests": requests.read(what, value)
    case "tokens": tokens.read(what, value)
    case "input-tokens": inputTokens.read(what, value)
    case "output-tokens": outputTokens.read(what, value)
    default: break
    }
  }
}

extension RateHeaders.Line {
  fileprivate mutating func read(_ what: Substring, _ value: String) {
    switch what {
    case "limit": limit = Int(value)
    case "remaining": remaining = Int(value)
    case "reset": reset = ResetTime.duration(value)
    default: break
    }
  }

  /// Drops what cannot be meant: without a limit above 0 the other numbers stand for nothing.
  fileprivate mutating func drop() {
    guard let limit, limit > 0 else {
      self = Self()
      return
    }
    if let left = remaining, left < 0 || left > limit { remaining = nil }
  }
}

/// The time in a reset header: "6m0s", "20ms", "1h23m31.5s" or bare seconds.
enum ResetTime {
  /// Nil where it is anything else, such as a date or seconds since 1970, or where it lies beyond two days.
  static func duration(_ text: String) -> Duration? {
    var total = 0.0
    var number = 0.0
    var scale = 0.0  // Of the next digit behind the point; 0 before it.
    var hasDigits = false
    var hasUnit = false
    var bytes = text.utf8[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Double(byte - UInt8(ascii: "0"))
        hasDigits = true
        if scale == 0 {
          number = number * 10 + digit
        } else {
          number += digit * scale
          scale /= 10
        }
      case UInt8(ascii: "."):
        guard scale == 0 else { return nil }
        scale = 0.1
      default:
        guard hasDigits else { return nil }
        let unit: Double
        switch byte {
        case UInt8(ascii: "d"): unit = 86_400
        case UInt8(ascii: "h"): unit = 3600
        case UInt8(ascii: "m") where bytes.first == UInt8(ascii: "s"):
          bytes.removeFirst()
          unit = 0.001
        case UInt8(ascii: "m"): unit = 60
        case UInt8(ascii: "s"): unit = 1
        default: return nil
        }
        total += number * unit
        (number, scale, hasDigits, hasUnit) = (0, 0, false, true)
      }
    }
    if hasDigits {
      guard !hasUnit else { return nil }
      total = number
    }
    guard total > 0, total <= 172_800 else { return nil }
    return .seconds(total)
  }
}
