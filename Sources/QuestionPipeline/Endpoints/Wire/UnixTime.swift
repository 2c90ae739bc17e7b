#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Seconds since the start of 1970, passed in by whoever has a clock: for dates in header fields and resets given as points in time.
package struct UnixTime: Sendable, Hashable, Comparable {
  package var seconds: Double

  package init(_ seconds: Double) { self.seconds = seconds }

  package static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }
}

extension UnixTime {
  /// The machine's time of day, for programs; whatever decides a result is told the time by them.
  package static let system: @Sendable () -> UnixTime = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UnixTime(Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads the three forms of dates in HTTP: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" and
  /// "Sun Nov  6 08:49:37 1994".
  package init?(httpDate text: String) {
    var words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
    guard words.count >= 5 else { return nil }
    if let month = Self.months.firstIndex(of: words[1]) {
      // Day and time come behind the month, the year last.
      guard words.count == 5 else { return nil }
      words = [words[0], words[2], Self.months[month], words[4], words[3]]
    }
    guard let day = Int(words[1]), let month = Self.months.firstIndex(of: words[2]),
      var year = Int(words[3])
    else { return nil }
    if words[3].utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
    let clock = words[4].split(separator: ":").map { Int($0) }
    guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2] else {
      return nil
    }
    self.init(
      year: year, month: month + 1, day: day, hour: hour, minute: minute, second: Double(second))
  }

  /// Reads "2026-08-22T10:00:00.5Z" and "2026-08-22T12:00:00+02:00".
  package init?(iso8601 text: String) {
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[start..<start + count] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 19, bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes[10] == 0x54 || bytes[10] == 0x20 || bytes[10] == 0x74,
      let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2)
    else { return nil }
    var index = 19
    var fraction = 0.0
    if index < bytes.count, bytes[index] == 0x2E {
      var scale = 0.1
      index += 1
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
        fraction += Double(bytes[index] - 0x30) * scale
        scale /= 10
        index += 1
      }
    }
    var offset = 0
    if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D {
      guard let hours = number(index + 1, 2) else { return nil }
      let minutes = number(index + 4, 2) ?? number(index + 3, 2) ?? 0
      offset = (hours * 60 + minutes) * 60 * (bytes[index] == 0x2D ? -1 : 1)
    }
    guard
      let time = UnixTime(
        year: year, month: month, day: day, hour: hour, minute: minute,
        second: Double(second) + fraction)
    else { return nil }
    self.init(time.seconds - Double(offset))
  }

  private init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Double) {
    guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
    else { return nil }
    // Years begin in March here, so that the leap day is the last.
    let shifted = month <= 2 ? year - 1 : year
    let century = shifted / 400
    let yearOfCentury = shifted - century * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let days =
      century * 146_097 + yearOfCentury * 365 + yearOfCentury / 4 - yearOfCentury / 100 + dayOfYear
      - 719_468
    self.init(Double(days * 86_400 + hour * 3600 + minute * 60) + second)
  }
}
