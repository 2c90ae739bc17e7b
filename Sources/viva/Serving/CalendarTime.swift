import QuestionPipeline

/// The time of day, by a clock that the program is given and the time at which that clock started.
struct CalendarTime: Sendable {
  /// Seconds since 1970 when the clock read zero.
  let start: Int
  let clock: any WallClock

  /// Seconds since 1970.
  var seconds: Int { start + Int(clock.now.components.seconds) }

  /// As HTTP writes it: "Sun, 06 Nov 1994 08:49:37 GMT".
  static func text(_ seconds: Int) -> String {
    let (day, second) = seconds.quotientAndRemainder(dividingBy: 86400)
    // Days of eras of 400 years, counted from 1 March of the year 0.
    let (era, rest) = (day + 719_468).quotientAndRemainder(dividingBy: 146_097)
    let year = (rest - rest / 1460 + rest / 36524 - rest / 146_096) / 365
    let dayOfYear = rest - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let calendarYear = era * 400 + year + (month >= 10 ? 1 : 0)
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][day % 7]
    let name = [
      "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb",
    ][month]
    let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits)
    return "\(weekday), \(twoDigits(dayOfMonth)) \(name) \(calendarYear) "
      + time.joined(separator: ":") + " GMT"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
