import HTTPTransport

/// How long an endpoint asks to wait, and where it says so. Whether that is too long is for others to judge.
package struct WaitHint: Sendable, Hashable {
  /// In the order in which they are believed.
  package enum Source: String, Sendable, CaseIterable {
    case retryAfterMilliseconds, retryAfter, retryAfterDate, body, reset, prose
  }
  package var duration: Duration
  package var source: Source

  /// The first hint that reads as a time above zero.
  /// - Parameters:
  ///   - documents: the JSON of the body.
  ///   - message: the prose of the error.
  static func read(
    fields: [HTTPField], documents: [JSONValue], message: String, now: UnixTime
  ) -> WaitHint? {
    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    if let text = field("retry-after-ms"), let milliseconds = Double(trimmed(text)),
      let hint = WaitHint(seconds: milliseconds / 1000, .retryAfterMilliseconds)
    {
      return hint
    }
    if let text = field("retry-after").map(trimmed) {
      if let hint = Double(text).flatMap({ WaitHint(seconds: $0, .retryAfter) }) { return hint }
      if let date = UnixTime(httpDate: text),
        let hint = WaitHint(seconds: date.seconds - now.seconds, .retryAfterDate)
      {
        return hint
      }
    }
    var walk = Walk(now: now)
    for document in documents { walk.visit(document, depth: 0) }
    if let hint = walk.asked.max().flatMap({ WaitHint(seconds: $0, .body) }) { return hint }
    let resets = walk.resets + headerResets(fields, now: now)
    if let hint = resets.max().flatMap({ WaitHint(seconds: $0, .reset) }) { return hint }
    return prose(message).flatMap { WaitHint(seconds: $0, .prose) }
  }

  /// Nil for what is no time to wait: zero, below it, no number, or years.
  private init?(seconds: Double, _ source: Source) {
    guard seconds.isFinite, seconds > 0, seconds < 400 * 86_400 else { return nil }
    duration = .milliseconds(Int64((seconds * 1000).rounded(.up)))
    self.source = source
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return String(Substring(scalars))
  }

  // MARK: Resets

  /// Seconds until the limits that are used up are filled again; a limit of which something remains holds nobody up.
  private static func headerResets(_ fields: [HTTPField], now: UnixTime) -> [Double] {
    fields.compactMap { field in
      guard isReset(field.name) else { return nil }
      let remaining = fields.first { other in
        other.name == field.name.replacingReset(with: "remaining")
      }
      if let left = remaining.flatMap({ Double(trimmed($0.value)) }), left > 0 { return nil }
      return reset(field.value, now: now)
    }
  }

  private static func isReset(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("ratelimit") && name.contains("reset")
  }

  /// A reset in any of its forms: "1m0s", "20ms", seconds, a point in time as seconds, milliseconds or ISO 8601.
  private static func reset(_ text: String, now: UnixTime) -> Double? {
    let text = trimmed(text)
    let seconds: Double?
    if let number = Double(text) {
      seconds =
        number > 1e11
        ? number / 1000 - now.seconds : number > 1e8 ? number - now.seconds : number
    } else if let duration = duration(text) {
      seconds = duration
    } else {
      seconds = (UnixTime(iso8601: text) ?? UnixTime(httpDate: text)).map {
        $0.seconds - now.seconds
      }
    }
    return seconds.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
  }

  /// Seconds of each unit.
  private static let scales: [String: Double] = [
    "ms": 0.001, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "m": 60, "min": 60,
    "mins": 60, "minute": 60, "minutes": 60, "h": 3600, "hour": 3600, "hours": 3600,
    "d": 86_400, "day": 86_400, "days": 86_400, "us": 1e-6, "µs": 1e-6, "ns": 1e-9,
  ]

  /// Times of day and spans: "1h23m31s", "6m0s", "20ms", "57.238747106s".
  static func duration(_ text: some StringProtocol) -> Double? {
    var total = 0.0
    var number = ""
    var unit = ""
    var parts = 0
    func add() -> Bool {
      guard let value = Double(number) else { return false }
      guard let scale = scales[unit] else { return false }
      total += value * scale
      parts += 1
      return true
    }
    for scalar in text.lowercased().unicodeScalars {
      if ("0"..."9").contains(scalar) || scalar == "." {
        if !unit.isEmpty {
          guard add() else { return nil }
          number = ""
          unit = ""
        }
        number.unicodeScalars.append(scalar)
      } else if scalar == " " {
        continue
      } else {
        guard !number.isEmpty else { return nil }
        unit.unicodeScalars.append(scalar)
      }
    }
    guard !number.isEmpty, add() else { return nil }
    return total
  }

  // MARK: The body

  /// Looks for times anywhere in a document.
  private struct Walk {
    let now: UnixTime
    var asked: [Double] = []
    var resets: [Double] = []
    var visited = 0

    init(now: UnixTime) { self.now = now }

    mutating func visit(_ value: JSONValue, depth: Int) {
      visited += 1
      guard depth < 16, visited < 2_000 else { return }
      switch value {
      case .array(let elements): for element in elements { visit(element, depth: depth + 1) }
      case .object(let object):
        for member in object.members { visit(member.value, key: member.key, depth: depth) }
      default: break
      }
    }

    private mutating func visit(_ member: JSONValue, key: String, depth: Int) {
      let text =
        member.stringValue ?? member.doubleValue.map { JSONWriter.text(of: $0) } ?? ""
      switch key.lowercased() {
      case "retry_after_seconds", "retry_after", "retry-after", "retryafter", "retrydelay":
        if let seconds = Double(text) ?? WaitHint.duration(text), seconds.isFinite, seconds > 0 {
          asked.append(seconds)
        }
      case "retry_after_ms", "retry-after-ms":
        if let milliseconds = Double(text), milliseconds.isFinite, milliseconds > 0 {
          asked.append(milliseconds / 1000)
        }
      case let name where WaitHint.isReset(name):
        if let seconds = WaitHint.reset(text, now: now) { resets.append(seconds) }
      default: visit(member, depth: depth + 1)
      }
    }
  }

  // MARK: Prose

  /// "try again in 41.724s", "retry after 37 seconds", "reset after 23s", "in 1m2s".
  static func prose(_ message: String) -> Double? {
    let words = message.prefix(4096).lowercased().split {
      $0.isWhitespace || $0 == "," || $0 == ";"
    }
    for (index, word) in words.enumerated() where word == "in" || word == "after" {
      // A span may be one word or several: "41.724s", "37 seconds", "1 minute 2 seconds", "1m 2s".
      var best: Double?
      for end in index + 1..<min(index + 7, words.count) where end < words.count {
        var span = words[index + 1...end].joined(separator: " ")
        while let last = span.last, ".!)\"'".contains(last) { span.removeLast() }
        if let seconds = duration(span) { best = seconds }
      }
      if let best, best > 0 { return best }
    }
    return nil
  }
}

extension String {
  /// The name of the header field that goes with one of a reset.
  fileprivate func replacingReset(with word: String) -> String {
    guard let range = firstRange(of: "reset") else { return self }
    return String(self[..<range.lowerBound]) + word + String(self[range.upperBound...])
  }
}
